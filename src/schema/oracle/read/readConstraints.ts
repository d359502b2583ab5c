/** ALL_CONSTRAINTS → keys, foreign keys, checks, and which columns are NOT NULL. */
import type { OracleConstraintRow, OracleTableRows } from '../dictionary.ts';
import type { Check, ConstraintState, ForeignKey, Index, NotNull, UniqueKey } from '../model.ts';
import { phrase } from '../../phrase.ts';
import { readExpression } from './readExpression.ts';
import { ReadRefusal, refuseValue } from './readRefusal.ts';

/** The constraints of a table, each list in the order of the names. */
export interface ReadConstraints {
  readonly notNulls: ReadonlyMap<string, NotNull>;
  readonly primaryKey: UniqueKey | null;
  readonly uniqueKeys: readonly UniqueKey[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly Check[];
}

/** `indexOf` gives the index that a key is served by, where it is not the usual one. Throws ReadRefusal. */
export function readConstraints(
  rows: OracleTableRows,
  names: ReadonlySet<string>,
  indexOf: (constraint: OracleConstraintRow) => Index | null,
): ReadConstraints {
  const notNulls = new Map<string, NotNull>();
  const keys: { readonly isPrimary: boolean; readonly key: UniqueKey }[] = [];
  const foreignKeys: ForeignKey[] = [];
  const checks: Check[] = [];
  const sorted = [...rows.constraints].sort((a, b) => (a.constraintName < b.constraintName ? -1 : 1));
  for (const row of sorted) {
    if (row.precheck === 'PRECHECK')
      refuseValue('ALL_CONSTRAINTS.PRECHECK', row.constraintName, row.precheck);
    const state = stateOf(row);
    switch (row.constraintType) {
      case 'C': {
        const column = notNullColumn(row, names);
        if (column === null || notNulls.has(column)) checks.push(readCheck(row, state, names));
        else notNulls.set(column, { name: row.constraintName, state });
        break;
      }
      case 'P':
      case 'U':
        keys.push({
          isPrimary: row.constraintType === 'P',
          key: { name: row.constraintName, columns: row.columns, state, index: indexOf(row) },
        });
        break;
      case 'R':
        foreignKeys.push(readForeignKey(row, state));
        break;
      case 'S':
        // Supplemental logging serves the copying of the source's changes and is no part of its structure.
        break;
      default:
        refuseValue('ALL_CONSTRAINTS.CONSTRAINT_TYPE', row.constraintName, row.constraintType);
    }
  }
  return {
    notNulls,
    primaryKey: keys.find(({ isPrimary }) => isPrimary)?.key ?? null,
    uniqueKeys: keys.filter(({ isPrimary }) => !isPrimary).map(({ key }) => key),
    foreignKeys,
    checks,
  };
}

function stateOf({ deferrable, deferred, rely, status, validated }: OracleConstraintRow): ConstraintState {
  return {
    deferrable: deferrable === 'DEFERRABLE' ? deferred : null,
    isRely: rely === 'RELY',
    isEnabled: status === 'ENABLED',
    isValidated: validated === 'VALIDATED',
  };
}

/**
 * The column of a NOT NULL, whose condition the server writes as `"NAME" IS NOT NULL`. A check that somebody wrote just so
 * can't be told from it, and means the same.
 */
function notNullColumn(row: OracleConstraintRow, names: ReadonlySet<string>): string | null {
  const found = /^"([^"]+)" IS NOT NULL$/.exec(row.searchCondition?.trim() ?? '');
  const name = found?.[1];
  return name !== undefined && names.has(name) && row.columns.length <= 1 ? name : null;
}

function readCheck(row: OracleConstraintRow, state: ConstraintState, names: ReadonlySet<string>): Check {
  const { constraintName, searchCondition } = row;
  if (searchCondition === null) return refuseValue('ALL_CONSTRAINTS.SEARCH_CONDITION', constraintName, null);
  return { name: constraintName, condition: readExpression(searchCondition, names), state };
}

function readForeignKey(row: OracleConstraintRow, state: ConstraintState): ForeignKey {
  const { constraintName, columns, referenced, deleteRule } = row;
  if (referenced === null)
    throw new ReadRefusal(
      phrase`the account can’t see the table that the foreign key ${constraintName} refers to`,
    );
  return {
    name: constraintName,
    columns,
    referenced: referenced.table,
    referencedColumns: referenced.columns,
    onDelete: deleteRule === 'CASCADE' || deleteRule === 'SET NULL' ? deleteRule : null,
    state,
  };
}

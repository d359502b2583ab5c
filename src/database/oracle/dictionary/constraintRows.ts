/** The constraints of a table, with their columns and the keys that they refer to. */
import type { OracleConstraintRow, OracleReferencedKey } from '../../../schema/oracle/dictionary.ts';
import type { Cells } from './cells.ts';
import { keyOf } from './readRows.ts';
import type { DictionaryRows } from './readRows.ts';

/** Throws ShadowSyncError 'protocol' when a view says something that is not known. */
export function constraintRows(rows: DictionaryRows, table: string): readonly OracleConstraintRow[] {
  const columns = new Map<string, Cells[]>();
  for (const row of rows.constraintColumns.get(table) ?? []) {
    const name = row.name('CONSTRAINT_NAME');
    columns.set(name, [...(columns.get(name) ?? []), row]);
  }
  return (rows.constraints.get(table) ?? []).map((row) => ({
    constraintName: row.name('CONSTRAINT_NAME'),
    constraintType: row.name('CONSTRAINT_TYPE').trim(),
    searchCondition: row.text('SEARCH_CONDITION'),
    deleteRule: row.choiceOrNull('DELETE_RULE', ['CASCADE', 'SET NULL', 'NO ACTION']),
    status: row.choice('STATUS', ['ENABLED', 'DISABLED'], 'ENABLED'),
    deferrable: row.choice('DEFERRABLE', ['DEFERRABLE', 'NOT DEFERRABLE'], 'NOT DEFERRABLE'),
    deferred: row.choice('DEFERRED', ['DEFERRED', 'IMMEDIATE'], 'IMMEDIATE'),
    validated: row.choice('VALIDATED', ['VALIDATED', 'NOT VALIDATED'], 'VALIDATED'),
    generated: row.choice('GENERATED', ['GENERATED NAME', 'USER NAME'], 'USER NAME'),
    rely: row.choiceOrNull('RELY', ['RELY']),
    indexOwner: row.text('INDEX_OWNER'),
    indexName: row.text('INDEX_NAME'),
    precheck: row.text('PRECHECK'),
    columns: inOrder(columns.get(row.name('CONSTRAINT_NAME')) ?? []),
    referenced: referenced(rows, row),
  }));
}

function referenced(rows: DictionaryRows, row: Cells): OracleReferencedKey | null {
  const owner = row.text('R_OWNER');
  const constraintName = row.text('R_CONSTRAINT_NAME');
  if (owner === null || constraintName === null) return null;
  const key = rows.referencedColumns.get(keyOf(owner, constraintName)) ?? [];
  const [first] = key;
  if (first === undefined) return null;
  return {
    table: { database: owner, table: first.name('TABLE_NAME') },
    constraintName,
    columns: inOrder(key),
  };
}

/** Columns of a check have no position; their order means nothing, and is made the same each time. */
function inOrder(columns: readonly Cells[]): readonly string[] {
  return columns
    .map((row) => ({ name: row.name('COLUMN_NAME'), position: row.number('POSITION') ?? 0 }))
    .sort((a, b) => (a.position === b.position ? (a.name < b.name ? -1 : 1) : a.position - b.position))
    .map(({ name }) => name);
}

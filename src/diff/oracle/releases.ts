/** Which foreign keys stand in the way of a change. */
import { essence } from '../../schema/oracle/canonicalText.ts';
import type { Column, OracleTable, UniqueKey } from '../../schema/oracle/model.ts';
import { phrase } from '../../schema/phrase.ts';
import { tableKey } from '../../schema/tableName.ts';
import type { UnfitKey } from '../dialect.ts';
import { columnChanges } from './columnChanges.ts';
import { tableChanges } from './tableChanges.ts';

/**
 * The names of `child`'s foreign keys that must not exist while `from` becomes `to`: a key that one refers to can't be
 * dropped (ORA-02273), nor a column of it (ORA-12992), and a column that one uses can't change its type under it. `child`
 * may be the table itself: then its own keys count, both ends of those that point to it.
 */
export function releasedForeignKeys(
  from: OracleTable,
  to: OracleTable,
  child: OracleTable,
): readonly string[] {
  const isOwn = tableKey(child.name) === tableKey(from.name);
  const isConcerned =
    isOwn || child.foreignKeys.some((key) => tableKey(key.referenced) === tableKey(from.name));
  if (child.foreignKeys.length === 0 || !isConcerned) return [];
  const { gone, retyped } = columnChanges(from, to);
  const isParentDisturbed = disturbance(from, to);
  return child.foreignKeys
    .filter((key) => {
      const isOutgoing = isOwn && key.columns.some((name) => gone.has(name) || retyped.has(name));
      const isIncoming = tableKey(key.referenced) === tableKey(from.name);
      return isOutgoing || (isIncoming && isParentDisturbed(key.referencedColumns));
    })
    .map(({ name }) => name);
}

/** See `Dialect.disturbs`. */
export function disturbsForeignKeys(from: OracleTable, to: OracleTable, columns: readonly string[]): boolean {
  return disturbance(from, to)(columns);
}

/**
 * The way back counts as well: an identity is dropped in place and given back with a new column only (`isReplaced`), which
 * no key that refers to it survives (ORA-02273).
 */
function disturbance(from: OracleTable, to: OracleTable): (columns: readonly string[]) => boolean {
  const [there, back] = [oneWay(from, to), oneWay(to, from)];
  return (columns) => there(columns) || back(columns);
}

function oneWay(from: OracleTable, to: OracleTable): (columns: readonly string[]) => boolean {
  const { columns: changes, primaryKey, uniqueKeys } = tableChanges(from, to, new Set());
  const steady = [...primaryKey.same, ...uniqueKeys.same].map((pair) => pair.from);
  return (columns) =>
    columns.some((name) => changes.gone.has(name) || changes.retyped.has(name)) ||
    !steady.some((key) => isOver(key, columns));
}

/** Whether a foreign key can refer to the columns by this key. */
function isOver(key: UniqueKey, columns: readonly string[]): boolean {
  return key.state.isEnabled && essence([...key.columns].sort()) === essence([...columns].sort());
}

/** See `Dialect.unfitKeys`: what every server refuses is a parent without such a key (ORA-02270) or columns of another kind (ORA-02267). */
export function unfitForeignKeys(child: OracleTable, parent: OracleTable): readonly UnfitKey[] {
  const keys = [...parent.uniqueKeys, ...(parent.primaryKey === null ? [] : [parent.primaryKey])];
  const own = new Map(child.columns.map((column) => [column.name, column]));
  const theirs = new Map(parent.columns.map((column) => [column.name, column]));
  return child.foreignKeys
    .filter(({ referenced }) => tableKey(referenced) === tableKey(parent.name))
    .flatMap(({ name, columns, referencedColumns }) => {
      if (!keys.some((key) => isOver(key, referencedColumns)))
        return [{ name, why: phrase`there is no enabled key on the columns that it refers to` }];
      const unlike = referencedColumns.find((referenced, i) => {
        const [to, from] = [theirs.get(referenced), own.get(columns[i] ?? '')];
        return to === undefined || from === undefined || kindOf(to) !== kindOf(from);
      });
      return unlike === undefined
        ? []
        : [{ name, why: phrase`column ${unlike} is not there, or of another type` }];
    });
}

function kindOf({ type }: Column): string {
  return type.kind === 'float' ? 'number' : type.kind;
}

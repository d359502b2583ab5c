/** Foreign keys that stand in the way of a change. */
import type { Column, Index, MysqlTable } from '../../schema/mysql/model.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import type { TableName } from '../../schema/tableName.ts';
import { columnChanges } from './columnChanges.ts';
import type { ColumnChanges } from './columnChanges.ts';
import { equal } from './equal.ts';
import { keyChanges } from './keyChanges.ts';
import { meaningOf } from './meaning.ts';
import { byName, foldName } from './names.ts';
import { engineOf } from './options.ts';

/**
 * The names of `child`'s foreign keys that must not exist while `from` becomes `to`: the servers refuse to change a column
 * that one uses (1832, 1833, 3780), to drop an index that one needs (1553), and any change of engine or partitioning (1217,
 * 3776, 1506). `child` may be the table itself: then its own keys count, both ends of those that point to it.
 */
export function releasedForeignKeys(
  from: MysqlTable,
  to: MysqlTable,
  child: MysqlTable,
  facts: MysqlServerFacts,
): readonly string[] {
  const own = sameTable(child.name, from.name);
  const concerned = own || child.foreignKeys.some((key) => sameTable(key.referenced, from.name));
  if (child.foreignKeys.length === 0 || !concerned) return [];
  const disturbed = disturbance(from, to, facts);
  return child.foreignKeys
    .filter((key) => {
      const outgoing = own && disturbed(key.columns, 'child');
      return outgoing || (sameTable(key.referenced, from.name) && disturbed(key.referencedColumns, 'parent'));
    })
    .map((key) => key.name);
}

/** See `Dialect.disturbs`. */
export function disturbsForeignKeys(
  from: MysqlTable,
  to: MysqlTable,
  columns: readonly string[],
  facts: MysqlServerFacts,
): boolean {
  return disturbance(from, to, facts)(columns, 'parent');
}

function sameTable(a: TableName, b: TableName): boolean {
  return a.database === b.database && a.table === b.table;
}

/** Tells whether a foreign key on these columns of the table (`child`) or to them (`parent`) is disturbed by the change. */
type Disturbed = (columns: readonly string[], side: 'child' | 'parent') => boolean;

/** Asked for the table itself, for each of its children, and again when the statements are made. */
const lastDisturbances = new WeakMap<
  MysqlTable,
  { readonly to: MysqlTable; readonly facts: MysqlServerFacts; readonly disturbed: Disturbed }
>();

function disturbance(from: MysqlTable, to: MysqlTable, facts: MysqlServerFacts): Disturbed {
  const last = lastDisturbances.get(from);
  if (last?.to === to && last.facts === facts) return last.disturbed;
  const disturbed = findDisturbance(from, to, facts);
  lastDisturbances.set(from, { to, facts, disturbed });
  return disturbed;
}

function findDisturbance(from: MysqlTable, to: MysqlTable, facts: MysqlServerFacts): Disturbed {
  const wholeTable =
    engineOf(from) !== engineOf(to) || (from.partitioning === null) !== (to.partitioning === null);
  const [old, wanted] = [byName(from.columns), byName(to.columns)];
  const changes = columnChanges(from, to, facts);
  const columnChanged = (name: string): boolean => {
    const key = foldName(name);
    const [before, after] = [old.get(key), wanted.get(key)];
    if (before === undefined || after === undefined || changes.replaced.has(key)) return true;
    return !equal(essence(before), essence(after));
  };
  const steady = steadyKeys(from, to, changes, facts);
  const wantedKeys = allKeys(to);
  return (columns, side) => {
    if (wholeTable || columns.some(columnChanged)) return true;
    // A child's index may be swapped for another one in one ALTER; a parent's may not (1553 on MySQL 9.7).
    const keys = side === 'child' ? wantedKeys : steady;
    return !keys.some((index) => supports(index, columns));
  };
}

/** What a foreign key depends on. */
function essence(column: Column): unknown {
  const { name, type, charset, collation, nullable, autoIncrement, generated } = column;
  return { name, type, charset, collation, nullable, autoIncrement, generated };
}

/** The keys that are there before and after the change, the same. */
function steadyKeys(
  from: MysqlTable,
  to: MysqlTable,
  changes: ColumnChanges,
  facts: MysqlServerFacts,
): readonly Index[] {
  const keys = keyChanges(from, to, changes, meaningOf(facts, from, to));
  const gone = [...keys.dropped, ...(keys.dropPrimaryKey ? [from.primaryKey] : [])];
  return allKeys(from).filter((index) => !gone.includes(index));
}

/** The table's indexes, the primary key among them. */
export function allKeys(table: MysqlTable): readonly Index[] {
  return table.primaryKey === null ? table.indexes : [table.primaryKey, ...table.indexes];
}

/** The indexes that a foreign key may refer to: InnoDB counts the primary key's columns that each has behind its own. */
export function parentKeys(table: MysqlTable): readonly Index[] {
  const behind = table.primaryKey?.parts ?? [];
  return allKeys(table).map((index) => ({ ...index, parts: [...index.parts, ...behind] }));
}

/** Whether a foreign key may rest on this index: it begins with exactly these columns, whole. */
export function supports(index: Index, columns: readonly string[]): boolean {
  return columns.every((name, i) => {
    const part = index.parts[i];
    return part?.key.kind === 'column' && part.length === null && foldName(part.key.name) === foldName(name);
  });
}

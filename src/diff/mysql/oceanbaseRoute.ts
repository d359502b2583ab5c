/** OceanBase takes few kinds of change in one ALTER: the states between them. */
import type { Column, MysqlTable } from '../../schema/mysql/model.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { tableChanges } from './alterTable.ts';
import { byName, foldName } from './names.ts';

/**
 * From the old table to the new one with one kind of change at a time: an offline change (most changes of columns and of
 * the primary key, partitioning) must stand alone (oceanbase, ob_ddl_service.h: "offline ddl cannot appear at the same time
 * with other ddl types"). What stands on columns goes before they change and comes back behind them.
 */
export function oceanbaseRoute(
  from: MysqlTable,
  to: MysqlTable,
  facts: MysqlServerFacts,
): readonly MysqlTable[] {
  const { columns, keys, checks } = tableChanges(from, to, facts);
  const bared: MysqlTable = {
    ...from,
    indexes: from.indexes.filter((index) => !keys.dropped.includes(index)),
    checks: from.checks.filter((check) => !checks.dropped.includes(check)),
  };
  const without = {
    ...bared,
    columns: bared.columns.filter((column) => !columns.replaced.has(foldName(column.name))),
  };
  const grown = { ...without, columns: joined(without.columns, to.columns) };
  const changed = { ...grown, columns: joined(to.columns, grown.columns) };
  const keyed = { ...changed, primaryKey: to.primaryKey };
  const shrunk = { ...keyed, columns: to.columns };
  const indexed = { ...shrunk, indexes: to.indexes, checks: to.checks };
  const optioned = { ...indexed, options: to.options };
  return [bared, without, grown, changed, keyed, shrunk, indexed, optioned, to];
}

/** The columns with those of `others` that they lack, each behind the column that it follows there. */
function joined(columns: readonly Column[], others: readonly Column[]): readonly Column[] {
  const known = byName(columns);
  const all = [...columns];
  for (const [i, column] of others.entries()) {
    if (known.has(foldName(column.name))) continue;
    const previous = others[i - 1];
    const at =
      previous === undefined ? -1 : all.findIndex(({ name }) => foldName(name) === foldName(previous.name));
    all.splice(at + 1, 0, column);
  }
  return all;
}

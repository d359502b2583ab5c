/** Everything that differs between two states of a table, as far as statements need it. */
import type { Check, ForeignKey, Index, OracleTable, UniqueKey } from '../../schema/oracle/model.ts';
import { columnChanges } from './columnChanges.ts';
import type { ColumnChanges } from './columnChanges.ts';
import { indexComputesFrom, indexMentions, mentions } from './mentions.ts';
import { match, rebuilt } from './matching.ts';
import type { Matching } from './matching.ts';

export interface TableChanges {
  readonly columns: ColumnChanges;
  readonly primaryKey: Matching<UniqueKey>;
  readonly uniqueKeys: Matching<UniqueKey>;
  readonly checks: Matching<Check>;
  readonly indexes: Matching<Index>;
  readonly foreignKeys: Matching<ForeignKey>;
}

/** `released`: names of foreign keys of `from` that are made anew for others. */
export function tableChanges(
  from: OracleTable,
  to: OracleTable,
  released: ReadonlySet<string>,
): TableChanges {
  const columns = columnChanges(from, to);
  const { gone, retyped } = columns;
  const stands = (names: readonly string[]): boolean => names.some((name) => gone.has(name));
  const isKeyStuck = (key: UniqueKey): boolean =>
    stands(key.columns) ||
    (key.index !== null && (indexMentions(key.index, gone) || indexComputesFrom(key.index, retyped)));
  const keyLists = (table: OracleTable): readonly UniqueKey[] =>
    table.primaryKey === null ? [] : [table.primaryKey];
  const primaryKey = rebuilt(match(keyLists(from), keyLists(to)), isKeyStuck);
  const uniqueKeys = rebuilt(match(from.uniqueKeys, to.uniqueKeys), isKeyStuck);
  const checks = rebuilt(match(from.checks, to.checks), ({ condition }) => mentions(condition, gone));
  // ORA-30556: a column that an expression of an index names can't be modified under it.
  const indexes = rebuilt(
    match(from.indexes, to.indexes),
    (index) => indexMentions(index, gone) || indexComputesFrom(index, retyped),
  );
  const foreignKeys = rebuilt(
    match(from.foreignKeys, to.foreignKeys),
    (key) => released.has(key.name) || stands(key.columns),
  );
  return { columns, primaryKey, uniqueKeys, checks, indexes, foreignKeys };
}

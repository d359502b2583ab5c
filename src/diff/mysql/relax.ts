/** The expected shadow with everything that the options ignore taken from the actual one. */
import type {
  Column,
  Index,
  MysqlTable,
  Partition,
  Partitioning,
  TableOption,
} from '../../schema/mysql/model.ts';
import type { CompareOptions } from '../compareOptions.ts';
import { partitioningColumns } from './mentions.ts';
import { byName, foldName } from './names.ts';
import { engineOf } from './options.ts';

/** See `Dialect.relax`. */
export function relaxTable(expected: MysqlTable, actual: MysqlTable, options: CompareOptions): MysqlTable {
  let table = expected;
  if (options.columnOrder === 'lax') table = { ...table, columns: laxOrder(table.columns, actual.columns) };
  if (options.partitions === 'lax') table = laxPartitions(table, actual);
  if (options.comments === 'ignored') table = ignoreComments(table, actual);
  if (options.storage === 'ignored') table = ignoreStorage(table, actual);
  return withoutImpossibleKeys(table, expected);
}

/** The actual table's order; columns that it lacks come behind the column that they follow in the source. */
function laxOrder(expected: readonly Column[], actual: readonly Column[]): readonly Column[] {
  const wanted = byName(expected);
  const order: Column[] = actual.flatMap((column) => wanted.get(foldName(column.name)) ?? []);
  const present = new Set(order);
  for (const [i, column] of expected.entries()) {
    if (present.has(column)) continue;
    const previous = expected[i - 1];
    order.splice(previous === undefined ? 0 : order.indexOf(previous) + 1, 0, column);
    present.add(column);
  }
  return order;
}

function ignoreComments(expected: MysqlTable, actual: MysqlTable): MysqlTable {
  const columns = byName(actual.columns);
  const indexes = byName(actual.indexes);
  const comment = <T extends Column | Index>(thing: T, other: T | null | undefined): T =>
    other == null ? thing : { ...thing, comment: other.comment };
  const { primaryKey } = expected;
  return {
    ...expected,
    columns: expected.columns.map((column) => comment(column, columns.get(foldName(column.name)))),
    primaryKey: primaryKey === null ? null : comment(primaryKey, actual.primaryKey),
    indexes: expected.indexes.map((index) => comment(index, indexes.get(foldName(index.name)))),
    options: optionsFrom(expected.options, actual.options, (name) => name === 'COMMENT'),
    partitioning: mergePartitions(expected.partitioning, actual.partitioning, (name) => name === 'COMMENT'),
  };
}

const storageOptions = new Set(['ENGINE', 'ROW_FORMAT', 'KEY_BLOCK_SIZE']);

/** Engine and row format, and what hangs on them: block sizes and structures of indexes, the partitions' engine. */
function ignoreStorage(expected: MysqlTable, actual: MysqlTable): MysqlTable {
  const indexes = byName(actual.indexes);
  const storage = (index: Index, other: Index | null | undefined): Index =>
    other == null
      ? { ...index, keyBlockSize: null }
      : { ...index, keyBlockSize: other.keyBlockSize, using: other.using };
  return {
    ...expected,
    primaryKey: expected.primaryKey === null ? null : storage(expected.primaryKey, actual.primaryKey),
    indexes: expected.indexes.map((index) => storage(index, indexes.get(foldName(index.name)))),
    options: optionsFrom(expected.options, actual.options, (name) => storageOptions.has(name)),
    partitioning: mergePartitions(expected.partitioning, actual.partitioning, (name) => name === 'ENGINE'),
  };
}

/**
 * The actual partitioning, unless the expected columns and keys could not carry it: every unique key must hold all columns
 * that decide a row's partition (1503), and they must exist.
 */
function laxPartitions(expected: MysqlTable, actual: MysqlTable): MysqlTable {
  const deciding = partitioningColumns(actual.partitioning);
  const columns = byName(expected.columns);
  const old = byName(actual.columns);
  const needed = [...deciding].filter((name) => old.has(name));
  const keys = [expected.primaryKey, ...expected.indexes.filter((index) => index.kind === 'unique')];
  const fits = keys.every((key) => key === null || needed.every((name) => hasPart(key, name)));
  if (!fits || needed.some((name) => !columns.has(name))) return expected;
  return { ...expected, partitioning: actual.partitioning };
}

function hasPart(index: Index, name: string): boolean {
  return index.parts.some((part) => part.key.kind === 'column' && foldName(part.key.name) === name);
}

/** Foreign keys exist on InnoDB tables without partitions only; what the options keep may rule them out. */
function withoutImpossibleKeys(table: MysqlTable, expected: MysqlTable): MysqlTable {
  const newlyPartitioned = table.partitioning !== null && expected.partitioning === null;
  const otherEngine = engineOf(table) !== engineOf(expected) && engineOf(table) !== 'INNODB';
  return newlyPartitioned || otherEngine ? { ...table, foreignKeys: [] } : table;
}

function mergePartitions(
  expected: Partitioning | null,
  actual: Partitioning | null,
  chosen: (name: string) => boolean,
): Partitioning | null {
  if (expected === null) return null;
  const lists = actual === null ? [] : [actual.partitions, actual.template];
  const known = byName(lists.flatMap((list) => list ?? []).flatMap((p) => [p, ...(p.subpartitions ?? [])]));
  // A new partition takes the engine of the others: the table has one only.
  const model = actual?.partitions?.[0] ?? null;
  const merge = (partition: Partition): Partition => {
    const other = known.get(foldName(partition.name)) ?? (chosen('ENGINE') ? model : null);
    return {
      ...partition,
      options: other === null ? partition.options : optionsFrom(partition.options, other.options, chosen),
      subpartitions: partition.subpartitions?.map(merge) ?? null,
    };
  };
  return {
    ...expected,
    partitions: expected.partitions?.map(merge) ?? null,
    template: expected.template?.map(merge) ?? null,
  };
}

/** `expected` with the chosen options as `actual` has them, in the place where they stand there or at the end. */
function optionsFrom(
  expected: readonly TableOption[],
  actual: readonly TableOption[],
  chosen: (name: string) => boolean,
): readonly TableOption[] {
  const kept = new Map(actual.filter(({ name }) => chosen(name)).map((option) => [option.name, option]));
  const merged: TableOption[] = [];
  for (const option of expected) {
    if (!chosen(option.name)) merged.push(option);
    const replacement = kept.get(option.name);
    if (replacement !== undefined) merged.push(replacement);
    kept.delete(option.name);
  }
  return [...merged, ...kept.values()];
}

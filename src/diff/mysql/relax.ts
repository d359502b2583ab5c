/** The expected shadow with everything that the options ignore taken from the actual one. */
import type {
  Column,
  Expression,
  Index,
  MysqlTable,
  Partition,
  Partitioning,
  TableOption,
} from '../../schema/mysql/model.ts';
import type { CompareOptions } from '../compareOptions.ts';
import { mentions, partitioningColumns } from './mentions.ts';
import { typeFamily } from './findings/conversion/typeFamily.ts';
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

/**
 * The actual table's order; columns that it lacks come behind the column that they follow in the source. The source's order
 * where a column would come before one that it is worked out from (4029 in MariaDB, 3107 in MySQL).
 */
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
  return order.some((column, i) => needsOneOf(column, order.slice(i + 1))) ? expected : order;
}

/** Whether the column is worked out from one of these that is itself worked out; plain columns may stand anywhere. */
function needsOneOf(column: Column, others: readonly Column[]): boolean {
  const expressions = expressionsOf(column);
  if (expressions.length === 0) return false;
  const workedOut = new Set(
    others.filter((other) => expressionsOf(other).length > 0).map(({ name }) => foldName(name)),
  );
  return expressions.some((expression) => mentions(expression, workedOut));
}

function expressionsOf({ generated, default: value }: Column): readonly Expression[] {
  return [
    ...(generated?.as.kind === 'expression' ? [generated.as.expression] : []),
    ...(value.kind === 'expression' ? [value.expression] : []),
  ];
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

const storageOptions = new Set(['ENGINE', 'ROW_FORMAT', 'KEY_BLOCK_SIZE', 'PAGE_CHECKSUM', 'TRANSACTIONAL']);

/** Engine and row format, and what hangs on them: block sizes and structures of indexes, the partitions' engine. */
function ignoreStorage(expected: MysqlTable, actual: MysqlTable): MysqlTable {
  const indexes = byName(actual.indexes);
  // An engine's own options are unknown to another engine (1911).
  const isKept = engineOf(expected) !== engineOf(actual);
  const foreign = new Set(isKept ? [expected, actual].flatMap(engineOptions) : []);
  const storage = (index: Index, other: Index | null | undefined): Index =>
    other == null
      ? { ...index, keyBlockSize: null }
      : { ...index, keyBlockSize: other.keyBlockSize, using: other.using };
  return {
    ...expected,
    primaryKey: expected.primaryKey === null ? null : storage(expected.primaryKey, actual.primaryKey),
    indexes: expected.indexes.map((index) => storage(index, indexes.get(foldName(index.name)))),
    options: withPageChecksum(
      optionsFrom(expected.options, actual.options, (name) => storageOptions.has(name) || foreign.has(name)),
      expected,
      actual,
    ),
    partitioning: mergePartitions(expected.partitioning, actual.partitioning, (name) => name === 'ENGINE'),
  };
}

function engineOptions({ options }: MysqlTable): readonly string[] {
  return options.filter(({ quotedName }) => quotedName === true).map(({ name }) => name);
}

/** Aria says PAGE_CHECKSUM of every table but a partitioned one, so it is there when partitions go. */
function withPageChecksum(
  options: readonly TableOption[],
  expected: MysqlTable,
  actual: MysqlTable,
): readonly TableOption[] {
  const name = 'PAGE_CHECKSUM';
  const comes = engineOf(actual) === 'ARIA' && actual.partitioning !== null && expected.partitioning === null;
  if (!comes || options.some((option) => option.name === name)) return options;
  return [...options, { name, value: { kind: 'word', text: '1' } }];
}

/**
 * The actual partitioning, unless the expected columns and keys could not carry it: every unique key must hold all columns
 * that decide a row's partition (1503), and they must exist, of the kind that they were (1486, 1491, 1654).
 */
function laxPartitions(expected: MysqlTable, actual: MysqlTable): MysqlTable {
  const columns = byName(expected.columns);
  const old = byName(actual.columns);
  const needed = [...partitioningColumns(actual.partitioning)].filter((name) => old.has(name));
  const keys = uniqueKeys(expected);
  if (hasBareKey(actual.partitioning)) {
    const key = keys.find(({ parts }) => parts.every((part) => !mayBeNull(part, columns)));
    if (key === undefined) return expected;
    needed.push(...key.parts.flatMap((part) => (part.key.kind === 'column' ? [part.key.name] : [])));
  }
  const isSteady = needed.every((name) => {
    const [before, after] = [old.get(foldName(name)), columns.get(foldName(name))];
    return before === undefined ? after !== undefined : after !== undefined && isAlike(before, after);
  });
  const isHeld = keys.every((key) => needed.every((name) => hasPart(key, foldName(name))));
  return isSteady && isHeld ? { ...expected, partitioning: actual.partitioning } : expected;
}

/** The primary key first, as `KEY ()` looks for it. */
function uniqueKeys({ primaryKey, indexes }: MysqlTable): readonly Index[] {
  const unique = indexes.filter(({ kind }) => kind === 'unique');
  return primaryKey === null ? unique : [primaryKey, ...unique];
}

/** `KEY ()` goes by the primary key, or by a unique key that stands in for it (1488 when there is none). */
function hasBareKey(partitioning: Partitioning | null): boolean {
  return [partitioning?.by, partitioning?.subpartitionBy].some(
    (by) => by?.method === 'KEY' && by.columns.length === 0,
  );
}

function mayBeNull({ key }: Index['parts'][number], columns: ReadonlyMap<string, Column>): boolean {
  return key.kind !== 'column' || columns.get(foldName(key.name))?.nullable !== false;
}

/** Of one family of types: what a function or a bound of the partitions says of the one holds for the other. */
function isAlike(before: Column, after: Column): boolean {
  const family = typeFamily(before.type);
  return family === typeFamily(after.type) && (family !== 'other' || before.type.name === after.type.name);
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

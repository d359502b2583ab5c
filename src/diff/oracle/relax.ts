/** The expected shadow with everything that the options ignore taken from the actual one. */
import type {
  Column,
  Index,
  OracleTable,
  Partitioning,
  Storage,
  UniqueKey,
} from '../../schema/oracle/model.ts';
import type { CompareOptions } from '../compareOptions.ts';

/** See `Dialect.relax`. */
export function relaxTable(expected: OracleTable, actual: OracleTable, options: CompareOptions): OracleTable {
  let table = expected;
  if (options.columnOrder === 'lax') table = { ...table, columns: laxOrder(table.columns, actual.columns) };
  if (options.partitions === 'lax') table = laxPartitions(table, actual);
  if (options.comments === 'ignored') table = ignoreComments(table, actual);
  if (options.storage === 'ignored') table = ignoreStorage(table, actual);
  return table;
}

/** The actual table's order, then what it lacks: a new column is the last one. Invisible columns have no place. */
function laxOrder(expected: readonly Column[], actual: readonly Column[]): readonly Column[] {
  const old = actual.filter(({ isInvisible }) => !isInvisible).map(({ name }) => name);
  const place = ({ name, isInvisible }: Column): number => {
    const at = old.indexOf(name);
    return isInvisible ? Infinity : at < 0 ? old.length : at;
  };
  const [visible, hidden] = [
    expected.filter((one) => !one.isInvisible),
    expected.filter((one) => one.isInvisible),
  ];
  return [...visible.sort((a, b) => place(a) - place(b)), ...hidden];
}

function columnsWith(
  expected: OracleTable,
  actual: OracleTable,
  change: (column: Column, other: Column) => Column,
): readonly Column[] {
  const old = new Map(actual.columns.map((column) => [column.name, column]));
  return expected.columns.map((column) => {
    const other = old.get(column.name);
    return other === undefined ? column : change(column, other);
  });
}

function ignoreComments(expected: OracleTable, actual: OracleTable): OracleTable {
  const columns = columnsWith(expected, actual, (column, { comment }) => ({ ...column, comment }));
  return { ...expected, columns, comment: actual.comment };
}

/** Tablespaces, compression, logging, memory and parallelism of the table and its partitions, and how its LOBs and the keys of its indexes are kept. */
function ignoreStorage(expected: OracleTable, actual: OracleTable): OracleTable {
  const { rowMovement, rowDependencies, defaultCollation } = expected.options;
  const compress = new Map(actual.indexes.map((index) => [shape(index), index.compress]));
  const served = new Map(
    [...actual.uniqueKeys, ...(actual.primaryKey === null ? [] : [actual.primaryKey])].map((key) => [
      key.columns.join('\0'),
      key.index,
    ]),
  );
  const keyed = (key: UniqueKey): UniqueKey => {
    const index = served.get(key.columns.join('\0')) ?? null;
    const isAlike = key.index !== null && index !== null;
    return isAlike ? { ...key, index: { ...key.index, compress: index.compress } } : key;
  };
  return {
    ...expected,
    columns: columnsWith(expected, actual, (column, { lob }) =>
      column.lob === null ? column : { ...column, lob },
    ),
    primaryKey: expected.primaryKey === null ? null : keyed(expected.primaryKey),
    uniqueKeys: expected.uniqueKeys.map(keyed),
    indexes: expected.indexes.map((index) => ({ ...index, compress: compress.get(shape(index)) ?? null })),
    options: { ...actual.options, rowMovement, rowDependencies, defaultCollation },
    organization: storedAs(expected.organization, actual.organization),
    partitioning:
      expected.partitioning === null
        ? null
        : keptLike(expected.partitioning, actual.partitioning, actual.options),
  };
}

function storedAs(
  expected: OracleTable['organization'],
  actual: OracleTable['organization'],
): OracleTable['organization'] {
  return expected === null || actual === null
    ? expected
    : { ...expected, overflowTablespace: actual.overflowTablespace };
}

/** Partitions that are there stay as they are kept; new ones get what they get when nothing is said. */
function keptLike(expected: Partitioning, actual: Partitioning | null, defaults: Storage): Partitioning {
  const { sub } = expected;
  const old = new Map(actual?.partitions.map((partition) => [partition.name, partition]));
  const template = new Map(actual?.sub?.template.map(({ name, storage }) => [name, storage]));
  return {
    ...expected,
    sub:
      sub === null
        ? null
        : {
            ...sub,
            template: sub.template.map((part) => ({
              ...part,
              storage: template.get(part.name) ?? part.storage,
            })),
          },
    partitions: expected.partitions.map((partition, at) => {
      // Those without a name are told apart by their places.
      const other = partition.name === null ? actual?.partitions[at] : old.get(partition.name);
      return {
        ...partition,
        storage: sub === null ? (other?.storage ?? usual(partition.storage, defaults)) : partition.storage,
        subpartitions: partition.subpartitions.map((part, i) => ({
          ...part,
          storage:
            (part.name === null
              ? other?.subpartitions[i]
              : other?.subpartitions.find(({ name }) => name === part.name)
            )?.storage ?? usual(part.storage, defaults),
        })),
      };
    }),
  };
}

function usual({ isLogging }: Storage, defaults: Storage): Storage {
  const { tablespace, compress, inmemory } = defaults;
  return { tablespace, compress, inmemory, isLogging: isLogging === null ? null : defaults.isLogging };
}

/** What tells two indexes of one table apart, whatever they are called and however they are compressed. */
function shape(index: Index): string {
  return JSON.stringify({ ...index, name: null, compress: null });
}

/** The actual partitioning, where the columns that it stands on are still there; by a parent's only as the source has it. */
function laxPartitions(expected: OracleTable, actual: OracleTable): OracleTable {
  const { partitioning } = actual;
  const names = new Set(expected.columns.map(({ name }) => name));
  const needed = [...(partitioning?.columns ?? []), ...(partitioning?.sub?.columns ?? [])];
  const isOwn = partitioning?.method !== 'REFERENCE' && expected.partitioning?.method !== 'REFERENCE';
  return isOwn && needed.every((name) => names.has(name)) ? { ...expected, partitioning } : expected;
}

/** ALL_PART_TABLES and what belongs to it → the partitioning. */
import type {
  OraclePartitionRow,
  OraclePartitioningRow,
  OracleSubpartitionRow,
  OracleTableRows,
} from '../dictionary.ts';
import { noStorage } from '../model.ts';
import type { Expression, Partition, Partitioning, Storage, SubPart, Subpartitioning } from '../model.ts';
import { readExpression } from './readExpression.ts';
import { refuseValue } from './readRefusal.ts';
import { readCompression, readInmemory } from './readStorage.ts';

const noNames: ReadonlySet<string> = new Set();

/** Null for a table without partitions. Throws ReadRefusal for methods that are not modelled. */
export function readPartitioning(rows: OracleTableRows): Partitioning | null {
  const { partitioning: row, name } = rows;
  if (row === null) return null;
  const method = row.partitioningType;
  if (method !== 'RANGE' && method !== 'LIST' && method !== 'HASH' && method !== 'REFERENCE')
    return refuseValue('ALL_PART_TABLES.PARTITIONING_TYPE', name.table, method);
  const isAutomatic = row.autolist === 'YES';
  const sub = readSubpartitioning(row, rows);
  const partitions = [...rows.partitions].sort((a, b) => a.partitionPosition - b.partitionPosition);
  return {
    method,
    columns: row.columns,
    interval: row.interval === null ? null : readExpression(row.interval, noNames),
    isAutomatic,
    reference: method === 'REFERENCE' ? row.refPtnConstraintName : null,
    sub,
    isIndexingOff: row.defIndexing === 'OFF',
    partitions:
      method === 'REFERENCE'
        ? []
        : inOrder(
            written(partitions, isAutomatic).map((partition) => readPartition(partition, rows, row)),
            method,
          ),
  };
}

/**
 * The partitions that somebody wrote. Those that the server made for rows, from an interval or automatically, are data:
 * a shadow has rows of its own. An automatic list keeps its first one at least, for without any it can't be made.
 */
function written(
  partitions: readonly OraclePartitionRow[],
  isAutomatic: boolean,
): readonly OraclePartitionRow[] {
  const own = partitions.filter(({ interval }) => interval !== 'YES');
  if (!isAutomatic) return own;
  const named = own.filter(({ partitionName }) => !isServerName(partitionName));
  return named.length === 0 ? own.slice(0, 1) : named;
}

/** Which partition of a list comes first makes no difference, and later ones come last: so they go by their values. */
function inOrder<P extends SubPart>(parts: readonly P[], method: string): readonly P[] {
  if (method !== 'LIST') return parts;
  const place = ({ bound: values }: P): string => (values?.key === 'DEFAULT' ? '1' : `0${values?.key ?? ''}`);
  return [...parts].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

function isServerName(name: string): boolean {
  return /^SYS_(?:SUB)?P\d+$/.test(name);
}

function ownName(name: string): string | null {
  return isServerName(name) ? null : name;
}

function bound(highValue: string | null, method: string): Expression | null {
  return method === 'HASH' || highValue === null ? null : readExpression(highValue, noNames);
}

function readPartition(
  partition: OraclePartitionRow,
  rows: OracleTableRows,
  row: OraclePartitioningRow,
): Partition {
  const { partitionName, highValue, indexing } = partition;
  const subpartitions = rows.subpartitions
    .filter((one) => one.partitionName === partitionName && one.interval !== 'YES')
    .sort((a, b) => a.subpartitionPosition - b.subpartitionPosition)
    .map((one): SubPart => ({
      name: ownName(one.subpartitionName),
      bound: bound(one.highValue, row.subpartitioningType),
      storage: readStorage(one, null),
    }));
  return {
    name: ownName(partitionName),
    bound: bound(highValue, row.partitioningType),
    subpartitions: inOrder(subpartitions, row.subpartitioningType),
    isIndexingOff: indexing === 'OFF',
    // What it says itself is for subpartitions to come.
    storage:
      row.subpartitioningType === 'NONE'
        ? readStorage(partition, row.partitioningType === 'HASH' ? null : partition.logging !== 'NO')
        : noStorage,
  };
}

/** Hash partitions and subpartitions can't say LOGGING themselves (SQL Language Reference, partitioning_storage_clause). */
function readStorage(
  row: OraclePartitionRow | OracleSubpartitionRow,
  isLogging: Storage['isLogging'],
): Storage {
  return {
    tablespace: row.tablespaceName,
    compress: readCompression(row.compression, row.compressFor, row.partitionName),
    isLogging,
    inmemory: readInmemory(row, row.partitionName),
  };
}

function readSubpartitioning(row: OraclePartitioningRow, rows: OracleTableRows): Subpartitioning | null {
  const method = row.subpartitioningType;
  if (method === 'NONE') return null;
  if (method !== 'RANGE' && method !== 'LIST' && method !== 'HASH')
    return refuseValue('ALL_PART_TABLES.SUBPARTITIONING_TYPE', rows.name.table, method);
  if (row.intervalSubpartition !== null)
    refuseValue('ALL_PART_TABLES.INTERVAL_SUBPARTITION', rows.name.table, row.intervalSubpartition);
  const template = [...rows.subpartitionTemplates]
    .sort((a, b) => a.subpartitionPosition - b.subpartitionPosition)
    .map((one): SubPart => ({
      name: one.subpartitionName,
      bound: bound(one.highBound, method),
      storage: { ...noStorage, tablespace: one.tablespaceName },
    }));
  const count = row.defSubpartitionCount;
  return {
    method,
    columns: row.subpartitionColumns,
    isAutomatic: row.autolistSubpartition === 'YES',
    template,
    count: method === 'HASH' && template.length === 0 && count !== null && count > 1 ? count : null,
  };
}

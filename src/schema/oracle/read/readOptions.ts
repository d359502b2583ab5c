/** ALL_TABLES → what the table is as a whole. */
import type { OracleColumnRow, OracleTableRows } from '../dictionary.ts';
import type { IndexOrganization, OracleTable, Storage, TableOptions } from '../model.ts';
import { phrase } from '../../phrase.ts';
import { ReadRefusal, refuseValue } from './readRefusal.ts';
import { readCompression, readInmemory } from './readStorage.ts';

/** Throws ReadRefusal when the table is, or is part of, something that is more than a table. */
export function refuseRoles({ name, table, roles }: OracleTableRows): void {
  const what = roles.join(', ');
  if (what !== '') throw new ReadRefusal(phrase`the table is special (${what}), which is not supported`);
  const object = name.table;
  if (table.clusterName !== null) refuseValue('ALL_TABLES.CLUSTER_NAME', object, table.clusterName);
  if (table.iotType !== null && table.iotType !== 'IOT')
    refuseValue('ALL_TABLES.IOT_TYPE', object, table.iotType);
  if (table.nested === 'YES') refuseValue('ALL_TABLES.NESTED', object, table.nested);
  if (table.external === 'YES') refuseValue('ALL_TABLES.EXTERNAL', object, table.external);
  if (table.hybrid === 'YES') refuseValue('ALL_TABLES.HYBRID', object, table.hybrid);
  if (table.hasMapping) refuseValue('ALL_TABLES.IOT_TYPE', object, 'IOT_MAPPING');
}

/** ON COMMIT of a global temporary table. Throws ReadRefusal for other temporary tables. */
export function readTemporary({ name, table }: OracleTableRows): OracleTable['temporary'] {
  if (table.temporary === 'N') return null;
  switch (table.duration) {
    case 'SYS$SESSION':
      return 'PRESERVE ROWS';
    case 'SYS$TRANSACTION':
      return 'DELETE ROWS';
    case null:
    default:
      return refuseValue('ALL_TABLES.DURATION', name.table, table.duration);
  }
}

/** Null for a table that is not index-organized. Throws ReadRefusal. */
export function readOrganization(
  { name, table, indexes }: OracleTableRows,
  columns: readonly OracleColumnRow[],
): IndexOrganization | null {
  if (table.iotType === null) return null;
  const index = indexes.find(({ indexType }) => indexType === 'IOT - TOP');
  if (index === undefined) return refuseValue('ALL_TABLES.IOT_TYPE', name.table, table.iotType);
  const including = columns.find(({ columnId }) => columnId !== null && columnId === index.includeColumn);
  return {
    pctThreshold: index.pctThreshold === 50 ? null : index.pctThreshold,
    hasOverflow: table.hasOverflow,
    overflowTablespace: table.overflowTablespace,
    including: table.hasOverflow ? (including?.columnName ?? null) : null,
    prefixLength: index.compression === 'ENABLED' ? index.prefixLength : null,
  };
}

/** Of a partitioned table, what its partitions to come get. Throws ReadRefusal. */
export function readOptions(rows: OracleTableRows): TableOptions {
  const { table } = rows;
  const degree = table.degree?.trim() ?? '1';
  return {
    ...readTableStorage(rows),
    rowMovement: table.rowMovement === 'ENABLED',
    rowDependencies: table.dependencies === 'ENABLED',
    defaultCollation: table.defaultCollation === 'USING_NLS_COMP' ? null : table.defaultCollation,
    isCached: table.cache === 'Y',
    resultCache: table.resultCache === 'FORCE' ? 'FORCE' : null,
    parallel: degree === '1' || degree === '' ? null : degree,
  };
}

function readTableStorage({
  name,
  table,
  indexes,
  partitioning,
}: OracleTableRows): Storage & { readonly isLogging: boolean } {
  if (partitioning !== null)
    return {
      tablespace: partitioning.defTablespaceName,
      compress: readCompression(partitioning.defCompression, partitioning.defCompressFor, name.table),
      isLogging: partitioning.defLogging !== 'NO',
      inmemory: readInmemory(partitioning, name.table),
    };
  // The rows of an index-organized table are where its key is.
  const top = indexes.find(({ indexType }) => indexType === 'IOT - TOP');
  return {
    tablespace: table.iotType === null ? table.tablespaceName : (top?.tablespaceName ?? null),
    compress: readCompression(table.compression, table.compressFor, name.table),
    // Temporary tables write no redo of their own whatever is said: LOGGING is NO for them.
    isLogging: table.logging !== 'NO' || table.temporary === 'Y',
    inmemory: readInmemory(table, name.table),
  };
}

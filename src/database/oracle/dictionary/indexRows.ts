/** The indexes on a table, with their columns, expressions and partitions. */
import type {
  OracleIndexColumnRow,
  OracleIndexPartitioningRow,
  OracleIndexRow,
} from '../../../schema/oracle/dictionary.ts';
import type { Cells } from './cells.ts';
import { keyOf } from './readRows.ts';
import type { DictionaryRows } from './readRows.ts';

const yesNo = ['YES', 'NO'] as const;

/** Throws ShadowSyncError 'protocol' when a view says something that is not known. */
export function indexRows(rows: DictionaryRows, table: string): readonly OracleIndexRow[] {
  return (rows.indexes.get(table) ?? []).map((row) => {
    const key = keyOf(row.name('OWNER'), row.name('INDEX_NAME'));
    return {
      owner: row.name('OWNER'),
      indexName: row.name('INDEX_NAME'),
      indexType: row.name('INDEX_TYPE'),
      uniqueness: row.choice('UNIQUENESS', ['UNIQUE', 'NONUNIQUE'], 'NONUNIQUE'),
      compression: row.trimmed('COMPRESSION'),
      prefixLength: row.number('PREFIX_LENGTH'),
      visibility: row.choiceOrNull('VISIBILITY', ['VISIBLE', 'INVISIBLE']),
      status: row.trimmed('STATUS'),
      generated: row.choice('GENERATED', ['Y', 'N'], 'N'),
      partitioned: row.choice('PARTITIONED', yesNo, 'NO'),
      joinIndex: row.choiceOrNull('JOIN_INDEX', yesNo),
      indexing: row.choiceOrNull('INDEXING', ['FULL', 'PARTIAL']),
      itypName: row.text('ITYP_NAME'),
      pctThreshold: row.number('PCT_THRESHOLD'),
      includeColumn: row.number('INCLUDE_COLUMN'),
      tablespaceName: row.text('TABLESPACE_NAME'),
      pctFree: row.number('PCT_FREE'),
      iniTrans: row.number('INI_TRANS'),
      logging: row.choiceOrNull('LOGGING', yesNo),
      degree: row.trimmed('DEGREE'),
      columns: columnsOf(rows, key),
      partitioning: partitioningOf(rows, key),
    };
  });
}

function columnsOf(rows: DictionaryRows, key: string): readonly OracleIndexColumnRow[] {
  const expressions = new Map(
    (rows.indexExpressions.get(key) ?? []).map((row) => [
      row.count('COLUMN_POSITION'),
      row.text('COLUMN_EXPRESSION'),
    ]),
  );
  return (rows.indexColumns.get(key) ?? [])
    .map((row) => ({
      columnPosition: row.count('COLUMN_POSITION'),
      columnName: row.name('COLUMN_NAME'),
      descend: row.choice('DESCEND', ['ASC', 'DESC'], 'ASC'),
      columnExpression: expressions.get(row.count('COLUMN_POSITION')) ?? null,
    }))
    .sort((a, b) => a.columnPosition - b.columnPosition);
}

function partitioningOf(rows: DictionaryRows, key: string): OracleIndexPartitioningRow | null {
  const [row] = rows.indexPartitioning.get(key) ?? [];
  if (row === undefined) return null;
  return {
    locality: row.choice('LOCALITY', ['LOCAL', 'GLOBAL'], 'GLOBAL'),
    partitioningType: row.name('PARTITIONING_TYPE'),
    columns: inPosition(rows.indexKeys.get(key) ?? []),
    partitions: (rows.indexPartitions.get(key) ?? [])
      .map((partition) => ({
        partitionName: partition.name('PARTITION_NAME'),
        partitionPosition: partition.count('PARTITION_POSITION'),
        highValue: partition.text('HIGH_VALUE'),
        tablespaceName: partition.text('TABLESPACE_NAME'),
      }))
      .sort((a, b) => a.partitionPosition - b.partitionPosition),
  };
}

/** Names of columns by COLUMN_POSITION. */
export function inPosition(rows: readonly Cells[]): readonly string[] {
  return [...rows]
    .sort((a, b) => a.count('COLUMN_POSITION') - b.count('COLUMN_POSITION'))
    .map((row) => row.name('COLUMN_NAME'));
}

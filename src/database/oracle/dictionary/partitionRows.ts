/** How a table is partitioned. */
import type { OraclePartitioningRow, OracleTableRows } from '../../../schema/oracle/dictionary.ts';
import type { Cells } from './cells.ts';
import { inPosition } from './indexRows.ts';
import { inmemoryColumns } from './inmemoryColumns.ts';
import type { DictionaryRows } from './readRows.ts';

type PartitionRows = Pick<
  OracleTableRows,
  'partitioning' | 'partitions' | 'subpartitions' | 'subpartitionTemplates'
>;

const yesNo = ['YES', 'NO'] as const;

/** Throws ShadowSyncError 'protocol' when a view says something that is not known. */
export function partitionRows(rows: DictionaryRows, table: string): PartitionRows {
  const of = (group: ReadonlyMap<string, readonly Cells[]>): readonly Cells[] => group.get(table) ?? [];
  const [partitioning] = of(rows.partitioning);
  return {
    partitioning:
      partitioning === undefined
        ? null
        : partitioningRow(partitioning, keysOf(of(rows.partitionKeys)), keysOf(of(rows.subpartitionKeys))),
    partitions: of(rows.partitions).map((row) => ({
      partitionName: row.name('PARTITION_NAME'),
      partitionPosition: row.count('PARTITION_POSITION'),
      highValue: row.text('HIGH_VALUE'),
      interval: row.choiceOrNull('INTERVAL', yesNo),
      tablespaceName: row.text('TABLESPACE_NAME'),
      compression: row.trimmed('COMPRESSION'),
      compressFor: row.text('COMPRESS_FOR'),
      logging: row.trimmed('LOGGING'),
      readOnly: row.choiceOrNull('READ_ONLY', ['YES', 'NO', 'NONE']),
      indexing: row.choiceOrNull('INDEXING', ['ON', 'OFF']),
      ...inmemoryColumns(row, ''),
    })),
    subpartitions: of(rows.subpartitions).map((row) => ({
      partitionName: row.name('PARTITION_NAME'),
      subpartitionName: row.name('SUBPARTITION_NAME'),
      subpartitionPosition: row.count('SUBPARTITION_POSITION'),
      highValue: row.text('HIGH_VALUE'),
      interval: row.choiceOrNull('INTERVAL', yesNo),
      tablespaceName: row.text('TABLESPACE_NAME'),
      compression: row.trimmed('COMPRESSION'),
      compressFor: row.text('COMPRESS_FOR'),
      ...inmemoryColumns(row, ''),
    })),
    subpartitionTemplates: of(rows.subpartitionTemplates).map((row) => ({
      subpartitionName: row.name('SUBPARTITION_NAME'),
      subpartitionPosition: row.count('SUBPARTITION_POSITION'),
      highBound: row.text('HIGH_BOUND'),
      tablespaceName: row.text('TABLESPACE_NAME'),
    })),
  };
}

/** A table may have the name of an index: OBJECT_TYPE is blank-padded in some versions. */
function keysOf(rows: readonly Cells[]): readonly string[] {
  return inPosition(rows.filter((row) => row.trimmed('OBJECT_TYPE') === 'TABLE'));
}

function partitioningRow(
  row: Cells,
  columns: readonly string[],
  subpartitionColumns: readonly string[],
): OraclePartitioningRow {
  return {
    partitioningType: row.name('PARTITIONING_TYPE'),
    subpartitioningType: row.trimmed('SUBPARTITIONING_TYPE') ?? 'NONE',
    columns,
    subpartitionColumns,
    interval: row.text('INTERVAL'),
    intervalSubpartition: row.text('INTERVAL_SUBPARTITION'),
    autolist: row.choiceOrNull('AUTOLIST', yesNo),
    autolistSubpartition: row.choiceOrNull('AUTOLIST_SUBPARTITION', yesNo),
    refPtnConstraintName: row.text('REF_PTN_CONSTRAINT_NAME'),
    defSubpartitionCount: row.number('DEF_SUBPARTITION_COUNT'),
    defTablespaceName: row.text('DEF_TABLESPACE_NAME'),
    defCompression: row.trimmed('DEF_COMPRESSION'),
    defCompressFor: row.text('DEF_COMPRESS_FOR'),
    defLogging: row.trimmed('DEF_LOGGING'),
    defIndexing: row.choiceOrNull('DEF_INDEXING', ['ON', 'OFF']),
    ...inmemoryColumns(row, 'DEF_'),
  };
}

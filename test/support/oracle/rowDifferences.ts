/**
 * The second opinion on Oracle tables: what the dictionary's rows say of two of them, names mapped, must be the same lines.
 * It uses neither the product's reader nor its comparison.
 */
import type {
  OracleConstraintRow,
  OracleIndexRow,
  OraclePartitioningRow,
  OraclePartitionRow,
  OracleSubpartitionRow,
  OracleTableRows,
} from '../../../src/schema/oracle/dictionary.ts';
import type { TableName } from '../../../src/schema/tableName.ts';

/**
 * A table as lines that are equal for equal tables; `parent` gives the shadow of a table that is referred to, and `isOrdered`
 * tells whether the order of the columns counts.
 */
export function rowLines(
  rows: OracleTableRows,
  parent: (name: TableName) => TableName,
  isOrdered: boolean,
): readonly string[] {
  const { table, partitioning } = rows;
  return [
    `table ${JSON.stringify(table)} ${JSON.stringify(rows.comment)}`,
    ...columnLines(rows, isOrdered),
    ...rows.identities.map(({ columnName, generationType, identityOptions }) =>
      ['identity', columnName, generationType, identityOptions.replace(/START WITH: -?\d+, /, '')].join(' '),
    ),
    ...rows.constraints.map((row) => constraintLine(row, rows, parent)).sort(),
    ...rows.indexes.map((row) => indexLine(row)).sort(),
    ...rows.lobs.map((row) => `lob ${JSON.stringify(row)}`).sort(),
    ...rows.xmlColumns.map((row) => `xml ${JSON.stringify(row)}`).sort(),
    ...(partitioning === null ? [] : [`partitioned ${JSON.stringify(partitioningOf(partitioning))}`]),
    ...partitionLines(rows),
  ];
}

/** A default that was never said is the usual one. */
function partitioningOf(row: OraclePartitioningRow): OraclePartitioningRow {
  const { defCompression, defLogging } = row;
  return {
    ...row,
    refPtnConstraintName: null,
    defCompression: defCompression === 'NONE' ? 'DISABLED' : defCompression,
    defLogging: defLogging === 'NONE' ? 'YES' : defLogging,
    inmemory: row.inmemory === 'NONE' ? 'DISABLED' : row.inmemory,
  };
}

/** Names that the server chose say nothing; which partition of a list comes first means nothing. */
function partitionLines({ partitioning, partitions, subpartitions }: OracleTableRows): readonly string[] {
  const named = (name: string): string => name.replace(/^SYS_(?:SUB)?P\d+$/, 'SYS');
  const isList = partitioning?.partitioningType === 'LIST';
  // Where there are subpartitions, their partition's own attributes are for those to come; a hash partition can't say LOGGING.
  const isComposite = partitioning?.subpartitioningType !== 'NONE';
  const isHash = partitioning?.partitioningType === 'HASH';
  const lines = partitions.map((row) => {
    const { partitionName, partitionPosition, highValue, indexing } = row;
    const place = isList ? '' : partitionPosition;
    const storage = isComposite ? '' : `${isHash ? '' : String(row.logging)} ${storageOf(row)}`;
    return ['partition', place, named(partitionName), highValue, indexing, storage].join(' ');
  });
  const parts = subpartitions.map((one) =>
    [
      'subpartition',
      named(one.partitionName),
      named(one.subpartitionName),
      one.highValue,
      storageOf(one),
    ].join(' '),
  );
  return [...(isList ? lines.sort() : lines), ...parts.sort()];
}

function storageOf(row: OraclePartitionRow | OracleSubpartitionRow): string {
  const { tablespaceName, compression, compressFor, inmemory } = row;
  const { inmemoryCompression, inmemoryPriority, inmemoryDistribute, inmemoryDuplicate } = row;
  const memory = [inmemory, inmemoryCompression, inmemoryPriority, inmemoryDistribute, inmemoryDuplicate];
  return [tablespaceName, compression, compressFor, ...memory].join('/');
}

function columnLines({ columns, columnComments }: OracleTableRows, isOrdered: boolean): readonly string[] {
  const comments = new Map(columnComments.map(({ columnName, comments: text }) => [columnName, text]));
  const own = columns.filter(({ columnName }) => !columnName.startsWith('SYS_NC'));
  return own
    .map((row) =>
      [
        'column',
        // Hidden columns have no order.
        isOrdered ? String(row.columnId ?? 999).padStart(3, '0') : '',
        JSON.stringify({
          ...row,
          columnId: null,
          internalColumnId: 0,
          dataDefault: valueOf(row.dataDefault, row.identityColumn === 'YES'),
          comment: comments.get(row.columnName) ?? null,
        }),
      ].join(' '),
    )
    .sort();
}

/** DEFAULT NULL is what taking a default away leaves. */
function valueOf(text: string | null, isIdentity: boolean): string | null {
  if (text === null || isIdentity) return null;
  const value = squeezed(text);
  return value === 'NULL' ? null : value;
}

/** Blanks, the case of words and needless quotes make no difference. */
function squeezed(text: string): string {
  const tokens = text.match(/N?'(?:[^']|'')*'|"[^"]*"|[\p{L}\d_$#.]+|\S/giu) ?? [];
  return tokens
    .map((token) =>
      /^["']|^n'/i.test(token)
        ? token.replace(/^"([A-E]|ID|REF)"$/, '$1').replace(/^n'/, "N'")
        : token.toUpperCase(),
    )
    .join(' ');
}

function constraintLine(
  row: OracleConstraintRow,
  { name }: OracleTableRows,
  parent: (name: TableName) => TableName,
): string {
  const { constraintType, searchCondition, deleteRule, status, deferrable, deferred, validated, rely } = row;
  const state = [status, deferrable, deferred, validated, rely ?? ''].join(' ');
  const columns = constraintType === 'C' ? [...row.columns].sort() : row.columns;
  const head = [constraintType, columns.join(), squeezed(searchCondition ?? ''), state].join(' ');
  if (row.referenced === null) return `constraint ${head} ${row.indexName === null ? 'no index' : 'index'}`;
  const isSelf = row.referenced.table.table === name.table && row.referenced.table.database === name.database;
  const to = isSelf ? null : parent(row.referenced.table);
  return [
    'constraint',
    head,
    deleteRule,
    isSelf ? 'itself' : JSON.stringify(to),
    ...row.referenced.columns,
  ].join(' ');
}

/** Without its name, and those of hidden columns and of partitions that the server chose. */
function indexLine(row: OracleIndexRow): string {
  const columns = row.columns.map(({ columnName, columnExpression, descend }) =>
    [columnExpression === null ? `"${columnName}"` : squeezed(columnExpression), descend].join(' '),
  );
  const { partitioning } = row;
  return `index ${JSON.stringify({
    ...row,
    owner: '',
    indexName: '',
    generated: '',
    columns,
    partitioning:
      partitioning === null
        ? null
        : { ...partitioning, partitions: partitioning.partitions.map(({ highValue }) => highValue) },
  })}`;
}

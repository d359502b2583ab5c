/** ALL_INDEXES → the indexes, and which of them serve keys. */
import type {
  OracleConstraintRow,
  OracleIndexColumnRow,
  OracleIndexPartitioningRow,
  OracleIndexRow,
  OracleTableRows,
} from '../dictionary.ts';
import { phrase } from '../../phrase.ts';
import type { Index, IndexPart, IndexPartitioning } from '../model.ts';
import { readExpression } from './readExpression.ts';
import { ReadRefusal, refuseValue } from './readRefusal.ts';

export interface ReadIndexes {
  /** Those that serve no key, in the order of their names. */
  readonly indexes: readonly Index[];
  /** The index of a key where it is not the one that the server makes by itself. */
  readonly indexOf: (constraint: OracleConstraintRow) => Index | null;
}

/** Throws ReadRefusal. */
export function readIndexes(rows: OracleTableRows, names: ReadonlySet<string>): ReadIndexes {
  const own = rows.indexes.filter(({ indexType }) => indexType !== 'LOB' && indexType !== 'IOT - TOP');
  const serving = new Map<OracleIndexRow, OracleConstraintRow>();
  const served = new Map<OracleConstraintRow, OracleIndexRow>();
  for (const constraint of rows.constraints) {
    const row = own.find((one) => serves(one, constraint, rows));
    if (row === undefined) continue;
    const other = serving.get(row);
    if (other !== undefined)
      throw new ReadRefusal(
        phrase`the constraints ${other.constraintName} and ${constraint.constraintName} share the index ${row.indexName}, which is not supported`,
      );
    serving.set(row, constraint);
    served.set(constraint, row);
  }
  const free = own.filter((row) => !serving.has(row));
  return {
    indexes: free
      .sort((a, b) => (a.indexName < b.indexName ? -1 : 1))
      .map((row) => readIndex(row, rows, names)),
    indexOf: (constraint) => {
      const row = served.get(constraint);
      if (row === undefined) return null;
      const index = readIndex(row, rows, names);
      return isUsual(index, constraint) ? null : index;
    },
  };
}

function serves(index: OracleIndexRow, constraint: OracleConstraintRow, { name }: OracleTableRows): boolean {
  const { constraintType, indexName, indexOwner } = constraint;
  if (constraintType !== 'P' && constraintType !== 'U') return false;
  if (indexName !== null)
    return index.indexName === indexName && index.owner === (indexOwner ?? name.database);
  // OceanBase names the index of a unique key like the key, and that of a primary key by itself.
  const isNamed = index.indexName === constraint.constraintName || index.indexName.includes('_OBPK_');
  return (
    constraint.status === 'ENABLED' &&
    index.uniqueness === 'UNIQUE' &&
    isNamed &&
    hasColumns(index, constraint)
  );
}

function hasColumns({ columns }: OracleIndexRow, constraint: OracleConstraintRow): boolean {
  const names = inOrder(columns).map(({ columnName }) => columnName);
  return (
    names.length === constraint.columns.length && names.every((name, i) => name === constraint.columns[i])
  );
}

/** The index that the server makes for a key by itself, whatever its name (SQL Language Reference, constraint, using_index_clause). */
function isUsual(index: Index, { columns, deferrable }: OracleConstraintRow): boolean {
  const kind = deferrable === 'DEFERRABLE' ? null : 'UNIQUE';
  const isPlain =
    !index.isReverse && !index.isInvisible && index.compress === null && index.partitioning === null;
  return (
    index.kind === kind &&
    isPlain &&
    index.parts.length === columns.length &&
    index.parts.every(
      ({ key, isDescending }, i) => key.kind === 'column' && key.name === columns[i] && !isDescending,
    )
  );
}

const indexTypes: ReadonlySet<string> = new Set([
  'NORMAL',
  'NORMAL/REV',
  'BITMAP',
  'FUNCTION-BASED NORMAL',
  'FUNCTION-BASED NORMAL/REV',
  'FUNCTION-BASED BITMAP',
]);

function readIndex(row: OracleIndexRow, rows: OracleTableRows, names: ReadonlySet<string>): Index {
  const { indexName, indexType, uniqueness, joinIndex, owner, visibility, indexing } = row;
  if (!indexTypes.has(indexType)) refuseValue('ALL_INDEXES.INDEX_TYPE', indexName, indexType);
  if (joinIndex === 'YES') refuseValue('ALL_INDEXES.JOIN_INDEX', indexName, joinIndex);
  if (owner !== rows.name.database) refuseValue('ALL_INDEXES.OWNER', indexName, owner);
  return {
    name: indexName,
    kind: indexType.endsWith('BITMAP') ? 'BITMAP' : uniqueness === 'UNIQUE' ? 'UNIQUE' : null,
    parts: inOrder(row.columns).map((column) => readPart(column, names)),
    isReverse: indexType.endsWith('/REV'),
    isInvisible: visibility === 'INVISIBLE',
    compress: compressOf(row),
    isPartial: indexing === 'PARTIAL',
    partitioning:
      row.partitioning === null ? null : readIndexPartitioning(row.partitioning, indexName, names),
  };
}

function inOrder(columns: readonly OracleIndexColumnRow[]): readonly OracleIndexColumnRow[] {
  return [...columns].sort((a, b) => a.columnPosition - b.columnPosition);
}

/** A descending column is an expression to the server: its own quoted name. */
function readPart(row: OracleIndexColumnRow, names: ReadonlySet<string>): IndexPart {
  const isDescending = row.descend === 'DESC';
  const text = row.columnExpression?.trim() ?? null;
  if (text === null) {
    if (!names.has(row.columnName))
      refuseValue('ALL_IND_COLUMNS.COLUMN_NAME', row.columnName, row.columnName);
    return { key: { kind: 'column', name: row.columnName }, isDescending };
  }
  const name = /^"([^"]+)"$/.exec(text)?.[1];
  if (name !== undefined && names.has(name)) return { key: { kind: 'column', name }, isDescending };
  return { key: { kind: 'expression', expression: readExpression(text, names) }, isDescending };
}

function compressOf({ indexName, compression, prefixLength }: OracleIndexRow): string | null {
  switch (compression) {
    case 'DISABLED':
    case 'NONE':
    case null:
      return null;
    case 'ENABLED':
      return prefixLength === null ? 'COMPRESS' : `COMPRESS ${String(prefixLength)}`;
    case 'ADVANCED LOW':
    case 'ADVANCED HIGH':
      return `COMPRESS ${compression}`;
    default:
      return refuseValue('ALL_INDEXES.COMPRESSION', indexName, compression);
  }
}

function readIndexPartitioning(
  row: OracleIndexPartitioningRow,
  indexName: string,
  names: ReadonlySet<string>,
): IndexPartitioning {
  // How a local index is partitioned, and what its partitions are called, follows from the table.
  if (row.locality === 'LOCAL') return { kind: 'local' };
  const { partitioningType: method, columns } = row;
  if (method !== 'RANGE' && method !== 'HASH')
    return refuseValue('ALL_PART_INDEXES.PARTITIONING_TYPE', indexName, method);
  const partitions = [...row.partitions].sort((a, b) => a.partitionPosition - b.partitionPosition);
  return {
    kind: 'global',
    method,
    columns,
    partitions: partitions.map(({ partitionName, highValue }) => ({
      name: /^SYS_P\d+$/.test(partitionName) ? null : partitionName,
      bound: method === 'HASH' || highValue === null ? null : readExpression(highValue, names),
    })),
  };
}

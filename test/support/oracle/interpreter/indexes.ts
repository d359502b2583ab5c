/** Indexes: how they come and go. */
import type {
  OracleIndexColumnRow,
  OracleIndexPartitioningRow,
} from '../../../../src/schema/oracle/dictionary.ts';
import { tableKey } from '../../../../src/schema/tableName.ts';
import type { SyntaxNode } from '../grammar.ts';
import { index as plainIndex } from '../rows.ts';
import { columnsIn, normalisedExpression } from './expressions.ts';
import { OraError } from './oraError.ts';
import { checkIndexName } from './schema.ts';
import type { Schema } from './schema.ts';
import {
  bracketed,
  columnNames,
  demand,
  find,
  findAll,
  leaves,
  nameOf,
  says,
  tableNameOf,
  words,
} from './syntax.ts';
import type { ConstraintState, IndexState, TableState } from './tableState.ts';

/** CREATE INDEX on the table, for the key when it stands behind USING INDEX; gives its name. */
export function createIndex(
  node: SyntaxNode,
  state: TableState,
  schema: Schema,
  key: ConstraintState | null = null,
): string {
  const { table: name, database } = tableNameOf(demand(node, 'index_name'));
  if (database !== state.name.database) throw new Error(`an index of another schema: ${node.text}`);
  const clause = demand(node, 'table_index_clause');
  if (tableKey(tableNameOf(demand(clause, 'tableview_name'))) !== tableKey(state.name))
    throw new OraError(14196, 'an index on another table');
  checkIndexName(name, state, schema);
  const row: IndexState = { ...plainIndex(name, []), owner: database, isOfKey: false };
  row.columns = partsOf(clause, state, schema);
  row.uniqueness = says(node, 'UNIQUE') ? 'UNIQUE' : 'NONUNIQUE';
  const attributes = findAll(clause, 'index_attributes');
  const isReverse = attributes.some((one) => says(one, 'REVERSE'));
  const isComputed = row.columns.some(({ columnExpression }) => columnExpression !== null);
  const kind = says(node, 'BITMAP') ? 'BITMAP' : `NORMAL${isReverse ? '/REV' : ''}`;
  row.indexType = isComputed ? `FUNCTION-BASED ${kind}` : kind;
  compress(clause, row);
  if (find(clause, 'visible_or_invisible')?.text.toUpperCase() === 'INVISIBLE') row.visibility = 'INVISIBLE';
  row.partitioning = partitioningOf(clause, state, schema);
  if (row.partitioning !== null) row.partitioned = 'YES';
  checkList(row, state);
  if (key !== null && !fits(row, key)) throw new OraError(14196, 'index cannot enforce the constraint');
  state.indexes.push(row);
  return name;
}

function compress(clause: SyntaxNode, row: IndexState): void {
  const compression = find(clause, 'key_compression');
  if (compression === null || !words(compression).startsWith('COMPRESS')) return;
  row.compression = 'ENABLED';
  row.prefixLength = Number(leaves(compression)[1] ?? row.columns.length);
}

/** An expression, and a descending column, is kept in a hidden column of its own. */
function partsOf(clause: SyntaxNode, state: TableState, schema: Schema): readonly OracleIndexColumnRow[] {
  const parts: OracleIndexColumnRow[] = [];
  let columnPosition = 0;
  for (const child of clause.children) {
    const last = parts.at(-1);
    if (child.rule === null && child.text.toUpperCase() === 'DESC' && last !== undefined) {
      const hidden = last.columnExpression === null;
      parts[parts.length - 1] = {
        ...last,
        descend: 'DESC',
        columnName: hidden ? hiddenName(schema) : last.columnName,
        columnExpression: hidden ? `"${last.columnName}"` : last.columnExpression,
      };
    }
    if (child.rule !== 'index_expr') continue;
    columnPosition += 1;
    const tokens = leaves(child);
    const [only = ''] = tokens;
    const [column, ...others] = columnsIn(child, state);
    const isPlain = tokens.length === 1 && column !== undefined && others.length === 0;
    if (tokens.length === 1 && column === undefined) throw new OraError(904, `${only}: invalid identifier`);
    parts.push({
      columnPosition,
      columnName: isPlain ? column : hiddenName(schema),
      descend: 'ASC',
      columnExpression: isPlain ? null : normalisedExpression(child, state),
    });
  }
  return parts;
}

function hiddenName(schema: Schema): string {
  return `SYS_NC${String(schema.nextNumber()).padStart(5, '0')}$`;
}

function partitioningOf(
  clause: SyntaxNode,
  state: TableState,
  schema: Schema,
): OracleIndexPartitioningRow | null {
  if (find(clause, 'local_partitioned_index') !== null) {
    const { partitioning } = state;
    if (partitioning === null)
      throw new OraError(14016, 'underlying table of a LOCAL index must be partitioned');
    return {
      locality: 'LOCAL',
      partitioningType: partitioning.partitioningType,
      columns: partitioning.columns,
      partitions: [],
    };
  }
  const node = find(clause, 'global_partitioned_index');
  if (node === null) return null;
  const quantity = find(node, 'hash_partition_quantity');
  const list =
    quantity === null
      ? findAll(node, 'index_partitioning_clause').map((one) => ({
          name: find(one, 'partition_name'),
          bound: bracketed(one),
        }))
      : Array.from({ length: Number(quantity.text) }, () => ({ name: null, bound: null }));
  return {
    locality: 'GLOBAL',
    partitioningType: says(node, 'HASH') ? 'HASH' : 'RANGE',
    columns: columnNames(node),
    partitions: list.map(({ name, bound }, i) => ({
      partitionName: name === null ? `SYS_P${String(schema.nextNumber())}` : nameOf(name),
      partitionPosition: i + 1,
      highValue: bound,
      tablespaceName: 'USERS',
    })),
  };
}

/** What the columns, their order and their directions are. */
function listOf({ columns }: Pick<IndexState, 'columns'>): string {
  return columns
    .map(({ columnName, columnExpression, descend }) => `${columnExpression ?? `"${columnName}"`} ${descend}`)
    .join();
}

/** ORA-01408; since 12.1 an invisible index of another kind may have the same list. */
function checkList(row: IndexState, state: TableState): void {
  const kind = ({ uniqueness, indexType, partitioned }: IndexState): string =>
    `${uniqueness} ${indexType.replace('/REV', '')} ${partitioned}`;
  const isThere = state.indexes.some(
    (other) =>
      listOf(other) === listOf(row) &&
      (kind(other) === kind(row) || (other.visibility === 'VISIBLE' && row.visibility === 'VISIBLE')),
  );
  if (isThere) throw new OraError(1408, `such column list already indexed: ${listOf(row)}`);
}

/** Whether a key can be served by an index: it begins with the key's columns, in any order. */
function fits({ columns, indexType, uniqueness }: IndexState, key: ConstraintState): boolean {
  const length = key.columns.length;
  const begin = columns.slice(0, length);
  const isOver =
    begin.length === length &&
    begin.every(
      ({ columnName, columnExpression }) => columnExpression === null && key.columns.includes(columnName),
    );
  const isKind =
    uniqueness === 'UNIQUE' ? columns.length === length && key.deferrable === 'NOT DEFERRABLE' : true;
  return isOver && isKind && !indexType.includes('BITMAP');
}

/** The index that serves an enabled key: one that is there, else one that is made for it; its name. */
export function keyIndexFor(key: ConstraintState, state: TableState, schema: Schema): string {
  // OceanBase's keys have indexes of their own.
  const there = schema.isOceanBase ? undefined : state.indexes.find((index) => fits(index, key));
  if (there !== undefined) return there.indexName;
  checkIndexName(key.constraintName, state, schema);
  const row: IndexState = {
    ...plainIndex(key.constraintName, key.columns),
    owner: state.name.database,
    uniqueness: key.deferrable === 'DEFERRABLE' ? 'NONUNIQUE' : 'UNIQUE',
    generated: key.generated === 'GENERATED NAME' ? 'Y' : 'N',
    isOfKey: true,
  };
  if (!schema.isOceanBase) checkList(row, state);
  state.indexes.push(row);
  return row.indexName;
}

/** DROP INDEX. */
export function dropIndex(name: string, state: TableState): void {
  if (state.constraints.some(({ indexName }) => indexName === name))
    throw new OraError(2429, `cannot drop index used for enforcement of unique/primary key: ${name}`);
  state.indexes = state.indexes.filter(({ indexName }) => indexName !== name);
}

/** The columns that an index stands on, by their names. */
export function indexColumns({ columns }: IndexState): readonly string[] {
  return columns.flatMap(({ columnName, columnExpression }) =>
    columnExpression === null
      ? [columnName]
      : [...columnExpression.matchAll(/"([^"]*)"/g)].map(([, name = '']) => name),
  );
}

/** Constraints: how they come and go. */
import type { SyntaxNode } from '../grammar.ts';
import { tableKey } from '../../../../src/schema/tableName.ts';
import { constraint } from '../rows.ts';
import { kindOf } from './columnType.ts';
import { columnsIn } from './expressions.ts';
import { createIndex, keyIndexFor } from './indexes.ts';
import { OraError } from './oraError.ts';
import { checkConstraintName } from './schema.ts';
import type { Schema } from './schema.ts';
import { columnNames, demand, find, nameOf, nodesOf, says, tableNameOf } from './syntax.ts';
import type { ConstraintState, TableState } from './tableState.ts';
import { isNotNull, isNotNullOf } from './tableState.ts';

/** Adds the NOT NULL of a column; without a node, the one that comes with something else. */
export function addNotNull(node: SyntaxNode | null, column: string, state: TableState, schema: Schema): void {
  const row = newConstraint(node, 'C', state, schema);
  row.searchCondition = `"${column}" IS NOT NULL`;
  row.columns = [column];
  row.isImplied = node === null;
  state.constraints.push(row);
}

/** Adds `out_of_line_constraint`: keys, foreign keys, checks. */
export function addConstraint(node: SyntaxNode, state: TableState, schema: Schema): void {
  const foreign = find(node, 'foreign_key_clause');
  if (foreign !== null) addForeignKey(node, foreign, state, schema);
  else if (says(node, 'PRIMARY KEY')) addKey(node, 'P', state, schema);
  else if (says(node, 'UNIQUE')) addKey(node, 'U', state, schema);
  else addCheck(node, state, schema);
}

function newConstraint(
  node: SyntaxNode | null,
  constraintType: string,
  state: TableState,
  schema: Schema,
): ConstraintState {
  const [named] = node === null ? [] : nodesOf(node, 'constraint_name');
  const constraintName = named === undefined ? `SYS_C00${String(7000 + schema.nextNumber())}` : nameOf(named);
  checkConstraintName(constraintName, state, schema);
  const row: ConstraintState = {
    ...constraint(constraintType, [], {
      constraintName,
      generated: named === undefined ? 'GENERATED NAME' : 'USER NAME',
      indexName: null,
    }),
    isImplied: false,
  };
  for (const one of node === null ? [] : nodesOf(node, 'constraint_state')) setState(row, one);
  return row;
}

/** SQL Language Reference, constraint, constraint_state: DISABLE is NOVALIDATE unless it is said. */
function setState(row: ConstraintState, node: SyntaxNode): void {
  if (says(node, 'DEFERRABLE') && !says(node, 'NOT DEFERRABLE')) row.deferrable = 'DEFERRABLE';
  if (says(node, 'INITIALLY DEFERRED')) {
    row.deferred = 'DEFERRED';
    row.deferrable = 'DEFERRABLE';
  }
  if (says(node, 'RELY')) row.rely = 'RELY';
  if (says(node, 'DISABLE')) {
    row.status = 'DISABLED';
    row.validated = 'NOT VALIDATED';
  }
  if (says(node, 'NOVALIDATE')) row.validated = 'NOT VALIDATED';
  if (says(node, 'VALIDATE')) row.validated = 'VALIDATED';
}

function addKey(node: SyntaxNode, type: 'P' | 'U', state: TableState, schema: Schema): void {
  const row = newConstraint(node, type, state, schema);
  row.columns = nodesOf(node, 'column_name').map(nameOf);
  checkColumns(row.columns, state);
  const keys = state.constraints.filter(({ constraintType }) => 'PU'.includes(constraintType));
  if (type === 'P' && keys.some(({ constraintType }) => constraintType === 'P'))
    throw new OraError(2260, 'table can have only one primary key');
  if (keys.some(({ columns }) => columns.join('\0') === row.columns.join('\0')))
    throw new OraError(2261, `such unique or primary key already exists: ${row.columns.join()}`);
  const using = find(node, 'using_index_clause');
  if (using !== null && find(using, 'create_index') !== null)
    row.indexName = createIndex(demand(using, 'create_index'), state, schema, row);
  else if (row.status === 'ENABLED') row.indexName = keyIndexFor(row, state, schema);
  state.constraints.push(row);
}

function addCheck(node: SyntaxNode, state: TableState, schema: Schema): void {
  const row = newConstraint(node, 'C', state, schema);
  const condition = demand(node, 'condition');
  row.searchCondition = condition.text;
  row.columns = columnsIn(condition, state);
  state.constraints.push(row);
}

function addForeignKey(node: SyntaxNode, clause: SyntaxNode, state: TableState, schema: Schema): void {
  const row = newConstraint(node, 'R', state, schema);
  const [own] = nodesOf(clause, 'paren_column_list');
  const references = demand(clause, 'references_clause');
  const [theirs] = nodesOf(references, 'paren_column_list');
  if (own === undefined || theirs === undefined) throw new Error(`foreign key: ${node.text}`);
  row.columns = columnNames(own);
  const types = typesOf(row.columns, state);
  const name = tableNameOf(demand(references, 'tableview_name'));
  const parent = tableKey(name) === tableKey(state.name) ? state : schema.table(name);
  if (parent === null) throw new OraError(942, `table does not exist: ${tableKey(name)}`);
  const columns = columnNames(theirs);
  const parentTypes = typesOf(columns, parent);
  const key = parent.constraints.find(
    (one) => 'PU'.includes(one.constraintType) && one.columns.join('\0') === columns.join('\0'),
  );
  if (key === undefined) throw new OraError(2270, 'no matching unique or primary key for this column-list');
  if (key.status === 'DISABLED' && row.status === 'ENABLED')
    throw new OraError(2298, 'parent key is disabled');
  if (types.join() !== parentTypes.join())
    throw new OraError(2267, `column type incompatible with referenced column type: ${types.join()}`);
  if (state.table.temporary !== parent.table.temporary)
    throw new OraError(14455, 'attempt to create referential integrity constraint on temporary table');
  row.referenced = { table: name, constraintName: key.constraintName, columns };
  if (says(references, 'ON DELETE CASCADE')) row.deleteRule = 'CASCADE';
  if (says(references, 'ON DELETE SET NULL')) row.deleteRule = 'SET NULL';
  state.constraints.push(row);
}

function typesOf(columns: readonly string[], state: TableState): readonly string[] {
  checkColumns(columns, state);
  return columns.map((name) =>
    kindOf(state.columns.find(({ columnName }) => columnName === name)?.dataType ?? ''),
  );
}

/** Throws ORA-00904. */
export function checkColumns(columns: readonly string[], state: TableState): void {
  for (const name of columns)
    if (!state.columns.some(({ columnName }) => columnName === name))
      throw new OraError(904, `"${name}": invalid identifier`);
}

/** DROP CONSTRAINT, DROP PRIMARY KEY, DROP UNIQUE. */
export function dropConstraint(node: SyntaxNode, state: TableState, schema: Schema): void {
  const row = droppedConstraint(node, state);
  if (row.constraintType === 'P' && state.table.iotType !== null)
    throw new OraError(25188, 'cannot drop the primary key constraint for index-organized tables');
  checkUnreferenced(row, state, schema);
  const { refPtnConstraintName = null } = state.partitioning ?? {};
  if (refPtnConstraintName === row.constraintName)
    throw new OraError(14654, 'number of reference partitioning columns exceeds: key of a partitioned table');
  const column = row.constraintType === 'C' ? notNullColumn(row, state) : null;
  if (column !== null && row.isImplied) throw new OraError(30675, `identity or default on null: ${column}`);
  state.constraints = state.constraints.filter((one) => one !== row);
  if (row.indexName === null) return;
  if (says(node, 'DROP INDEX') || schema.isOceanBase) dropKeyIndex(row.indexName, state);
  else
    state.indexes = state.indexes.filter(({ indexName, isOfKey }) => indexName !== row.indexName || !isOfKey);
}

function droppedConstraint(node: SyntaxNode, state: TableState): ConstraintState {
  const [named] = nodesOf(node, 'constraint_name');
  const columns = nodesOf(node, 'column_name').map(nameOf).join('\0');
  const found = state.constraints.find(({ constraintName, constraintType, columns: own }) =>
    named !== undefined
      ? constraintName === nameOf(named)
      : says(node, 'PRIMARY KEY')
        ? constraintType === 'P'
        : constraintType === 'U' && own.join('\0') === columns,
  );
  if (found !== undefined) return found;
  throw named !== undefined
    ? new OraError(2443, `cannot drop constraint - nonexistent constraint: ${named.text}`)
    : new OraError(2442, 'cannot drop nonexistent unique or primary key');
}

/** The column whose NOT NULL this is. */
function notNullColumn(row: ConstraintState, { columns }: TableState): string | null {
  return columns.find(({ columnName }) => isNotNullOf(row, columnName))?.columnName ?? null;
}

/** The index may serve another key too: it stays then. */
function dropKeyIndex(name: string, state: TableState): void {
  if (state.constraints.some(({ indexName }) => indexName === name)) return;
  state.indexes = state.indexes.filter(({ indexName }) => indexName !== name);
}

/** Throws ORA-02273 when a foreign key refers to it. */
function checkUnreferenced(row: ConstraintState, state: TableState, schema: Schema): void {
  const isReferenced = [state, ...schema.others(state.name)].some(({ constraints }) =>
    constraints.some(
      ({ referenced }) =>
        referenced !== null &&
        tableKey(referenced.table) === tableKey(state.name) &&
        referenced.constraintName === row.constraintName,
    ),
  );
  if (isReferenced) throw new OraError(2273, `this unique/primary key is referenced: ${row.constraintName}`);
}

/** MODIFY … NOT NULL, MODIFY … NULL. */
export function modifyNull(node: SyntaxNode, column: string, state: TableState, schema: Schema): void {
  if (says(node, 'NOT NULL')) {
    if (isNotNull(state, column)) throw new OraError(1442, `column is already NOT NULL: ${column}`);
    addNotNull(node, column, state, schema);
    return;
  }
  const own = state.constraints.filter((one) => isNotNullOf(one, column));
  if (own.length === 0 || own.some(({ isImplied }) => isImplied))
    throw new OraError(1451, `column cannot be modified to NULL: ${column}`);
  state.constraints = state.constraints.filter((one) => !own.includes(one));
}

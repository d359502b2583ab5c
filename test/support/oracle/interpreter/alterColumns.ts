/** ALTER TABLE … MODIFY and DROP of columns. */
import { tableKey } from '../../../../src/schema/tableName.ts';
import type { SyntaxNode } from '../grammar.ts';
import { isScalar, kindOf, typeColumns } from './columnType.ts';
import { checkColumns, modifyNull } from './constraints.ts';
import { columnNamed, forgetImplied, implyNotNull } from './defineColumn.ts';
import { columnsInText } from './expressions.ts';
import { indexColumns } from './indexes.ts';
import { OraError } from './oraError.ts';
import { partitionColumns } from './partitions.ts';
import type { Schema } from './schema.ts';
import { demand, find, nameOf, nodesOf, says } from './syntax.ts';
import type { TableState } from './tableState.ts';

/** MODIFY (…): what stands in brackets holds together. */
export function modifyColumns(node: SyntaxNode, state: TableState, schema: Schema): void {
  for (const one of nodesOf(node, 'modify_col_properties', 'column_definition'))
    modifyColumn(one, state, schema);
  for (const one of nodesOf(node, 'modify_col_visibility')) {
    const name = nameOf(demand(one, 'column_name'));
    checkColumns([name], state);
    if (state.table.temporary === 'Y') throw new OraError(54042, 'invisible column in a temporary table');
    if (says(one, 'INVISIBLE')) state.visible = state.visible.filter((other) => other !== name);
    else if (!state.visible.includes(name)) state.visible.push(name);
  }
  checkVisible(state);
}

/** ORA-54039. */
function checkVisible({ visible }: TableState): void {
  if (visible.length === 0)
    throw new OraError(54039, 'table must have at least one column that is not invisible');
}

function modifyColumn(node: SyntaxNode, state: TableState, schema: Schema): void {
  const column = columnNamed(state, nameOf(demand(node, 'column_name')));
  const type = find(node, 'datatype', 'type_name');
  if (type !== null) retype(type, column.columnName, state, schema);
  const collation = find(node, 'column_collation_name');
  if (collation !== null) column.collation = collation.text.toUpperCase();
  const [value] = nodesOf(node, 'expression');
  if (value !== undefined) {
    if (column.virtualColumn === 'YES')
      throw new OraError(54025, 'Virtual column cannot have a default value');
    if (column.identityColumn === 'YES') throw new OraError(30674, 'identity column cannot have a default');
    const isOnNull = says(node, 'DEFAULT ON NULL');
    if (column.defaultOnNull === 'YES' && !isOnNull) forgetImplied(column.columnName, state);
    column.dataDefault = value.text;
    column.defaultOnNull = isOnNull ? 'YES' : 'NO';
  }
  for (const constraint of nodesOf(node, 'inline_constraint'))
    modifyNull(constraint, column.columnName, state, schema);
  if (column.defaultOnNull === 'YES' && column.identityColumn !== 'YES')
    implyNotNull(column.columnName, state, schema);
}

function retype(node: SyntaxNode, name: string, state: TableState, schema: Schema): void {
  const column = columnNamed(state, name);
  const { collation, ...type } = typeColumns(node);
  if (column.virtualColumn === 'YES') throw new Error(`MODIFY of a virtual column's type: ${node.text}`);
  const isSame = JSON.stringify({ ...column, ...type }) === JSON.stringify(column);
  if (isSame) return;
  if (!isScalar(column.dataType) || !isScalar(type.dataType))
    throw new OraError(22859, `invalid modification of columns: ${column.dataType} to ${type.dataType}`);
  if (partitionColumns(state).includes(name))
    throw new OraError(14060, 'data type or length of a table partitioning column may not be changed');
  if (virtualOn([name], state).length > 0)
    throw new OraError(54033, 'column to be modified is used in a virtual column expression');
  const isComputed = state.indexes.some(({ columns }) =>
    columns.some(({ columnExpression }) => columnExpression?.includes(`"${name}"`) === true),
  );
  if (isComputed) throw new OraError(30556, 'functional index is defined on the column to be modified');
  if (kindOf(column.dataType) !== kindOf(type.dataType) && isInForeignKey(name, state, schema))
    throw new OraError(2267, 'column type incompatible with referenced column type');
  if (column.identityColumn === 'YES' && kindOf(type.dataType) !== 'NUMBER')
    throw new OraError(30675, 'identity column must be a numeric type');
  Object.assign(column, type);
  column.collation = collation === null ? null : (column.collation ?? state.table.defaultCollation);
}

/** The virtual columns that are worked out from one of these. */
function virtualOn(names: readonly string[], state: TableState): readonly string[] {
  return state.columns
    .filter(({ virtualColumn }) => virtualColumn === 'YES')
    .filter(({ dataDefault }) => columnsInText(dataDefault ?? '', state).some((one) => names.includes(one)))
    .map(({ columnName }) => columnName);
}

function isInForeignKey(name: string, state: TableState, schema: Schema): boolean {
  const isOwn = state.constraints.some(
    ({ constraintType, columns }) => constraintType === 'R' && columns.includes(name),
  );
  return isOwn || isReferenced([name], state, schema);
}

/** Whether a foreign key of a table refers to one of the columns. */
function isReferenced(names: readonly string[], state: TableState, schema: Schema): boolean {
  const tables = [state, ...schema.others(state.name)];
  return tables.some(({ constraints }) =>
    constraints.some(
      ({ referenced }) =>
        referenced !== null &&
        tableKey(referenced.table) === tableKey(state.name) &&
        referenced.columns.some((column) => names.includes(column)),
    ),
  );
}

/** DROP (…), with the constraints and indexes that stand on a column alone. */
export function dropColumns(node: SyntaxNode, state: TableState, schema: Schema): void {
  const names = nodesOf(node, 'column_name').map(nameOf);
  checkColumns(names, state);
  if (names.length === state.columns.length) throw new OraError(12983, 'cannot drop all columns in a table');
  if (partitionColumns(state).some((name) => names.includes(name)))
    throw new OraError(12984, 'cannot drop partitioning column');
  if (virtualOn(names, state).some((name) => !names.includes(name)))
    throw new OraError(54031, 'column to be dropped is used in a virtual column expression');
  if (isReferenced(names, state, schema)) throw new OraError(12992, 'cannot drop parent key column');
  for (const { columns, constraintName } of state.constraints) {
    const gone = columns.filter((name) => names.includes(name));
    if (gone.length > 0 && gone.length < columns.length)
      throw new OraError(12991, `column is referenced in a multi-column constraint: ${constraintName}`);
    if (gone.length > 0 && state.table.iotType !== null && constraintName !== '') {
      const isKey = state.constraints.some(
        (one) => one.constraintType === 'P' && one.constraintName === constraintName,
      );
      if (isKey) throw new OraError(12992, 'cannot drop the key of an index-organized table');
    }
  }
  state.constraints = state.constraints.filter(
    ({ columns }) => !columns.some((name) => names.includes(name)),
  );
  state.indexes = state.indexes.filter((index) => !indexColumns(index).some((name) => names.includes(name)));
  state.columns = state.columns.filter(({ columnName }) => !names.includes(columnName));
  state.visible = state.visible.filter((name) => !names.includes(name));
  state.identities = state.identities.filter(({ columnName }) => !names.includes(columnName));
  state.lobs = state.lobs.filter(({ columnName }) => !names.includes(columnName));
  state.xmlColumns = state.xmlColumns.filter(({ columnName }) => !names.includes(columnName));
  for (const name of names) state.columnComments.delete(name);
  checkVisible(state);
}

/** MODIFY (… DROP IDENTITY): the NOT NULL that came with it goes too (ALTER TABLE, drop_identity). */
export function dropIdentity(name: string, state: TableState): void {
  const column = columnNamed(state, name);
  if (column.identityColumn !== 'YES')
    throw new OraError(30673, 'column to be modified is not an identity column');
  column.identityColumn = 'NO';
  column.defaultOnNull = 'NO';
  column.dataDefault = null;
  state.identities = [];
  forgetImplied(name, state);
}

/** A column's definition, in CREATE TABLE and behind ADD. */
import type { SyntaxNode } from '../grammar.ts';
import type { OracleColumnRow } from '../../../../src/schema/oracle/dictionary.ts';
import { column as columnRow } from '../columnRows.ts';
import { lob } from '../rows.ts';
import { typeColumns } from './columnType.ts';
import { addNotNull } from './constraints.ts';
import { columnsIn, normalisedExpression } from './expressions.ts';
import { OraError } from './oraError.ts';
import { checkName } from './schema.ts';
import type { Schema } from './schema.ts';
import { demand, find, nameOf, nodesOf, says, words } from './syntax.ts';
import { lobTablespace } from './storage.ts';
import type { TableState } from './tableState.ts';
import { isNotNullOf } from './tableState.ts';

/** What a definition of a column is to the grammar. */
export const columnRules = ['column_definition', 'virtual_column_definition'] as const;

/** Adds the columns; `duplicate` is the number of the error for a name that is there. Virtual ones may stand on later ones. */
export function defineColumns(
  nodes: readonly SyntaxNode[],
  state: TableState,
  schema: Schema,
  duplicate: 957 | 1430,
): void {
  for (const node of nodes) defineColumn(node, state, schema, duplicate);
  for (const node of nodes) defineValue(node, state, schema);
}

function defineColumn(node: SyntaxNode, state: TableState, schema: Schema, duplicate: number): void {
  const name = nameOf(demand(node, 'column_name'));
  checkName(name, schema);
  if (state.columns.some(({ columnName }) => columnName === name))
    throw new OraError(duplicate, `column exists: ${name}`);
  const type = typeColumns(demand(node, 'datatype', 'type_name'));
  if (type.dataType.startsWith('LONG') && state.columns.some(({ dataType }) => dataType.startsWith('LONG')))
    throw new OraError(1754, 'a table may contain only one column of type LONG');
  const collation = find(node, 'column_collation_name');
  const inherited = type.collation === null ? null : state.table.defaultCollation;
  state.columns.push(
    columnRow(name, type.dataType, {
      ...type,
      collation: collation === null ? inherited : collation.text.toUpperCase(),
      virtualColumn: node.rule === 'virtual_column_definition' ? 'YES' : 'NO',
    }),
  );
  if (!says(node, 'INVISIBLE')) state.visible.push(name);
  if (['CLOB', 'NCLOB', 'BLOB'].includes(type.dataType))
    state.lobs.push(lob(name, { tablespaceName: lobTablespace(state) }));
  if (type.dataType === 'XMLTYPE')
    state.xmlColumns.push({ columnName: name, storageType: 'BINARY', xmlSchema: null });
}

function defineValue(node: SyntaxNode, state: TableState, schema: Schema): void {
  const column = columnNamed(state, nameOf(demand(node, 'column_name')));
  if (node.rule === 'virtual_column_definition') {
    column.dataDefault = virtualExpression(demand(node, 'virtual_column_expression'), state);
  } else {
    const identity = find(node, 'identity_clause');
    if (identity !== null) setIdentity(identity, column.columnName, state, schema);
    const [value] = nodesOf(node, 'expression');
    if (value !== undefined) {
      if (identity !== null) throw new OraError(30674, 'identity column can’t have a default');
      column.dataDefault = value.text;
      column.defaultOnNull = says(node, 'DEFAULT ON NULL') ? 'YES' : 'NO';
    }
  }
  for (const constraint of nodesOf(node, 'inline_constraint')) {
    if (!says(constraint, 'NOT NULL')) throw new Error(`inline constraint: ${constraint.text}`);
    addNotNull(constraint, column.columnName, state, schema);
  }
  if (column.identityColumn === 'YES' || column.defaultOnNull === 'YES')
    implyNotNull(column.columnName, state, schema);
}

/** Throws ORA-54012 where it stands on another virtual column. */
function virtualExpression(node: SyntaxNode, state: TableState): string {
  const expression = demand(node, 'expression');
  for (const name of columnsIn(expression, state))
    if (columnNamed(state, name).virtualColumn === 'YES')
      throw new OraError(54012, `virtual column is referenced in a column expression: ${name}`);
  return normalisedExpression(expression, state);
}

/** A column's row. Throws ORA-00904. */
export function columnNamed(
  state: TableState,
  name: string,
): { -readonly [K in keyof OracleColumnRow]: OracleColumnRow[K] } {
  const found = state.columns.find(({ columnName }) => columnName === name);
  if (found === undefined) throw new OraError(904, `"${name}": invalid identifier`);
  return found;
}

/** Identities and DEFAULT ON NULL bring a NOT NULL, unless one was said; it goes with them (CREATE TABLE, column_definition). */
export function implyNotNull(name: string, state: TableState, schema: Schema): void {
  const own = state.constraints.find((one) => isNotNullOf(one, name));
  if (own !== undefined) own.isImplied = true;
  else addNotNull(null, name, state, schema);
}

/** Takes the NOT NULL of an identity or of DEFAULT ON NULL away with it. */
export function forgetImplied(name: string, state: TableState): void {
  state.constraints = state.constraints.filter((one) => !(one.isImplied && isNotNullOf(one, name)));
}

const sequenceWords = [
  'START WITH',
  'INCREMENT BY',
  'MAXVALUE',
  'MINVALUE',
  'CACHE',
  'NOMAXVALUE',
  'NOMINVALUE',
  'NOCACHE',
  'CYCLE',
  'NOCYCLE',
  'ORDER',
  'NOORDER',
] as const;

/** Makes a column an identity, or changes the options of one that is. */
export function setIdentity(node: SyntaxNode, name: string, state: TableState, schema: Schema): void {
  const column = columnNamed(state, name);
  const old = state.identities.find(({ columnName }) => columnName === name);
  if (old === undefined && state.identities.length > 0)
    throw new OraError(30669, 'table can have only one identity column');
  const identityOptions = sequenceOptions(node, old?.identityOptions ?? '');
  const sequenceName = old?.sequenceName ?? `ISEQ$$_${String(schema.nextNumber())}`;
  column.identityColumn = 'YES';
  column.defaultOnNull = says(node, 'ON NULL') ? 'YES' : 'NO';
  column.dataDefault = `"${state.name.database}"."${sequenceName}".nextval`;
  const generationType = says(node, 'BY DEFAULT') ? 'BY DEFAULT' : 'ALWAYS';
  state.identities = [{ columnName: name, generationType, sequenceName, identityOptions }];
}

/** IDENTITY_OPTIONS: what is said, else what was, else what is usual. */
function sequenceOptions(node: SyntaxNode, old: string): string {
  const given = new Map<string, string>();
  const options = findOptions(node);
  for (const option of options) {
    const word = sequenceWords.find((one) => words(option).startsWith(one));
    if (word === undefined) throw new Error(`identity option: ${option.text}`);
    given.set(word, option.text.slice(word.length).trim());
  }
  const before = new Map(
    old.split(', ').map((part): [string, string] => {
      const [key = '', value = ''] = part.split(': ');
      return [key, value];
    }),
  );
  const isDown = (given.get('INCREMENT BY') ?? before.get('INCREMENT BY') ?? '1').startsWith('-');
  const pick = (word: string, no: string | null, key: string, usual: string): string =>
    given.get(word) ?? (no !== null && given.has(no) ? usual : (before.get(key) ?? usual));
  const flag = (word: string, key: string): string =>
    given.has(word) ? 'Y' : given.has(`NO${word}`) ? 'N' : (before.get(key) ?? 'N');
  const max = pick('MAXVALUE', 'NOMAXVALUE', 'MAX_VALUE', isDown ? '-1' : '9'.repeat(28));
  const min = pick('MINVALUE', 'NOMINVALUE', 'MIN_VALUE', isDown ? `-${'9'.repeat(27)}` : '1');
  const cache = given.get('CACHE') ?? before.get('CACHE_SIZE') ?? '20';
  return [
    `START WITH: ${given.get('START WITH') ?? before.get('START WITH') ?? (isDown ? max : min)}`,
    `INCREMENT BY: ${pick('INCREMENT BY', null, 'INCREMENT BY', '1')}`,
    `MAX_VALUE: ${max}`,
    `MIN_VALUE: ${min}`,
    `CYCLE_FLAG: ${flag('CYCLE', 'CYCLE_FLAG')}`,
    `CACHE_SIZE: ${given.has('NOCACHE') ? '0' : cache}`,
    `ORDER_FLAG: ${flag('ORDER', 'ORDER_FLAG')}`,
    'SCALE_FLAG: N, EXTEND_FLAG: N, SESSION_FLAG: N, KEEP_VALUE: N',
  ].join(', ');
}

function findOptions(node: SyntaxNode): readonly SyntaxNode[] {
  const [list] = nodesOf(node, 'identity_options_parentheses');
  return nodesOf(list ?? node, 'identity_options');
}

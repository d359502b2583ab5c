/** CREATE TABLE, from its tree. */
import type { SyntaxNode } from '../grammar.ts';
import { addConstraint } from './constraints.ts';
import { columnRules, defineColumns } from './defineColumn.ts';
import { OraError } from './oraError.ts';
import { partitionTable } from './partitions.ts';
import { checkName } from './schema.ts';
import type { Schema } from './schema.ts';
import { demand, find, findAll, nameOf, nodesOf } from './syntax.ts';
import { lobTablespace } from './storage.ts';
import { emptyTable } from './tableState.ts';
import type { TableState } from './tableState.ts';
import { setNature, setOptions, setStorage } from './tableOptions.ts';

/** The table that the statement makes; it is not in the schema yet. */
export function createTable(node: SyntaxNode, schema: Schema): TableState {
  const [owner] = nodesOf(node, 'schema_name');
  if (owner === undefined) throw new Error(`a name without its schema: ${node.text}`);
  const name = { database: nameOf(owner), table: nameOf(demand(node, 'table_name')) };
  checkName(name.table, schema);
  if (schema.table(name) !== null) throw new OraError(955, `name is already used: ${name.table}`);
  const state = emptyTable(name);
  const collation = find(node, 'collation_name');
  if (collation !== null) state.table.defaultCollation = collation.text.toUpperCase();
  const body = demand(node, 'relational_table');
  const properties = nodesOf(body, 'relational_property');
  defineColumns(
    properties.flatMap((one) => findAll(one, ...columnRules)),
    state,
    schema,
    957,
  );
  if (state.visible.length === 0) throw new OraError(54039, 'table must have a visible column');
  const constraints = properties.flatMap((one) => findAll(one, 'out_of_line_constraint'));
  const isForeign = (one: SyntaxNode): boolean => find(one, 'foreign_key_clause') !== null;
  for (const one of constraints.filter((each) => !isForeign(each))) addConstraint(one, state, schema);
  setNature(node, state);
  for (const one of constraints.filter(isForeign)) addConstraint(one, state, schema);
  partitionTable(body, state, schema);
  setOptions(body, state);
  for (const one of state.lobs) one.tablespaceName = lobTablespace(state);
  setStorage(body, state);
  inheritIndexing(state);
  return state;
}

/** INDEXING OFF of the table is that of partitions which say nothing. */
function inheritIndexing(state: TableState): void {
  if (state.partitioning?.defIndexing === 'OFF') for (const one of state.partitions) one.indexing = 'OFF';
}

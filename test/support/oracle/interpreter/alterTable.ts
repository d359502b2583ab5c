/** ALTER TABLE, from its tree. */
import type { SyntaxNode } from '../grammar.ts';
import { dropColumns, modifyColumns } from './alterColumns.ts';
import { addConstraint, dropConstraint } from './constraints.ts';
import { columnRules, defineColumns } from './defineColumn.ts';
import { OraError } from './oraError.ts';
import { alterPartitions, appendPartition } from './alterPartitions.ts';
import type { Schema } from './schema.ts';
import { demand, find, findAll, leaves, nodesOf, words } from './syntax.ts';
import { saidStorage, setTableStorage } from './storage.ts';
import { lobOf, moveTable, setLob, setOptions, setStorage } from './tableOptions.ts';
import type { TableState } from './tableState.ts';

/** Changes the table. Throws OraError, and an Error for clauses that are not known. */
export function alterTable(node: SyntaxNode, state: TableState, schema: Schema): void {
  for (const clause of nodesOf(
    node,
    'column_clauses',
    'constraint_clauses',
    'alter_table_properties',
    'alter_table_partitioning',
    'enable_disable_clause',
    'move_table_clause',
  ))
    alterBy(clause, state, schema);
}

function alterBy(clause: SyntaxNode, state: TableState, schema: Schema): void {
  switch (clause.rule) {
    case 'column_clauses':
      alterColumns(clause, state, schema);
      return;
    case 'constraint_clauses':
      alterConstraints(clause, state, schema);
      return;
    case 'alter_table_properties':
      alterProperties(clause, state);
      return;
    case 'move_table_clause':
      moveTable(clause, state, false);
      return;
    case 'alter_table_partitioning': {
      const [operation] = clause.children;
      if (operation?.rule == null) throw new Error(`partitions: ${clause.text}`);
      alterPartitions(operation, state, schema);
      return;
    }
    default:
      throw new Error(`ALTER TABLE: ${clause.rule}: ${clause.text}`);
  }
}

/** What it does to the partitions that are there is not modelled: nothing of ours says it of a partitioned table. */
function alterProperties(clause: SyntaxNode, state: TableState): void {
  const said = saidStorage(clause);
  if (state.partitioning !== null && Object.keys(said).length > 0)
    throw new Error(`storage of a partitioned table: ${clause.text}`);
  setTableStorage(said, state);
  setOptions(clause, state);
}

function alterConstraints(clause: SyntaxNode, state: TableState, schema: Schema): void {
  const added = findAll(clause, 'out_of_line_constraint');
  const dropped = findAll(clause, 'drop_constraint_clause');
  if (added.length + dropped.length === 0) throw new Error(`constraints: ${clause.text}`);
  for (const one of added) addConstraint(one, state, schema);
  for (const one of dropped) dropConstraint(one, state, schema);
}

function alterColumns(clause: SyntaxNode, state: TableState, schema: Schema): void {
  const lob = find(clause, 'modify_lob_storage_clause');
  if (lob !== null) {
    setLob(demand(lob, 'modify_lob_parameters'), lobOf(demand(lob, 'lob_item'), state));
    return;
  }
  const part = demand(clause, 'add_column_clause', 'modify_column_clauses', 'drop_column_clause');
  if (part.rule === 'modify_column_clauses') modifyColumns(part, state, schema);
  else if (part.rule === 'drop_column_clause') dropColumns(part, state, schema);
  // To the grammar `ADD PARTITION` is a column that is called so and has no type.
  else if (leaves(part).join(' ').toUpperCase() === 'ADD PARTITION') {
    if (state.partitioning?.partitioningType !== 'HASH') throw new OraError(902, 'invalid datatype');
    appendPartition(null, state, schema);
  } else {
    defineColumns(nodesOf(part, ...columnRules), state, schema, 1430);
    setStorage(part, state);
  }
  if (words(clause) !== '') throw new Error(`columns: ${clause.text}`);
}

/** What a table is as a whole: clauses behind CREATE TABLE (…), and the same in ALTER TABLE. */
import type { OracleLobRow } from '../../../../src/schema/oracle/dictionary.ts';
import type { SyntaxNode } from '../grammar.ts';
import { columnNamed } from './defineColumn.ts';
import { OraError } from './oraError.ts';
import { demand, find, findAll, folded, leaves, nameOf, says, words } from './syntax.ts';
import { saidStorage, setTableStorage, tablespaceOf } from './storage.ts';
import type { TableState } from './tableState.ts';

/** Clauses that stand in both statements. */
export function setOptions(node: SyntaxNode, state: TableState): void {
  const { table } = state;
  for (const one of findAll(node, 'row_movement_clause'))
    table.rowMovement = says(one, 'ENABLE') ? 'ENABLED' : 'DISABLED';
  for (const one of findAll(node, 'parallel_clause')) {
    const [, degree] = leaves(one);
    table.degree = says(one, 'NOPARALLEL') ? '1' : (degree ?? 'DEFAULT');
  }
  for (const one of findAll(node, 'table_properties', 'alter_table_properties_1', 'result_cache_clause'))
    setSmallOptions(one, state);
}

function setSmallOptions(node: SyntaxNode, { table, partitioning }: TableState): void {
  const cached = find(node, 'result_cache_clause') ?? node;
  if (says(cached, 'RESULT_CACHE'))
    table.resultCache = cached.text.toUpperCase().includes('FORCE') ? 'FORCE' : 'DEFAULT';
  if (says(node, 'CACHE')) table.cache = 'Y';
  if (says(node, 'NOCACHE')) table.cache = 'N';
  if (says(node, 'ROWDEPENDENCIES')) table.dependencies = 'ENABLED';
  const indexing = find(node, 'indexing_clause');
  if (indexing !== null && partitioning !== null)
    partitioning.defIndexing = says(indexing, 'OFF') ? 'OFF' : 'ON';
}

/** ON COMMIT, ORGANIZATION INDEX, DEFAULT COLLATION: of new tables. */
export function setNature(root: SyntaxNode, state: TableState): void {
  const { table } = state;
  for (const one of findAll(root, 'relational_table_property')) {
    const text = words(one);
    if (text.startsWith('ON COMMIT'))
      table.duration = text.includes('PRESERVE') ? 'SYS$SESSION' : 'SYS$TRANSACTION';
  }
  if (says(root, 'TEMPORARY')) {
    table.temporary = 'Y';
    table.duration ??= 'SYS$TRANSACTION';
    table.logging = 'NO';
    table.tablespaceName = null;
  }
  const organization = find(root, 'physical_properties');
  if (organization !== null && says(organization, 'ORGANIZATION INDEX')) organize(organization, state);
}

function organize(node: SyntaxNode, state: TableState): void {
  const { table } = state;
  const key = state.constraints.find(({ constraintType }) => constraintType === 'P');
  const index = state.indexes.find(({ indexName }) => indexName === key?.indexName);
  if (index === undefined) throw new OraError(25175, 'no PRIMARY KEY constraint found');
  table.iotType = 'IOT';
  table.tablespaceName = null;
  index.indexType = 'IOT - TOP';
  index.pctThreshold = Number(/PCTTHRESHOLD (\d+)/.exec(node.text)?.[1] ?? 50);
  const compression = find(node, 'key_compression');
  if (compression !== null) {
    index.compression = 'ENABLED';
    index.prefixLength = Number(leaves(compression)[1]);
  }
  const overflow = find(node, 'index_org_overflow_clause');
  if (overflow === null) return;
  table.hasOverflow = true;
  table.overflowTablespace = saidStorage(overflow).tablespace ?? 'USERS';
  const including = find(overflow, 'column_name');
  if (including === null) return;
  const at = state.visible.indexOf(columnNamed(state, nameOf(including)).columnName);
  index.includeColumn = at + 1;
}

/** LOB (…) STORE AS, XMLTYPE COLUMN … STORE AS. */
export function setStorage(root: SyntaxNode, state: TableState): void {
  for (const clause of findAll(root, 'lob_storage_clause')) {
    const row = lobOf(demand(clause, 'lob_item'), state);
    row.securefile = says(clause, 'BASICFILE') ? 'NO' : 'YES';
    setLob(clause, row);
    for (const one of findAll(clause, 'lob_storage_parameters'))
      row.tablespaceName = tablespaceOf(one) ?? row.tablespaceName;
  }
  for (const clause of findAll(root, 'xmltype_column_properties')) {
    const name = nameOf(demand(clause, 'column_name'));
    const row = state.xmlColumns.find(({ columnName }) => columnName === name);
    if (row === undefined) throw new OraError(904, `"${name}": invalid identifier`);
    row.storageType = clause.text.toUpperCase().endsWith('CLOB') ? 'CLOB' : 'BINARY';
  }
}

type MutableLob = { -readonly [K in keyof OracleLobRow]: OracleLobRow[K] };

/** The LOB of a column. Throws ORA-00904 when it is none. */
export function lobOf(node: SyntaxNode, state: TableState): MutableLob {
  const name = folded(node.text);
  const row = state.lobs.find(({ columnName }) => columnName === name);
  if (row === undefined) throw new OraError(904, `"${name}": invalid identifier`);
  return row;
}

/** The parameters of STORE AS and of MODIFY LOB. */
export function setLob(node: SyntaxNode, row: MutableLob): void {
  const text = ` ${leaves(node).join(' ').toUpperCase()} `;
  if (text.includes(' ENABLE STORAGE IN ROW ')) row.inRow = 'YES';
  if (text.includes(' DISABLE STORAGE IN ROW ')) row.inRow = 'NO';
  if (text.includes(' NOCACHE ')) row.cache = 'NO';
  else if (text.includes(' CACHE READS ')) row.cache = 'CACHEREADS';
  else if (text.includes(' CACHE ')) row.cache = 'YES';
  const compression = / (NO)?COMPRESS (HIGH|MEDIUM|LOW)?/.exec(text);
  if (compression !== null) row.compression = compression[1] === 'NO' ? 'NO' : (compression[2] ?? 'MEDIUM');
  if (text.includes(' DEDUPLICATE ')) row.deduplication = 'LOB';
  if (text.includes(' KEEP_DUPLICATES ')) row.deduplication = 'NO';
}

/** ALTER TABLE … MOVE: rows get other addresses, so that indexes which are not updated with them are unusable. */
export function moveTable(node: SyntaxNode, state: TableState, isUpdating: boolean): void {
  const { table, partitioning, columns, indexes } = state;
  if (partitioning !== null) throw new OraError(14511, 'cannot perform operation on a partitioned object');
  if (table.temporary === 'Y') throw new OraError(14451, 'unsupported feature with temporary table');
  if (columns.some(({ dataType }) => dataType.startsWith('LONG')))
    throw new OraError(997, 'illegal use of LONG datatype');
  setTableStorage(saidStorage(node), state);
  setStorage(node, state);
  if (!isUpdating && table.iotType === null) for (const index of indexes) index.status = 'UNUSABLE';
}

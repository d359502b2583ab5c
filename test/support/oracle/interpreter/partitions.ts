/** Partitions: PARTITION BY of CREATE TABLE, and what ALTER TABLE does to them. */
import type { OracleSubpartitionRow } from '../../../../src/schema/oracle/dictionary.ts';
import type { SyntaxNode } from '../grammar.ts';
import { partitionedBy, partitions as partitionRows } from '../rows.ts';
import { checkColumns } from './constraints.ts';
import { OraError } from './oraError.ts';
import { checkName } from './schema.ts';
import type { Schema } from './schema.ts';
import { bracketed, find, findAll, nameOf, nodesOf, says, words } from './syntax.ts';
import type { TableState } from './tableState.ts';

const methods: Readonly<Record<string, string>> = {
  range_partitions: 'RANGE',
  list_partitions: 'LIST',
  hash_partitions: 'HASH',
  composite_range_partitions: 'RANGE',
  composite_list_partitions: 'LIST',
  composite_hash_partitions: 'HASH',
  reference_partitioning: 'REFERENCE',
};

/** PARTITION BY of a new table. */
export function partitionTable(root: SyntaxNode, state: TableState, schema: Schema): void {
  const node = find(root, ...Object.keys(methods));
  if (node === null) return;
  const method = methods[node.rule] ?? '';
  const key = method === 'REFERENCE' ? [] : nodesOf(node, 'column_name').map(nameOf);
  checkColumns(key, state);
  const [interval] = says(node, 'INTERVAL') ? nodesOf(node, 'expression') : [];
  const row = { ...partitionedBy(method, key) };
  row.interval = interval?.text ?? null;
  row.autolist = says(node, 'AUTOMATIC') ? 'YES' : 'NO';
  state.partitioning = row;
  state.table.partitioned = 'YES';
  if (method === 'REFERENCE') referTo(node, state);
  const [by] = nodesOf(node, 'subpartition_by_range', 'subpartition_by_list', 'subpartition_by_hash');
  if (by !== undefined) readSubpartitioning(by, state);
  for (const one of partitionsIn(node)) addPartition(one, state, schema);
  if (method !== 'REFERENCE' && state.partitions.length === 0) throw new Error(`no partitions: ${node.text}`);
  const isOpen = state.partitions.some(({ highValue }) => highValue === 'MAXVALUE');
  if (row.interval !== null && isOpen)
    throw new OraError(14761, 'MAXVALUE partition cannot be specified for Interval partitioned objects');
}

function referTo(node: SyntaxNode, state: TableState): void {
  const [name = ''] = findAll(node, 'constraint_name').map(nameOf);
  const key = state.constraints.find(({ constraintName }) => constraintName === name);
  if (key?.constraintType !== 'R')
    throw new OraError(14651, 'reference partitioning constraint is not supported');
  if (state.partitioning !== null) state.partitioning.refPtnConstraintName = name;
}

function readSubpartitioning(node: SyntaxNode, state: TableState): void {
  const { partitioning } = state;
  if (partitioning === null) return;
  const columns = nodesOf(node, 'column_name').map(nameOf);
  checkColumns(columns, state);
  partitioning.subpartitioningType = node.rule.replace('subpartition_by_', '').toUpperCase();
  partitioning.subpartitionColumns = columns;
  const template = find(node, 'subpartition_template');
  state.templates = (template === null ? [] : findAll(template, ...subpartitionRules)).map((one, i) => ({
    subpartitionName: nameOf(find(one, 'subpartition_name') ?? one),
    subpartitionPosition: i + 1,
    highBound: one.text.includes('VALUES') ? bracketed(one) : null,
    tablespaceName: null,
  }));
  const quantity =
    /SUBPARTITIONS (\d+)$/.exec(words(node))?.[1] ?? find(node, 'hash_subpartition_quantity')?.text;
  partitioning.defSubpartitionCount =
    state.templates.length > 0 ? state.templates.length : Number(quantity ?? 1);
}

const subpartitionRules = [
  'range_subpartition_desc',
  'list_subpartition_desc',
  'individual_hash_subparts',
] as const;

/** A partition of a list, before it has a place. */
interface WrittenPartition {
  readonly name: string | null;
  readonly bound: string | null;
  readonly isIndexingOff: boolean;
  /** null: none are said. */
  readonly subpartitions: readonly { readonly name: string | null; readonly bound: string | null }[] | null;
}

const partitionRules = ['range_partition_desc', 'list_partition_desc', 'hash_partition_desc'] as const;

function partitionsIn(node: SyntaxNode): readonly WrittenPartition[] {
  const described = nodesOf(node, ...partitionRules);
  if (described.length > 0) return described.map(writtenPartition);
  const quantity = find(node, 'hash_partition_quantity');
  if (quantity !== null)
    return Array.from({ length: Number(quantity.text) }, () => ({
      name: null,
      bound: null,
      isIndexingOff: false,
      subpartitions: null,
    }));
  const [individual] = nodesOf(node, 'individual_hash_partitions');
  return flatPartitions(individual ?? node);
}

/** `PARTITION "P1" VALUES …, PARTITION …` without a rule for each. */
function flatPartitions(node: SyntaxNode): readonly WrittenPartition[] {
  const list: WrittenPartition[] = [];
  for (const child of node.children) {
    const last = list.length - 1;
    const current = list[last];
    if (child.rule === null && child.text.toUpperCase() === 'PARTITION')
      list.push({ name: null, bound: null, isIndexingOff: false, subpartitions: null });
    else if (child.rule === null || current === undefined) continue;
    else if (child.rule === 'partition_name') list[last] = { ...current, name: nameOf(child) };
    else if (child.rule.endsWith('_values_clause')) list[last] = { ...current, bound: bracketed(child) };
    else if (find(child, 'indexing_clause') !== null)
      list[last] = { ...current, isIndexingOff: says(find(child, 'indexing_clause') ?? child, 'OFF') };
  }
  // The PARTITION of PARTITION BY is no partition.
  return node.rule === 'individual_hash_partitions' ? list : list.slice(1);
}

function writtenPartition(node: SyntaxNode): WrittenPartition {
  const [name] = nodesOf(node, 'partition_name');
  const [values] = nodesOf(node, 'range_values_clause', 'list_values_clause');
  const indexing = nodesOf(node, 'table_partition_description')
    .map((one) => find(one, 'indexing_clause'))
    .some((one) => one !== null && says(one, 'OFF'));
  const quantity = find(node, 'hash_subparts_by_quantity');
  const parts = findAll(node, ...subpartitionRules).map((one) => {
    const own = find(one, 'subpartition_name');
    return {
      name: own === null ? null : nameOf(own),
      bound: one.text.includes('VALUES') ? bracketed(one) : null,
    };
  });
  const counted = Array.from({ length: Number(/\d+$/.exec(quantity?.text ?? '')?.[0] ?? 0) }, () => ({
    name: null,
    bound: null,
  }));
  const subpartitions = [...parts, ...counted];
  return {
    name: name === undefined ? null : nameOf(name),
    bound: values === undefined ? null : bracketed(values),
    isIndexingOff: indexing,
    subpartitions: subpartitions.length === 0 ? null : subpartitions,
  };
}

function addPartition(
  one: WrittenPartition,
  state: TableState,
  schema: Schema,
  at = state.partitions.length,
): void {
  const { partitioning } = state;
  if (partitioning === null) throw new OraError(14501, 'object is not partitioned');
  const name = one.name ?? `SYS_P${String(schema.nextNumber())}`;
  checkName(name, schema);
  if (state.partitions.some(({ partitionName }) => partitionName === name))
    throw new OraError(14013, `duplicate partition name: ${name}`);
  const [row] = partitionRows([[name, one.bound]]);
  if (row === undefined) return;
  const indexing = one.isIndexingOff ? 'OFF' : partitioning.defIndexing;
  state.partitions.splice(at, 0, { ...row, indexing });
  addSubpartitions(one, name, state, schema);
}

/** Where none are said, the template gives them, or as many as usual, or one that takes all. */
function addSubpartitions(
  one: WrittenPartition,
  partitionName: string,
  state: TableState,
  schema: Schema,
): void {
  const { partitioning, templates } = state;
  if (partitioning === null || partitioning.subpartitioningType === 'NONE') return;
  const isHash = partitioning.subpartitioningType === 'HASH';
  const all = partitioning.subpartitioningType === 'LIST' ? 'DEFAULT' : 'MAXVALUE';
  const list =
    one.subpartitions ??
    (templates.length > 0
      ? templates.map(({ subpartitionName, highBound }) => ({
          name: `${partitionName}_${subpartitionName}`,
          bound: highBound,
        }))
      : Array.from({ length: isHash ? (partitioning.defSubpartitionCount ?? 1) : 1 }, () => ({
          name: null,
          bound: isHash ? null : all,
        })));
  const rows = list.map(({ name, bound }, i): OracleSubpartitionRow => ({
    partitionName,
    subpartitionName: name ?? `SYS_SUBP${String(schema.nextNumber())}`,
    subpartitionPosition: i + 1,
    highValue: bound,
    interval: 'NO',
    tablespaceName: 'USERS',
  }));
  state.subpartitions.push(...rows);
}

/** ALTER TABLE … PARTITION. Gives false when the node is none of it. */
export function alterPartitions(node: SyntaxNode, state: TableState, schema: Schema): void {
  if (state.partitioning === null) throw new OraError(14501, 'object is not partitioned');
  switch (node.rule) {
    case 'add_table_partition':
      for (const one of findAll(node, ...partitionRules))
        appendPartition(writtenPartition(one), state, schema);
      return;
    case 'drop_table_partition':
      for (const name of findAll(node, 'partition_name').map(nameOf)) dropPartition(name, state);
      return;
    case 'coalesce_table_partition':
      if (state.partitions.length === 1) throw new OraError(14285, 'cannot COALESCE the only partition');
      state.partitions.pop();
      return;
    case 'split_table_partition':
      splitPartition(node, state, schema);
      return;
    case 'alter_interval_partition':
      state.partitioning.interval = bracketed(node) === '' ? null : bracketed(node);
      return;
    default:
      throw new Error(`partitions: ${node.rule}: ${node.text}`);
  }
}

/** ADD PARTITION: the last of a range, a list without DEFAULT, one more of a hash. */
export function appendPartition(one: WrittenPartition | null, state: TableState, schema: Schema): void {
  const written = one ?? { name: null, bound: null, isIndexingOff: false, subpartitions: null };
  const type = state.partitioning?.partitioningType;
  const last = state.partitions.at(-1)?.highValue ?? null;
  if (type === 'RANGE' && state.partitioning?.interval !== null)
    throw new OraError(14760, 'ADD PARTITION is not permitted on Interval partitioned objects');
  if (type === 'LIST' && state.partitions.some(({ highValue }) => highValue === 'DEFAULT'))
    throw new OraError(14323, 'cannot add partition when DEFAULT partition exists');
  if (type === 'RANGE' && (last === null || !isBelow(last, written.bound ?? '')))
    throw new OraError(14074, 'partition bound must collate higher than that of the last partition');
  addPartition(written, state, schema);
}

/** Bounds of one number or one date in the form of the dictionary; MAXVALUE is above all. */
function isBelow(low: string, high: string): boolean {
  if (low === 'MAXVALUE') return false;
  if (high === 'MAXVALUE') return true;
  const [a, b] = [Number(low), Number(high)];
  return Number.isNaN(a) || Number.isNaN(b) ? low < high : a < b;
}

function placeOf(name: string, { partitions }: TableState): number {
  const at = partitions.findIndex(({ partitionName }) => partitionName === name);
  if (at < 0) throw new OraError(2149, `Specified partition does not exist: ${name}`);
  return at;
}

function dropPartition(name: string, state: TableState): void {
  const at = placeOf(name, state);
  if (state.partitions.length === 1)
    throw new OraError(14083, 'cannot drop the only partition of a partitioned table');
  state.partitions.splice(at, 1);
  state.subpartitions = state.subpartitions.filter(({ partitionName }) => partitionName !== name);
}

/** SPLIT PARTITION … AT | VALUES (…) INTO (PARTITION, PARTITION). */
function splitPartition(node: SyntaxNode, state: TableState, schema: Schema): void {
  const [old] = findAll(node, 'partition_extended_names').flatMap(columnOrPartition);
  const [first, second] = nodesOf(node, ...partitionRules).map(writtenPartition);
  if (old === undefined || first === undefined || second === undefined)
    throw new Error(`split: ${node.text}`);
  const at = placeOf(old, state);
  const bound = /\((.*?)\) INTO/s.exec(node.text)?.[1] ?? '';
  checkSplit(at, bound, state);
  const [whole] = state.partitions.splice(at, 1);
  const isIndexingOff = whole?.indexing === 'OFF';
  addPartition({ ...first, bound, isIndexingOff }, state, schema, at);
  addPartition({ ...second, bound: whole?.highValue ?? null, isIndexingOff }, state, schema, at + 1);
}

/** ORA-14080: the new bound of a range lies between its neighbours'. */
function checkSplit(at: number, bound: string, { partitioning, partitions }: TableState): void {
  if (partitioning?.partitioningType !== 'RANGE') return;
  const before = partitions[at - 1]?.highValue ?? null;
  const isInside =
    (before === null || isBelow(before, bound)) && isBelow(bound, partitions[at]?.highValue ?? '');
  if (!isInside) throw new OraError(14080, 'partition cannot be split along the specified high bound');
}

function columnOrPartition(node: SyntaxNode): readonly string[] {
  return findAll(node, 'partition_name').map(nameOf);
}

/** The columns that decide where rows are kept. */
export function partitionColumns({ partitioning }: TableState): readonly string[] {
  return partitioning === null ? [] : [...partitioning.columns, ...partitioning.subpartitionColumns];
}

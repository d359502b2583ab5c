/** Partitions: PARTITION BY of CREATE TABLE, and what ALTER TABLE does to them. */
import type { OracleSubpartitionRow } from '../../../../src/schema/oracle/dictionary.ts';
import type { SyntaxNode } from '../grammar.ts';
import { partitionedBy, partitions as partitionRows } from '../rows.ts';
import { checkColumns } from './constraints.ts';
import { OraError } from './oraError.ts';
import { checkName } from './schema.ts';
import type { Schema } from './schema.ts';
import {
  inheritedStorage,
  ofSubpartitions,
  saidStorage,
  setTableStorage,
  storageThen,
  subpartitionStorage,
} from './storage.ts';
import type { PartStorage, SaidStorage } from './storage.ts';
import { bracketed, find, findAll, nameOf, nodesOf, says, words } from './syntax.ts';
import { isNotNull } from './tableState.ts';
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
  if (node === null) {
    setTableStorage(saidStorage(root), state);
    return;
  }
  const method = methods[node.rule] ?? '';
  const key = method === 'REFERENCE' ? [] : nodesOf(node, 'column_name').map(nameOf);
  checkColumns(key, state);
  const [interval] = says(node, 'INTERVAL') ? nodesOf(node, 'expression') : [];
  const row = { ...partitionedBy(method, key) };
  row.interval = interval?.text ?? null;
  row.autolist = says(node, 'AUTOMATIC') ? 'YES' : 'NO';
  state.partitioning = row;
  Object.assign(state.table, {
    partitioned: 'YES',
    tablespaceName: null,
    logging: null,
    compression: null,
    inmemory: null,
  });
  setTableStorage(saidStorage(root), state);
  if (method === 'REFERENCE') referTo(node, state, schema);
  const [by] = nodesOf(node, 'subpartition_by_range', 'subpartition_by_list', 'subpartition_by_hash');
  if (by !== undefined) readSubpartitioning(by, state);
  for (const one of partitionsIn(node)) addPartition(one, state, schema);
  if (method !== 'REFERENCE' && state.partitions.length === 0) throw new Error(`no partitions: ${node.text}`);
  const isOpen = state.partitions.some(({ highValue }) => highValue === 'MAXVALUE');
  if (row.interval !== null && isOpen)
    throw new OraError(14761, 'MAXVALUE partition cannot be specified for Interval partitioned objects');
}

function referTo(node: SyntaxNode, state: TableState, schema: Schema): void {
  const [name = ''] = findAll(node, 'constraint_name').map(nameOf);
  const key = state.constraints.find(({ constraintName }) => constraintName === name);
  if (key?.constraintType !== 'R')
    throw new OraError(14651, 'reference partitioning constraint is not supported');
  const parent = key.referenced === null ? null : schema.table(key.referenced.table);
  if (parent?.partitioning == null)
    throw new OraError(14653, 'parent table of a reference-partitioned table must be partitioned');
  if (!key.columns.every((column) => isNotNull(state, column)))
    throw new OraError(14652, 'reference partitioning foreign key is not supported');
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
    highBound: boundOf(one),
    tablespaceName: saidStorage(one).tablespace ?? null,
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
export interface WrittenPartition {
  readonly name: string | null;
  readonly bound: string | null;
  readonly isIndexingOff: boolean;
  readonly storage: SaidStorage;
  /** null: none are said. */
  readonly subpartitions: readonly WrittenSubpartition[] | null;
}

interface WrittenSubpartition {
  readonly name: string | null;
  readonly bound: string | null;
  readonly storage: SaidStorage;
}

/** A partition of which nothing is said. */
export const unsaid = {
  name: null,
  bound: null,
  isIndexingOff: false,
  storage: {},
  subpartitions: null,
} as const;

export const partitionRules = ['range_partition_desc', 'list_partition_desc', 'hash_partition_desc'] as const;

function partitionsIn(node: SyntaxNode): readonly WrittenPartition[] {
  const described = nodesOf(node, ...partitionRules);
  if (described.length > 0) return described.map(writtenPartition);
  const quantity = find(node, 'hash_partition_quantity');
  if (quantity !== null) return Array.from({ length: Number(quantity.text) }, () => unsaid);
  const [individual] = nodesOf(node, 'individual_hash_partitions');
  return flatPartitions(individual ?? node);
}

/** `PARTITION "P1" VALUES …, PARTITION …` without a rule for each. */
function flatPartitions(node: SyntaxNode): readonly WrittenPartition[] {
  const list: WrittenPartition[] = [];
  for (const child of node.children) {
    const last = list.length - 1;
    const current = list[last];
    if (child.rule === null && child.text.toUpperCase() === 'PARTITION') list.push(unsaid);
    else if (child.rule === null || current === undefined) continue;
    else if (child.rule === 'partition_name') list[last] = { ...current, name: nameOf(child) };
    else if (child.rule.endsWith('_values_clause')) list[last] = { ...current, bound: bracketed(child) };
    else {
      const indexing = find(child, 'indexing_clause');
      list[last] = {
        ...current,
        isIndexingOff: indexing !== null && says(indexing, 'OFF'),
        storage: saidStorage(child),
      };
    }
  }
  // The PARTITION of PARTITION BY is no partition.
  return node.rule === 'individual_hash_partitions' ? list : list.slice(1);
}

/** What stands behind VALUES. */
function boundOf(node: SyntaxNode): string | null {
  const values = find(node, 'range_values_clause', 'list_values_clause');
  return values === null ? null : bracketed(values);
}

/** A partition as its description says it. */
export function writtenPartition(node: SyntaxNode): WrittenPartition {
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
      bound: boundOf(one),
      storage: saidStorage(one),
    };
  });
  const counted = Array.from({ length: Number(/\d+$/.exec(quantity?.text ?? '')?.[0] ?? 0) }, () => ({
    name: null,
    bound: null,
    storage: {},
  }));
  const subpartitions = [...parts, ...counted];
  return {
    name: name === undefined ? null : nameOf(name),
    bound: values === undefined ? null : bracketed(values),
    isIndexingOff: indexing,
    storage: saidStorage(node),
    subpartitions: subpartitions.length === 0 ? null : subpartitions,
  };
}

/** Puts it at a place, the last one unless something else is said; `like` gives what it does not say itself. */
export function addPartition(
  one: WrittenPartition,
  state: TableState,
  schema: Schema,
  at = state.partitions.length,
  like: PartStorage | null = null,
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
  const inherited = like ?? inheritedStorage(partitioning);
  const isFlat = partitioning.subpartitioningType === 'NONE';
  const storage = isFlat
    ? storageThen(inherited, one.storage)
    : { ...ofSubpartitions, tablespaceName: one.storage.tablespace ?? inherited.tablespaceName };
  state.partitions.splice(at, 0, { ...row, indexing, ...storage });
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
      ? templates.map(({ subpartitionName, highBound, tablespaceName }) => ({
          name: `${partitionName}_${subpartitionName}`,
          bound: highBound,
          storage: tablespaceName === null ? {} : { tablespace: tablespaceName },
        }))
      : Array.from({ length: isHash ? (partitioning.defSubpartitionCount ?? 1) : 1 }, () => ({
          name: null,
          bound: isHash ? null : all,
          storage: {},
        })));
  const usual = storageThen(inheritedStorage(partitioning), one.storage);
  const rows = list.map(({ name, bound, storage }, i): OracleSubpartitionRow => {
    return {
      partitionName,
      subpartitionName: name ?? `SYS_SUBP${String(schema.nextNumber())}`,
      subpartitionPosition: i + 1,
      highValue: bound,
      interval: 'NO',
      ...subpartitionStorage(storageThen(usual, storage)),
    };
  });
  state.subpartitions.push(...rows);
}

/** The columns that decide where rows are kept. */
export function partitionColumns({ partitioning }: TableState): readonly string[] {
  return partitioning === null ? [] : [...partitioning.columns, ...partitioning.subpartitionColumns];
}

/** What ALTER TABLE does to partitions. */
import type { SyntaxNode } from '../grammar.ts';
import { OraError } from './oraError.ts';
import { addPartition, partitionRules, unsaid, writtenPartition } from './partitions.ts';
import type { WrittenPartition } from './partitions.ts';
import type { Schema } from './schema.ts';
import { saidStorage, storageThen, subpartitionStorage } from './storage.ts';
import type { SaidStorage } from './storage.ts';
import { bracketed, demand, find, findAll, nameOf, nodesOf } from './syntax.ts';
import type { TableState } from './tableState.ts';

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
    case 'move_table_partition':
      movePartition(node, state);
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
  const written = one ?? unsaid;
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
  addPartition({ ...first, bound, isIndexingOff }, state, schema, at, whole);
  addPartition({ ...second, bound: whole?.highValue ?? null, isIndexingOff }, state, schema, at + 1, whole);
}

/** MOVE PARTITION, MOVE SUBPARTITION; without UPDATE INDEXES all indexes are unusable. */
function movePartition(node: SyntaxNode, state: TableState): void {
  const name = nameOf(demand(node, 'partition_name'));
  const said = saidStorage(node);
  if (find(node, 'subpartition_extended_names') === null) {
    if (state.partitioning?.subpartitioningType !== 'NONE')
      throw new OraError(14257, 'cannot move partition other than a Range, List, System, or Hash partition');
    changePartition(name, said, state);
  } else {
    if (said.inmemory !== undefined)
      throw new OraError(14160, 'this physical attribute may not be specified');
    const row = state.subpartitions.find(({ subpartitionName }) => subpartitionName === name);
    if (row === undefined) throw new OraError(14251, `Specified subpartition does not exist: ${name}`);
    Object.assign(row, subpartitionStorage(storageThen({ ...row, logging: null }, said)));
  }
  if (find(node, 'update_index_clauses') === null)
    for (const index of state.indexes) index.status = 'UNUSABLE';
}

/** MODIFY PARTITION, and the part of MOVE PARTITION that it shares. */
export function changePartition(name: string, said: SaidStorage, state: TableState): void {
  const row = state.partitions[placeOf(name, state)];
  checkHashStorage(said, state);
  if (row !== undefined) Object.assign(row, storageThen(row, said));
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

/** ORA-14160: all that hash partitions are kept by, but where, is the table’s from its creation on. */
export function checkHashStorage(said: SaidStorage, { partitioning }: TableState): void {
  const hasOthers = Object.keys(said).some((key) => key !== 'tablespace');
  if (partitioning?.partitioningType === 'HASH' && hasOthers)
    throw new OraError(14160, 'this physical attribute may not be specified for a table partition');
}

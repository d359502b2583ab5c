/** From where and how partitions are kept to where and how they should be. */
import { essence } from '../../schema/oracle/canonicalText.ts';
import type { Partition, Partitioning, Storage, SubPart } from '../../schema/oracle/model.ts';
import { isSameInmemory, printPartStorage, printTablespace } from '../../schema/oracle/print/printStorage.ts';
import { quoteIdentifier } from '../../schema/oracle/quote.ts';
import { phrase } from '../../schema/phrase.ts';
import type { Phrase } from '../../schema/phrase.ts';

/** What stands behind ALTER TABLE and its name, and the partitioning then. */
export interface PartitionOperation {
  readonly clause: string;
  readonly after: Partitioning;
}

/** Statements, or why there are none. */
export type PartitionChange =
  | { readonly kind: 'operations'; readonly operations: readonly PartitionOperation[] }
  | { readonly kind: 'impossible'; readonly why: Phrase };

/**
 * Takes two partitionings that differ in storage only. A partition moves to another tablespace with its rows; compression,
 * logging and memory change in place (SQL Language Reference, ALTER TABLE, partition_attributes). Of a hash partition nothing
 * but the tablespace can be changed (modify_hash_partition, move_table_partition), of a subpartition the compression too
 * unless it is one of a hash (move_table_subpartition).
 */
export function storageChange(from: Partitioning, to: Partitioning): PartitionChange {
  const operations: PartitionOperation[] = [];
  let now = from;
  const put = (clause: string, at: number, partition: Partition): void => {
    now = { ...now, partitions: now.partitions.map((one, i) => (i === at ? partition : one)) };
    operations.push({ clause, after: now });
  };
  for (const [at, wanted] of to.partitions.entries()) {
    const partition = now.partitions[at];
    if (partition === undefined || essence(partition) === essence(wanted)) continue;
    const why = to.sub === null ? refusePart(partition, wanted, to.method) : null;
    if (why !== null) return { kind: 'impossible', why };
    if (to.sub === null)
      changePartition(partition, wanted, (clause, storage) => {
        put(clause, at, { ...partition, storage });
      });
    else {
      const { method } = to.sub;
      const fixed = wanted.subpartitions
        .map((part, i) => refuseSubpart(partition.subpartitions[i], part, method))
        .find((reason) => reason !== null);
      if (fixed !== undefined) return { kind: 'impossible', why: fixed };
      moveSubpartitions(partition, wanted, (clause, subpartitions) => {
        put(clause, at, { ...partition, subpartitions });
      });
    }
  }
  return { kind: 'operations', operations };
}

const unnamed = phrase`The server named partitions of the shadow itself, so no statement can be planned that changes how their rows are kept. Drop the shadow: it is then made anew; or leave the storage as it is (option storage: ignored).`;

function stuck(name: string): Phrase {
  return phrase`How the rows of the partition ${name} are kept can’t be changed in this way. Drop the shadow: it is then made anew; or leave the storage as it is (option storage: ignored).`;
}

function refusePart({ name, storage }: Partition, wanted: Partition, method: string): Phrase | null {
  if (name === null) return unnamed;
  const isMoved = storage.tablespace !== wanted.storage.tablespace;
  if (isMoved && wanted.storage.tablespace === null) return stuck(name);
  return method === 'HASH' && hasOtherThanPlace(storage, wanted.storage) ? stuck(name) : null;
}

function refuseSubpart(part: SubPart | undefined, wanted: SubPart, method: string): Phrase | null {
  if (part === undefined || essence(part.storage) === essence(wanted.storage)) return null;
  if (part.name === null) return unnamed;
  const [old, now] = [part.storage, wanted.storage];
  const isFixed =
    method === 'HASH' ? hasOtherThanPlace(old, now) : !isSameInmemory(old.inmemory, now.inmemory);
  const isNowhere = old.tablespace !== now.tablespace && now.tablespace === null;
  return isFixed || isNowhere ? stuck(part.name) : null;
}

function hasOtherThanPlace(old: Storage, now: Storage): boolean {
  return old.compress !== now.compress || !isSameInmemory(old.inmemory, now.inmemory);
}

function changePartition(
  { name, storage }: Partition,
  wanted: Partition,
  put: (clause: string, storage: Storage) => void,
): void {
  const partition = `PARTITION ${quoteIdentifier(name ?? '')}`;
  const { tablespace } = wanted.storage;
  const moved = { ...storage, tablespace };
  if (tablespace !== storage.tablespace)
    put(`MOVE ${partition} ${printTablespace(tablespace).join(' ')} UPDATE INDEXES`, moved);
  const attributes = printPartStorage(wanted.storage, moved).join(' ');
  if (attributes !== '') put(`MODIFY ${partition} ${attributes}`, wanted.storage);
}

function moveSubpartitions(
  { subpartitions }: Partition,
  wanted: Partition,
  put: (clause: string, subpartitions: readonly SubPart[]) => void,
): void {
  let now = subpartitions;
  for (const [at, { name, storage }] of wanted.subpartitions.entries()) {
    const part = now[at];
    if (part === undefined || essence(part.storage) === essence(storage)) continue;
    now = now.map((one, i) => (i === at ? { ...one, storage } : one));
    const attributes = printPartStorage(storage, part.storage).join(' ');
    put(`MOVE SUBPARTITION ${quoteIdentifier(name ?? '')} ${attributes} UPDATE INDEXES`, now);
  }
}

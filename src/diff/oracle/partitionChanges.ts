/** From one list of partitions to another, without moving more rows than needed. */
import { essence } from '../../schema/oracle/canonicalText.ts';
import type { Partition, Partitioning, Storage } from '../../schema/oracle/model.ts';
import { printPartition, printPartitionDefinition } from '../../schema/oracle/print/printPartitioning.ts';
import { quoteIdentifier } from '../../schema/oracle/quote.ts';
import { isOceanBase } from '../../schema/oracle/serverFacts.ts';
import type { OracleServerFacts } from '../../schema/oracle/serverFacts.ts';
import { phrase } from '../../schema/phrase.ts';
import { bareEssence, barePartitioning } from './bareParts.ts';
import { storageChange } from './partitionStorage.ts';
import type { PartitionChange, PartitionOperation } from './partitionStorage.ts';

type Facts = Pick<OracleServerFacts, 'dialect'>;

/** Takes both partitionings, and what new partitions get where they say nothing; no operations when they are the same. */
export function partitionChange(
  from: Partitioning | null,
  to: Partitioning | null,
  defaults: Storage,
  facts: Facts,
): PartitionChange {
  if (essence(from) === essence(to)) return { kind: 'operations', operations: [] };
  if (from === null || to === null || !isSameMethod(from, to)) return cantRepartition;
  const operations: PartitionOperation[] = [];
  const last = (): Partitioning => operations.at(-1)?.after ?? from;
  if (essence(from.interval) !== essence(to.interval))
    operations.push({
      clause: `SET INTERVAL (${to.interval?.text ?? ''})`,
      after: { ...from, interval: to.interval },
    });
  const request = { from: last(), to, defaults, facts };
  const list = to.method === 'HASH' ? hashOperations(request) : listOperations(request);
  if (list === null || (isOceanBase(facts) && operations.length > 0)) return cantRepartition;
  operations.push(...list);
  const moves = storageChange(last(), to);
  if (moves.kind === 'impossible') return moves;
  return isOceanBase(facts) && moves.operations.length > 0
    ? cantRepartition
    : { kind: 'operations', operations: [...operations, ...moves.operations] };
}

/** What a list of partitions is changed by. */
interface ListChange {
  readonly from: Partitioning;
  readonly to: Partitioning;
  readonly defaults: Storage;
  readonly facts: Facts;
}

const cantRepartition: PartitionChange = {
  kind: 'impossible',
  why: phrase`The partitions of an existing table can’t be changed in this way. Drop the shadow: it is then made anew; or leave its partitions as they are (option partitions: lax).`,
};

function isSameMethod(from: Partitioning, to: Partitioning): boolean {
  // The tablespaces of a template count: nothing here changes a template.
  const method = (one: Partitioning): unknown => ({ ...one, interval: null, partitions: [] });
  return essence(method(from)) === essence(method(to));
}

/** Rows of one hash partition are told apart from those of another by the server: one is added or taken away at a time. */
function hashOperations({ from, to, defaults, facts }: ListChange): readonly PartitionOperation[] | null {
  const [old, wanted] = [from.partitions, to.partitions];
  if (isSameList(from, to)) return [];
  const isPlain = [...old, ...wanted].every((one) => one.name === null && one.subpartitions.length === 0);
  if (!isPlain || isOceanBase(facts)) return null;
  const operations: PartitionOperation[] = [];
  const { tablespace, compress, inmemory } = defaults;
  const storage = { tablespace, compress, isLogging: null, inmemory };
  let partitions = old;
  for (const one of wanted.slice(old.length)) {
    partitions = [...partitions, { ...one, storage }];
    operations.push({ clause: 'ADD PARTITION', after: { ...from, partitions } });
  }
  for (let count = old.length; count > wanted.length; count--)
    operations.push({
      clause: 'COALESCE PARTITION',
      after: { ...from, partitions: old.slice(0, count - 1) },
    });
  return operations;
}

/** RANGE and LIST: partitions that are too many go, those that lack are added at the end or split off. */
function listOperations({ from, to, defaults, facts }: ListChange): readonly PartitionOperation[] | null {
  const wanted = new Set(to.partitions.map(bareEssence));
  let list = [...from.partitions];
  const operations: PartitionOperation[] = [];
  const add = (clause: string, partitions: readonly Partition[]): void => {
    list = [...partitions];
    operations.push({ clause, after: { ...from, interval: to.interval, partitions: list } });
  };
  const update = isOceanBase(facts) ? '' : ' UPDATE INDEXES';
  const removed = list.filter((one) => !wanted.has(bareEssence(one)));
  // ORA-14083: the only partition of a table can't be dropped.
  if (removed.length === list.length || removed.some(({ name }) => name === null)) return null;
  for (const one of removed)
    add(
      `DROP PARTITION ${quoteIdentifier(one.name ?? '')}${update}`,
      list.filter((other) => other !== one),
    );
  for (const [i, one] of to.partitions.entries()) {
    const has = list[i];
    if (has !== undefined && bareEssence(has) === bareEssence(one)) continue;
    const split = splitBy(i, list, to);
    const added =
      split === null ? appended(one, to, defaults) : splitOff(one, split, to.method, to.sub === null, update);
    if (added === null) return null;
    // What is split off stays where it was.
    const placed = split === null ? one : { ...one, storage: split.storage };
    add(added, [...list.slice(0, i), placed, ...list.slice(i)]);
  }
  return list.length === to.partitions.length ? operations : null;
}

/** The partition whose rows may belong into a new one at this place. */
function splitBy(at: number, list: readonly Partition[], { method }: Partitioning): Partition | null {
  const last = list.at(-1);
  const hasDefault = last?.bound?.text === 'DEFAULT';
  // Where a list has a DEFAULT, its rows may belong into the new partition; in a range those of the next one may.
  return (method === 'LIST' ? (hasDefault ? last : undefined) : list[at]) ?? null;
}

/** The clause that adds a partition at the end; null where there is none. */
function appended(one: Partition, to: Partitioning, defaults: Storage): string | null {
  return to.interval === null ? `ADD ${printPartition(one, to, defaults)}` : null;
}

/** The clause that splits a partition off another one; null where there is none. */
function splitOff(
  one: Partition,
  split: Partition,
  method: Partitioning['method'],
  isFlat: boolean,
  update: string,
): string | null {
  const isPlain = isFlat && !one.isIndexingOff && one.bound !== null && one.name !== null;
  if (split.name === null || !isPlain) return null;
  const where = method === 'LIST' ? `VALUES (${one.bound.text})` : `AT (${one.bound.text})`;
  const into = `INTO (PARTITION ${quoteIdentifier(one.name)}, PARTITION ${quoteIdentifier(split.name)})`;
  return `SPLIT PARTITION ${quoteIdentifier(split.name)} ${where} ${into}${update}`;
}

function isSameList(from: Partitioning, to: Partitioning): boolean {
  return essence(barePartitioning(from)) === essence(barePartitioning({ ...to, interval: from.interval }));
}

/** A partition's text without its name, for a list that has the method; with all that is said of its storage. */
export function partitionText(partition: Partition, partitioning: Partitioning): string {
  return printPartitionDefinition(partition, partitioning, null);
}

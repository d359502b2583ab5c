/** From one list of partitions to another, without moving more rows than needed. */
import { essence } from '../../schema/oracle/canonicalText.ts';
import type { Partition, Partitioning } from '../../schema/oracle/model.ts';
import { printPartition, printPartitionDefinition } from '../../schema/oracle/print/printPartitioning.ts';
import { quoteIdentifier } from '../../schema/oracle/quote.ts';
import { isOceanBase } from '../../schema/oracle/serverFacts.ts';
import type { OracleServerFacts } from '../../schema/oracle/serverFacts.ts';
import { phrase } from '../../schema/phrase.ts';
import type { Phrase } from '../../schema/phrase.ts';

/** What stands behind ALTER TABLE and its name, and the partitioning then. */
export interface PartitionOperation {
  readonly clause: string;
  readonly after: Partitioning;
}

export type PartitionChange =
  | { readonly kind: 'operations'; readonly operations: readonly PartitionOperation[] }
  | { readonly kind: 'impossible'; readonly why: Phrase };

type Facts = Pick<OracleServerFacts, 'dialect'>;

/** Takes both partitionings; no operations when they are the same. */
export function partitionChange(
  from: Partitioning | null,
  to: Partitioning | null,
  facts: Facts,
): PartitionChange {
  if (essence(from) === essence(to)) return { kind: 'operations', operations: [] };
  if (from === null || to === null || !isSameMethod(from, to)) return cantRepartition;
  const operations: PartitionOperation[] = [];
  let now = from;
  const add = (clause: string, after: Partitioning): void => {
    operations.push({ clause, after });
    now = after;
  };
  if (essence(now.interval) !== essence(to.interval))
    add(`SET INTERVAL (${to.interval?.text ?? ''})`, { ...now, interval: to.interval });
  const list = to.method === 'HASH' ? hashOperations(now, to, facts) : listOperations(now, to, facts);
  if (list === null || (facts.dialect === 'oceanbase-oracle' && operations.length > 0))
    return cantRepartition;
  for (const { clause, after } of list) add(clause, after);
  return { kind: 'operations', operations };
}

const cantRepartition: PartitionChange = {
  kind: 'impossible',
  why: phrase`The partitions of an existing table can’t be changed in this way. Drop the shadow: it is then made anew; or leave its partitions as they are (option partitions: lax).`,
};

function isSameMethod(from: Partitioning, to: Partitioning): boolean {
  const method = (one: Partitioning): unknown => ({ ...one, interval: null, partitions: [] });
  return essence(method(from)) === essence(method(to));
}

/** Rows of one hash partition are told apart from those of another by the server: one is added or taken away at a time. */
function hashOperations(
  from: Partitioning,
  to: Partitioning,
  facts: Facts,
): readonly PartitionOperation[] | null {
  const [old, wanted] = [from.partitions, to.partitions];
  const isPlain = [...old, ...wanted].every((one) => one.name === null && one.subpartitions.length === 0);
  if (!isPlain || isOceanBase(facts)) return null;
  const operations: PartitionOperation[] = [];
  for (let count = old.length; count < wanted.length; count++)
    operations.push({ clause: 'ADD PARTITION', after: { ...from, partitions: wanted.slice(0, count + 1) } });
  for (let count = old.length; count > wanted.length; count--)
    operations.push({
      clause: 'COALESCE PARTITION',
      after: { ...from, partitions: old.slice(0, count - 1) },
    });
  return operations;
}

/** RANGE and LIST: partitions that are too many go, those that lack are added at the end or split off. */
function listOperations(
  from: Partitioning,
  to: Partitioning,
  facts: Facts,
): readonly PartitionOperation[] | null {
  const wanted = new Set(to.partitions.map(essence));
  let list = [...from.partitions];
  const operations: PartitionOperation[] = [];
  const add = (clause: string, partitions: readonly Partition[]): void => {
    list = [...partitions];
    operations.push({ clause, after: { ...from, interval: to.interval, partitions: list } });
  };
  const update = isOceanBase(facts) ? '' : ' UPDATE INDEXES';
  const removed = list.filter((one) => !wanted.has(essence(one)));
  // ORA-14083: the only partition of a table can't be dropped.
  if (removed.length === list.length || removed.some(({ name }) => name === null)) return null;
  for (const one of removed)
    add(
      `DROP PARTITION ${quoteIdentifier(one.name ?? '')}${update}`,
      list.filter((other) => other !== one),
    );
  for (const [i, one] of to.partitions.entries()) {
    const has = list[i];
    if (has !== undefined && essence(has) === essence(one)) continue;
    const added = addition(one, i, list, to, update);
    if (added === null) return null;
    add(added, [...list.slice(0, i), one, ...list.slice(i)]);
  }
  return list.length === to.partitions.length ? operations : null;
}

/** The clause that puts a partition at its place; null where there is none. */
function addition(
  one: Partition,
  at: number,
  list: readonly Partition[],
  to: Partitioning,
  update: string,
): string | null {
  const last = list.at(-1);
  const hasDefault = last?.bound?.text === 'DEFAULT';
  // Where a list has a DEFAULT, its rows may belong into the new partition; in a range those of the next one may.
  const split = to.method === 'LIST' ? (hasDefault ? last : undefined) : list[at];
  if (split === undefined) return to.interval === null ? `ADD ${printPartition(one, to)}` : null;
  const isPlain = to.sub === null && !one.isIndexingOff && one.bound !== null && one.name !== null;
  if (split.name === null || !isPlain) return null;
  const where = to.method === 'LIST' ? `VALUES (${one.bound.text})` : `AT (${one.bound.text})`;
  const into = `INTO (PARTITION ${quoteIdentifier(one.name)}, PARTITION ${quoteIdentifier(split.name)})`;
  return `SPLIT PARTITION ${quoteIdentifier(split.name)} ${where} ${into}${update}`;
}

/** A partition's text without its name, for a list that has the method. */
export function partitionText(partition: Partition, partitioning: Partitioning): string {
  return printPartitionDefinition(partition, partitioning);
}

/** What happens to the partitions when one table becomes another. */
import { atLeast } from '../../schema/mysql/serverFacts.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import type { MysqlTable, Partition, Partitioning } from '../../schema/mysql/model.ts';
import { equal } from './equal.ts';
import type { Meaning } from './meaning.ts';
import { engineOf } from './options.ts';
import { listedRuns } from './partitionRuns.ts';
import type { PartitionRun } from './partitionRuns.ts';
import { partitionText } from './pieces.ts';
import { normalisePartitioning } from '../../schema/mysql/normalisePartitioning.ts';
import { quoteIdentifier } from '../../schema/mysql/quote.ts';

/** What has to be done to the partitioning. */
export type PartitionChange =
  | { readonly kind: 'none' }
  /** `PARTITION BY …` as a clause of the table's ALTER. */
  | { readonly kind: 'anew'; readonly partitioning: Partitioning }
  /** `REMOVE PARTITIONING` as a clause of the table's ALTER. */
  | { readonly kind: 'remove' }
  /** Partition management, which the servers take only as statements of their own. */
  | { readonly kind: 'managed'; readonly operations: readonly PartitionOperation[] };

export interface PartitionOperation {
  /** What follows ALTER TABLE and its name. */
  readonly clause: string;
  readonly after: Partitioning;
}

/** `touched`: a column that decides a row's partition changes, so the partitions are made anew together with it. */
export function partitionChange(
  from: MysqlTable,
  to: MysqlTable,
  touched: boolean,
  meaning: Meaning,
  facts: MysqlServerFacts,
): PartitionChange {
  const [before, after] = [from.partitioning, to.partitioning];
  if (after === null) return before === null ? { kind: 'none' } : { kind: 'remove' };
  const anew: PartitionChange = { kind: 'anew', partitioning: after };
  if (before === null || touched || !sameMethod(before, after, meaning)) return anew;
  if (equal(before.partitions, after.partitions) && before.count === after.count) return { kind: 'none' };
  if (!canManage(to, facts)) return anew;
  const operations = managed({ before, after, table: to, facts });
  return operations === null ? anew : { kind: 'managed', operations };
}

/**
 * Adding, dropping or reorganizing partitions of a table with a slash in its name fails with 1049 before MySQL 8, and in
 * MariaDB (10.11, 11.8) the table is gone afterwards; PARTITION BY copies it and works (seen on real servers).
 */
function canManage({ name }: MysqlTable, facts: MysqlServerFacts): boolean {
  return !name.table.includes('/') || (facts.dialect === 'mysql' && atLeast(facts, 8));
}

/** Whether two partitionings differ at most in their list of partitions. */
export function sameMethod(before: Partitioning, after: Partitioning, meaning: Meaning): boolean {
  return (
    equal(meaning(before.by), meaning(after.by)) &&
    equal(before.subpartitionBy, after.subpartitionBy) &&
    equal(before.template, after.template)
  );
}

interface Managed {
  readonly before: Partitioning;
  readonly after: Partitioning;
  readonly table: MysqlTable;
  readonly facts: MysqlServerFacts;
}

function managed(change: Managed): readonly PartitionOperation[] | null {
  switch (change.after.by.method) {
    case 'RANGE':
    case 'RANGE COLUMNS':
    case 'LIST':
    case 'LIST COLUMNS':
      return listed(change);
    case 'HASH':
    case 'KEY':
      // OceanBase spreads rows over another number of partitions only by PARTITION BY.
      return change.facts.dialect === 'oceanbase' ? null : counted(change.before, change.after);
    case 'SYSTEM_TIME':
      return null;
  }
}

/** HASH and KEY: partitions can only be added and taken away at the end; rows are spread anew, none is lost. */
function counted(from: Partitioning, to: Partitioning): readonly PartitionOperation[] | null {
  const [before, after] = [countedPartitions(from), countedPartitions(to)];
  const common = Math.min(before.length, after.length);
  if (before.length === after.length || !equal(before.slice(0, common), after.slice(0, common))) return null;
  if (after.length < before.length) {
    return [{ clause: `COALESCE PARTITION ${before.length - after.length}`, after: to }];
  }
  const more = after.slice(common);
  const plain = equal(more, defaultPartitions(after.length).slice(common));
  const what = plain ? `PARTITIONS ${more.length}` : bracketed(more);
  return [{ clause: `ADD PARTITION ${what}`, after: to }];
}

function countedPartitions(partitioning: Partitioning): readonly Partition[] {
  return partitioning.partitions ?? defaultPartitions(partitioning.count ?? 1);
}

/** The names that the server gives when only a number is said. */
function defaultPartitions(count: number): readonly Partition[] {
  return Array.from({ length: count }, (_, i) => ({
    name: `p${i}`,
    values: null,
    options: [],
    subpartitions: null,
  }));
}

function listed({ before, after, table, facts }: Managed): readonly PartitionOperation[] | null {
  if (before.partitions === null || after.partitions === null) return null;
  const runs = listedRuns(before.partitions, after.partitions, after.by.method.startsWith('RANGE'));
  if (runs === null) return null;
  if (!canReorganize(table, facts) && runs.some((run) => run.kind === 'reorganize')) return null;
  const engine = engineOf(table);
  let partitions = before.partitions;
  return runs.map((run) => {
    partitions = applied(partitions, run);
    return { clause: clauseOf(run, facts), after: normalisePartitioning({ ...before, partitions }, engine) };
  });
}

/**
 * OceanBase has no REORGANIZE PARTITION for the cases that need one. MariaDB (10.11, 11.8) makes the new partitions with
 * unique keys in another order than the old ones have when one of the keys' columns once changed whether it may be NULL;
 * when that is done twice the table can't be opened any more (error 174). PARTITION BY makes all partitions anew.
 */
function canReorganize({ indexes }: MysqlTable, facts: MysqlServerFacts): boolean {
  if (facts.dialect === 'oceanbase') return false;
  return facts.dialect !== 'mariadb' || indexes.filter(({ kind }) => kind === 'unique').length < 2;
}

function applied(partitions: readonly Partition[], run: PartitionRun): readonly Partition[] {
  switch (run.kind) {
    case 'add':
      return [...partitions, ...run.added];
    case 'drop':
      return partitions.filter((partition) => !run.gone.includes(partition));
    case 'reorganize': {
      const at = partitions.findIndex((partition) => partition === run.gone[0]);
      return [...partitions.slice(0, at), ...run.added, ...partitions.slice(at + run.gone.length)];
    }
  }
}

function clauseOf(run: PartitionRun, facts: MysqlServerFacts): string {
  const names =
    run.kind === 'add' ? '' : run.gone.map((partition) => quoteIdentifier(partition.name)).join(', ');
  switch (run.kind) {
    case 'add':
      return `ADD PARTITION ${bracketed(run.added)}`;
    case 'drop':
      // OceanBase takes the names in brackets, MySQL and MariaDB don't (O-30).
      return facts.dialect === 'oceanbase' ? `DROP PARTITION (${names})` : `DROP PARTITION ${names}`;
    case 'reorganize':
      return `REORGANIZE PARTITION ${names} INTO ${bracketed(run.added)}`;
  }
}

function bracketed(partitions: readonly Partition[]): string {
  return `(${partitions.map((partition) => partitionText(partition)).join(', ')})`;
}

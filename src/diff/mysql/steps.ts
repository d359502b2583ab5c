/** The statements that turn one table into another, each with what the table is before and after it. */
import type { MysqlTable } from '../../schema/mysql/model.ts';
import { atLeast } from '../../schema/mysql/serverFacts.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { tableKey } from '../../schema/tableName.ts';
import type { Step, StepRequest } from '../dialect.ts';
import {
  addForeignKeys,
  alterTable,
  dropForeignKeys,
  managePartitions,
  partitioningAfterAlter,
  tableChanges,
} from './alterTable.ts';
import { foreignKeyChanges } from './foreignKeyChanges.ts';
import { printCreateTable, printTableName } from '../../schema/mysql/print/printTable.ts';
import { meaningOf } from './meaning.ts';
import { indexesToKeep } from './keyChanges.ts';
import { releasedForeignKeys } from './releases.ts';
import { routeTo } from './route.ts';

type MysqlStep = Step<MysqlTable>;

/** See `Dialect.steps`. `from` null: nothing is there. */
export function mysqlSteps(
  from: MysqlTable | null,
  to: MysqlTable,
  request: StepRequest,
  facts: MysqlServerFacts,
): readonly MysqlStep[] {
  return from === null ? creation(to, request, facts) : alteration(from, to, request, facts);
}

/** The statement that takes a created table away again. */
export function dropStep(table: MysqlTable): MysqlStep {
  return { sql: `DROP TABLE ${printTableName(table.name)}`, before: table, after: null, phase: 'build' };
}

/** CREATE TABLE at once with the foreign keys whose parents stand; the others follow when their parents do (O-74). */
function creation(to: MysqlTable, request: StepRequest, facts: MysqlServerFacts): readonly MysqlStep[] {
  const target: MysqlTable = { ...to, autoIncrementNext: null };
  const mislead = misleadsForeignKeys(target, facts);
  const later = target.foreignKeys.filter(
    ({ referenced }) =>
      mislead || (tableKey(referenced) !== tableKey(target.name) && request.absent(referenced)),
  );
  const created = { ...target, foreignKeys: target.foreignKeys.filter((key) => !later.includes(key)) };
  const chain = new StepChain(null);
  chain.add('build', printCreateTable(created), created);
  if (later.length > 0) chain.add('connect', addForeignKeys(target, later, []), target);
  return chain.steps;
}

/**
 * Before MySQL 8, InnoDB reads foreign keys out of the statement's text by itself, and takes a backslash at the end of a
 * quoted name for an escape: behind `a\` it no longer sees where names begin, and the table comes without its foreign
 * keys (seen on 5.6). In a statement of their own they are seen.
 */
function misleadsForeignKeys({ columns, indexes }: MysqlTable, facts: MysqlServerFacts): boolean {
  if (facts.dialect !== 'mysql' || atLeast(facts, 8)) return false;
  return [...columns, ...indexes].some(({ name }) => name.includes('\\'));
}

function alteration(
  from: MysqlTable,
  to: MysqlTable,
  request: StepRequest,
  facts: MysqlServerFacts,
): readonly MysqlStep[] {
  const release = [...request.release, ...releasedForeignKeys(from, to, from, facts)];
  const keys = foreignKeyChanges(from, to, release, meaningOf(facts, from, to));
  const chain = new StepChain(from);
  if (keys.dropped.length > 0) {
    const names = keys.dropped.map((key) => key.name);
    chain.add('release', dropForeignKeys(from, names), { ...from, foreignKeys: keys.staying });
  }
  const start: MysqlTable = { ...from, foreignKeys: keys.staying };
  build(chain, start, { ...to, foreignKeys: keys.staying, autoIncrementNext: from.autoIncrementNext }, facts);
  if (keys.added.length > 0) {
    const before = chain.table ?? start;
    const foreignKeys = [...before.foreignKeys, ...keys.added];
    const kept = indexesToKeep(before, from, keys.added, facts);
    chain.add('connect', addForeignKeys(to, keys.added, kept), { ...before, foreignKeys });
  }
  return chain.steps;
}

function build(chain: StepChain, start: MysqlTable, target: MysqlTable, facts: MysqlServerFacts): void {
  let from = start;
  for (const next of routeTo(start, target, facts)) from = alterTo(chain, from, next, facts);
}

/** One ALTER and the partition management behind it; gives what the table is then. */
function alterTo(
  chain: StepChain,
  from: MysqlTable,
  target: MysqlTable,
  facts: MysqlServerFacts,
): MysqlTable {
  const changes = tableChanges(from, target, facts);
  let table: MysqlTable = {
    ...target,
    checks: changes.checks.after,
    partitioning: partitioningAfterAlter(from, target, changes.partitions),
  };
  const sql = alterTable(from, target, changes, facts);
  if (sql !== null) chain.add('build', sql, table);
  if (changes.partitions.kind !== 'managed') return table;
  for (const { clause, after } of changes.partitions.operations) {
    table = { ...table, partitioning: after };
    chain.add('build', managePartitions(target, clause), table);
  }
  return table;
}

/** Collects statements; each begins where the one before ended. */
class StepChain {
  readonly steps: MysqlStep[] = [];
  table: MysqlTable | null;

  constructor(table: MysqlTable | null) {
    this.table = table;
  }

  add(phase: MysqlStep['phase'], sql: string, after: MysqlTable): void {
    this.steps.push({ sql, before: this.table, after, phase });
    this.table = after;
  }
}

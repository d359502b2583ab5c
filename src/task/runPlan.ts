/** Runs a plan: groups over lanes, from the first record to the last, with an outcome for every table whatever happens. */
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { displayName, tableKey } from '../schema/tableName.ts';
import type { Plan } from '../shadow/analysis.ts';
import { refusedTables } from './admission.ts';
import { RunContext } from './runContext.ts';
import type { RunRequest } from './runContext.ts';
import { wholeOutcome } from './runResult.ts';
import type { RunResult, TableRun } from './runResult.ts';
import { settledRun, TableProgress } from './tableProgress.ts';
import { workLanes } from './workLanes.ts';

/**
 * Takes a plan and all that is needed to run it; gives the outcome of every table. Whatever server, network or disk do is
 * an outcome, not an exception; throws ShadowSyncError 'usage' for a policy that no run can work with.
 */
export async function runPlan(plan: Plan, request: RunRequest): Promise<RunResult> {
  const context = new RunContext(plan, request);
  const started = context.clock.monotonic();
  const tables = tablesOf(plan);
  const statements = plan.groups.reduce((sum, group) => sum + group.statements.length, 0);
  context.tell({ kind: 'run-started', run: context.run, tables: tables.size, statements });
  await begin(context, tables.size, statements);
  for (const [key, { code, reason }] of refusedTables(plan, context.policy.allow)) {
    const table = tables.get(key);
    if (table !== undefined) context.settled(table.skip(code, reason));
  }
  try {
    await workLanes(context, tables);
  } finally {
    context.grace.end();
  }
  const settled = [...tables.values()].map(settledRun);
  const outcome = wholeOutcome(settled, request.signal.aborted);
  await finish(context, outcome);
  context.tell({ kind: 'run-finished', outcome });
  return {
    run: context.run,
    outcome,
    tables: settled,
    counts: {
      succeeded: count(settled, 'succeeded'),
      failed: count(settled, 'failed'),
      skipped: count(settled, 'skipped'),
    },
    error: outcome === 'succeeded' && !context.mustBeReconciled ? null : context.stopReason(),
    notices: context.notices,
    durationMs: context.clock.monotonic() - started,
  };
}

function tablesOf(plan: Plan): ReadonlyMap<string, TableProgress> {
  const tables = new Map<string, TableProgress>();
  for (const group of plan.groups) {
    for (const name of group.tables) {
      const key = tableKey(name);
      const statements = group.statements.filter(({ pair }) => tableKey(pair.shadow) === key);
      const [first] = statements;
      if (first === undefined)
        throw new ShadowSyncError('internal', phrase`The plan has no statement for ${displayName(name)}.`);
      tables.set(key, new TableProgress(first.pair, first.before, statements));
    }
  }
  return tables;
}

async function begin(context: RunContext, tables: number, statements: number): Promise<void> {
  const { hash: planHash, serverIdentity } = context.plan;
  try {
    await context.record({ kind: 'started', run: context.run, planHash, serverIdentity, tables, statements });
  } catch {
    return; // The context stops the run: without a record nothing is sent.
  }
  await context.failPoint('run.after-started');
}

/** Without `finished` the next start takes the run for one that broke off; that is wanted exactly when something is open. */
async function finish(context: RunContext, outcome: RunResult['outcome']): Promise<void> {
  if (context.mustBeReconciled) return;
  await context.failPoint('run.before-finished');
  try {
    await context.record({ kind: 'finished', outcome });
  } catch {
    // The next start completes the record.
  }
}

function count(tables: readonly TableRun[], outcome: TableRun['outcome']): number {
  return tables.filter((table) => table.outcome === outcome).length;
}

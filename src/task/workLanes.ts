/** The lanes of a run: each has a session of its own and takes groups from one queue until nothing is left. */
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { displayName, tableKey } from '../schema/tableName.ts';
import type { PlanGroup } from '../shadow/analysis.ts';
import { GroupQueue } from './groupQueue.ts';
import { Lane } from './lane.ts';
import type { RunContext } from './runContext.ts';
import { runErrorOf, saidOf } from './runError.ts';
import { runGroup } from './runGroup.ts';
import { settledRun } from './tableProgress.ts';
import type { TableProgress } from './tableProgress.ts';

type Tables = ReadonlyMap<string, TableProgress>;

/** Runs every group of the plan; afterwards every table in `tables` is settled. */
export async function workLanes(context: RunContext, tables: Tables): Promise<void> {
  const { groups } = context.plan;
  const queue = new GroupQueue(groups);
  const lanes = Math.min(context.policy.parallel, groups.length);
  const work = Array.from({ length: lanes }, (_, lane) => workLane(context, queue, tables, lane === 0));
  // A mistake in one lane must not close the server under another one that is in the middle of a statement.
  for (const ended of await Promise.allSettled(work)) if (ended.status === 'rejected') throw ended.reason;
  for (const group of queue.takeRest()) skipStopped(context, membersOf(group, tables));
}

async function workLane(
  context: RunContext,
  queue: GroupQueue,
  tables: Tables,
  isFirst: boolean,
): Promise<void> {
  const lane = new Lane(context.server, context.plan.serverIdentity);
  try {
    if (context.stopReason() !== null || !(await openLane(context, lane, isFirst))) return;
    for (let taken = await queue.take(); taken !== null; taken = await queue.take()) {
      const members = membersOf(taken.group, tables);
      const isRefused = [...members.values()].every((table) => table.settled !== null);
      if (context.stopReason() !== null) skipStopped(context, members);
      else if (taken.kind === 'skip') skipNeeding(context, members, membersOf(taken.need, tables));
      else if (!isRefused) await runGroup(context, lane, taken.group, members);
      queue.settle(
        taken.index,
        [...members.values()].every((table) => settledRun(table).outcome === 'succeeded'),
      );
    }
  } catch (error) {
    // Only a mistake of ours comes here. The other lanes must not wait for this one's group for ever.
    queue.takeRest();
    throw error;
  } finally {
    await lane.discard();
  }
}

/** Opens the lane's session. Only the first lane's failure stops the run: with fewer sessions it just takes longer. */
async function openLane(context: RunContext, lane: Lane, isFirst: boolean): Promise<boolean> {
  try {
    await context.grace.bounded(() => lane.session());
    return true;
  } catch (error) {
    if (isFirst || ShadowSyncError.is(error, 'identity')) context.stopWith(error);
    else
      context.notice(phrase`The run works with fewer sessions than asked for: ${saidOf(runErrorOf(error))}`);
    return false;
  }
}

function membersOf(group: PlanGroup, tables: Tables): Tables {
  const members = new Map<string, TableProgress>();
  for (const key of group.tables.map(tableKey)) {
    const table = tables.get(key);
    if (table !== undefined) members.set(key, table);
  }
  return members;
}

function skipStopped(context: RunContext, members: Tables): void {
  const stop = context.stopReason();
  const reason = stop === null ? phrase`The run had ended.` : saidOf(stop);
  for (const table of members.values()) {
    if (table.settled === null)
      context.settled(table.skip(context.signal.aborted ? 'cancelled' : 'stopped', reason));
  }
}

function skipNeeding(context: RunContext, members: Tables, need: Tables): void {
  const culprit = [...need.values()].find(
    (table) => table.settled !== null && table.settled.outcome !== 'succeeded',
  );
  const name = culprit === undefined ? phrase`another table` : displayName(culprit.pair.shadow);
  const why = culprit?.settled?.saidReason ?? phrase`it did not succeed`;
  for (const table of members.values()) {
    if (table.settled === null)
      context.settled(table.skip('needs', phrase`It needs ${name}, which was not done: ${why}`));
  }
}

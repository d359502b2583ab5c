/** Taking runs back: what that would be now, and the task that does it. */
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { displayName, tableKey } from '../../schema/tableName.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { Plan } from '../../shadow/analysis.ts';
import type { AllowedFinding, Task, TaskIntent } from '../model/task.ts';
import { readRunStory } from '../runs/readRunStory.ts';
import type { StorySources } from '../runs/readRunStory.ts';
import type { Execution } from '../schedule/execution.ts';
import { isRunning } from '../state/taskState.ts';
import type { TaskWorker } from '../taskPorts.ts';
import { makeUndoPlan } from './makeUndoPlan.ts';

export interface UndoRequest {
  readonly task: string;
  readonly run: string;
  /** The plan that was looked at; null when nobody looked at one. */
  readonly seenHash: string | null;
  readonly allowed: readonly AllowedFinding[];
  readonly execution: Exclude<Execution, { readonly kind: 'cron' }>;
  readonly remarks: string;
  readonly creator: string;
  readonly signal: AbortSignal;
}

/**
 * The plan that takes the run back, as far as that is not done already. Throws ShadowSyncError: 'usage' when there is
 * nothing (left) to undo, 'stale-plan' that names the tables which were changed since, 'conflict' while the task runs, and
 * what connecting throws.
 */
export async function planUndoOf(
  sources: StorySources & { readonly worker: TaskWorker },
  task: Task,
  run: string,
  signal: AbortSignal,
): Promise<Plan> {
  refuseOthers(task);
  const made = makeUndoPlan(await readRunStory(sources, task, run), { task: task.id, run });
  if (made.groups.length === 0) {
    const [first] = made.omitted;
    throw new ShadowSyncError(
      'usage',
      phrase`Nothing of run ${run} can be undone. ${first?.saidReason ?? first?.reason ?? ''}`,
    );
  }
  const { plan } = await sources.worker.withSession(task.intent.connection.id, signal, (session) =>
    session.planUndo(task.intent, made, signal),
  );
  refuseMoved(plan, made, run);
  return plan;
}

/** What an undo task is to do: what the other one did on the same tables, the other way round. */
export function undoIntent(intent: TaskIntent, { allowed, execution, remarks }: UndoRequest): TaskIntent {
  return { ...intent, allowed, execution, remarks };
}

function refuseOthers({ id, state, origin }: Task): void {
  if (isRunning(state)) {
    throw new ShadowSyncError('conflict', phrase`Task ${id} is running.`, { remedy: phrase`Stop it first.` });
  }
  if (origin?.kind === 'undo') {
    throw new ShadowSyncError('usage', phrase`Task ${id} undid a run itself.`, {
      remedy: phrase`Initiate the original task again.`,
    });
  }
}

function refuseMoved(plan: Plan, made: Plan, run: string): void {
  if (plan.serverIdentity !== made.serverIdentity) {
    throw new ShadowSyncError(
      'stale-plan',
      phrase`It is another server than the one that run ${run} worked on.`,
    );
  }
  const moved = movedTables(plan);
  if (moved.length > 0) {
    const names = moved.slice(0, 3).map(displayName).join(', ');
    const more = moved.length - 3;
    throw new ShadowSyncError(
      'stale-plan',
      more > 0
        ? phrase`Run ${run} can't be undone: changed since were ${names} and ${more} more.`
        : phrase`Run ${run} can't be undone: changed since: ${names}.`,
      { remedy: phrase`Compare the tables and bring them in line instead.` },
    );
  }
  if (plan.groups.length > 0) return;
  throw new ShadowSyncError('usage', phrase`Run ${run} is undone already.`);
}

/** Those that don't stand where their first statement begins. */
function movedTables({ groups, fingerprints }: Plan): readonly TableName[] {
  return groups.flatMap(({ tables, statements }) =>
    tables.filter((shadow) => {
      const key = tableKey(shadow);
      const first = statements.find(({ pair }) => tableKey(pair.shadow) === key);
      return first !== undefined && first.before !== fingerprints.get(key)?.shadow;
    }),
  );
}

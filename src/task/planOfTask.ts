/** The plan of a task as of now, made from the live tables whatever was kept of it (reliability.md §7). */
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { Plan } from '../shadow/analysis.ts';
import type { Task } from './model/task.ts';
import type { Planned, WorkSession } from './taskPorts.ts';

/**
 * `frozen`: the plan that was submitted with it; null when it is not kept any more. Throws ShadowSyncError 'stale-plan' for a
 * task that undoes a run and has lost its plan, and what reading throws.
 */
export async function planOfTask(
  { id, intent, origin }: Pick<Task, 'id' | 'intent' | 'origin'>,
  frozen: Plan | null,
  session: WorkSession,
  signal: AbortSignal,
): Promise<Planned> {
  if (origin?.kind !== 'undo') return await session.plan(intent, signal);
  if (frozen?.undoes !== undefined) return await session.planUndo(intent, frozen, signal);
  throw new ShadowSyncError('stale-plan', phrase`The plan of task ${id} is not kept any more.`, {
    remedy: phrase`Undo the run again.`,
  });
}

import { isRunning } from '../state/taskState.ts';
import type { Task } from '../model/task.ts';

const hourMs = 3_600_000;

/**
 * Whether a task has been for longer than its approval process allows in the state it is in. A task that waits for its
 * slot does not age: its time is set.
 */
export function isExpired({ state, process, intent }: Task, now: number): boolean {
  if (process === null) return false;
  const { approval, waiting, execution } = process.expiryHours;
  if (state.kind === 'pending-approval') return isOver(state.since, approval, now);
  if (state.kind === 'waiting') {
    const isTimed = state.why === 'scheduled' || intent.execution.kind === 'cron';
    return !isTimed && isOver(state.since, waiting, now);
  }
  return isRunning(state) && isOver(state.startedAt, execution, now);
}

function isOver(since: number, hours: number | null, now: number): boolean {
  return hours !== null && now - since > hours * hourMs;
}

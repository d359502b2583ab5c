/** Starts that passed unseen, and about which somebody is asked. Without `vscode`. */
import type { Task } from '../../task/model/task.ts';

export function isAskedAboutMissed({ state, progress, intent }: Task): boolean {
  const { execution } = intent;
  if (progress.asked !== null) return true;
  return state.kind === 'missed' && execution.kind === 'once' && execution.missed === 'ask';
}

/** The last start that the question is about; null when there is none. The same question has the same moment. */
export function missedSlot(task: Task): number | null {
  const { state, progress } = task;
  if (!isAskedAboutMissed(task)) return null;
  return progress.asked?.slot ?? (state.kind === 'missed' ? state.slot : null);
}

/** What the badge of the view counts. */
export function awaitsUser(task: Task): boolean {
  return task.state.kind === 'pending-approval' || isAskedAboutMissed(task);
}

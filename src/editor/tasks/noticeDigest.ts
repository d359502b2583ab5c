/** Which notices the user has to see, gathered to one message. Without `vscode`. */
import type { TaskNotice } from '../../task/taskPorts.ts';

/** It stands still until somebody does something. Failed runs, and schedules that they paused, are told as alerts. */
const urgent: ReadonlySet<TaskNotice['kind']> = new Set<TaskNotice['kind']>([
  'stale-plan',
  'approval-expired',
  'waiting-expired',
]);

const bad: ReadonlySet<TaskNotice['kind']> = new Set<TaskNotice['kind']>([
  ...urgent,
  'failed',
  'succeeded-with-errors',
  'paused',
  'trouble',
]);

/** Whether the log has it as a warning. */
export function isBad({ kind }: TaskNotice): boolean {
  return bad.has(kind);
}

export function needsUser({ kind, task }: TaskNotice): boolean {
  return task !== null && urgent.has(kind);
}

/** The newest notice of each task. */
export function newestPerTask(notices: readonly TaskNotice[]): readonly TaskNotice[] {
  const newest = new Map<string, TaskNotice>();
  for (const notice of notices) if (notice.task !== null) newest.set(notice.task.id, notice);
  return [...newest.values()];
}

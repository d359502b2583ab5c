/** Which of start, stop and resume a task takes in which state, and why not. */
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { MigrationServer, MigrationTask, StopSignal, TaskStatus } from './migrationServer.ts';
import { shownStatus } from './taskWords.ts';

export const migrationActions = ['start', 'stop', 'resume'] as const;

export type MigrationAction = (typeof migrationActions)[number];

/**
 * OMS's own rules (oms.md §4, "Batch"): not started: start; running: stop; stopped or failed: resume. A task that is
 * being modified or integrated is left alone: the pages name no operation for it.
 */
const allowed: Readonly<Record<TaskStatus, readonly MigrationAction[]>> = {
  INIT: ['start'],
  RUNNING: ['stop'],
  RUNNING_ALARMING: ['stop'],
  RUNNING_MODIFYING: [],
  RUNNING_MERGING: [],
  SUSPEND: ['resume'],
  FAILED: ['resume'],
  FINISHED: [],
  RELEASING: [],
  RELEASED: [],
  DELETED: [],
};

type Judged = Pick<MigrationTask, 'status' | 'isModifying' | 'isMerging'>;

/** What the task takes now; nothing in a state that is not known here. */
export function allowedActions(task: Judged): readonly MigrationAction[] {
  if (task.status.kind === 'unknown' || task.isModifying || task.isMerging) return [];
  return allowed[task.status.name];
}

/** Null when the task takes the action now, else why it doesn't, a whole sentence. */
export function whyNotAllowed(
  task: Judged & Pick<MigrationTask, 'name'>,
  action: MigrationAction,
): Said | null {
  if (allowedActions(task).includes(action)) return null;
  const status = shownStatus(task);
  switch (action) {
    case 'start':
      return phrase`Only a task that was not started can be started; ${task.name} is ${status}.`;
    case 'stop':
      return phrase`Only a running task can be stopped; ${task.name} is ${status}.`;
    case 'resume':
      return phrase`Only a stopped or failed task can be resumed; ${task.name} is ${status}.`;
  }
}

/**
 * Looks at the task as it is now, and acts when its state allows it. Gives the task as it was before. Throws
 * ShadowSyncError 'conflict' when the state does not allow it (nothing was sent then), and what the server's port throws.
 */
export async function actOnTask(
  server: Pick<MigrationServer, 'describeTask' | MigrationAction>,
  id: string,
  action: MigrationAction,
  signal?: StopSignal,
): Promise<MigrationTask> {
  const { task } = await server.describeTask(id, signal);
  const why = whyNotAllowed(task, action);
  if (why !== null) {
    throw new ShadowSyncError('conflict', why, {
      remedy: phrase`Look at the task again, and wait until its state allows it.`,
    });
  }
  await server[action](id, signal);
  return task;
}

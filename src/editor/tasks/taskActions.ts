/** What can be done with tasks, for whoever offers it: the tree, the details, menus. One table says what a status allows. */
import type { Task } from '../../task/model/task.ts';
import { isRunning } from '../../task/state/taskState.ts';
import { isAllowed } from '../../task/state/transition.ts';
import { isAskedAboutMissed } from './missedStarts.ts';

export type TaskActionName =
  | 'approve'
  | 'reject'
  /** Also of one whose start was missed, and of one whose missed starts are asked about. */
  | 'run'
  /** From where it stopped. */
  | 'retry'
  /** A run that goes on is stopped on its server; a task that has not run is put aside. */
  | 'abort'
  | 'pause'
  | 'resume'
  | 'dismissMissed'
  /** Goes on with a draft in its form. */
  | 'editDraft'
  | 'initiateAgain'
  | 'undoRun'
  | 'openChangeSql'
  | 'openLog'
  | 'saveAsFile'
  | 'remove';

/** Does things to tasks as a command does: asks where it has to, and shows its errors itself. */
export interface TaskActions {
  act(action: TaskActionName, taskIds: readonly string[]): Promise<void>;
}

const conditions: Readonly<Record<TaskActionName, (task: Task) => boolean>> = {
  approve: ({ state }) => isAllowed(state, 'approve'),
  reject: ({ state }) => isAllowed(state, 'reject'),
  run: ({ state }) =>
    isAllowed(state, 'request-run') &&
    (state.kind === 'missed' || (state.kind === 'waiting' && state.why !== 'queued')),
  retry: ({ state }) =>
    isAllowed(state, 'request-run') && state.kind !== 'waiting' && state.kind !== 'missed',
  abort: ({ state, progress }) =>
    isAllowed(state, 'terminate') || (isAllowed(state, 'request-stop') && progress.stopRequested === null),
  pause: ({ state, intent }) => isAllowed(state, 'pause') && intent.execution.kind === 'cron',
  resume: ({ state }) => isAllowed(state, 'resume'),
  // A single start that was missed has no question to take back: leaving it puts the task aside.
  dismissMissed: (task) =>
    isAskedAboutMissed(task) && (task.state.kind === 'missed' || isAllowed(task.state, 'dismiss-missed')),
  editDraft: ({ state }) => isAllowed(state, 'submit'),
  initiateAgain: ({ state, origin }) => state.kind !== 'draft' && origin?.kind !== 'undo',
  undoRun: ({ state, origin, progress }) =>
    !isRunning(state) && origin?.kind !== 'undo' && progress.lastRun !== null,
  openChangeSql: ({ plan }) => plan !== null,
  openLog: ({ state, progress }) => isRunning(state) || progress.lastRun !== null,
  // What undoes a run is bound to that run: as a file it would mean nothing.
  saveAsFile: ({ origin }) => origin?.kind !== 'undo',
  remove: ({ state }) => !isRunning(state),
};

/** In the order in which they are offered. */
export const taskActionNames: readonly TaskActionName[] = [
  'approve',
  'reject',
  'run',
  'retry',
  'abort',
  'pause',
  'resume',
  'dismissMissed',
  'editDraft',
  'initiateAgain',
  'undoRun',
  'openChangeSql',
  'openLog',
  'saveAsFile',
  'remove',
];

/** What the task's status allows now. */
export function allowedActions(task: Task): readonly TaskActionName[] {
  return taskActionNames.filter((name) => conditions[name](task));
}

/** What can be done with tasks, for whoever offers it: the tree, the details, menus. One table says what a status allows. */
import { taskActionNames } from '../../protocol/taskDetails.ts';
import type { TaskActionName } from '../../protocol/taskDetails.ts';
import type { Task } from '../../task/model/task.ts';
import { isRunning } from '../../task/state/taskState.ts';
import { isAllowed } from '../../task/state/transition.ts';
import { isAskedAboutMissed } from './missedStarts.ts';

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

/** What the task's status allows now. */
export function allowedActions(task: Task): readonly TaskActionName[] {
  return taskActionNames.filter((name) => conditions[name](task));
}

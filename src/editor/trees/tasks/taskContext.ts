/** What menus are told of a task's row. Without `vscode`. */
import type { Task } from '../../../task/model/task.ts';
import { isAskedAboutMissed } from '../../tasks/missedStarts.ts';
import { allowedActions } from '../../tasks/taskActions.ts';

/** `task.STATUS`, then each action that the status allows, as words: the menus of taskCommands.ts look for them. */
export function taskContext(task: Task): string {
  const missed = isAskedAboutMissed(task) || task.state.kind === 'missed' ? ['hasMissed'] : [];
  return [`task.${task.state.kind}`, ...missed, ...allowedActions(task)].join(' ');
}

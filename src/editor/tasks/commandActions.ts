/** The actions on tasks as the commands that do them: what a panel asks for is what the palette and the tree would do. */
import { commands } from 'vscode';
import type { CommandId } from '../manifest/commands.ts';
import type { TaskActionName } from '../../protocol/taskDetails.ts';
import type { TaskActions } from './taskActions.ts';
import type { TaskTarget } from './taskTarget.ts';

/** One command for each action. */
const commandOfAction: Readonly<Record<TaskActionName, CommandId>> = {
  approve: 'shadowSync.task.approve',
  reject: 'shadowSync.task.reject',
  run: 'shadowSync.task.run',
  retry: 'shadowSync.task.retry',
  abort: 'shadowSync.task.abort',
  pause: 'shadowSync.task.pause',
  resume: 'shadowSync.task.resume',
  dismissMissed: 'shadowSync.task.dismissMissed',
  editDraft: 'shadowSync.task.editDraft',
  initiateAgain: 'shadowSync.task.initiateAgain',
  undoRun: 'shadowSync.task.undoRun',
  openChangeSql: 'shadowSync.task.openChangeSql',
  openLog: 'shadowSync.task.openLog',
  saveAsFile: 'shadowSync.task.saveAsFile',
  remove: 'shadowSync.task.delete',
};

export const commandActions: TaskActions = {
  act: async (action, taskIds) => {
    // A command without a task would ask for one.
    if (taskIds.length === 0) return;
    const targets = taskIds.map((taskId): TaskTarget => ({ kind: 'task', taskId }));
    await commands.executeCommand(commandOfAction[action], targets[0], targets);
  },
};

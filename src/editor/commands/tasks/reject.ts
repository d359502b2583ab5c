/** Reject Task…: asks why, and rejects the plan that was looked at. */
import { l10n, window } from 'vscode';
import type { Task } from '../../../task/model/task.ts';
import type { Editor } from '../../editor.ts';
import { tasksFor } from '../../pick/pickTask.ts';
import { allowedActions } from '../../tasks/taskActions.ts';
import { taskLabel } from '../../tasks/taskWords.ts';
import { plainText } from '../../ui/plainText.ts';
import { errorText } from '../../ui/showError.ts';
import { askComment } from './askComment.ts';

/** Does nothing when the user goes away. */
export async function rejectTasks(editor: Editor, args: readonly unknown[]): Promise<void> {
  const fits = (task: Task): boolean => allowedActions(task).includes('reject');
  const tasks = await tasksFor(editor, args, { title: l10n.t('Reject Task'), fits });
  const [first] = tasks;
  if (first === undefined) return;
  const title =
    tasks.length === 1
      ? l10n.t('Reject “{0}”', plainText(taskLabel(first)))
      : l10n.t('Reject {0} tasks', tasks.length);
  const prompt = l10n.t('Why? Who made the task reads this. Enter rejects, Escape does not.');
  const comment = await askComment(title, prompt);
  if (comment === null) return;
  const { centre } = await editor.services.tasks();
  const failures: string[] = [];
  for (const task of tasks) {
    try {
      await centre.reject(task.id, editor.services.person, comment, task.plan?.hash ?? '');
    } catch (error) {
      if (tasks.length === 1) throw error;
      editor.log.warn(`task ${task.id}: ${errorText(error)}`);
      failures.push(`${taskLabel(task)}: ${errorText(error)}`);
    }
  }
  const [reason] = failures;
  if (reason === undefined) return;
  void window.showWarningMessage(
    l10n.t('{0} of {1} tasks could not be rejected. {2}', failures.length, tasks.length, plainText(reason)),
  );
}

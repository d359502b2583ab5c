/** What the commands that change the status of tasks have in common. */
import { l10n, window } from 'vscode';
import type { TaskActionName } from '../../../protocol/taskDetails.ts';
import type { Task } from '../../../task/model/task.ts';
import type { TaskAction } from '../../../task/taskAction.ts';
import type { Editor } from '../../editor.ts';
import { tasksFor } from '../../pick/pickTask.ts';
import { allowedActions } from '../../tasks/taskActions.ts';
import type { TaskBook } from '../../tasks/taskBook.ts';
import { taskLabel } from '../../tasks/taskWords.ts';
import { plainText } from '../../ui/plainText.ts';
import { errorText } from '../../ui/showError.ts';

export interface ActParts {
  readonly editor: Editor;
  readonly book: TaskBook;
}

export interface Act {
  readonly title: string;
  /** What the status of a task must allow. */
  readonly action: TaskActionName;
  /** What is done to a task. */
  readonly doing: (task: Task) => TaskAction;
  /** More that a task must be. */
  readonly fits?: (task: Task) => boolean;
  /** Asked before anything is done; false when the user does not want it. */
  readonly confirm?: (tasks: readonly Task[]) => Promise<boolean>;
}

/** All that can be done is done; what can't is said, each with its reason. */
export async function actOnTasks(
  { editor, book }: ActParts,
  args: readonly unknown[],
  act: Act,
): Promise<void> {
  const { title, action, doing, fits = () => true, confirm } = act;
  const isFit = (task: Task): boolean => allowedActions(task).includes(action) && fits(task);
  const tasks = await tasksFor(editor, args, { title, fits: isFit });
  if (tasks.length === 0) return;
  if (confirm !== undefined && !(await confirm(tasks))) return;
  const { centre } = await editor.services.tasks();
  const failures: { readonly task: Task; readonly error: unknown }[] = [];
  for (const task of tasks) {
    try {
      await centre.act(task.id, doing(task), editor.services.person);
    } catch (error) {
      failures.push({ task, error });
    }
  }
  // Seen at once, also where the store's own watch takes its time.
  await book.reload();
  const [first] = failures;
  if (first === undefined) return;
  if (tasks.length === 1) throw first.error;
  for (const { task, error } of failures) editor.log.warn(`task ${task.id}: ${errorText(error)}`);
  const reason = plainText(`${taskLabel(first.task)}: ${errorText(first.error)}`);
  void window.showWarningMessage(
    l10n.t('{0} of {1} tasks could not be changed. {2}', failures.length, tasks.length, reason),
  );
}

/** More names than this are counted only. */
const maxShown = 10;

/** A modal question about tasks, which are named in it. */
export async function confirmTasks(
  question: string,
  tasks: readonly Task[],
  note: string,
  button: string,
): Promise<boolean> {
  const names = tasks
    .slice(0, maxShown)
    .map((task) => plainText(`${taskLabel(task)} · ${task.intent.database}`));
  const more = tasks.length - names.length;
  const detail = [...names, ...(more > 0 ? [l10n.t('and {0} more', more)] : []), '', note].join('\n');
  return (await window.showWarningMessage(question, { modal: true, detail }, button)) === button;
}

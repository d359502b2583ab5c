/** Which tasks a command is about: those that a tree, panel or document hands over, or those that the user chooses. */
import { l10n, window } from 'vscode';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { Task } from '../../task/model/task.ts';
import { defaultFilter } from '../../task/taskFilter.ts';
import type { Editor } from '../editor.ts';
import { stateIcons } from '../tasks/stateWords.ts';
import { taskIdsOf } from '../tasks/taskTarget.ts';
import { taskLabel, taskSummary } from '../tasks/taskWords.ts';
import { pickMany, pickOne } from '../ui/pick.ts';
import type { Choice } from '../ui/pick.ts';
import { plainText } from '../ui/plainText.ts';

export interface TaskQuestion {
  readonly title: string;
  /** Whether a task can be meant; all can without it. */
  readonly fits?: (task: Task) => boolean;
}

/**
 * Null when the user went away, or when no task allows it, which is said. Throws ShadowSyncError 'usage' for a task that
 * is not there any more, and what the store throws.
 */
export async function taskFor(
  editor: Editor,
  args: readonly unknown[],
  question: TaskQuestion,
): Promise<Task | null> {
  const { centre } = await editor.services.tasks();
  const [id] = taskIdsOf(args);
  if (id !== undefined) return await centre.find(id);
  const choices = await taskChoices(editor, question);
  if (choices === null) return null;
  return await pickOne({ title: question.title, placeholder: l10n.t('Which task?') }, choices);
}

/** As `taskFor`, for several; those of a selection that do not allow it are left out. Empty when the user went away. */
export async function tasksFor(
  editor: Editor,
  args: readonly unknown[],
  question: TaskQuestion,
): Promise<readonly Task[]> {
  const ids = taskIdsOf(args);
  if (ids.length > 0) return await possible(editor, ids, question);
  const choices = await taskChoices(editor, question);
  if (choices === null) return [];
  return (await pickMany({ title: question.title, placeholder: l10n.t('Which tasks?') }, choices)) ?? [];
}

async function possible(
  editor: Editor,
  ids: readonly string[],
  { fits = () => true }: TaskQuestion,
): Promise<readonly Task[]> {
  const { centre } = await editor.services.tasks();
  const tasks: Task[] = [];
  for (const id of ids) tasks.push(await centre.find(id));
  const fitting = tasks.filter(fits);
  const [first] = tasks;
  if (fitting.length === 0 && first !== undefined) {
    throw new ShadowSyncError(
      'conflict',
      tasks.length === 1
        ? l10n.t('The status of task {0} does not allow this.', plainText(first.id))
        : l10n.t('The status of none of these tasks allows this.'),
      { remedy: l10n.t('Its context menu has what it allows.') },
    );
  }
  return fitting;
}

/** Null where there is none to choose from, which is said. */
async function taskChoices(
  editor: Editor,
  { fits = () => true }: TaskQuestion,
): Promise<readonly Choice<Task>[] | null> {
  const { centre } = await editor.services.tasks();
  const tasks = await centre.list({ ...defaultFilter, hours: null });
  const now = editor.services.clock.now();
  const fitting = tasks.filter(fits);
  if (fitting.length === 0) {
    void window.showInformationMessage(
      tasks.length === 0
        ? l10n.t('There is no task yet.')
        : l10n.t('There is no task whose status allows this.'),
    );
    return null;
  }
  return fitting.map((task) => {
    const [next = null] = centre.nextRuns(task, 1);
    return {
      label: taskLabel(task),
      description: taskSummary(task, next, now),
      detail: `${task.id} · ${task.intent.connection.name}`,
      icon: stateIcons[task.state.kind].icon,
      value: task,
    };
  });
}

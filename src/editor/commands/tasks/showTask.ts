/** Commands that show a task: its details, its change SQL, its log. */
import { l10n } from 'vscode';
import type { Task } from '../../../task/model/task.ts';
import { isRunning } from '../../../task/state/taskState.ts';
import type { TaskDocument } from '../../documents/taskAddress.ts';
import type { Editor } from '../../editor.ts';
import { taskFor } from '../../pick/pickTask.ts';
import { allowedActions } from '../../tasks/taskActions.ts';
import type { TaskPanels } from '../../tasks/taskPanels.ts';

type Args = readonly unknown[];

export async function openDetails(
  editor: Editor,
  panels: Pick<TaskPanels, 'openDetails'>,
  args: Args,
): Promise<void> {
  const task = await taskFor(editor, args, { title: l10n.t('Show Task Details') });
  if (task !== null) await panels.openDetails(task.id);
}

/** Where documents of tasks are shown. */
export interface TaskDocumentOpener {
  open(document: TaskDocument): Promise<void>;
}

/** The plan as it was frozen, with what the last run made of it. */
export async function openTaskChangeSql(
  editor: Editor,
  documents: TaskDocumentOpener,
  args: Args,
): Promise<void> {
  const title = l10n.t("Open Task's Change SQL");
  const fits = (task: Task): boolean => allowedActions(task).includes('openChangeSql');
  const task = await taskFor(editor, args, { title, fits });
  if (task !== null) await documents.open({ kind: 'change', task: task.id, run: null });
}

/** The log of the run that goes on, else of the last one. */
export async function openTaskLog(editor: Editor, documents: TaskDocumentOpener, args: Args): Promise<void> {
  const title = l10n.t('Open Task Log');
  const fits = (task: Task): boolean => allowedActions(task).includes('openLog');
  const task = await taskFor(editor, args, { title, fits });
  if (task === null) return;
  const { state, progress } = task;
  const run = isRunning(state) ? state.run : progress.lastRun?.run;
  if (run !== undefined) await documents.open({ kind: 'log', task: task.id, run });
}

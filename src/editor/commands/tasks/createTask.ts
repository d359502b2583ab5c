/** Commands that open the task form. What they are not told, the form asks. */
import { l10n } from 'vscode';
import type { ComparisonRequest } from '../../../comparison/comparisonRequest.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import { phrase } from '../../../schema/phrase.ts';
import type { TaskIntent } from '../../../task/model/task.ts';
import { askShadowName } from '../../comparisons/askRun.ts';
import type { ComparisonParts } from '../../comparisons/comparisonParts.ts';
import { withComparison } from '../../comparisons/findComparison.ts';
import type { OpenComparison } from '../../comparisons/openComparisons.ts';
import { scopeOf } from '../../comparisons/targetScope.ts';
import type { Editor } from '../../editor.ts';
import { taskFor } from '../../pick/pickTask.ts';
import { intentOfRequest } from '../../tasks/form/intentOfRequest.ts';
import { askTaskFile, readTaskFromFile, saveTaskFile } from '../../tasks/form/taskFiles.ts';
import { allowedActions } from '../../tasks/taskActions.ts';
import type { TaskPanels } from '../../tasks/taskPanels.ts';
import { targetsOf } from '../../trees/treeTarget.ts';

type Args = readonly unknown[];
type Forms = Pick<TaskPanels, 'openForm'>;

/** Create Shadow Sync Task…: where there is one connection only, it is that one. */
export async function createTask(editor: Editor, forms: Forms, args: Args): Promise<void> {
  const { connectionId, database, tables } = scopeOf(targetsOf(args));
  const [only, ...more] = connectionId === null ? await editor.services.book.list() : [];
  const meant = connectionId ?? (more.length === 0 ? (only?.connection.id ?? null) : null);
  await forms.openForm({ kind: 'range', connectionId: meant, database, tables: tables ?? [] });
}

/** Create Task from This…: of the database or the tables in the tree, else of the comparison that is looked at. */
export async function createTaskHere(parts: ComparisonParts, forms: Forms, args: Args): Promise<void> {
  const { connectionId, database } = scopeOf(targetsOf(args));
  if (connectionId !== null && database !== null) {
    await createTask(parts.editor, forms, args);
    return;
  }
  await withComparison(parts, args, async (open) => {
    const request = await confirmedRequest(open);
    if (request === null) return;
    await forms.openForm({ kind: 'intent', intent: intentOfRequest(request), origin: null });
  });
}

/** R1: of two tables that were chosen by hand nobody but the user knows which one is a shadow. Null when it is none. */
async function confirmedRequest({ comparison }: OpenComparison): Promise<ComparisonRequest | null> {
  const { request } = comparison;
  if (!request.isByHand) return request;
  const [pair] = request.rule.overrides;
  if (pair === undefined || request.adopt.includes(pair.shadow)) return request;
  const shadow = { database: request.rule.shadowDatabase ?? request.database, table: pair.shadow };
  const isShadow = await askShadowName(shadow, l10n.t('It was put beside another table by hand.'));
  if (isShadow !== true) return null;
  await comparison.setAdopted([pair.shadow], true);
  return comparison.request;
}

/** Create Task from File…: the file names its connection by an id, which is looked for by name when it is not known here. */
export async function createTaskFromFile(editor: Editor, forms: Forms, args: Args): Promise<void> {
  const file = await askTaskFile(args);
  if (file === null) return;
  const intent = await readTaskFromFile(file);
  const connection = await connectionHere(editor, intent.connection);
  await forms.openForm({ kind: 'intent', intent: { ...intent, connection }, origin: null });
}

/** What the file says of the connection's environment is a claim; what holds is what it has here. */
async function connectionHere(
  { services }: Editor,
  wanted: TaskIntent['connection'],
): Promise<TaskIntent['connection']> {
  const all = (await services.book.list()).map((stored) => stored.connection);
  const named = all.filter(({ name }) => name === wanted.name);
  const found = all.find(({ id }) => id === wanted.id) ?? (named.length === 1 ? named[0] : undefined);
  if (found !== undefined) return { id: found.id, name: found.name, environment: found.environment };
  throw new ShadowSyncError('usage', phrase`The file’s connection, ${wanted.name}, is not known here.`, {
    remedy: phrase`Add a connection of that name first.`,
  });
}

/** Save Task as File…, of the task that is meant or chosen. */
export async function saveTaskAsFile(editor: Editor, args: Args): Promise<void> {
  const task = await taskFor(editor, args, {
    title: l10n.t('Save Task as File'),
    fits: (one) => allowedActions(one).includes('saveAsFile'),
  });
  if (task !== null) await saveTaskFile(task.intent);
}

/** Initiate Task Again…: the form, filled in as the task was; its ticks belong to a plan of then. */
export async function initiateAgain(editor: Editor, forms: Forms, args: Args): Promise<void> {
  const task = await taskFor(editor, args, {
    title: l10n.t('Initiate Task Again'),
    fits: (one) => allowedActions(one).includes('initiateAgain'),
  });
  if (task === null) return;
  const { centre } = await editor.services.tasks();
  const intent = await centre.intentAgain(task.id);
  await forms.openForm({ kind: 'intent', intent, origin: { kind: 'again', task: task.id } });
}

/** Edit Draft… */
export async function editDraft(editor: Editor, forms: Forms, args: Args): Promise<void> {
  const task = await taskFor(editor, args, {
    title: l10n.t('Edit Draft'),
    fits: (one) => allowedActions(one).includes('editDraft'),
  });
  if (task !== null) await forms.openForm({ kind: 'draft', task: task.id });
}

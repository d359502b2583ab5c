/** Tasks as files that people review and keep in git. */
import { FileType, Uri, l10n, window, workspace } from 'vscode';
import { phrase } from '../../../schema/phrase.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import type { TaskIntent } from '../../../task/model/task.ts';
import { readTaskFile, taskFileText } from '../../../task/taskFile.ts';
import { readForeign } from '../../foreignValue.ts';
import { plainText } from '../../ui/plainText.ts';

/** By this ending the editor knows the form of the file. */
const ending = 'shadow-task.json';

/** A task takes a few kilobytes; with a hundred thousand tables by name, some megabytes. */
const mostBytes = 20 * 1024 * 1024;

/** Asks where to. Does nothing when the user goes away. Throws what writing throws. */
export async function saveTaskFile(intent: TaskIntent): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `${intent.database.replace(/[^\p{L}\p{N}_-]+/gu, '_').slice(0, 60)}.${ending}`;
  const target = await window.showSaveDialog({
    title: l10n.t('Save Task as File'),
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, name) }),
    filters: { JSON: ['json'] },
  });
  if (target === undefined) return;
  await workspace.fs.writeFile(target, new TextEncoder().encode(taskFileText(intent)));
  const open = l10n.t('Open File');
  const shown = plainText(target.path.split('/').at(-1) ?? '');
  const answer = await window.showInformationMessage(l10n.t('The task was written to {0}.', shown), open);
  if (answer === open) await window.showTextDocument(target);
}

/** The file that a command was called on, or the one that the user chooses; null when he went away. */
export async function askTaskFile(args: readonly unknown[]): Promise<Uri | null> {
  const given = readForeign(() => (args[0] instanceof Uri ? args[0] : null));
  if (given !== null) return given;
  const [chosen] =
    (await window.showOpenDialog({
      title: l10n.t('Create Task from File'),
      openLabel: l10n.t('Open'),
      filters: { JSON: ['json'] },
    })) ?? [];
  return chosen ?? null;
}

/** Throws ShadowSyncError 'usage' for what is no task, and 'store' for what can't be read. */
export async function readTaskFromFile(file: Uri): Promise<TaskIntent> {
  return readTaskFile(await textOf(file));
}

async function textOf(file: Uri): Promise<string> {
  try {
    const { type, size } = await workspace.fs.stat(file);
    if ((type & FileType.File) === 0 || size > mostBytes) {
      throw new ShadowSyncError('usage', l10n.t('This is no file of a task.'));
    }
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch (cause) {
    if (cause instanceof ShadowSyncError) throw cause;
    const name = file.path.split('/').at(-1) ?? '';
    throw new ShadowSyncError('store', phrase`The file ${name} can't be read.`, { cause });
  }
}

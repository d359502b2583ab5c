/** Commands about the list of tasks itself. */
import { Uri, commands, env, l10n, window } from 'vscode';
import type { Editor } from '../../editor.ts';
import { tasksFor } from '../../pick/pickTask.ts';
import type { TaskBook } from '../../tasks/taskBook.ts';

/** One to a line. */
export async function copyIds(editor: Editor, args: readonly unknown[]): Promise<void> {
  const tasks = await tasksFor(editor, args, { title: l10n.t('Copy Task ID') });
  if (tasks.length > 0) await env.clipboard.writeText(tasks.map(({ id }) => id).join('\n'));
}

export async function openTaskSettings(): Promise<void> {
  await commands.executeCommand(
    'workbench.action.openSettings',
    '@ext:shadow-sync.shadow-sync shadowSync.tasks',
  );
}

/**
 * For a store that can't be read (F3): the versions that were kept lie in its folder, and nothing is written there until
 * they can be read again.
 */
export async function openTasksFolder(editor: Editor, book: TaskBook): Promise<void> {
  const folder = Uri.joinPath(editor.context.globalStorageUri, 'task-centre');
  const open = l10n.t('Open Folder');
  const copyPath = l10n.t('Copy Path');
  const again = l10n.t('Read Again');
  const answer = await window.showInformationMessage(
    l10n.t('The tasks and their earlier versions are kept in one folder.'),
    {
      modal: true,
      detail: [
        folder.fsPath,
        l10n.t('Files named g.NUMBER.json are versions, the highest is the newest.'),
        l10n.t('Move damaged ones away, or put back files of a backup, and read again.'),
        l10n.t('Nothing is written there as long as what stands there can’t be read.'),
      ].join('\n'),
    },
    open,
    copyPath,
    again,
  );
  if (answer === open) await env.openExternal(Uri.file(folder.fsPath));
  else if (answer === copyPath) await env.clipboard.writeText(folder.fsPath);
  else if (answer === again) await book.reload();
}

/** Commands about the list of tasks itself. */
import { Uri, commands, env, l10n } from 'vscode';
import type { Editor } from '../../editor.ts';
import { tasksFor } from '../../pick/pickTask.ts';
import type { TaskBook } from '../../tasks/taskBook.ts';
import { showStoreFolder } from '../../ui/showStoreFolder.ts';

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

/** For tasks that can't be read. */
export async function openTasksFolder({ context }: Editor, book: TaskBook): Promise<void> {
  const folder = Uri.joinPath(context.globalStorageUri, 'task-centre');
  const title = l10n.t('The tasks and their earlier versions are kept in one folder.');
  await showStoreFolder(folder, title, () => book.reload());
}

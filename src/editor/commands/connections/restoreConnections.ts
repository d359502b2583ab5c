import { l10n } from 'vscode';
import type { Editor } from '../../editor.ts';
import { showStoreFolder } from '../../ui/showStoreFolder.ts';

/** For connections that can't be read. */
export async function restoreConnections({ context, services }: Editor): Promise<void> {
  const title = l10n.t('The connections and their earlier versions are kept in one folder.');
  await showStoreFolder(context.globalStorageUri, title, () => services.book.reload());
}

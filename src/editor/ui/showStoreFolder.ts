import { Uri, env, l10n, window } from 'vscode';

/**
 * For a store that can't be read (F3): the versions that were kept lie in its folder, and nothing is written there until
 * they can be read again. `title` says what is kept there.
 */
export async function showStoreFolder(
  folder: Uri,
  title: string,
  reload: () => Promise<unknown>,
): Promise<void> {
  const open = l10n.t('Open Folder');
  const copyPath = l10n.t('Copy Path');
  const again = l10n.t('Read Again');
  const answer = await window.showInformationMessage(
    title,
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
  else if (answer === again) await reload();
}

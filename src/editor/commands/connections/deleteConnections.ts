import { l10n, window } from 'vscode';
import { removeConnections } from '../../../connection/removeConnections.ts';
import type { Editor } from '../../editor.ts';
import { connectionsFor } from '../../pick/pickConnection.ts';
import { plainText } from '../../ui/plainText.ts';

/** More names than this are counted only. */
const maxShown = 10;

/** Removes connections and their secrets, after a modal question. */
export async function deleteConnections(editor: Editor, args: readonly unknown[]): Promise<void> {
  const stored = await connectionsFor(editor, args, l10n.t('Delete Connection'));
  if (stored.length === 0) return;
  const names = stored.map(({ connection }) => plainText(connection.name));
  const more = names.length - maxShown;
  const remove = l10n.t('Delete');
  const answer = await window.showWarningMessage(
    names.length === 1
      ? l10n.t('Delete the connection {0}?', names[0] ?? '')
      : l10n.t('Delete {0} connections?', names.length),
    {
      modal: true,
      detail: [
        ...(names.length === 1 ? [] : names.slice(0, maxShown)),
        ...(more > 0 ? [l10n.t('and {0} more', more)] : []),
        l10n.t('Their passwords and passphrases are deleted too. Nothing changes on the server.'),
      ].join('\n'),
    },
    remove,
  );
  if (answer !== remove) return;
  const { book, secrets } = editor.services;
  const seen = stored.map(({ connection, version }) => ({ id: connection.id, version }));
  await removeConnections(seen, book, secrets);
}

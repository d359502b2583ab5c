/** Connections to a file and back. No secret is in such a file, and none is asked for. */
import { randomUUID } from 'node:crypto';
import { Uri, l10n, window, workspace } from 'vscode';
import { exportConnections, importConnections } from '../../../connection/connectionFile.ts';
import type { Connection } from '../../../connection/connection.ts';
import { displayTarget } from '../../../connection/connectionTarget.ts';
import type { Editor } from '../../editor.ts';
import { connectionsFor } from '../../pick/pickConnection.ts';
import { pickMany } from '../../ui/pick.ts';

const filters = (): Record<string, string[]> => ({ [l10n.t('Connections')]: ['json'] });

/** Writes chosen connections to a file that the user names. */
export async function exportFile(editor: Editor, args: readonly unknown[]): Promise<void> {
  const stored = await connectionsFor(editor, args, l10n.t('Export Connections to File'));
  if (stored.length === 0) return;
  const file = await window.showSaveDialog({
    title: l10n.t('Export Connections to File'),
    defaultUri: Uri.joinPath(folder(editor), 'shadow-sync-connections.json'),
    filters: filters(),
  });
  if (file === undefined) return;
  const text = exportConnections(stored.map(({ connection }) => connection));
  await workspace.fs.writeFile(file, new TextEncoder().encode(text));
  void window.showInformationMessage(l10n.t('{0} connections exported, without passwords.', stored.length));
}

/** Adds the chosen ones of a file's connections. */
export async function importFile(editor: Editor): Promise<void> {
  const title = l10n.t('Import Connections from File');
  const [file] = (await window.showOpenDialog({ title, canSelectMany: false, filters: filters() })) ?? [];
  if (file === undefined) return;
  const connections = importConnections(new TextDecoder().decode(await workspace.fs.readFile(file)));
  const present = new Set((await editor.services.book.list()).map(({ connection }) => connection.id));
  const isThere = ({ id }: Connection): boolean => present.has(id);
  const chosen = await pickMany(
    { title, placeholder: l10n.t('Tick the connections to add; passwords are asked for when they connect') },
    connections.map((connection) => ({
      label: connection.name,
      description: displayTarget(connection),
      ...(isThere(connection) ? { detail: l10n.t('Is there already: a copy is added') } : {}),
      icon: 'server',
      value: connection,
    })),
    (connection) => !isThere(connection),
  );
  if (chosen === null || chosen.length === 0) return;
  await editor.services.book.add(
    chosen.map((connection) => (isThere(connection) ? { ...connection, id: randomUUID() } : connection)),
  );
}

/** Where the dialog begins: the folder that is open, or the user's own. */
function folder(editor: Editor): Uri {
  return workspace.workspaceFolders?.[0]?.uri ?? Uri.file(editor.services.files.home);
}

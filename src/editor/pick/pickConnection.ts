/** Which connections a command is about: those that the tree hands over, or those that the user chooses. */
import { commands, l10n, window } from 'vscode';
import type { StoredConnection } from '../../connection/connectionStore.ts';
import { displayTarget } from '../../connection/connectionTarget.ts';
import type { Editor } from '../editor.ts';
import { connectionIdsOf } from '../trees/treeTarget.ts';
import { pickMany, pickOne } from '../ui/pick.ts';
import type { Choice } from '../ui/pick.ts';

/** Null when the user went away. Throws ShadowSyncError 'usage' for a connection that is not there any more. */
export async function connectionFor(
  editor: Editor,
  args: readonly unknown[],
  title: string,
): Promise<StoredConnection | null> {
  const [id] = connectionIdsOf(args);
  return id === undefined ? await pickConnection(editor, title) : await editor.services.book.find(id);
}

/** Null when the user went away. Where there is no connection it offers to add one. */
export async function pickConnection(editor: Editor, title: string): Promise<StoredConnection | null> {
  const choices = await connectionChoices(editor);
  if (choices === null) return null;
  return await pickOne({ title, placeholder: l10n.t('Which connection?') }, choices);
}

/** As `connectionFor`, for several; empty when the user went away. */
export async function connectionsFor(
  editor: Editor,
  args: readonly unknown[],
  title: string,
): Promise<readonly StoredConnection[]> {
  const ids = connectionIdsOf(args);
  if (ids.length > 0) return await Promise.all(ids.map((id) => editor.services.book.find(id)));
  const choices = await connectionChoices(editor);
  if (choices === null) return [];
  return (await pickMany({ title, placeholder: l10n.t('Which connections?') }, choices)) ?? [];
}

/** Null where there is none to choose from: then adding one is offered. */
async function connectionChoices(editor: Editor): Promise<readonly Choice<StoredConnection>[] | null> {
  const connections = await editor.services.book.list();
  if (connections.length === 0) {
    const add = l10n.t('Add Connection…');
    const answer = await window.showInformationMessage(l10n.t('There is no connection yet.'), add);
    if (answer === add) await commands.executeCommand('shadowSync.connection.add');
    return null;
  }
  return connections
    .map((stored): Choice<StoredConnection> => {
      const { name, environment, group } = stored.connection;
      const notes = [group, environment === 'production' ? l10n.t('production') : null];
      const detail = notes.filter((note) => note !== null).join(' · ');
      return {
        label: name,
        description: displayTarget(stored.connection),
        icon: 'server',
        value: stored,
        ...(detail === '' ? {} : { detail }),
      };
    })
    .sort((a, b) => a.label.localeCompare(b.label));
}

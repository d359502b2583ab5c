/** Which tables of a database the tree shows. */
import { l10n, window } from 'vscode';
import type { Editor } from '../../editor.ts';
import { pickConnection } from '../../pick/pickConnection.ts';
import { pickDatabase } from '../../pick/pickDatabase.ts';
import type { ConnectionsView } from '../../trees/connections/connectionsView.ts';
import type { DatabasePlace } from '../../trees/connections/databasePlace.ts';
import { targetsOf } from '../../trees/treeTarget.ts';
import { plainText } from '../../ui/plainText.ts';

/** Asks for a text or a pattern; an empty one shows all tables again. */
export async function filterTables(
  editor: Editor,
  view: ConnectionsView,
  args: readonly unknown[],
): Promise<void> {
  const place = await placeOf(editor, args, l10n.t('Filter Tables'));
  if (place === null) return;
  const text = await window.showInputBox({
    title: l10n.t('Filter Tables of {0}', plainText(place.database)),
    prompt: l10n.t('A part of the name, or a pattern with * and ?. Leave it empty to show all.'),
    value: view.filters.get(place),
  });
  if (text !== undefined) await view.filter(place, text);
}

/** Shows all tables again. */
export async function clearFilter(
  editor: Editor,
  view: ConnectionsView,
  args: readonly unknown[],
): Promise<void> {
  const place = await placeOf(editor, args, l10n.t('Clear Table Filter'));
  if (place !== null) await view.filter(place, '');
}

async function placeOf(
  editor: Editor,
  args: readonly unknown[],
  title: string,
): Promise<DatabasePlace | null> {
  const target = targetsOf(args).find(({ kind }) => kind === 'database' || kind === 'table');
  if (target !== undefined && 'database' in target) {
    return { connectionId: target.connectionId, database: target.database };
  }
  const stored = await pickConnection(editor, title);
  if (stored === null) return null;
  const database = await pickDatabase(editor, stored.connection, title);
  return database === null ? null : { connectionId: stored.connection.id, database };
}

/** Connecting anew, and letting go: what the tree shows goes with it. */
import { l10n } from 'vscode';
import type { Editor } from '../../editor.ts';
import { targetsOf } from '../../trees/treeTarget.ts';
import { connectionsFor } from '../../pick/pickConnection.ts';
import type { ConnectionsView } from '../../trees/connections/connectionsView.ts';

/** Forgets what is known of the servers and opens them again in the tree. */
export async function reconnect(
  editor: Editor,
  view: ConnectionsView,
  args: readonly unknown[],
): Promise<void> {
  for (const { connection } of await connectionsFor(editor, args, l10n.t('Reconnect'))) {
    editor.services.servers.forget(connection.id);
    await view.reopen(connection.id);
  }
}

/** What runs on a server goes on to its end there; nobody else gets the old connection. */
export async function disconnect(
  editor: Editor,
  view: ConnectionsView,
  args: readonly unknown[],
): Promise<void> {
  for (const { connection } of await connectionsFor(editor, args, l10n.t('Disconnect'))) {
    editor.services.servers.forget(connection.id);
    view.close(connection.id);
  }
}

/** Stops connecting, or listing; the node says so and offers to try again. */
export function cancelConnecting(view: ConnectionsView, args: readonly unknown[]): void {
  for (const target of targetsOf(args)) view.cancel(target);
}

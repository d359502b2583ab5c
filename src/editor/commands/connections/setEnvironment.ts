import { l10n } from 'vscode';
import type { Editor } from '../../editor.ts';
import { connectionsFor } from '../../pick/pickConnection.ts';
import { askEnvironment } from '../../ui/askEnvironment.ts';

/** Says what servers are for; a policy hangs on it. */
export async function setEnvironment(editor: Editor, args: readonly unknown[]): Promise<void> {
  const title = l10n.t('Set Environment');
  const stored = await connectionsFor(editor, args, title);
  const [first] = stored;
  if (first === undefined) return;
  const environment = await askEnvironment(title, first.connection.environment);
  if (environment === null) return;
  for (const { connection, version } of stored) {
    if (connection.environment === environment) continue;
    await editor.services.book.change({ ...connection, environment }, version);
  }
}

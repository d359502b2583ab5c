/** Opens the form for a connection that is there. */
import { l10n } from 'vscode';
import type { Editor } from '../../editor.ts';
import type { ConnectionForms } from '../../panels/connectionForm/connectionForms.ts';
import { connectionFor } from '../../pick/pickConnection.ts';

export async function editConnection(
  editor: Editor,
  forms: ConnectionForms,
  args: readonly unknown[],
): Promise<void> {
  const stored = await connectionFor(editor, args, l10n.t('Edit Connection'));
  if (stored !== null) forms.edit(stored.connection.id);
}

/** The copy is a connection only when it is saved; the secrets go with it. */
export async function duplicateConnection(
  editor: Editor,
  forms: ConnectionForms,
  args: readonly unknown[],
): Promise<void> {
  const stored = await connectionFor(editor, args, l10n.t('Duplicate Connection'));
  if (stored !== null) forms.copy(stored.connection.id);
}

import { commands, l10n } from 'vscode';
import { resolveConnection } from '../../../connection/resolveConnection.ts';
import type { Editor } from '../../editor.ts';
import type { CommandId } from '../../manifest/commands.ts';
import { connectionFor } from '../../pick/pickConnection.ts';
import type { TreeTarget } from '../../trees/treeTarget.ts';
import { runConnectionTest } from '../../ui/runConnectionTest.ts';
import { showTestResult } from '../../ui/showTestResult.ts';
import type { TestAction } from '../../ui/showTestResult.ts';

/** Tries a kept connection stage by stage, with the secrets that are kept. */
export async function testStored(editor: Editor, args: readonly unknown[]): Promise<void> {
  const stored = await connectionFor(editor, args, l10n.t('Test Connection'));
  if (stored === null) return;
  const { connection } = stored;
  const { secrets, files } = editor.services;
  for (let action: TestAction | null = 'retry'; action === 'retry';) {
    const reached = await resolveConnection(connection, { secrets, files });
    const result = await runConnectionTest(editor, connection.name, reached);
    if (result === 'cancelled') return;
    action = await showTestResult(connection.name, result, ['retry', 'edit', 'password']);
    const next = action === null ? null : commandOf(action);
    const target: TreeTarget = { kind: 'connection', connectionId: connection.id };
    if (next !== null) await commands.executeCommand(next, target);
  }
}

function commandOf(action: TestAction): CommandId | null {
  switch (action) {
    case 'edit':
      return 'shadowSync.connection.edit';
    case 'password':
      return 'shadowSync.connection.setPassword';
    case 'retry':
    case 'save':
      return null;
  }
}

import { randomUUID } from 'node:crypto';
import { l10n, window } from 'vscode';
import type { Connection } from '../../../connection/connection.ts';
import { connectionFromUrl } from '../../../connection/connectionFromUrl.ts';
import type { ConnectionFromUrl } from '../../../connection/connectionFromUrl.ts';
import { resolveConnection } from '../../../connection/resolveConnection.ts';
import { joined, phrase } from '../../../schema/phrase.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import { missingSecret } from '../../connections/missingSecret.ts';
import { SecretAnswers } from '../../connections/secretAnswers.ts';
import { saveConnections } from '../../connections/saveConnections.ts';
import type { Editor } from '../../editor.ts';
import { askEnvironment } from '../../ui/askEnvironment.ts';
import { askSecret } from '../../ui/askSecret.ts';
import { askUrl } from '../../ui/askUrl.ts';
import { plainText } from '../../ui/plainText.ts';
import { runConnectionTest } from '../../ui/runConnectionTest.ts';
import { showTestResult } from '../../ui/showTestResult.ts';
import { translated } from '../../ui/translated.ts';

/**
 * Takes a pasted URL: what is not taken of it is named (C3), its password goes to the secret storage, the server is tried
 * on the spot. The URL itself is kept and logged nowhere. Gives the connection that was added, or null.
 */
export async function addByUrl(editor: Editor): Promise<Connection | null> {
  const title = l10n.t('Add Connection by URL');
  const parsed = await askUrl(title, (url) =>
    connectionFromUrl(url, {
      id: randomUUID(),
      name: null,
      group: null,
      environment: 'development',
      createdAt: editor.services.clock.now(),
    }),
  );
  if (parsed === null) return null;
  const name = await askName(parsed);
  if (name === null) return null;
  const environment = await askEnvironment(title, 'development');
  if (environment === null) return null;
  const connection = { ...parsed.connection, name, environment };
  const answers = new SecretAnswers(editor.services.secrets);
  if (parsed.password !== '') answers.add('password', { secret: parsed.password, isRemembered: true });
  if (!(await isWanted(editor, connection, answers))) return null;
  await saveConnections(editor.services, [{ connection, answers }]);
  return connection;
}

async function askName({ connection, password, dropped }: ConnectionFromUrl): Promise<string | null> {
  const { host, port, user, database } = connection;
  const taken = [
    l10n.t('user {0}', user),
    l10n.t('host {0}', host),
    l10n.t('port {0}', port),
    ...(database === null ? [] : [l10n.t('database {0}', database)]),
    ...(password === '' ? [] : [l10n.t('a password')]),
  ].join(', ');
  const prompt =
    dropped.length === 0
      ? l10n.t('Taken: {0}.', taken)
      : l10n.t('Taken: {0}. Not taken: {1}.', taken, translated(joined(dropped, ', ')));
  const name = await window.showInputBox({
    title: l10n.t('Name of the Connection'),
    prompt: plainText(prompt),
    value: `${user}@${host}`,
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? l10n.t('Give it a name.') : undefined),
  });
  return name === undefined ? null : name.trim();
}

/** Tries the server; true when it answered well, or the user wants the connection anyway. */
async function isWanted(editor: Editor, connection: Connection, answers: SecretAnswers): Promise<boolean> {
  for (;;) {
    const target = await resolveConnection(connection, {
      secrets: answers,
      files: editor.services.files,
    });
    const result = await runConnectionTest(editor, connection.name, target);
    if (result === 'cancelled') return false;
    if (result.canAnalyse) return true;
    const missing = missingSecret(connection, result.error);
    if (missing !== null && !answers.has(missing)) {
      const said = result.error?.said;
      const reason = said === undefined ? null : translated(said);
      const answer = await askSecret({ kind: missing, of: connection.name, reason });
      if (answer === null) return false;
      answers.add(missing, answer);
      continue;
    }
    const action = await showTestResult(connection.name, result, ['save', 'retry']);
    if (action === 'save') return true;
    if (action !== 'retry') throw new ShadowSyncError('cancelled', phrase`The connection was not saved.`);
  }
}

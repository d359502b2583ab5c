/** The environment's policy: what is asked before a run begins. */
import { l10n, window } from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import { plainText } from './plainText.ts';

/**
 * Asks for the database's name before anything is run on a production server; other environments are not asked. False
 * when the user did not type it.
 */
export async function confirmRun(
  connection: Pick<Connection, 'name' | 'environment'>,
  database: string,
): Promise<boolean> {
  if (connection.environment !== 'production') return true;
  const typed = await window.showInputBox({
    title: l10n.t('Production: {0}', plainText(connection.name)),
    prompt: l10n.t('Type the name of the database, {0}, to run the change SQL on it.', plainText(database)),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === '' || text === database ? undefined : l10n.t('This is not the name of the database.'),
  });
  return typed === database;
}

/** Asks for a database of a connection, and for tables of a database: for commands that were called with none. */
import { l10n } from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import { withServer } from '../../comparison/withServer.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { Editor } from '../editor.ts';
import { pickMany, pickOne } from '../ui/pick.ts';
import { plainText } from '../ui/plainText.ts';
import { whileReading } from '../ui/whileReading.ts';

/** Null when the user chose none. The database that the connection opens is offered first. */
export async function pickDatabase(
  editor: Editor,
  connection: Connection,
  title: string,
): Promise<string | null> {
  const databases = await whileReading(
    l10n.t('Reading the databases of {0}', plainText(connection.name)),
    (signal) =>
      withServer(
        editor.services.servers,
        { connectionId: connection.id, signal, isRepeatable: true },
        (server) => server.listDatabases(signal),
      ),
  );
  if (databases.length === 0) {
    throw new ShadowSyncError('usage', l10n.t('The account {0} sees no database.', connection.user), {
      remedy: l10n.t('Ask for privileges on the database, or connect as another account.'),
    });
  }
  const isFirst = (name: string): boolean => name === connection.database;
  const sorted = [...databases.filter(isFirst), ...databases.filter((name) => !isFirst(name))];
  return await pickOne(
    { title, placeholder: l10n.t('Choose a database') },
    sorted.map((name) => ({ label: name, icon: 'database', value: name })),
  );
}

/** Empty when the user chose none. Views and sequences are not offered. */
export async function pickTables(
  editor: Editor,
  { connection, database }: { readonly connection: Connection; readonly database: string },
  { title, placeHolder }: { readonly title: string; readonly placeHolder: string },
): Promise<readonly string[]> {
  const listed = await whileReading(l10n.t('Reading the tables of {0}', plainText(database)), (signal) =>
    withServer(
      editor.services.servers,
      { connectionId: connection.id, signal, isRepeatable: true },
      (server) => server.reader.listTables(database, signal),
    ),
  );
  const choices = listed.flatMap(({ kind, name }) =>
    kind === 'table' ? [{ label: name.table, icon: 'table', value: name.table }] : [],
  );
  return (await pickMany({ title, placeholder: placeHolder }, choices)) ?? [];
}

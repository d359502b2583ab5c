/** Asks which database of which connection a command is about, as far as it was not told. */
import type { Connection } from '../../connection/connection.ts';
import type { Editor } from '../editor.ts';
import { pickConnection } from '../pick/pickConnection.ts';
import { pickDatabase } from '../pick/pickDatabase.ts';
import type { TargetScope } from './targetScope.ts';

/** One database, and tables of it; null where nobody said which. */
export interface Place {
  readonly connection: Connection;
  readonly database: string;
  readonly tables: readonly string[] | null;
}

/** Null when the user went away. Throws ShadowSyncError. */
export async function askPlace(editor: Editor, scope: TargetScope, title: string): Promise<Place | null> {
  const connection = await askConnection(editor, scope.connectionId, title);
  if (connection === null) return null;
  const database = scope.database ?? (await pickDatabase(editor, connection, title));
  return database === null ? null : { connection, database, tables: scope.tables };
}

/** Where there is only one connection, it is that one. */
async function askConnection(editor: Editor, id: string | null, title: string): Promise<Connection | null> {
  const { book } = editor.services;
  if (id !== null) return (await book.find(id)).connection;
  const [only, ...more] = await book.list();
  if (only !== undefined && more.length === 0) return only.connection;
  return (await pickConnection(editor, title))?.connection ?? null;
}

/** Adds connections together with their secrets. Without `vscode`. */
import type { Connection } from '../../connection/connection.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { ConnectionBook } from './connectionBook.ts';
import type { SecretAnswers, SecretKeeper } from './secretAnswers.ts';

export interface NewConnection {
  readonly connection: Connection;
  readonly answers: SecretAnswers;
}

/** All or none. Secrets go first: a connection that is seen in another window can be used there at once. */
export async function saveConnections(
  { book, secrets }: { readonly book: Pick<ConnectionBook, 'add'>; readonly secrets: SecretKeeper },
  added: readonly NewConnection[],
): Promise<void> {
  try {
    for (const { connection, answers } of added) {
      await answers.keep(connection.id);
    }
    await book.add(added.map(({ connection }) => connection));
  } catch (error) {
    // An id that is taken is somebody else's, and so are its secrets.
    if (!ShadowSyncError.is(error, 'conflict')) {
      await Promise.all(added.map(({ connection }) => secrets.deleteAll(connection.id)));
    }
    throw error;
  }
}

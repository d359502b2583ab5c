/** Open servers of connections that were edited or removed, here or in another window, are let go. Without `vscode`. */
import type { Connection } from '../../connection/connection.ts';
import type { ServerPool } from '../../comparison/serverPool.ts';
import type { BookState, ConnectionBook } from './connectionBook.ts';

/** Gives back what ends it. */
export function forgetChanged(book: ConnectionBook, servers: Pick<ServerPool, 'forget'>): () => void {
  let before = reachedIn(book.state);
  return book.onDidChange((state) => {
    if (state.kind !== 'read') return;
    const now = reachedIn(state);
    for (const [id, reached] of before) if (now.get(id) !== reached) servers.forget(id);
    before = now;
  });
}

/** By id, how each server is reached. */
function reachedIn(state: BookState): ReadonlyMap<string, string> {
  if (state.kind !== 'read') return new Map();
  return new Map(state.connections.map(({ connection }) => [connection.id, howReached(connection)]));
}

/** Equal when the same server is reached in the same way, whatever it is called and wherever it is shown. */
export function howReached({ dialect, host, port, user, database, tls, ssh }: Connection): string {
  return JSON.stringify([dialect, host, port, user, database, tls, ssh]);
}

/** Connections to databases in a store of generations: one for all windows of a user. */
import type { Connection } from '../connection/connection.ts';
import type { ConnectionStore } from '../connection/connectionStore.ts';
import { readConnection } from '../connection/readConnection.ts';
import { phrase } from '../schema/phrase.ts';
import type { StoreOptions } from './generations/generationStore.ts';
import { openVersionedConnections } from './versionedConnections.ts';
import type { ConnectionKind } from './versionedConnections.ts';

const databases: ConnectionKind<Connection> = {
  name: phrase`connections`,
  read: (value, index) =>
    index === null ? readConnection(value) : readConnection(value, `Connection ${index + 1}`),
};

/** Opens the connections kept in `folder`. Throws ShadowSyncError 'store'; see `openGenerationStore` for what it leaves to `list`. */
export async function openConnectionStore(folder: string, options: StoreOptions): Promise<ConnectionStore> {
  const store = await openVersionedConnections(folder, databases, options);
  return {
    ...store,
    add: (connections) => store.addAll(connections),
    moveToGroup: (seen, group) =>
      store.changeSeen(seen, (connection) =>
        connection.group === group ? connection : { ...connection, group },
      ),
  };
}

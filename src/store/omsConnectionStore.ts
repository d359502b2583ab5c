/** Connections to OMS servers in a store of generations of their own: the one of databases stays as it is (F4). */
import type { OmsConnection } from '../connection/omsConnection.ts';
import type { OmsConnectionStore } from '../connection/oms/omsConnectionStore.ts';
import { readOmsConnection } from '../connection/oms/readOmsConnection.ts';
import { phrase } from '../schema/phrase.ts';
import type { StoreOptions } from './generations/generationStore.ts';
import { openVersionedConnections } from './versionedConnections.ts';
import type { ConnectionKind } from './versionedConnections.ts';

const servers: ConnectionKind<OmsConnection> = {
  name: 'connections to OMS servers',
  read: (value, index) =>
    index === null
      ? readOmsConnection(value)
      : readOmsConnection(value, phrase`Connection ${index + 1} of the file`),
};

/** Opens what is kept in `folder`. Throws ShadowSyncError 'store'; see `openGenerationStore` for what it leaves to `list`. */
export function openOmsConnectionStore(folder: string, options: StoreOptions): Promise<OmsConnectionStore> {
  return openVersionedConnections(folder, servers, options);
}

/** The port of whatever keeps connections to OMS servers. */
import type { SeenConnection } from '../connectionStore.ts';
import type { OmsConnection } from '../omsConnection.ts';

export interface StoredOmsConnection {
  readonly connection: OmsConnection;
  /** Grows with every change of any connection; never used twice. */
  readonly version: number;
}

/**
 * As the store of connections to databases: shared by all windows; a change that was acknowledged is on the disk. Throws
 * ShadowSyncError 'store', 'conflict' (it is not what the caller saw) or 'usage' (no valid connection).
 */
export interface OmsConnectionStore {
  /** In the order in which they were added. */
  list(): Promise<readonly StoredOmsConnection[]>;
  add(connection: OmsConnection): Promise<StoredOmsConnection>;
  /** Puts `connection` in the place of the one with its id. */
  change(connection: OmsConnection, seenVersion: number): Promise<StoredOmsConnection>;
  /** Removes all or none; `removeConnections` takes the secrets away as well. */
  remove(seen: readonly SeenConnection[]): Promise<void>;
  /** Told after each change of this or another window; gives back what ends that. */
  onDidChange(listener: (connections: readonly StoredOmsConnection[]) => void): () => void;
  close(): Promise<void>;
}

/** The port of whatever keeps connections. */
import type { Connection } from './connection.ts';

export interface StoredConnection {
  readonly connection: Connection;
  /** Grows with every change of any connection; never used twice, not even after a connection was removed and added. */
  readonly version: number;
}

/** What a caller saw when it decided on a change. */
export type SeenConnection = Pick<StoredConnection, 'version'> & { readonly id: string };

/**
 * Connections of one user, shared by all his windows. A change that was acknowledged is on the disk. Everything throws
 * ShadowSyncError: 'store' when the store can't be read or written, 'conflict' when a connection is not (any more) what
 * the caller saw, 'usage' when a connection is no valid one.
 */
export interface ConnectionStore {
  /** In the order in which they were added. */
  list(): Promise<readonly StoredConnection[]>;
  /** Adds all or none; 'conflict' when one of the ids is there already. */
  add(connections: readonly Connection[]): Promise<readonly StoredConnection[]>;
  /** Puts `connection` in the place of the one with its id. */
  change(connection: Connection, seenVersion: number): Promise<StoredConnection>;
  /** Removes all or none. */
  remove(seen: readonly SeenConnection[]): Promise<void>;
  /** Shows all or none of them in another group; null for no group. */
  moveToGroup(seen: readonly SeenConnection[], group: string | null): Promise<readonly StoredConnection[]>;
  /** Told after each change of this or another window; gives back what ends that. */
  onDidChange(listener: (connections: readonly StoredConnection[]) => void): () => void;
  close(): Promise<void>;
}

/** A server as the floors see it: what a comparison is handed by whoever connects. */
import type { Dialect } from '../diff/dialect.ts';
import type { CancelSignal, SchemaReader } from '../shadow/schemaReader.ts';
import type { DdlServer } from '../task/ports.ts';

export interface OpenedServer {
  readonly dialect: Dialect;
  readonly serverVersion: string;
  readonly serverIdentity: string;
  readonly reader: SchemaReader;
  /** Statements that set up the session of a script that is run by hand. */
  readonly scriptSession: readonly string[];
  readonly ddlServer: DdlServer;
  /** The databases that the account may see, without the server's own. */
  listDatabases(signal: CancelSignal): Promise<readonly string[]>;
  /** Closes every connection; never throws. */
  close(): Promise<void>;
}

/**
 * Port: connects to the server of a stored connection, with its secrets. Throws ShadowSyncError, 'usage' for a connection
 * that is not there (any more), 'cancelled' when the signal says so.
 */
export type ServerOpener = (connectionId: string, signal: AbortSignal) => Promise<OpenedServer>;

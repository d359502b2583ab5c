/**
 * How the rest of this folder asks a server: rows of text, whatever driver carries them. Oracle's own driver and the one
 * that an Oracle tenant of OceanBase is reached with answer in the same way.
 */
import type { CancelSignal } from '../../shadow/schemaReader.ts';

/** Text of each column, null for NULL. */
export type Row = readonly (string | null)[];

/** Makes the text of a query; `bind` takes a value and gives what stands for it there. */
export type Query = (bind: (value: string) => string) => string;

export interface QueryLimits {
  /** After that the connection is destroyed and 'timeout' thrown; null: no limit, the caller watches. */
  readonly timeoutMs: number | null;
  /** Looked at while waiting; an abort destroys the connection with 'cancelled'. */
  readonly signal?: CancelSignal;
}

export interface RowSource {
  /** Where and as whom, for messages. */
  readonly place: string;
  /** Why the connection can't be used any more, or null while it can. */
  readonly lost: Error | null;
  /** Throws ShadowSyncError; with an `errno` when the server said no, and then the connection stays usable. */
  rows(query: Query, limits: QueryLimits): Promise<readonly Row[]>;
}

/** C8: no metadata query may take longer. */
export const metadataTimeoutMs = 60_000;

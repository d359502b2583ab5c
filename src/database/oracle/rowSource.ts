/**
 * How the rest of this folder asks a server: rows of text, whatever driver carries them. Oracle's own driver and the one
 * that an Oracle tenant of OceanBase is reached with answer in the same way.
 */
import type { QueryLimits } from '../queryLimits.ts';

/** Text of each column, null for NULL. */
export type Row = readonly (string | null)[];

/** Makes the text of a query; `bind` takes a value and gives what stands for it there. */
export type Query = (bind: (value: string) => string) => string;

export interface RowSource {
  /** Where and as whom, for messages. */
  readonly place: string;
  /** Why the connection can't be used any more, or null while it can. */
  readonly lost: Error | null;
  /** Throws ShadowSyncError; with an `errno` when the server said no, and then the connection stays usable. */
  rows(query: Query, limits: QueryLimits): Promise<readonly Row[]>;
}

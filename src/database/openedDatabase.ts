import type { CancelSignal, SchemaReader } from '../shadow/schemaReader.ts';
import type { DdlServer } from '../task/ports.ts';

/** Everything the floors need of one server, whatever its driver is. */
export interface OpenedDatabase<Facts> {
  readonly facts: Facts;
  readonly reader: SchemaReader;
  /** Statements that set up the session of a script that is run by hand. */
  readonly scriptSession: readonly string[];
  /** Opens nothing until it is used. */
  readonly ddlServer: DdlServer;
  /** The databases or schemas, without the server's own. */
  listDatabases(signal: CancelSignal): Promise<readonly string[]>;
  /** Closes every connection; never throws. */
  close(): Promise<void>;
}

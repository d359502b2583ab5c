/** The one place that builds drivers, stores and services and hands them to each other. */
import { parseConnectionUrl } from './connection/connectionUrl.ts';
import type { ConnectionTarget } from './connection/connectionTarget.ts';
import type { Dialect } from './diff/dialect.ts';
import { mysqlDialect } from './diff/mysql/mysqlDialect.ts';
import type { CancelSignal, SchemaReader } from './shadow/schemaReader.ts';
import { fileJournal } from './store/fileJournal.ts';
import { systemClock } from './store/systemClock.ts';
import type { Clock, DdlServer, JournalStore } from './task/ports.ts';

/** A server as the floors see it. */
export interface OpenedServer {
  readonly dialect: Dialect;
  readonly serverVersion: string;
  readonly serverIdentity: string;
  readonly reader: SchemaReader;
  /** Statements that set up the session of a script that is run by hand. */
  readonly scriptSession: readonly string[];
  readonly ddlServer: DdlServer;
  close(): Promise<void>;
}

/**
 * Connects to a server of any dialect. The driver is loaded now and not earlier, so that a command that needs none
 * (help, a wrong option) is quick. Throws ShadowSyncError.
 */
export async function openServer(target: ConnectionTarget, signal: CancelSignal): Promise<OpenedServer> {
  const { openDatabase } = await import('./database/mysql/openDatabase.ts');
  const database = await openDatabase(target, { signal });
  return {
    dialect: mysqlDialect(database.facts),
    serverVersion: database.facts.versionText,
    serverIdentity: database.facts.identity,
    reader: database.reader,
    scriptSession: database.scriptSession,
    ddlServer: database.ddlServer,
    close: () => database.close(),
  };
}

/** Where the journals of runs are kept. */
export function openJournals(folder: string): JournalStore {
  return fileJournal(folder, { clock: systemClock });
}

export const clock: Clock = systemClock;

export { parseConnectionUrl };
export type { ConnectionTarget };

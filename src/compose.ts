/** The one place that builds drivers, stores and services and hands them to each other. */
import { randomUUID } from 'node:crypto';
import { parseConnectionUrl } from './connection/connectionUrl.ts';
import type { OpenedServer } from './comparison/openedServer.ts';
import type { ConnectionStore } from './connection/connectionStore.ts';
import type { ConnectionTarget } from './connection/connectionTarget.ts';
import type { ConnectionTestOptions, ConnectionTestResult } from './connection/connectionTest.ts';
import { mysqlDialect } from './diff/mysql/mysqlDialect.ts';
import type { CancelSignal } from './shadow/schemaReader.ts';
import { openConnectionStore } from './store/connectionStore.ts';
import { fileJournal } from './store/fileJournal.ts';
import { systemClock } from './store/systemClock.ts';
import type { Clock, JournalStore } from './task/ports.ts';

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
    listDatabases: (stop) => database.listDatabases(stop),
    close: () => database.close(),
  };
}

/**
 * Tries a connection stage by stage. What the network or the server does is reported and not thrown. Throws
 * ShadowSyncError 'cancelled'.
 */
export async function testConnection(
  target: ConnectionTarget,
  options: ConnectionTestOptions = {},
): Promise<ConnectionTestResult> {
  const driver = await import('./database/mysql/testConnection.ts');
  return await driver.testConnection(target, options);
}

/** Where the journals of runs are kept. */
export function openJournals(folder: string): JournalStore {
  return fileJournal(folder, { clock: systemClock });
}

/** The connections of this user, kept below `folder`. `say` is told what the user has to know of the store. */
export function openConnections(folder: string, say: (message: string) => void): Promise<ConnectionStore> {
  return openConnectionStore(folder, { onNotice: ({ message }) => say(message) });
}

export const clock: Clock = systemClock;

/** Gives the event loop a turn: what waits in it is served before the work goes on (P-23). */
export function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A name that no other run has. */
export function newRunName(): string {
  return randomUUID();
}

export { parseConnectionUrl };
export type { ConnectionStore, ConnectionTarget, OpenedServer };

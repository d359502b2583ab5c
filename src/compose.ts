/** The one place that builds drivers, stores and services and hands them to each other. */
import { randomUUID } from 'node:crypto';
import type { OpenedTasks, TaskSurroundings } from './composeTasks.ts';
import { parseConnectionUrl } from './connection/connectionUrl.ts';
import type { OpenedServer } from './comparison/openedServer.ts';
import type { ConnectionStore } from './connection/connectionStore.ts';
import type { ConnectionTarget } from './connection/connectionTarget.ts';
import type { ConnectionTestOptions, ConnectionTestResult } from './connection/connectionTest.ts';
import type { CancelSignal } from './shadow/schemaReader.ts';
import { fileJournal } from './store/fileJournal.ts';
import { systemClock } from './store/systemClock.ts';
import type { Clock, JournalStore } from './task/ports.ts';

/**
 * Connects to a server of any dialect. The driver and the dialect are loaded now and not earlier, so that a command that
 * needs none (help, a wrong option) is quick, and so is the editor's start. Throws ShadowSyncError.
 */
export async function openServer(target: ConnectionTarget, signal: CancelSignal): Promise<OpenedServer> {
  const [{ openDatabase }, { mysqlDialect }] = await Promise.all([
    import('./database/mysql/openDatabase.ts'),
    import('./diff/mysql/mysqlDialect.ts'),
  ]);
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
export async function openConnections(
  folder: string,
  say: (message: string) => void,
): Promise<ConnectionStore> {
  const { openConnectionStore } = await import('./store/connectionStore.ts');
  return await openConnectionStore(folder, { onNotice: ({ message }) => say(message) });
}

/** The tasks of this user, kept below `folder`, and what runs them. Throws ShadowSyncError 'store'. */
export async function openTasks(folder: string, around: TaskSurroundings): Promise<OpenedTasks> {
  const parts = await import('./composeTasks.ts');
  return await parts.openTasks(folder, around);
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
export type { ConnectionStore, ConnectionTarget, OpenedServer, OpenedTasks };

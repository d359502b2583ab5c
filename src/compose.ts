/** The one place that builds drivers, stores and services and hands them to each other. */
import { randomUUID } from 'node:crypto';
import type { AlertSurroundings, OpenedAlerts } from './composeAlerts.ts';
import type { OpenedTasks, TaskSurroundings } from './composeTasks.ts';
import { parseConnectionUrl } from './connection/connectionUrl.ts';
import type { OpenedServer } from './comparison/openedServer.ts';
import type { ConnectionDialect } from './connection/connectionDialect.ts';
import type { ConnectionStore } from './connection/connectionStore.ts';
import type { ConnectionTarget } from './connection/connectionTarget.ts';
import type { ConnectionTestOptions, ConnectionTestResult } from './connection/connectionTest.ts';
import type { OpenedDatabase } from './database/openedDatabase.ts';
import type { Said } from './schema/phrase.ts';
import type { CancelSignal } from './shadow/schemaReader.ts';
import { fileJournal } from './store/fileJournal.ts';
import { makeFolder } from './store/makeFolder.ts';
import { systemClock } from './store/systemClock.ts';
import type { Clock, JournalStore } from './task/ports.ts';

/** The driver and the dialect of each kind of server: one line each. */
const openers: Readonly<
  Record<ConnectionDialect, (target: ConnectionTarget, signal: CancelSignal) => Promise<OpenedServer>>
> = {
  mysql: openMysql,
  mariadb: openMysql,
  oceanbase: openMysql,
  oracle: openOracle,
  'oceanbase-oracle': openOceanbaseOracle,
};

/**
 * Connects to a server of any dialect. The driver and the dialect are loaded now and not earlier, so that a command that
 * needs none (help, a wrong option) is quick, and so is the editor's start; the dialect while the server is on its way.
 * Throws ShadowSyncError.
 */
export async function openServer(target: ConnectionTarget, signal: CancelSignal): Promise<OpenedServer> {
  return await openers[target.dialect](target, signal);
}

async function openMysql(target: ConnectionTarget, signal: CancelSignal): Promise<OpenedServer> {
  const { openDatabase } = await import('./database/mysql/openDatabase.ts');
  const [database, { mysqlDialect }] = await Promise.all([
    openDatabase(target, { signal }),
    import('./diff/mysql/mysqlDialect.ts'),
  ]);
  return opened(mysqlDialect(database.facts), database);
}

async function openOracle(target: ConnectionTarget, signal: CancelSignal): Promise<OpenedServer> {
  const { openDatabase } = await import('./database/oracle/openDatabase.ts');
  const [database, { oracleDialect }] = await Promise.all([
    openDatabase(target, { signal }),
    import('./diff/oracle/oracleDialect.ts'),
  ]);
  return opened(oracleDialect(database.facts), database);
}

async function openOceanbaseOracle(target: ConnectionTarget, signal: CancelSignal): Promise<OpenedServer> {
  const { openDatabase } = await import('./database/oceanbaseOracle/openDatabase.ts');
  const [database, { oracleDialect }] = await Promise.all([
    openDatabase(target, { signal }),
    import('./diff/oracle/oracleDialect.ts'),
  ]);
  return opened(oracleDialect(database.facts), database);
}

/** What the facts of every server hold. */
interface ServerFacts {
  readonly versionText: string;
  readonly identity: string;
}

function opened(dialect: OpenedServer['dialect'], database: OpenedDatabase<ServerFacts>): OpenedServer {
  return {
    dialect,
    serverVersion: database.facts.versionText,
    serverIdentity: database.facts.identity,
    reader: database.reader,
    scriptSession: database.scriptSession,
    ddlServer: database.ddlServer,
    listDatabases: (stop) => database.listDatabases(stop),
    close: () => database.close(),
  };
}

const mysqlSession = (): Promise<ScriptSession> => import('./database/mysql/sessionSettings.ts');
const oracleSession = (): Promise<ScriptSession> => import('./database/oracle/sessionPins.ts');

const scriptSessions: Readonly<Record<ConnectionDialect, () => Promise<ScriptSession>>> = {
  mysql: mysqlSession,
  mariadb: mysqlSession,
  oceanbase: mysqlSession,
  oracle: oracleSession,
  'oceanbase-oracle': oracleSession,
};

type ScriptSession = Pick<OpenedServer, 'scriptSession'>;

/** What `OpenedServer.scriptSession` says, for a plan that was kept: without connecting. */
export async function scriptSessionOf(dialect: ConnectionDialect): Promise<readonly string[]> {
  return (await scriptSessions[dialect]()).scriptSession;
}

const testMysql = (): Promise<{ testConnection: TestConnection }> =>
  import('./database/mysql/testConnection.ts');

const testers: Readonly<Record<ConnectionDialect, () => Promise<{ testConnection: TestConnection }>>> = {
  mysql: testMysql,
  mariadb: testMysql,
  oceanbase: testMysql,
  oracle: () => import('./database/oracle/testConnection.ts'),
  'oceanbase-oracle': () => import('./database/oceanbaseOracle/testConnection.ts'),
};

/**
 * Tries a connection stage by stage. What the network or the server does is reported and not thrown. Throws
 * ShadowSyncError 'cancelled'.
 */
export async function testConnection(
  target: ConnectionTarget,
  options: ConnectionTestOptions = {},
): Promise<ConnectionTestResult> {
  const driver = await testers[target.dialect]();
  return await driver.testConnection(target, options);
}

type TestConnection = (
  target: ConnectionTarget,
  options: ConnectionTestOptions,
) => Promise<ConnectionTestResult>;

/** Where the journals of runs are kept. */
export function openJournals(folder: string): JournalStore {
  return fileJournal(folder, { clock: systemClock });
}

/** The connections of this user, kept below `folder`. `say` is told what the user has to know of the store. */
export async function openConnections(folder: string, say: (said: Said) => void): Promise<ConnectionStore> {
  const { openConnectionStore } = await import('./store/connectionStore.ts');
  return await openConnectionStore(folder, { onNotice: ({ said }) => say(said) });
}

/** The tasks of this user, kept below `folder`, and what runs them. Throws ShadowSyncError 'store'. */
export async function openTasks(folder: string, around: TaskSurroundings): Promise<OpenedTasks> {
  const parts = await import('./composeTasks.ts');
  return await parts.openTasks(folder, around);
}

/** The alerts of this user, kept below `folder`, and what raises and sends them. Throws ShadowSyncError 'store'. */
export async function openAlerts(folder: string, around: AlertSurroundings): Promise<OpenedAlerts> {
  const parts = await import('./composeAlerts.ts');
  return await parts.openAlerts(folder, around);
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

export { makeFolder, parseConnectionUrl };
export type { ConnectionStore, ConnectionTarget, OpenedAlerts, OpenedServer, OpenedTasks };

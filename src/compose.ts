/** The one place that builds drivers, stores and services and hands them to each other. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parseConnectionUrl } from './connection/connectionUrl.ts';
import type { OpenedServer } from './comparison/openedServer.ts';
import type { ConnectionStore } from './connection/connectionStore.ts';
import type { ConnectionTarget } from './connection/connectionTarget.ts';
import type { ConnectionTestOptions, ConnectionTestResult } from './connection/connectionTest.ts';
import { mysqlDialect } from './diff/mysql/mysqlDialect.ts';
import { hideSecrets } from './shadow/hideSecrets.ts';
import type { CancelSignal } from './shadow/schemaReader.ts';
import { openConnectionStore } from './store/connectionStore.ts';
import { fileJournal } from './store/fileJournal.ts';
import { openLeaseStore } from './store/leaseStore.ts';
import { planFiles } from './store/planFiles.ts';
import { fileRunLogs } from './store/runLogs.ts';
import { systemClock } from './store/systemClock.ts';
import { openTaskStore } from './store/taskStore.ts';
import { readProcesses } from './task/approval/approvalProcess.ts';
import { readRunRecord, readTask } from './task/model/readTask.ts';
import { readStoredPlan, storedPlan } from './task/model/storedPlan.ts';
import type { Clock, JournalStore } from './task/ports.ts';
import { Scheduler } from './task/scheduler/scheduler.ts';
import { TaskCentre } from './task/taskCentre.ts';
import { readFilters } from './task/taskFilter.ts';
import type { TaskNotice, TaskStore, TaskWorker } from './task/taskPorts.ts';

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

export interface OpenedTasks {
  readonly centre: TaskCentre;
  readonly store: TaskStore;
  /** One per process; it runs nothing before it is started. */
  readonly scheduler: Scheduler;
  close(): Promise<void>;
}

export interface TaskSurroundings {
  readonly worker: TaskWorker;
  /** What may become an alert. */
  readonly onNotice: (notice: TaskNotice) => void;
  /** Told what the user has to know of the stores. */
  readonly say: (message: string) => void;
  readonly maxParallel?: number;
}

/** The tasks of this user, kept below `folder`, and what runs them. Throws ShadowSyncError 'store'. */
export async function openTasks(folder: string, around: TaskSurroundings): Promise<OpenedTasks> {
  const { worker, onNotice, say, maxParallel } = around;
  const options = { onNotice: ({ message }: { readonly message: string }) => say(message), clock };
  const store = await openTaskStore(
    join(folder, 'task-centre'),
    { readTask, readRunRecord, readProcesses, readFilters },
    options,
  );
  const leases = await openLeaseStore(join(folder, 'task-centre', 'lease'), options);
  const logs = fileRunLogs(join(folder, 'task-centre', 'logs'), { clock, redact: hideSecrets });
  const plans = planFiles(
    join(folder, 'task-centre', 'plans'),
    { write: storedPlan, read: readStoredPlan },
    () => clock.now(),
  );
  const shared = { store, plans, logs, worker, clock, onNotice, random: () => Math.random() };
  // One person on one computer: nothing here could hold him to an approval.
  const centre = new TaskCentre({ ...shared, rules: { isAdvisory: true } });
  const scheduler = new Scheduler({
    ...shared,
    leases,
    newRunName,
    owner: randomUUID(),
    ...(maxParallel === undefined ? {} : { maxParallel }),
  });
  const close = async (): Promise<void> => {
    await store.close();
    await leases.close();
  };
  return { centre, store, scheduler, close };
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

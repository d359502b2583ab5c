/** What the commands about tasks work with, put together from a folder, the environment and this computer's files. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ServerPool } from '../../comparison/serverPool.ts';
import { makeTaskWorker } from '../../comparison/taskWorker.ts';
import {
  clock,
  newRunName,
  openConnections,
  openJournals,
  openServer,
  openTasks,
  pause,
} from '../../compose.ts';
import type { OpenedTasks } from '../../compose.ts';
import type { Connection, Environment, TlsSettings } from '../../connection/connection.ts';
import { connectionFromUrl } from '../../connection/connectionFromUrl.ts';
import type { ConnectionStore } from '../../connection/connectionStore.ts';
import type { LocalFiles } from '../../connection/localFiles.ts';
import { resolveConnection } from '../../connection/resolveConnection.ts';
import type { Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { TaskNotice, TaskWorker } from '../../task/taskPorts.ts';
import type { WorkCommand } from '../arguments.ts';
import { makeStoreFolder } from '../storeFolder.ts';

export interface TaskEnvironment {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string;
  readonly readFile: (path: string) => Promise<string>;
  readonly say: (said: Said) => void;
  readonly onNotice: (notice: TaskNotice) => void;
}

export interface TaskServices {
  readonly tasks: OpenedTasks;
  readonly connections: ConnectionStore;
  /** For what else looks at tables. */
  readonly worker: TaskWorker;
  /** Ends everything that would keep the process alive. */
  close(): Promise<void>;
}

/** Opens all that is kept below `folder`; connects to nothing. Throws ShadowSyncError 'store'. */
export async function openTaskServices(folder: string, around: TaskEnvironment): Promise<TaskServices> {
  await makeStoreFolder(folder);
  const connections = await openConnections(folder, around.say);
  const servers = new ServerPool({
    clock,
    open: async (id, signal) => {
      const connection = await findConnection(connections, id);
      const target = await resolveConnection(connection, {
        files: localFilesOf(around),
        secrets: {
          get: (connectionId, kind) =>
            Promise.resolve(kind === 'password' ? passwordOf(connectionId, around) : undefined),
        },
      });
      return await openServer(target, signal);
    },
  });
  const journals = openJournals(path.join(folder, 'journals'));
  const worker = makeTaskWorker({ servers, journals, clock, pause, newRunName });
  const tasks = await openTasks(folder, { worker, journals, onNotice: around.onNotice, say: around.say });
  return {
    tasks,
    connections,
    worker,
    close: async () => {
      await servers.dispose();
      await tasks.close();
      await connections.close();
    },
  };
}

type AskedConnection = Pick<WorkCommand, 'url' | 'tls' | 'tlsCa' | 'tlsCert' | 'tlsKey'>;

/**
 * The kept connection to that server as that account; made when there is none. Its password is not kept. Throws
 * ShadowSyncError 'usage' when the kept one has other TLS settings than the words say.
 */
export async function connectionFor(
  connections: ConnectionStore,
  work: AskedConnection,
  name: string | null,
  environment: Environment,
): Promise<Connection> {
  const { connection } = connectionFromUrl(work.url, {
    id: randomUUID(),
    name,
    group: null,
    environment,
    createdAt: clock.now(),
  });
  const { dialect, host, port, user } = connection;
  const stored = (await connections.list()).find(
    (one) =>
      one.connection.dialect === dialect &&
      one.connection.host === host &&
      one.connection.port === port &&
      one.connection.user === user,
  );
  const tls = askedTls(work, connection.tls);
  if (stored === undefined) {
    const made = { ...connection, tls: tls ?? connection.tls };
    await connections.add([made]);
    return made;
  }
  if (tls !== null && !isDeepStrictEqual(tls, stored.connection.tls)) {
    throw new ShadowSyncError(
      'usage',
      `the connection ${JSON.stringify(stored.connection.name)} is kept with other TLS settings`,
      { remedy: 'Leave the TLS options out to use it as it is kept, or use another store.' },
    );
  }
  return stored.connection;
}

/** What the TLS options say, as connections keep it; null where nothing is said. */
function askedTls({ tls, tlsCa, tlsCert, tlsKey }: AskedConnection, usual: TlsSettings): TlsSettings | null {
  if (tls === null && tlsCa === null && tlsCert === null && tlsKey === null) return null;
  if ((tlsCert === null) !== (tlsKey === null)) {
    throw new ShadowSyncError('usage', '--tls-cert and --tls-key go together', {
      remedy: 'Give both, or none.',
    });
  }
  const whole = (file: string | null): string | null => (file === null ? null : path.resolve(file));
  return {
    // Who names a certificate wants it to be checked, also on loopback.
    mode: tls ?? (tlsCa === null && tlsCert === null ? usual.mode : 'verify-identity'),
    caFile: whole(tlsCa),
    certFile: whole(tlsCert),
    keyFile: whole(tlsKey),
  };
}

/** The variable that holds the own password of a connection, to a database or to an OMS server. */
export function passwordVariable(connectionId: string): string {
  return `SHADOW_SYNC_PASSWORD_${connectionId.replaceAll(/\W/g, '_')}`;
}

function passwordOf(connectionId: string, { environment }: TaskEnvironment): string | undefined {
  return environment[passwordVariable(connectionId)] ?? environment['SHADOW_SYNC_PASSWORD'];
}

async function findConnection(connections: ConnectionStore, id: string): Promise<Connection> {
  const stored = (await connections.list()).find(({ connection }) => connection.id === id);
  if (stored !== undefined) return stored.connection;
  throw new ShadowSyncError('usage', 'The connection of the task is not kept here (any more).', {
    remedy: 'Make the task anew with a connection that is.',
  });
}

/** This computer's files, as far as connections name some. */
export function localFilesOf({
  environment,
  homeFolder,
  readFile,
}: Pick<TaskEnvironment, 'environment' | 'homeFolder' | 'readFile'>): LocalFiles {
  return {
    home: homeFolder,
    isWindows: path.sep === '\\',
    variable: (name) => (environment[name] === '' ? undefined : environment[name]),
    readText: async (file) => {
      try {
        return await readFile(file);
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
    list: () => Promise.resolve([]),
  };
}

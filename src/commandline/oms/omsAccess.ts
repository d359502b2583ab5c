/** How an OMS server is reached from the command line: by its address, or as a store keeps it. */
import path from 'node:path';
import { openOmsConnections } from '../../composeOms.ts';
import type { OmsConnectionStore, StoredOmsConnection } from '../../connection/oms/omsConnectionStore.ts';
import { omsConnectionFromUrl } from '../../connection/oms/omsConnectionUrl.ts';
import type { NewOmsConnection } from '../../connection/oms/omsConnectionUrl.ts';
import { readOmsConnection } from '../../connection/oms/readOmsConnection.ts';
import { resolveOmsConnection } from '../../connection/oms/resolveOmsConnection.ts';
import type { OmsConnection, OmsTarget } from '../../connection/omsConnection.ts';
import { english } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import type { Console } from '../console.ts';
import { makeStoreFolder } from '../storeFolder.ts';
import { localFilesOf, passwordVariable } from '../tasks/taskServices.ts';
import type { TaskEnvironment } from '../tasks/taskServices.ts';
import type { OmsAccess, OmsAddress } from './omsArguments.ts';

export interface OmsSurroundings extends Pick<TaskEnvironment, 'environment' | 'homeFolder' | 'readFile'> {
  readonly readFirstLine: () => Promise<string>;
  readonly console: Console;
}

/** By the rules of kept connections either way, so that what works here works there. Throws ShadowSyncError. */
export async function targetOf(access: OmsAccess, around: OmsSurroundings): Promise<OmsTarget> {
  if (access.kind === 'kept') {
    const connection = await keptServer(access.store, access.server, around);
    const password = access.passwordFromStdin
      ? await around.readFirstLine()
      : keptPassword(connection, around.environment);
    return await resolved(connection, password, around);
  }
  const more = { id: 'cli', name: 'OMS', group: null, environment: 'development', createdAt: 0 } as const;
  const { connection, password } = await addressedServer(access, more, around);
  const known = password === '' ? (around.environment['SHADOW_SYNC_PASSWORD'] ?? '') : password;
  return await resolved(connection, access.passwordFromStdin ? await around.readFirstLine() : known, around);
}

/**
 * The server that an address and its options mean; `password` is the one in the address. Throws ShadowSyncError 'usage' that
 * repeats neither.
 */
export async function addressedServer(
  address: OmsAddress,
  more: NewOmsConnection,
  around: OmsSurroundings,
): Promise<{ readonly connection: OmsConnection; readonly password: string }> {
  const { user } = address;
  const found = omsConnectionFromUrl(address.url, { ...more, ...(user === null ? {} : { user }) });
  const { password, dropped } = found;
  if (dropped.length > 0)
    around.console.say(`not taken from the address: ${dropped.map(english).join(', ')}`);
  return { connection: await withTls(found.connection, address, around), password };
}

/** Throws ShadowSyncError 'usage' without a password of its own: trying another one is how accounts get locked. */
export function keptPassword(
  { id, name }: OmsConnection,
  environment: TaskEnvironment['environment'],
  whose = `the password of the OMS server ${JSON.stringify(name)}`,
): string {
  const variable = passwordVariable(id);
  const password = environment[variable] ?? '';
  if (password !== '') return password;
  throw new ShadowSyncError('usage', `${whose} is not in ${variable}.`, {
    remedy: 'Set that variable and start again.',
  });
}

/** What the client is handed. Throws ShadowSyncError 'usage' that names a file which can't be read. */
export async function resolved(
  connection: OmsConnection,
  password: string,
  around: Pick<OmsSurroundings, 'environment' | 'homeFolder' | 'readFile'>,
): Promise<OmsTarget> {
  const secrets = { get: () => Promise.resolve(password) };
  return await resolveOmsConnection(connection, { secrets, files: localFilesOf(around) });
}

/** Opens the servers of a store for as long as `work` takes. Throws ShadowSyncError 'store' and what it throws. */
export async function withServers<T>(
  store: string,
  { console }: Pick<OmsSurroundings, 'console'>,
  work: (servers: OmsConnectionStore) => Promise<T>,
): Promise<T> {
  await makeStoreFolder(store);
  const servers = await openOmsConnections(store, (said) =>
    console.say(console.paint.yellow(visibleText(english(said)))),
  );
  try {
    return await work(servers);
  } finally {
    await servers.close();
  }
}

async function keptServer(store: string, asked: string, around: OmsSurroundings): Promise<OmsConnection> {
  const all = await withServers(store, around, (servers) => servers.list());
  const { connection } = byId(all, asked) ?? byName(all, asked);
  return connection;
}

function byId(all: readonly StoredOmsConnection[], id: string): StoredOmsConnection | undefined {
  return all.find(({ connection }) => connection.id === id);
}

function byName(all: readonly StoredOmsConnection[], name: string): StoredOmsConnection {
  const [found, ...more] = all.filter(({ connection }) => connection.name === name);
  if (found === undefined) throw noSuchServer(name);
  if (more.length === 0) return found;
  throw new ShadowSyncError('usage', `more than one OMS server is called ${JSON.stringify(name)}`, {
    remedy: 'Give the id that oms list shows.',
  });
}

export function noSuchServer(asked: string): ShadowSyncError {
  return new ShadowSyncError('usage', `there is no OMS server ${JSON.stringify(asked)} in this store`, {
    remedy: 'shadow-sync oms list shows those that are there.',
  });
}

async function withTls(
  connection: OmsConnection,
  { tlsCa, tlsFingerprint, anyName }: OmsAddress,
  around: OmsSurroundings,
): Promise<OmsConnection> {
  if (tlsCa === null && tlsFingerprint === null && !anyName) return connection;
  if (connection.tls.mode === 'off') {
    throw new ShadowSyncError('usage', 'options of TLS do not go with http', { remedy: 'Write https://…' });
  }
  if (tlsFingerprint !== null && (tlsCa !== null || anyName)) {
    const other = tlsCa === null ? '--tls-any-name' : '--tls-ca';
    throw new ShadowSyncError('usage', `${other} and --tls-fingerprint exclude each other`, {
      remedy: 'Give one of them.',
    });
  }
  if (tlsFingerprint !== null) {
    const tls = { mode: 'fingerprint', caFile: null, fingerprint: tlsFingerprint.toUpperCase() };
    return readOmsConnection({ ...connection, tls });
  }
  // Kept ones are used from other folders.
  const caFile = tlsCa === null ? null : path.resolve(tlsCa);
  if (caFile !== null) await checkReadable(caFile, around);
  const mode = anyName ? 'verify-ca' : 'verify-identity';
  return readOmsConnection({ ...connection, tls: { mode, caFile, fingerprint: null } });
}

async function checkReadable(file: string, { readFile }: OmsSurroundings): Promise<void> {
  try {
    await readFile(file);
  } catch (cause) {
    throw new ShadowSyncError('usage', `--tls-ca: the file ${JSON.stringify(file)} can't be read`, {
      remedy: 'Name a readable PEM file.',
      cause,
    });
  }
}

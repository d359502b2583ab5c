/** Opens connections with the fixed options of C2 and the TLS modes of C4. The only place that builds driver options. */
import { TLSSocket } from 'node:tls';
import { createConnection, format } from 'mysql2';
import type { Connection, ConnectionOptions, SslOptions } from 'mysql2';
import { displayTarget } from '../../connection/connectionTarget.ts';
import type { ConnectionTarget } from '../../connection/connectionTarget.ts';
import type { StageListener } from '../../connection/connectionTest.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { floodProblem, logInPatience } from '../logInBounds.ts';
import type { LogInOptions } from '../logInBounds.ts';
import { waitPatiently } from '../patience.ts';
import type { Patience } from '../patience.ts';
import type { CountedStream, ServerRoute } from '../serverRoute.ts';
import { mapError } from './errors.ts';
import { HandshakeWatch } from './handshakeWatch.ts';
import { ServerConnection, streamOf } from './serverConnection.ts';
import { checkAgainstAddress, checkPeer, sslOptions, tlsProblem } from './tls.ts';

export interface ConnectOptions extends LogInOptions {
  /** True only for the connection that reads definitions in packets of many `SHOW CREATE TABLE` (C2). */
  readonly multipleStatements?: boolean;
}

/**
 * Connects once: a refused password is never tried again (C-10). Resolves with an authenticated connection; throws
 * ShadowSyncError 'connection', 'tls', 'authentication', 'unknown-database', 'privilege', 'timeout', 'limit',
 * 'protocol' or 'cancelled', with no secret in it.
 */
export async function connect(route: ServerRoute, options: ConnectOptions = {}): Promise<ServerConnection> {
  const { target } = route;
  const place = displayTarget(target);
  const ssl = sslOptions(target.tls);
  const patience = logInPatience(options);
  const stream = await route.open(patience, options.onStage);
  checkAgainstAddress(stream, target.host);
  const driver = createConnection({
    ...driverOptions(target, ssl, options),
    stream,
    // None of the driver's own: it raced ours, and has less to say.
    connectTimeout: 0,
  });
  try {
    await authenticated(driver, stream, target, patience, options.onStage ?? ((): void => undefined));
    checkPeer(streamOf(driver), target);
    return new ServerConnection(driver, place, target.password);
  } catch (error) {
    // The driver reports what its dying socket does; nobody is left to hear it.
    driver.on('error', () => undefined);
    streamOf(driver).destroy();
    stream.destroy();
    throw mapError(error, phrase`Connecting to ${place}`, target.password);
  }
}

function driverOptions(
  target: ConnectionTarget,
  ssl: SslOptions | null,
  options: ConnectOptions,
): ConnectionOptions {
  return {
    host: target.host,
    port: target.port,
    user: target.user,
    password: target.password,
    ...(target.database === null ? {} : { database: target.database }),
    ...(ssl === null ? {} : { ssl }),
    multipleStatements: options.multipleStatements ?? false,
    // IGNORE_SPACE would show up in the session's sql_mode (testing.md §1). The driver announces a database also where
    // there is none, which an Oracle tenant of OceanBase has no use for.
    flags: ['-LOCAL_FILES', '-IGNORE_SPACE', ...(target.database === null ? ['-CONNECT_WITH_DB'] : [])],
    // A server may ask for a file although that was not offered. Without a factory the driver answers with an empty
    // file and goes on; a factory that throws sends nothing and ends the connection (C-01).
    infileStreamFactory: (): never => {
      throw new ShadowSyncError(
        'protocol',
        phrase`The server asked for a file of this computer. It got none.`,
        {
          remedy: phrase`Do not trust this server.`,
        },
      );
    },
    enableCleartextPlugin: false,
    stringifyObjects: true,
    // The driver looks through every character of a statement for places of values, also where there are no values.
    queryFormat: (sql: string, values: readonly (string | number)[]) =>
      values.length === 0 ? sql : format(sql, [...values], true, 'Z'),
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    disableEval: true,
    // Nothing is ever prepared; the driver would lay out half a megabyte for it on each connection.
    maxPreparedStatements: 1,
    compress: false,
    debug: false,
    charset: 'UTF8MB4_GENERAL_CI',
    timezone: 'Z',
    connectAttributes: { program_name: 'shadow-sync' },
  };
}

/** Resolves when the server has accepted the account; rejects on refusal, silence, flood or cancellation. */
async function authenticated(
  driver: Connection,
  stream: CountedStream,
  target: ConnectionTarget,
  patience: Patience,
  onStage: StageListener,
): Promise<void> {
  const watch = new HandshakeWatch(driver, target, onStage);
  const listeners: (() => void)[] = [];
  try {
    // The driver's own timer would end with the first reply of some paths; this covers the whole log-in, and the flood.
    await waitPatiently<undefined>(patience, {
      begin: (resolve, reject) => {
        const onConnect = (): void => resolve(undefined);
        const onError = (error: unknown): void => reject(error);
        driver.once('connect', onConnect);
        driver.once('error', onError);
        listeners.push(
          () => driver.removeListener('connect', onConnect),
          () => driver.removeListener('error', onError),
        );
      },
      watch: () => {
        watch.look();
        return floodProblem(Math.max(stream.bytesRead, streamOf(driver).bytesRead));
      },
      late: () => silence(stream, target, patience),
    });
    watch.passedTls();
  } catch (error) {
    throw handshakeProblem(error, driver, target, watch);
  } finally {
    for (const remove of listeners) remove();
  }
}

function handshakeProblem(
  error: unknown,
  driver: Connection,
  target: ConnectionTarget,
  watch: HandshakeWatch,
): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const code = 'code' in error ? error.code : '';
  if (code === 'HANDSHAKE_SSL_ERROR') return tlsProblem(error, streamOf(driver), target, watch.peer);
  // A refusal that came over TLS is one of the account.
  if ('errno' in error && streamOf(driver) instanceof TLSSocket) watch.passedTls();
  return error;
}

function silence(stream: CountedStream, target: ConnectionTarget, { timeoutMs }: Patience): ShadowSyncError {
  const what =
    stream.bytesRead === 0
      ? `${target.host}:${target.port} took the connection and said nothing`
      : 'The server did not finish the log-in';
  return new ShadowSyncError('connection', phrase`${what} within ${timeoutMs} ms.`, {
    remedy: phrase`Check host and port, and that it is a MySQL, MariaDB or OceanBase server that answers there.`,
  });
}

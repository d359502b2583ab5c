/** Opens connections with the fixed options of C2 and the TLS modes of C4. The only place that builds driver options. */
import { connect as openSocket, isIP } from 'node:net';
import type { Socket } from 'node:net';
import { TLSSocket, checkServerIdentity } from 'node:tls';
import { createConnection } from 'mysql2';
import type { Connection, ConnectionOptions, SslOptions } from 'mysql2';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { CancelSignal } from '../../shadow/schemaReader.ts';
import { displayTarget } from '../../connection/connectionTarget.ts';
import type { ConnectionTarget, TlsChoice } from '../../connection/connectionTarget.ts';
import { mapError } from './errors.ts';
import { ServerConnection, streamOf } from './serverConnection.ts';

export interface ConnectOptions {
  /** True only for the connection that reads definitions in packets of many `SHOW CREATE TABLE` (C2). */
  readonly multipleStatements?: boolean;
  /** For name resolution, TCP, TLS and log-in together. */
  readonly timeoutMs?: number;
  readonly signal?: CancelSignal;
}

/** Long enough for a far server, short enough for a person who waits. */
const defaultTimeoutMs = 10_000;

/** A log-in is a few hundred bytes, with certificates some kilobytes. */
const maxHandshakeBytes = 1024 * 1024;

const watchEveryMs = 25;

/**
 * Connects once: a refused password is never tried again (C-10). Resolves with an authenticated connection; throws
 * ShadowSyncError 'connection', 'tls', 'authentication', 'unknown-database', 'privilege', 'timeout', 'limit',
 * 'protocol' or 'cancelled', with no secret in it.
 */
export async function connect(
  target: ConnectionTarget,
  options: ConnectOptions = {},
): Promise<ServerConnection> {
  const place = displayTarget(target);
  const socket = openSocket({ host: target.host, port: target.port, noDelay: true, keepAlive: true });
  checkAgainstAddress(socket, target.host);
  const driver = createConnection(driverOptions(target, socket, options));
  try {
    await authenticated(driver, socket, target, options);
    checkPeer(driver, target);
    return new ServerConnection(driver, place, target.password);
  } catch (error) {
    // The driver reports what its dying socket does; nobody is left to hear it.
    driver.on('error', () => undefined);
    streamOf(driver).destroy();
    socket.destroy();
    throw mapError(error, `Connecting to ${place}`, target.password);
  }
}

/**
 * Without a server name, as with every IP address, Node checks a certificate against the name that the socket was
 * opened with, and a socket that was opened with an address has none: the check would be made against `localhost`
 * (§1.8). Node reads that name from the field it sets itself for named hosts. Should that ever change, the check
 * fails closed, and `checkPeer` says so too.
 */
function checkAgainstAddress(socket: Socket, host: string): void {
  if (isIP(host) !== 0) Object.assign(socket, { _host: host });
}

function driverOptions(target: ConnectionTarget, socket: Socket, options: ConnectOptions): ConnectionOptions {
  const ssl = sslOptions(target.tls);
  return {
    host: target.host,
    port: target.port,
    user: target.user,
    password: target.password,
    ...(target.database === null ? {} : { database: target.database }),
    stream: socket,
    ...(ssl === null ? {} : { ssl }),
    multipleStatements: options.multipleStatements ?? false,
    // IGNORE_SPACE would show up in the session's sql_mode (testing.md §1).
    flags: ['-LOCAL_FILES', '-IGNORE_SPACE'],
    // A server may ask for a file although that was not offered. Without a factory the driver answers with an empty
    // file and goes on; a factory that throws sends nothing and ends the connection (C-01).
    infileStreamFactory: (): never => {
      throw new ShadowSyncError('protocol', 'The server asked for a file of this computer. It got none.', {
        remedy: 'Do not trust this server.',
      });
    },
    enableCleartextPlugin: false,
    stringifyObjects: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    disableEval: true,
    compress: false,
    debug: false,
    charset: 'UTF8MB4_GENERAL_CI',
    timezone: 'Z',
    connectTimeout: timeoutOf(options),
    connectAttributes: { program_name: 'shadow-sync' },
  };
}

/** The driver's TLS options; a fresh object each time, because the driver resumes TLS sessions unchecked per object. */
function sslOptions(tls: TlsChoice): SslOptions | null {
  if (tls.mode === 'off') return null;
  return {
    rejectUnauthorized: tls.mode !== 'required',
    verifyIdentity: tls.mode === 'verify-identity',
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
    ...(tls.cert === undefined ? {} : { cert: tls.cert }),
    ...(tls.key === undefined ? {} : { key: tls.key }),
  };
}

function timeoutOf(options: ConnectOptions): number {
  return options.timeoutMs ?? defaultTimeoutMs;
}

/** Resolves when the server has accepted the account; rejects on refusal, silence, flood or cancellation. */
function authenticated(
  driver: Connection,
  socket: Socket,
  target: ConnectionTarget,
  options: ConnectOptions,
): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const deadline = performance.now() + timeoutOf(options);
    const settle = (action: () => void): void => {
      clearInterval(watch);
      driver.removeListener('connect', onConnect);
      driver.removeListener('error', onError);
      action();
    };
    // The driver's own timer ends with the first reply of some paths; this one covers the whole log-in, and the flood.
    const watch = setInterval(() => {
      const problem = handshakeProblem(driver, socket, deadline, options);
      if (problem !== null) settle(() => reject(problem));
    }, watchEveryMs);
    const onConnect = (): void => settle(resolve);
    const onError = (error: unknown): void => settle(() => reject(tlsReason(error, driver, target)));
    driver.once('connect', onConnect);
    driver.once('error', onError);
  });
}

function handshakeProblem(
  driver: Connection,
  socket: Socket,
  deadline: number,
  options: ConnectOptions,
): ShadowSyncError | null {
  if (options.signal?.aborted === true) return new ShadowSyncError('cancelled', 'Connecting was cancelled.');
  if (Math.max(socket.bytesRead, streamOf(driver).bytesRead) > maxHandshakeBytes) {
    return new ShadowSyncError(
      'limit',
      `The server sent more than ${maxHandshakeBytes} bytes before the log-in ended.`,
    );
  }
  if (performance.now() > deadline) {
    return new ShadowSyncError(
      'connection',
      `The server did not finish the log-in within ${timeoutOf(options)} ms.`,
      {
        remedy:
          'Check host and port, and that it is a MySQL, MariaDB or OceanBase server that answers there.',
      },
    );
  }
  return null;
}

/** What OpenSSL's and Node's names for a refused certificate mean to a person. */
const certificateReasons: ReadonlyMap<string, string> = new Map([
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate is for another host'],
  ['CERT_HAS_EXPIRED', 'the certificate has expired'],
  ['CERT_NOT_YET_VALID', 'the certificate is not valid yet'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'the certificate is self-signed and not trusted'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'the certificate comes from an authority that is not trusted'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'the certificate comes from an authority that is not trusted'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'the certificate comes from an authority that is not trusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'the certificate comes from an authority that is not trusted'],
  ['CERT_SIGNATURE_FAILURE', 'the certificate comes from an authority that is not trusted'],
]);

/** The driver calls every failed TLS start HANDSHAKE_SSL_ERROR; the socket still knows why. */
function tlsReason(error: unknown, driver: Connection, target: ConnectionTarget): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const isTls = 'code' in error && error.code === 'HANDSHAKE_SSL_ERROR';
  if (!isTls) return error;
  const stream = streamOf(driver);
  const code = stream instanceof TLSSocket ? String(stream.authorizationError) : '';
  const reason = certificateReasons.get(code);
  if (reason === undefined) {
    return new ShadowSyncError('tls', `The TLS handshake with ${target.host} failed: ${error.message}`, {
      remedy: 'Check that the server offers TLS 1.2 or newer.',
    });
  }
  return new ShadowSyncError(
    'tls',
    `${target.host} could not prove its identity: ${reason} (${error.message}).`,
    {
      remedy: 'Name the certificate authority of this server, or have its certificate renewed for this host.',
      symbol: code,
    },
  );
}

/** Looks again, after the driver, at who is at the other end; the log-in has not shown the password to a wrong one. */
function checkPeer(driver: Connection, target: ConnectionTarget): void {
  if (target.tls.mode === 'off') return;
  const stream = streamOf(driver);
  if (!(stream instanceof TLSSocket)) {
    throw new ShadowSyncError('tls', `The connection to ${target.host} is not encrypted.`);
  }
  if (target.tls.mode !== 'verify-identity') return;
  const problem = checkServerIdentity(target.host, stream.getPeerCertificate());
  if (problem !== undefined) {
    throw new ShadowSyncError('tls', `${target.host} could not prove its identity: ${problem.message}.`);
  }
}

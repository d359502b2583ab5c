/** A stream to the server on which the password may be sent: connected, encrypted, and proven to be the server's. */
import { checkServerIdentity, connect } from 'node:tls';
import type { ConnectionOptions, PeerCertificate, TLSSocket } from 'node:tls';
import { isIP } from 'node:net';
import type { Socket } from 'node:net';
import type { StopSignal } from '../alert/oms/migrationServer.ts';
import type { StageListener } from '../connection/connectionTest.ts';
import type { OmsTarget } from '../connection/omsConnection.ts';
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { FingerprintError, explainTls } from './explainTls.ts';
import type { OmsParts } from './omsParts.ts';

export interface StreamOptions {
  readonly timeoutMs: number;
  readonly signal: StopSignal | undefined;
  readonly onStage: StageListener;
}

/** Throws ShadowSyncError 'connection', 'tls', 'timeout' or 'cancelled'. The stream belongs to the caller. */
export async function openOmsStream(
  target: OmsTarget,
  parts: OmsParts,
  options: StreamOptions,
): Promise<Socket> {
  const { timeoutMs, signal, onStage } = options;
  const end = performance.now() + timeoutMs;
  const socket = await parts.openTcp(target.host, target.port, timeoutMs, signal, onStage);
  if (target.tls.mode === 'off') return socket;
  onStage('tls', null);
  const secured = await secure(socket, target, parts, Math.max(1, end - performance.now()));
  const peer = secured.getPeerCertificate();
  onStage(
    'tls',
    phrase`${secured.getProtocol() ?? 'TLS'} with ${secured.getCipher().name}; the certificate's SHA-256 is ${peer.fingerprint256}.`,
  );
  return secured;
}

function secure(socket: Socket, target: OmsTarget, parts: OmsParts, timeoutMs: number): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    let peer: PeerCertificate | null = null;
    const fail = (error: unknown): void => {
      clearTimeout(timer);
      // Ends what is built on it too.
      socket.destroy();
      reject(ShadowSyncError.is(error) ? error : explainTls(error, target, peer, parts));
    };
    const timer = setTimeout(() => fail(late(target)), timeoutMs);
    try {
      const secured = connect(tlsOptions(socket, target));
      // Node's own, before it judges the certificate: a refused one can't be asked for any more.
      secured.prependOnceListener('secure', () => (peer = secured.getPeerCertificate()));
      secured.on('error', fail);
      secured.once('close', () => fail(new Error('closed')));
      secured.once('secureConnect', () => {
        clearTimeout(timer);
        // Nothing was sent yet: the certificate is looked at before the first request.
        const problem = fingerprintProblem(target, secured.getPeerCertificate());
        if (problem === null) resolve(secured);
        else fail(problem);
      });
    } catch (error) {
      // A file of an authority that OpenSSL can't read.
      fail(error);
    }
  });
}

function late({ host }: OmsTarget): ShadowSyncError {
  return new ShadowSyncError('timeout', phrase`${host} did not end the TLS handshake in time.`, {
    remedy: phrase`Check that the port speaks HTTPS.`,
  });
}

function tlsOptions(socket: Socket, { host, tls }: OmsTarget): ConnectionOptions {
  const ca = 'ca' in tls ? { ca: tls.ca } : {};
  return {
    socket,
    ...ca,
    minVersion: 'TLSv1.2',
    // An address is no server name (RFC 6066, section 3).
    ...(isIP(host) === 0 ? { servername: host } : {}),
    // A pinned certificate is its own proof; it is compared before anything is sent.
    rejectUnauthorized: tls.mode !== 'fingerprint',
    // By the host of the connection: Node would take the name that the socket was opened with, which an address has none of.
    checkServerIdentity: (_, peer) =>
      tls.mode === 'verify-identity' ? checkServerIdentity(host, peer) : undefined,
  };
}

function fingerprintProblem({ tls }: OmsTarget, peer: PeerCertificate): FingerprintError | null {
  if (tls.mode !== 'fingerprint' || peer.fingerprint256 === tls.fingerprint) return null;
  return new FingerprintError();
}

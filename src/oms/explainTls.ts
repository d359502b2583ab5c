/** Why a server could not prove who it is, in words, and what to paste to trust it. */
import type { PeerCertificate } from 'node:tls';
import { certificateReasons } from '../connection/certificateReasons.ts';
import type { OmsTarget } from '../connection/omsConnection.ts';
import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { OmsParts } from './omsParts.ts';

/** The certificate is another one than the connection names. */
export class FingerprintError extends Error {
  override readonly name = 'FingerprintError';
  readonly code = 'FINGERPRINT';
}

/** An error that has something to be pasted elsewhere: the fingerprint of a certificate that is not trusted yet. */
class UntrustedError extends ShadowSyncError {
  readonly copyText: string;

  constructor(message: Phrase, remedy: Phrase, symbol: string, copyText: string) {
    super('tls', message, { remedy, symbol });
    this.copyText = copyText;
  }
}

/** Takes what Node threw in a handshake, and the certificate if one was seen. */
export function explainTls(
  error: unknown,
  { host, port }: OmsTarget,
  peer: PeerCertificate | null,
  parts: OmsParts,
): ShadowSyncError {
  const code = codeOf(error);
  const reason = code === 'FINGERPRINT' ? otherCertificate : certificateReasons.get(code);
  if (reason !== undefined) {
    const message = phrase`${host} could not prove its identity: ${reason}.`;
    if (peer === null) return new ShadowSyncError('tls', message, { remedy: trust, symbol: code });
    return new UntrustedError(
      phrase`${message} Its SHA-256 is ${peer.fingerprint256}.`,
      trust,
      code,
      peer.fingerprint256,
    );
  }
  if (networkCodes.has(code)) return parts.explainNetwork(error, host, port);
  return new ShadowSyncError('tls', phrase`The TLS handshake with ${host} failed.`, {
    remedy: phrase`Check that the port speaks HTTPS, with TLS 1.2 or newer, and that the file of the authority is a PEM file.`,
    ...(code === '' ? {} : { symbol: code }),
  });
}

const otherCertificate = phrase`the certificate is another one than the connection names`;

const trust = phrase`Compare the fingerprint with the server's own, then name it in the connection, or name the file of the authority that signed the certificate.`;

const networkCodes: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH']);

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

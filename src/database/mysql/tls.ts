/** The TLS modes of C4: what the driver is told, and in words what a certificate has against it. */
import type { Duplex } from 'node:stream';
import { isIP } from 'node:net';
import { TLSSocket, checkServerIdentity, createSecureContext } from 'node:tls';
import type { PeerCertificate } from 'node:tls';
import type { SslOptions } from 'mysql2';
import { certificateReasons } from '../../connection/certificateReasons.ts';
import type { ConnectionTarget, TlsChoice } from '../../connection/connectionTarget.ts';
import { phrase } from '../../schema/phrase.ts';
import type { Phrase, Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { cleaned } from '../foreignText.ts';

/**
 * The driver's TLS options; a fresh object each time, because the driver resumes TLS sessions unchecked per object.
 * Throws ShadowSyncError 'tls' for files that can't be used: the driver would throw where nobody can catch it.
 */
export function sslOptions(tls: TlsChoice): SslOptions | null {
  if (tls.mode === 'off') return null;
  const files = {
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
    ...(tls.cert === undefined ? {} : { cert: tls.cert }),
    ...(tls.key === undefined ? {} : { key: tls.key }),
    ...(tls.passphrase === undefined ? {} : { passphrase: tls.passphrase }),
  };
  checkFiles(files);
  return {
    rejectUnauthorized: tls.mode !== 'required',
    verifyIdentity: tls.mode === 'verify-identity',
    ...files,
  };
}

/** Each file alone, so that the message can name the one that is wrong; then the key beside its certificate. */
function checkFiles({ ca, cert, key, passphrase }: Omit<TlsChoice, 'mode'>): void {
  // An authority's file without a certificate would be taken for an empty list of authorities.
  if (ca !== undefined && !ca.includes('-----BEGIN'))
    throw unusable(phrase`authority`, phrase`It holds no certificate (PEM).`);
  if (ca !== undefined) tryContext({ ca }, phrase`authority`);
  if (cert !== undefined) tryContext({ cert }, phrase`client's certificate`);
  if (key === undefined) return;
  const open = passphrase === undefined ? {} : { passphrase };
  tryContext({ key, ...open }, phrase`client's key`);
  if (cert !== undefined) tryContext({ cert, key, ...open }, phrase`client's key`);
}

function tryContext(files: Omit<TlsChoice, 'mode'>, what: Phrase): void {
  try {
    createSecureContext(files);
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    throw unusable(
      what,
      fileReasons.get(code) ?? (code === '' ? phrase`OpenSSL says no more.` : phrase`OpenSSL says ${code}.`),
    );
  }
}

/** OpenSSL's and Node's names for what a file of certificates or keys lacks. */
const fileReasons: ReadonlyMap<string, Phrase> = new Map([
  ['ERR_MISSING_PASSPHRASE', phrase`It is encrypted, and no passphrase was given.`],
  ['ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED', phrase`It is encrypted, and no passphrase was given.`],
  ['ERR_OSSL_BAD_DECRYPT', phrase`The passphrase does not open it.`],
  ['ERR_OSSL_EVP_BAD_DECRYPT', phrase`The passphrase does not open it.`],
  ['ERR_OSSL_PEM_BAD_DECRYPT', phrase`The passphrase does not open it.`],
  ['ERR_OSSL_PEM_BAD_PASSWORD_READ', phrase`It is encrypted, and no passphrase was given.`],
  ['ERR_OSSL_X509_KEY_VALUES_MISMATCH', phrase`It does not belong to the certificate.`],
  ['ERR_OSSL_X509_KEY_TYPE_MISMATCH', phrase`It does not belong to the certificate.`],
  ['ERR_OSSL_PEM_NO_START_LINE', phrase`It is no PEM file of this kind.`],
]);

function unusable(what: Phrase, why: Phrase): ShadowSyncError {
  return new ShadowSyncError('tls', phrase`The file of the ${what} for TLS can't be used. ${why}`, {
    remedy: phrase`Choose the file anew (PEM), and give its passphrase if it has one.`,
  });
}

/**
 * Without a server name, as with every IP address, Node checks a certificate against the name that the socket was
 * opened with, and a socket that was opened with an address has none: the check would be made against `localhost`
 * (§1.8). Node reads that name from the field it sets itself for named hosts; a tunnel's stream has no such field at
 * all. Should that ever change, the check fails closed, and `checkPeer` says so too.
 */
export function checkAgainstAddress(stream: Duplex, host: string): void {
  if (isIP(host) !== 0) Object.assign(stream, { _host: host });
}

/** Why the driver gave up TLS; it calls every failed start HANDSHAKE_SSL_ERROR, and the stream still knows why. */
export function tlsProblem(
  error: Error,
  stream: Duplex,
  target: ConnectionTarget,
  peer: PeerCertificate | null,
): ShadowSyncError {
  const code = stream instanceof TLSSocket ? String(stream.authorizationError) : '';
  const reason = certificateReasons.get(code);
  if (reason === undefined) {
    return new ShadowSyncError(
      'tls',
      phrase`The TLS handshake with ${target.host} failed: ${cleaned(error.message)}`,
      {
        remedy: phrase`Check that the server offers TLS 1.2 or newer.`,
      },
    );
  }
  const about = peer === null ? '' : phrase` (${aboutCertificate(peer, code)})`;
  return new ShadowSyncError('tls', phrase`${target.host} could not prove its identity: ${reason}${about}.`, {
    remedy: remedyFor(code, target),
    symbol: code,
  });
}

function remedyFor(code: string, target: ConnectionTarget): Phrase {
  switch (code) {
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return phrase`Connect under a name that the certificate has, or have one made for this host. The mode verify-ca does not look at names.`;
    case 'CERT_HAS_EXPIRED':
      return phrase`Have the certificate of the server renewed.`;
    case 'CERT_NOT_YET_VALID':
      return phrase`Check this computer's clock, and the certificate of the server.`;
    default:
      return target.tls.ca === undefined
        ? phrase`Name the file of the certificate authority that signed the certificate of this server.`
        : phrase`Name the authority that signed this certificate: the one that was named did not.`;
  }
}

function aboutCertificate(peer: PeerCertificate, code: string): Phrase {
  switch (code) {
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return phrase`it names ${namesOf(peer)}`;
    case 'CERT_HAS_EXPIRED':
      return phrase`it was valid until ${peer.valid_to}`;
    case 'CERT_NOT_YET_VALID':
      return phrase`it is valid from ${peer.valid_from}`;
    default:
      return phrase`signed by ${issuerOf(peer)}, SHA-256 ${peer.fingerprint256}`;
  }
}

/** The hosts that a certificate is for, as it says itself. */
function namesOf({ subject, subjectaltname }: PeerCertificate): Said {
  const names = subjectaltname ?? '';
  return names === '' ? phrase`only ${nameIn(subject)}` : cleaned(names);
}

function issuerOf({ issuer }: PeerCertificate): Said {
  return nameIn(issuer);
}

/** A server may send a certificate with any parts missing. */
function nameIn(part: Partial<PeerCertificate['subject']> | undefined): Said {
  const name: unknown = part?.CN ?? part?.O;
  return typeof name === 'string' ? cleaned(JSON.stringify(name)) : phrase`nobody that is named`;
}

/** What was agreed on and who is at the other end, as a sentence. */
export function aboutTls(stream: TLSSocket, mode: TlsChoice['mode'], peer: PeerCertificate | null): Phrase {
  const agreed = phrase`${stream.getProtocol() ?? 'TLS'} with ${cipherName(stream.getCipher())}`;
  if (peer === null) return phrase`${agreed}.`;
  const about = phrase`${agreed}; a certificate for ${namesOf(peer)}, signed by ${issuerOf(peer)}, valid until ${peer.valid_to}.`;
  return mode === 'required' ? phrase`${about} It was not checked who that is.` : about;
}

/** Node has none for a socket that was closed meanwhile, whatever its types say. */
function cipherName(cipher: { readonly name: string } | null | undefined): Said {
  return cipher?.name ?? phrase`no cipher`;
}

/** Looks again, after the driver, at who is at the other end; the log-in has not shown the password to a wrong one. */
export function checkPeer(stream: Duplex, target: ConnectionTarget): void {
  if (target.tls.mode === 'off') return;
  if (!(stream instanceof TLSSocket)) {
    throw new ShadowSyncError('tls', phrase`The connection to ${target.host} is not encrypted.`);
  }
  if (target.tls.mode !== 'verify-identity') return;
  const problem = checkServerIdentity(target.host, stream.getPeerCertificate());
  if (problem !== undefined) {
    throw new ShadowSyncError(
      'tls',
      phrase`${target.host} could not prove its identity: ${cleaned(problem.message)}.`,
    );
  }
}

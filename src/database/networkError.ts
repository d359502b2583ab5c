/** What Node says about names and TCP connections, in words that name the place. */
import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';

/** `[::1]:22`, `db.example:3306`. */
export function placeOf(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

interface Reason {
  readonly cause: (host: string, place: string) => Phrase;
  readonly remedy: Phrase;
}

const firewall = phrase`Check host and port, and that no firewall or missing VPN is in the way.`;

/** Codes of getaddrinfo(3) and connect(2). */
const reasons: ReadonlyMap<string, Reason> = new Map<string, Reason>([
  [
    'ENOTFOUND',
    {
      cause: (host) => phrase`No address is known for the host ${host}`,
      remedy: phrase`Check the name of the host.`,
    },
  ],
  [
    'EAI_AGAIN',
    {
      cause: (host) => phrase`The name of the host ${host} can't be looked up now`,
      remedy: phrase`Check the name of the host and this computer's name resolution.`,
    },
  ],
  [
    'ECONNREFUSED',
    {
      cause: (_, place) => phrase`${place} refuses connections: no server listens there`,
      remedy: phrase`Check host and port, and that the server is up and listens for more than its own computer.`,
    },
  ],
  ['ETIMEDOUT', { cause: (_, place) => phrase`${place} does not answer`, remedy: firewall }],
  ['EHOSTUNREACH', { cause: (_, place) => phrase`No way leads to ${place}`, remedy: firewall }],
  ['ENETUNREACH', { cause: (_, place) => phrase`No way leads to the network of ${place}`, remedy: firewall }],
  ['ECONNRESET', { cause: (_, place) => phrase`${place} ended the connection`, remedy: firewall }],
]);

/** Takes what Node threw while a connection to `host` was opened; the symbol is Node's code. */
export function networkError(error: unknown, host: string, port: number): ShadowSyncError {
  if (error instanceof ShadowSyncError) return error;
  const code = codeOf(error);
  const reason = reasons.get(code);
  const place = placeOf(host, port);
  const symbol = code === '' ? {} : { symbol: code };
  if (reason === undefined) {
    const why = code === '' ? phrase`no reason was given` : code;
    return new ShadowSyncError('connection', phrase`${place} can't be reached (${why}).`, {
      remedy: firewall,
      ...symbol,
    });
  }
  return new ShadowSyncError('connection', phrase`${reason.cause(host, place)} (${code}).`, {
    remedy: reason.remedy,
    ...symbol,
  });
}

/** A host with several addresses gives an AggregateError, which has the code of its last attempt. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

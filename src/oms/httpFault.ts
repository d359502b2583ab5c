/** What Node says of an HTTP request that brought no whole answer. */
import type { OmsTarget } from '../connection/omsConnection.ts';
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { OmsParts } from './omsParts.ts';

/** Takes whatever was thrown; the outcome holds nothing of the request. */
export function httpFault(error: unknown, { host, port }: OmsTarget, parts: OmsParts): ShadowSyncError {
  if (ShadowSyncError.is(error)) return error;
  const code =
    typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
      ? error.code
      : '';
  // The parser's own names: what came is no HTTP.
  if (code.startsWith('HPE_')) {
    return new ShadowSyncError(
      'protocol',
      phrase`What ${host} answers on port ${String(port)} is no HTTP (${code}).`,
      { remedy: phrase`Check the port, and whether the server wants https.`, symbol: code },
    );
  }
  return parts.explainNetwork(error, host, port);
}

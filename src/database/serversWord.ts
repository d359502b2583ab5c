import type { ErrorDetails, ShadowSyncError } from '../schema/shadowSyncError.ts';

/** The server's own number and symbol of an error, for another error that says more about the same. */
export function serversWord({ errno, symbol }: ShadowSyncError): Pick<ErrorDetails, 'errno' | 'symbol'> {
  return { ...(errno === null ? {} : { errno }), ...(symbol === null ? {} : { symbol }) };
}

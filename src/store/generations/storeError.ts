import { phrase } from '../../schema/phrase.ts';
import type { Phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { errorCode } from '../journalError.ts';

const remedies: ReadonlyMap<string, Phrase> = new Map([
  ['ENOSPC', phrase`Free some space on that disk and try again.`],
  ['EDQUOT', phrase`Your share of that disk is used up: free some space and try again.`],
  ['EROFS', phrase`That disk is read-only: make it writable and try again.`],
  ['EACCES', phrase`Give your account the right to read and write there and try again.`],
  ['EPERM', phrase`Give your account the right to read and write there and try again.`],
  ['EBUSY', phrase`Another program holds the file: end it and try again.`],
  ['EEXIST', phrase`A file stands there that this program did not make: look at it and remove it.`],
]);

/**
 * Makes ShadowSyncError 'store' of a file system's error (F8): `what` could not be done with `path`. What was saved
 * before is as it was: a generation is never written to again.
 */
export function storeError(what: Phrase, path: string, error: unknown): ShadowSyncError {
  if (ShadowSyncError.is(error)) return error;
  const code = errorCode(error);
  const remedy = remedies.get(code);
  return new ShadowSyncError('store', phrase`The store can't be ${what} at ${path}: ${code}.`, {
    symbol: code,
    cause: error,
    ...(remedy === undefined ? {} : { remedy }),
  });
}

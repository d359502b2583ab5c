import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';

const remedies: Readonly<Record<string, Phrase>> = {
  ENOSPC: phrase`Free some space on that disk and run again.`,
  EDQUOT: phrase`Your share of that disk is used up: free some space and run again.`,
  EROFS: phrase`That disk is read-only: choose another folder.`,
  EACCES: phrase`Give your account the right to write there, or choose another folder.`,
  EPERM: phrase`Give your account the right to write there, or choose another folder.`,
  EEXIST: phrase`A file is where the folder should be: choose another folder.`,
  ENOTDIR: phrase`A file is where the folder should be: choose another folder.`,
  ENOENT: phrase`It is not there, or can't be made there: choose another folder.`,
};

/** Makes ShadowSyncError 'journal' of a file system's error (F8); `what` was being done with `path`. */
export function journalError(what: Phrase, path: string, error: unknown): ShadowSyncError {
  if (ShadowSyncError.is(error)) return error;
  const code = errorCode(error);
  const remedy = remedies[code];
  return new ShadowSyncError('journal', phrase`The record of the run can't be ${what} at ${path}: ${code}.`, {
    symbol: code,
    cause: error,
    ...(remedy === undefined ? {} : { remedy }),
  });
}

/** The file system's own code, such as ENOSPC; 'unknown' for errors that carry none. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return 'unknown';
  return typeof error.code === 'string' ? error.code : 'unknown';
}

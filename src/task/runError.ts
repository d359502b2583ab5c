import { english } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { RunError } from './runResult.ts';

/** Makes a result's error of whatever was thrown; an error that is not ours is 'internal' with its message. */
export function runErrorOf(error: unknown): RunError {
  if (ShadowSyncError.is(error)) {
    const { code, errno, message, remedy, said, saidRemedy } = error;
    const phrases = {
      ...(typeof said === 'string' ? {} : { said }),
      ...(saidRemedy === null || typeof saidRemedy === 'string' ? {} : { saidRemedy }),
    };
    return { code, errno, message, remedy, ...phrases };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', errno: null, message, remedy: null };
}

/** The same error with another message. */
export function withMessage(error: RunError, said: Said): RunError {
  return { ...error, message: english(said), said };
}

/** What the error's message says in English. */
export function saidOf({ message, said = message }: RunError): Said {
  return said;
}

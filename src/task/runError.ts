import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { RunError } from './runResult.ts';

/** Makes a result's error of whatever was thrown; an error that is not ours is 'internal' with its message. */
export function runErrorOf(error: unknown): RunError {
  if (ShadowSyncError.is(error)) {
    return { code: error.code, errno: error.errno, message: error.message, remedy: error.remedy };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', errno: null, message, remedy: null };
}

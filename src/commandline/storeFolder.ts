/** The folder of `--store`. */
import { access, constants } from 'node:fs/promises';
import { makeFolder } from '../compose.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';

/**
 * Makes the folder when it is not there. The editor goes on without a folder that it can't write, for as long as a window is
 * open; a command ends before anybody could come back to what it kept. Throws ShadowSyncError 'store'.
 */
export async function makeStoreFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new ShadowSyncError('store', `the store ${JSON.stringify(folder)} can't be used: ${code}`, {
      symbol: code,
      remedy: 'Name a folder that this account may write, or one that can be made: --store DIR',
      cause,
    });
  }
}

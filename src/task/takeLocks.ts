import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { TableName } from '../schema/tableName.ts';
import type { Lane } from './lane.ts';
import { whileUnreachable } from './whileUnreachable.ts';
import type { Patience } from './whileUnreachable.ts';

/**
 * Takes the locks that a lost connection may still hold, on the lane's session. Throws ShadowSyncError 'lock' when they
 * don't come free within `handoverMs` or the run is stopped, and whatever else goes wrong.
 */
export async function takeLocks(
  lane: Lane,
  shadows: readonly TableName[],
  patience: Patience,
  handoverMs: number,
): Promise<void> {
  const end = patience.clock.monotonic() + handoverMs;
  for (;;) {
    const error = await whileUnreachable(patience, () => lockAll(lane, shadows));
    if (error === null) return;
    if (patience.clock.monotonic() >= end || patience.grace.aborted) throw error;
    await patience.grace.pause(patience.pollMs);
  }
}

/** Null when all are held (or the server has none), the error when somebody has one; throws what else goes wrong. */
async function lockAll(lane: Lane, shadows: readonly TableName[]): Promise<ShadowSyncError | null> {
  try {
    for (const shadow of shadows) await lane.lock(shadow);
    return null;
  } catch (error) {
    if (ShadowSyncError.is(error, 'lock')) return error;
    // A session that broke while it took a lock is given up with all the locks it had; the next try takes them anew.
    await lane.discard();
    throw error;
  }
}

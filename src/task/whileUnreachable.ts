import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { AbortGrace } from './abortGrace.ts';
import type { Clock } from './ports.ts';

export interface Patience {
  readonly clock: Clock;
  /** How long a server that is away is waited for, and the pause between two tries. */
  readonly reconnectMs: number;
  readonly pollMs: number;
  /** Ends all waiting soon after the user has stopped the run. */
  readonly grace: AbortGrace;
}

/**
 * Tries again while the server can't be reached, for things that are safe to ask twice (X-18: a server that restarts).
 * Any other error ends it at once: a refused account is not asked again (C-10). Throws the last error.
 */
export async function whileUnreachable<T>(patience: Patience, ask: () => Promise<T>): Promise<T> {
  const { clock, grace, pollMs, reconnectMs } = patience;
  const end = clock.monotonic() + reconnectMs;
  for (;;) {
    try {
      return await grace.bounded(ask);
    } catch (error) {
      if (!isAway(error) || clock.monotonic() >= end || grace.aborted) throw error;
    }
    await grace.pause(pollMs);
  }
}

/** Not there, or there and silent. */
function isAway(error: unknown): boolean {
  return ShadowSyncError.is(error, 'connection') || ShadowSyncError.is(error, 'timeout');
}

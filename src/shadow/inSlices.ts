/** Long work in short slices, so that whoever waits beside it is served in between (P-23). */
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { CancelSignal } from './schemaReader.ts';

/** How work gives way to others; this floor has neither clock nor event loop of its own. */
export interface Pacing {
  /** Monotonic milliseconds. */
  readonly clock: () => number;
  /** Gives the event loop a turn; awaited between slices. Without it the work is done in one go. */
  readonly pause?: () => Promise<void>;
  readonly signal: CancelSignal;
}

/** Longest stretch of work without a pause, in milliseconds; far below the 200 ms of P-23, because a table can't be cut. */
const sliceMs = 20;

/**
 * Does work that yields between its small pieces. `onSlice` is told between slices how many of them are done. Throws what
 * the work throws, and ShadowSyncError 'cancelled' when the signal says so.
 */
export async function inSlices<T>(
  work: Generator<undefined, T>,
  { clock, pause, signal }: Pacing,
  onSlice?: (done: number) => void,
): Promise<T> {
  let sliceStart = clock();
  for (let done = 1; ; done++) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (clock() - sliceStart < sliceMs) continue;
    onSlice?.(done);
    await pause?.();
    if (signal.aborted) throw new ShadowSyncError('cancelled', phrase`the analysis was cancelled`);
    sliceStart = clock();
  }
}

/** The same work in one go. */
export function atOnce<T>(work: Generator<undefined, T>): T {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

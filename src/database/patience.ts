/** How long something that may never answer is waited for, and who may end it earlier. */
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { CancelSignal } from '../shadow/schemaReader.ts';

export interface Patience {
  /** By `performance.now()`. */
  readonly deadline: number;
  /** What was given in all, for messages. */
  readonly timeoutMs: number;
  readonly signal?: CancelSignal;
}

/** A cancellation is a bare flag, so it is looked at. */
const lookEveryMs = 25;

/** From now on. */
export function patienceFor(timeoutMs: number, signal?: CancelSignal): Patience {
  return {
    deadline: performance.now() + timeoutMs,
    timeoutMs,
    ...(signal === undefined ? {} : { signal }),
  };
}

export interface Waiting<T> {
  /** Starts what is waited for. What it settles after the end of the patience is ignored. */
  readonly begin: (resolve: (value: T) => void, reject: (error: unknown) => void) => void;
  /** Looked at again and again; an error ends the waiting. */
  readonly watch?: () => ShadowSyncError | null;
  /** What to say when the time is over. */
  readonly late: () => ShadowSyncError;
}

/** Waits for an outcome, but not longer than the patience. Throws 'cancelled', `late()`, or what `begin` rejects with. */
export function waitPatiently<T>(patience: Patience, waiting: Waiting<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const end = (action: () => void): void => {
      clearInterval(looking);
      action();
    };
    const look = (): void => {
      const problem = impatience(patience, waiting.late) ?? waiting.watch?.() ?? null;
      if (problem !== null) end(() => reject(problem));
    };
    const looking = setInterval(look, lookEveryMs);
    waiting.begin(
      (value) => end(() => resolve(value)),
      (error) => end(() => reject(error instanceof Error ? error : new Error(String(error)))),
    );
  });
}

function impatience({ deadline, signal }: Patience, late: () => ShadowSyncError): ShadowSyncError | null {
  if (signal?.aborted === true) return new ShadowSyncError('cancelled', phrase`Connecting was cancelled.`);
  return performance.now() > deadline ? late() : null;
}

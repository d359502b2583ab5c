/** The bounds on time and memory that every question to a server has, against servers that are broken or hostile (C8). */
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { CancelSignal } from '../shadow/schemaReader.ts';

export interface QueryLimits {
  /** After that the connection is destroyed and 'timeout' thrown; null: no limit, the caller watches. */
  readonly timeoutMs: number | null;
  /** Looked at while waiting; an abort destroys the connection with 'cancelled'. */
  readonly signal?: CancelSignal;
}

/** C8: no metadata query may take longer. */
export const metadataTimeoutMs = 60_000;

/** More than any metadata answer: 100,000 tables with long names are about 30 MB. */
export const maxAnswerBytes = 64 * 1024 * 1024;

/** How often a bare `aborted` flag is looked at while a query runs. */
const cancelPollMs = 50;

interface Asked {
  readonly place: string;
  destroy(reason: ShadowSyncError): void;
}

/** Destroys the connection that is asked when the time is over or the caller gives up; the result ends the watch. */
export function watchLimits(asked: Asked, { signal, timeoutMs }: QueryLimits): () => void {
  const timer =
    timeoutMs === null
      ? undefined
      : setTimeout(() => {
          const late = phrase`${asked.place} gave no answer within ${timeoutMs / 1000} s.`;
          asked.destroy(new ShadowSyncError('timeout', late));
        }, timeoutMs);
  const poll =
    signal === undefined
      ? undefined
      : setInterval(() => {
          if (signal.aborted)
            asked.destroy(new ShadowSyncError('cancelled', phrase`The reading was cancelled.`));
        }, cancelPollMs);
  return () => {
    clearTimeout(timer);
    clearInterval(poll);
  };
}

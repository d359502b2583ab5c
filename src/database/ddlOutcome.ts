/** What it means when a DDL statement did not end well, told in the same words for every kind of server. */
import { joined, phrase } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { serversWord } from './serversWord.ts';

/** Why we stopped a statement. */
export type StopReason = 'timeout' | 'cancelled';

/** Nothing was sent yet. Throws ShadowSyncError 'cancelled'. */
export function refuseWhenAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new ShadowSyncError('cancelled', phrase`Aborted before the statement was sent.`);
}

/** Nothing was sent yet: a connection that is gone took the locks with it, and the attempt ends here. */
export function lockLost(lost: ShadowSyncError): ShadowSyncError {
  return new ShadowSyncError('connection', phrase`The connection that held the lock is lost: ${lost.said}`, {
    remedy: phrase`Run again: what was done is found by reading it again.`,
  });
}

/** Silence is no refusal: whether the statement took effect is not known. */
export function outcomeLost(error: ShadowSyncError): ShadowSyncError {
  return new ShadowSyncError(
    'unknown-outcome',
    phrase`The connection was lost while the statement ran: ${error.said}`,
    {
      remedy: phrase`The next run asks the server whether the statement took effect, before it does anything else.`,
      ...(error.errno === null ? {} : { errno: error.errno }),
    },
  );
}

/** By us, or by somebody else, which is what `bySomebody` says. */
export function interrupted(
  error: ShadowSyncError,
  stoppedFor: StopReason | null,
  bySomebody: Said,
): ShadowSyncError {
  const details = serversWord(error);
  switch (stoppedFor) {
    case 'timeout':
      return new ShadowSyncError(
        'timeout',
        phrase`The statement took longer than allowed and was stopped on the server.`,
        { remedy: phrase`Allow more time, or run it when the server is less busy.`, ...details },
      );
    case 'cancelled':
      return new ShadowSyncError('cancelled', phrase`The statement was stopped on the server.`, details);
    case null:
      return new ShadowSyncError('statement', bySomebody, details);
  }
}

/** The statement waited for another session's lock on its table; `askBlockers` tells whose, if anybody can. */
export async function lockWaitEnded(
  error: ShadowSyncError,
  lockWaitSeconds: number,
  askBlockers: () => Promise<readonly Said[]>,
): Promise<ShadowSyncError> {
  const blockers = await askBlockers().catch((): readonly Said[] => []);
  const said =
    blockers.length === 0
      ? phrase`${error.said}.`
      : phrase`${error.said}. Held by ${joined(blockers, '; ')}.`;
  return new ShadowSyncError('lock', said, {
    remedy: phrase`End the session that holds the table; each attempt waits ${lockWaitSeconds} s.`,
    ...serversWord(error),
  });
}

/** How any process finds a statement of ours again: in its text, and in what its session says of itself (R9). */
import { createHash } from 'node:crypto';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { StatementMarker } from '../../task/ports.ts';

/** Whatever else a run's name could hold would have to be escaped inside a comment. */
const runName = /^[\w.:-]{1,64}$/;

/** V$SESSION.CLIENT_INFO and, from 12.2, ACTION hold 64 bytes. */
const maxClientInfo = 64;

/** The comment that the statement begins with. Throws ShadowSyncError 'internal' for a run whose name is not a plain word. */
export function markerComment({ fence, run, statement }: StatementMarker): string {
  if (!runName.test(run))
    throw new ShadowSyncError('internal', phrase`The name of a run is not a plain word.`);
  return `/* shsync run=${run} stmt=${statement} fence=${fence} */`;
}

/** What the session's CLIENT_INFO says: the run, or, where its name is too long, what stands for it. */
export function clientInfo(run: string): string {
  const whole = `shsync run=${run}`;
  return whole.length <= maxClientInfo ? whole : `shsync run=${createHash('sha1').update(run).digest('hex')}`;
}

/** What the session's ACTION says. */
export function actionOf({ fence, statement }: StatementMarker): string {
  return `stmt=${statement} fence=${fence}`;
}

/** The statement's number in an ACTION; null for any other text. */
export function statementIn(action: string): number | null {
  const match = /^stmt=(\d+) fence=\d+$/.exec(action);
  return match === null ? null : Number(match[1]);
}

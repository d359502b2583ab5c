/** How any process finds a statement of ours again: in what its session says of itself (R9), beside its text. */
import { createHash } from 'node:crypto';
import type { StatementMarker } from '../../task/ports.ts';

/** V$SESSION.CLIENT_INFO and, from 12.2, ACTION hold 64 bytes. */
const maxClientInfo = 64;

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

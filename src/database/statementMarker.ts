/** The comment that a statement carries, by which any process finds it again in what the server says runs (R9). */
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { StatementMarker } from '../task/ports.ts';

/** Whatever else a run's name could hold would have to be escaped inside a comment. */
const runName = /^[\w.:-]{1,64}$/;

/** The comment with run, statement and fence. Throws ShadowSyncError 'internal' for a run whose name is not a plain word. */
export function markerComment(marker: StatementMarker): string {
  return `${runPrefix(marker.run)}${marker.statement} fence=${marker.fence} */`;
}

/** What the comments of all statements of a run begin with. */
export function runPrefix(run: string): string {
  if (!runName.test(run))
    throw new ShadowSyncError('internal', phrase`The name of a run is not a plain word.`);
  return `/* shsync run=${run} stmt=`;
}

/** The statement's number in a text that begins with a run's marker; null for any other text. */
export function markedStatement(info: string, run: string): number | null {
  const prefix = runPrefix(run);
  if (!info.startsWith(prefix)) return null;
  const match = /^(\d+) fence=\d+ \*\//.exec(info.slice(prefix.length));
  return match === null ? null : Number(match[1]);
}

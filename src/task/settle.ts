/**
 * Finding out what became of a statement whose answer was lost (R11): first the process list, then the lock, then the
 * table itself. Killing a client does not stop its DDL (reliability.md §1.6), so a lost answer is never taken for a failure.
 */
import { phrase } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { displayName } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import type { PlannedStatement } from '../shadow/analysis.ts';
import type { Lane } from './lane.ts';
import { liveEntry, readLiveTables } from './liveTables.ts';
import type { LiveTable } from './liveTables.ts';
import type { DdlServer, StatementMarker } from './ports.ts';
import type { RunContext } from './runContext.ts';
import { takeLocks } from './takeLocks.ts';
import { whileUnreachable } from './whileUnreachable.ts';

export type Settled =
  | { readonly kind: 'applied' }
  | { readonly kind: 'not-applied' }
  /** The table is neither as it was before nor as it should be after. */
  | { readonly kind: 'moved' }
  /** It could not be found out. */
  | { readonly kind: 'unknown'; readonly reason: Said };

/** What was sent, and until when it may run (monotonic milliseconds). */
export interface SentStatement {
  readonly marker: StatementMarker;
  readonly connectionId: string;
  readonly deadline: number;
}

/**
 * Settles one statement. `answered`: the server itself said that it stopped the statement, so its session and the locks
 * on it are as good as before; otherwise the session is given up and the locks are taken on a fresh one, which the server
 * grants only when the old connection is gone for good. Throws nothing but programming errors.
 */
export async function settleStatement(
  context: RunContext,
  lane: Lane,
  locks: readonly TableName[],
  statement: PlannedStatement,
  sent: SentStatement,
  answered: boolean,
): Promise<Settled> {
  const { patience, policy } = context;
  try {
    await waitUntilGone(context, sent);
    if (!answered) {
      // Not earlier: ending the connection must not end a statement that may as well succeed.
      await lane.discard();
      await takeLocks(lane, locks, patience, policy.handoverMs);
    }
    const shadow = statement.pair.shadow;
    const live = await readLiveTables(context.reader, context.dialect, [shadow], patience);
    return settledBy(liveEntry(live, shadow), statement, shadow);
  } catch (error) {
    if (ShadowSyncError.is(error)) return { kind: 'unknown', reason: error.said };
    throw error;
  }
}

/** What the table itself says about the statement that was to change it. */
export function settledBy(
  live: LiveTable,
  expected: { readonly before: string; readonly after: string },
  shadow: TableName,
): Settled {
  if (live.kind === 'unknown') {
    return { kind: 'unknown', reason: phrase`${displayName(shadow)} can't be read again: ${live.reason}` };
  }
  if (live.fingerprint === expected.after) return { kind: 'applied' };
  if (live.fingerprint === expected.before) return { kind: 'not-applied' };
  return { kind: 'moved' };
}

/** Waits until the statement runs no more; stops it on the server when the user asked for that or its time is over. */
async function waitUntilGone(context: RunContext, sent: SentStatement): Promise<void> {
  const { grace, patience } = context;
  for (;;) {
    const running = await whileUnreachable(patience, () =>
      runningStatements(context.server, context.run, sent.marker.statement),
    );
    if (running.length === 0) return;
    if (context.signal.aborted || context.clock.monotonic() >= sent.deadline) {
      // Only the id that still carries our marker: the driver looks again right before (R10, X-09).
      for (const connectionId of running) {
        await whileUnreachable(patience, () => context.server.kill(connectionId, sent.marker));
      }
    }
    await grace.pause(patience.pollMs);
  }
}

async function runningStatements(
  server: DdlServer,
  run: string,
  statement: number,
): Promise<readonly string[]> {
  const running = await server.findRunning(run);
  return running.filter((one) => one.statement === statement).map((one) => one.connectionId);
}

/** One attempt at a statement: gated and recorded before it is sent, and settled when its answer is lost. */
import { english, joined, phrase, reasoned } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { ErrorCode } from '../schema/shadowSyncError.ts';
import { displayName } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import type { PlannedStatement } from '../shadow/analysis.ts';
import { gateStatement } from '../shadow/gatePlan.ts';
import type { Lane } from './lane.ts';
import type { StatementMarker } from './ports.ts';
import type { RunContext } from './runContext.ts';
import { runErrorOf, saidOf, withMessage } from './runError.ts';
import type { RunError } from './runResult.ts';
import { settleStatement } from './settle.ts';
import type { Settled } from './settle.ts';
import { watchBlockers } from './watchBlockers.ts';

/** How one attempt ended. */
export type Attempt =
  | { readonly kind: 'applied'; readonly recovered: boolean; readonly warnings: readonly string[] }
  | { readonly kind: 'failed'; readonly error: RunError }
  /** It had no effect, and another attempt may fare better. */
  | { readonly kind: 'again'; readonly error: RunError; readonly lostConnection: boolean }
  | { readonly kind: 'unknown'; readonly error: RunError };

/** The server's answers to a statement that had no effect: it said no, or it was never asked. */
const answeredNo: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'statement',
  'lock',
  'privilege',
  'read-only',
  'limit',
  'authentication',
  'unknown-database',
  'gate',
  'usage',
  'journal',
  'identity',
  'stale-plan',
]);

/** ER_LOCK_DEADLOCK: the server took this statement as the victim; nothing of it remains (server error reference). */
const deadlock = 1213;

/**
 * Makes one attempt; `locks` are the tables whose locks the lane holds. Never throws for what server, network or disk do.
 */
export async function attemptStatement(
  context: RunContext,
  lane: Lane,
  locks: readonly TableName[],
  statement: PlannedStatement,
  intent: { readonly attempt: number; readonly isFinal: boolean },
): Promise<Attempt> {
  const { clock, policy, signal } = context;
  const marker = { run: context.run, statement: statement.id, fence: context.nextFence() };
  let connectionId: string;
  try {
    connectionId = await announce(context, lane, statement, intent);
  } catch (error) {
    return { kind: 'failed', error: runErrorOf(error) };
  }
  const started = clock.monotonic();
  const sent = { marker, connectionId, deadline: started + policy.statementTimeoutMs };
  if (signal.aborted) {
    const error = runErrorOf(
      new ShadowSyncError('cancelled', phrase`The run was stopped before this statement was sent.`),
    );
    await recordResult(context, statement, 'failed', error, started);
    return { kind: 'failed', error };
  }
  const watch = watchBlockers(context, statement);
  try {
    const { warnings } = await execute(context, lane, statement, marker);
    await context.failPoint('exec.after-send');
    await recordResult(context, statement, 'succeeded', null, started);
    return { kind: 'applied', recovered: false, warnings };
  } catch (error) {
    if (ShadowSyncError.is(error) && answeredNo.has(error.code)) {
      const said = withBlockers(error, watch.seen());
      await recordResult(context, statement, 'failed', said, started);
      const again = error.code === 'lock' || error.errno === deadlock;
      return again ? { kind: 'again', error: said, lostConnection: false } : { kind: 'failed', error: said };
    }
    const answered = ShadowSyncError.is(error, 'cancelled') || ShadowSyncError.is(error, 'timeout');
    await recordResult(context, statement, 'unknown', runErrorOf(error), started);
    context.tell({
      kind: 'reconciling',
      shadow: statement.pair.shadow,
      statement: statement.id,
      ...reasoned(saidOf(runErrorOf(error))),
    });
    const settled = await settleStatement(context, lane, locks, statement, sent, answered);
    return await recordSettled(context, statement, settled, runErrorOf(error), answered);
  } finally {
    watch.end();
  }
}

/** All that comes before the sending; gives the connection's id. Throws when it must not be sent (X-20: no record, no DDL). */
async function announce(
  context: RunContext,
  lane: Lane,
  statement: PlannedStatement,
  intent: { readonly attempt: number; readonly isFinal: boolean },
): Promise<string> {
  const { attempt, isFinal: final } = intent;
  gateStatement(context.plan, statement, context.dialect);
  await context.failPoint('exec.before-intent');
  const { connectionId } = await lane.session();
  const { id, pair, before, after, sql } = statement;
  await context.record({
    kind: 'intent',
    statement: id,
    shadow: pair.shadow,
    connectionId,
    attempt,
    before,
    after,
    final,
    sql,
  });
  await context.failPoint('exec.after-intent');
  context.tell({ kind: 'statement-sent', shadow: pair.shadow, statement: id, sql, attempt });
  return connectionId;
}

async function execute(
  context: RunContext,
  lane: Lane,
  statement: PlannedStatement,
  marker: StatementMarker,
): Promise<{ readonly warnings: readonly string[] }> {
  const session = await lane.session();
  return await session.execute(statement.sql, marker, {
    timeoutMs: context.policy.statementTimeoutMs,
    signal: context.signal,
  });
}

/**
 * Records what the server answered. A record that fails now changes nothing on the server: the run stops, says so, and the
 * next start finds the intent without its result and reconciles it.
 */
async function recordResult(
  context: RunContext,
  statement: PlannedStatement,
  outcome: 'succeeded' | 'failed' | 'unknown',
  error: RunError | null,
  started: number,
): Promise<void> {
  const durationMs = context.clock.monotonic() - started;
  const said = error === null ? null : recorded(error);
  try {
    await context.record({ kind: 'result', statement: statement.id, outcome, error: said, durationMs });
  } catch (failure) {
    context.notice(
      phrase`The statement on ${displayName(statement.pair.shadow)} was answered but could not be recorded (${saidOf(runErrorOf(failure))}). The next start will look at the table and complete the record.`,
    );
    return;
  }
  await context.failPoint('exec.after-result');
}

function recorded({ code, errno, message, remedy }: RunError): {
  readonly code: string;
  readonly errno: number | null;
  readonly message: string;
  readonly remedy: string | null;
} {
  return { code, errno, message, remedy };
}

async function recordSettled(
  context: RunContext,
  statement: PlannedStatement,
  settled: Settled,
  error: RunError,
  answered: boolean,
): Promise<Attempt> {
  if (settled.kind === 'unknown') {
    context.leaveOpen();
    const said = phrase`${saidOf(error)} What became of the statement could not be found out: ${settled.reason}`;
    return { kind: 'unknown', error: withMessage({ ...error, code: 'unknown-outcome' }, said) };
  }
  const outcome =
    settled.kind === 'applied' ? 'succeeded' : settled.kind === 'moved' ? 'stale' : 'not-applied';
  try {
    await context.record({
      kind: 'reconciled',
      statement: statement.id,
      outcome,
      how: `read again after: ${error.message}`,
    });
  } catch {
    // The run has stopped by this; what is known is told all the same.
  }
  switch (settled.kind) {
    case 'applied':
      return { kind: 'applied', recovered: true, warnings: [] };
    case 'moved':
      return { kind: 'failed', error: driftedError(statement.pair.shadow) };
    case 'not-applied':
      // Stopped by the user or by its time limit: it has had its attempt.
      if (answered) return { kind: 'failed', error: asBefore(error) };
      return { kind: 'again', error: hadNoEffect(error, context.signal.aborted), lostConnection: true };
  }
}

/** R10: what the user sees after a stop is what was read, not what was hoped. */
function asBefore(error: RunError): RunError {
  return withMessage(error, phrase`${saidOf(error)} The table was read again and is as it was before.`);
}

/** What was unknown is known now: the statement did nothing. */
function hadNoEffect(error: RunError, isAborted: boolean): RunError {
  const code = isAborted ? 'cancelled' : 'connection';
  return withMessage({ ...error, code }, phrase`${saidOf(error)} The statement had no effect.`);
}

/** A lock wait's error names who was in the way, where the process list showed it in time. */
function withBlockers(error: ShadowSyncError, blockers: readonly Said[]): RunError {
  const said = runErrorOf(error);
  const unnamed = blockers.filter((blocker) => !said.message.includes(english(blocker)));
  if (error.code !== 'lock' || unnamed.length === 0) return said;
  return withMessage(said, phrase`${saidOf(said)} In the way: ${joined(unnamed, '; ')}.`);
}

/**
 * The error of a table that stands at neither end of the statement that was sent. That is more than a stale plan:
 * something of ours was under way when it changed.
 */
export function driftedError(shadow: TableName): RunError {
  return runErrorOf(
    new ShadowSyncError(
      'drifted',
      phrase`Somebody else changed ${displayName(shadow)} after our statement was sent: it is neither as it was before that nor as planned after it.`,
      { remedy: phrase`Find out who changed it, then analyse again.` },
    ),
  );
}

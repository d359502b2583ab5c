/** Sending one statement to its end: attempt after attempt, where that is safe. */
import { reasoned } from '../schema/phrase.ts';
import type { TableName } from '../schema/tableName.ts';
import type { PlannedStatement } from '../shadow/analysis.ts';
import { attemptStatement, driftedError } from './attemptStatement.ts';
import type { Attempt } from './attemptStatement.ts';
import type { Lane } from './lane.ts';
import { liveEntry, readLiveTables } from './liveTables.ts';
import type { RunContext } from './runContext.ts';
import { runErrorOf, saidOf } from './runError.ts';
import type { StatementRun } from './runResult.ts';
import { settledBy } from './settle.ts';

/**
 * Runs one statement to its end. `locks` are the tables whose locks the lane holds;
 * `isFinal`: it is the last of its table. Never throws for anything that the
 * server, the network or the disk does; the outcome says it.
 */
export async function sendStatement(
  context: RunContext,
  lane: Lane,
  locks: readonly TableName[],
  statement: PlannedStatement,
  isFinal: boolean,
): Promise<StatementRun> {
  const started = context.clock.monotonic();
  let lost = 0;
  for (let attempt = 1; ; attempt += 1) {
    let ended = await attemptStatement(context, lane, locks, statement, { attempt, isFinal });
    if (ended.kind === 'again') {
      lost += ended.lostConnection ? 1 : 0;
      ended = await prepareNext(context, statement, ended, attempt, lost);
      if (ended.kind === 'again') continue;
    }
    return statementRun(statement, ended, attempt, context.clock.monotonic() - started);
  }
}

function statementRun(
  statement: PlannedStatement,
  ended: Exclude<Attempt, { kind: 'again' }>,
  attempts: number,
  durationMs: number,
): StatementRun {
  const common = { id: statement.id, sql: statement.sql, attempts, durationMs };
  switch (ended.kind) {
    case 'applied':
      return {
        ...common,
        outcome: 'succeeded',
        recovered: ended.recovered,
        error: null,
        warnings: ended.warnings,
      };
    case 'failed':
      return { ...common, outcome: 'failed', recovered: false, error: ended.error, warnings: [] };
    case 'unknown':
      return { ...common, outcome: 'unknown', recovered: false, error: ended.error, warnings: [] };
  }
}

/** Waits before the next attempt and makes sure that it still fits; gives another ending when there shall be none. */
async function prepareNext(
  context: RunContext,
  statement: PlannedStatement,
  ended: Extract<Attempt, { kind: 'again' }>,
  attempt: number,
  lost: number,
): Promise<Attempt> {
  const shadow = statement.pair.shadow;
  const { clock, policy, signal } = context;
  // A connection that is lost twice under the same statement is not bad luck: one more attempt, not a storm.
  const of = ended.lostConnection ? attempt + 1 : policy.lockAttempts;
  if (attempt >= of || lost > 1 || context.stopReason() !== null)
    return { kind: 'failed', error: ended.error };
  const delayMs = ended.lostConnection ? 0 : policy.backOffMs(attempt);
  context.tell({
    kind: 'retry',
    shadow,
    statement: statement.id,
    attempt: attempt + 1,
    of,
    delayMs,
    ...reasoned(saidOf(ended.error)),
  });
  await clock.sleep(delayMs, signal);
  if (signal.aborted) return { kind: 'failed', error: ended.error };
  try {
    // The pause was long enough for somebody else's DDL: the next attempt must start from the same state (R7).
    const live = await readLiveTables(context.reader, context.dialect, [shadow], context.patience);
    const settled = settledBy(liveEntry(live, shadow), statement, shadow);
    if (settled.kind === 'applied') return { kind: 'applied', recovered: true, warnings: [] };
    if (settled.kind === 'unknown') return { kind: 'failed', error: ended.error };
    return settled.kind === 'moved' ? { kind: 'failed', error: driftedError(shadow) } : ended;
  } catch (error) {
    return { kind: 'failed', error: runErrorOf(error) };
  }
}

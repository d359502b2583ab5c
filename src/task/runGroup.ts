/** Running one group of tables: lock, look, send, verify, unlock. */
import { english, phrase, type Said } from '../schema/phrase.ts';
import type { ErrorCode } from '../schema/shadowSyncError.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { displayName, tableKey } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import type { PlanGroup, PlannedStatement } from '../shadow/analysis.ts';
import { gateStatement } from '../shadow/gatePlan.ts';
import type { Lane } from './lane.ts';
import { liveEntry, readLiveTables } from './liveTables.ts';
import type { LiveTable } from './liveTables.ts';
import { resumePoints } from './resumePoint.ts';
import type { RunContext } from './runContext.ts';
import { runErrorOf, saidOf, withMessage } from './runError.ts';
import type { RunError, StatementRun, TableRun } from './runResult.ts';
import { sendStatement } from './sendStatement.ts';
import type { TableProgress } from './tableProgress.ts';
import { whileUnreachable } from './whileUnreachable.ts';

/** Errors after which no other table would fare better (R13: auth, grants, unknown schema; a record that can't be kept). */
const stopsTheRun: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'connection',
  'unknown-outcome',
  'tls',
  'authentication',
  'privilege',
  'unknown-database',
  'pin-refused',
  'identity',
  'read-only',
  'journal',
  'cancelled',
  'internal',
]);

type Tables = ReadonlyMap<string, TableProgress>;

/**
 * Runs a group on a lane; afterwards every table of it is settled. `tables` are the group's, by shadow `tableKey`, in the
 * plan's order. Throws nothing but programming errors of the caller.
 */
export async function runGroup(
  context: RunContext,
  lane: Lane,
  group: PlanGroup,
  tables: Tables,
): Promise<void> {
  try {
    if (!(await lockAll(context, lane, tables))) return;
    await context.failPoint('exec.after-lock');
    if (!(await locate(context, group, tables))) return;
    for (const table of tables.values()) if (table.isDone) await settleVerified(context, table, true, '');
    for (const statement of group.statements) {
      if (!(await step(context, lane, statement, tables))) break;
    }
  } catch (error) {
    failRest(context, tables, runErrorOf(error));
  } finally {
    await lane.unlock();
    settleRest(context, tables);
  }
  await context.failPoint('exec.after-unlock');
}

/** Takes every lock of the group, or settles the table whose lock can't be had; false when the group can't go on. */
async function lockAll(context: RunContext, lane: Lane, tables: Tables): Promise<boolean> {
  return await whileUnreachable(context.patience, async () => {
    for (const table of tables.values()) {
      if (context.signal.aborted) return false;
      try {
        noticeMissingLocks(context, await lane.lock(table.pair.shadow));
      } catch (error) {
        if (!ShadowSyncError.is(error, 'lock')) {
          // Nothing of this group was sent yet: a fresh session will do, when the server is back (X-18).
          await lane.discard();
          throw error;
        }
        fail(context, table, runErrorOf(error));
        return false;
      }
    }
    return true;
  });
}

/** X-22: announced once per run. */
function noticeMissingLocks(context: RunContext, reason: Said | null): void {
  if (reason === null) return;
  context.notice(
    phrase`This server gives no locks to work with (${reason}): make sure that no other run changes the same shadow tables at the same time.`,
  );
}

/**
 * Reads every source and shadow of the group under the locks and finds where each stands. False, with nothing sent, when
 * one of them moved since the plan was made (X-14, X-15).
 */
async function locate(context: RunContext, group: PlanGroup, tables: Tables): Promise<boolean> {
  const names = [...tables.values()].flatMap(({ pair }) => [pair.source, pair.shadow]);
  const live = await readLiveTables(context.reader, context.dialect, names, context.patience);
  const standing = new Map<string, string>();
  for (const [key, table] of tables) {
    const { source, shadow } = table.pair;
    const planned = context.plan.fingerprints.get(key);
    const sourceNow = liveEntry(live, source);
    const isAsPlanned = sourceNow.kind === 'known' && sourceNow.fingerprint === planned?.source;
    // What takes a run back leads to where the shadow was, whatever its source has become.
    if (!isAsPlanned && context.plan.undoes === undefined) return stale(context, table, source, sourceNow);
    const shadowNow = liveEntry(live, shadow);
    if (shadowNow.kind !== 'known') return stale(context, table, shadow, shadowNow);
    standing.set(key, shadowNow.fingerprint);
  }
  const points = resumePoints(group.statements, tables, standing);
  for (const [key, table] of tables) {
    const position = points.get(key) ?? null;
    if (position === null) return stale(context, table, table.pair.shadow, null);
    table.startAt(position);
  }
  for (const table of tables.values()) {
    const { pair, statements } = table;
    for (const statement of statements) gateStatement(context.plan, statement, context.dialect);
    const resumeAt = statements.filter((statement) => table.isInForce(statement)).length;
    context.tell({ kind: 'table-started', shadow: pair.shadow, statements: statements.length, resumeAt });
  }
  return true;
}

function stale(
  context: RunContext,
  table: TableProgress,
  moved: TableName,
  live: { readonly kind: string; readonly reason?: Said } | null,
): false {
  const shadow = displayName(table.pair.shadow);
  const message =
    live?.reason === undefined
      ? phrase`${displayName(moved)} was changed since the plan was made. Nothing was sent for ${shadow}.`
      : phrase`${displayName(moved)} can't be compared with the plan: ${live.reason}. Nothing was sent for ${shadow}.`;
  fail(
    context,
    table,
    runErrorOf(
      new ShadowSyncError('stale-plan', message, { remedy: phrase`Analyse again and run the new plan.` }),
    ),
  );
  return false;
}

/** One statement of the group's order; false when the group ends here. */
async function step(
  context: RunContext,
  lane: Lane,
  statement: PlannedStatement,
  tables: Tables,
): Promise<boolean> {
  const table = tables.get(tableKey(statement.pair.shadow));
  if (table === undefined)
    throw new ShadowSyncError('internal', phrase`A statement of the plan belongs to no table of its group.`);
  if (table.settled !== null || table.isInForce(statement)) return true;
  if (context.signal.aborted) return false;
  const locks = [...tables.values()].map(({ pair }) => pair.shadow);
  const run = await sendStatement(context, lane, locks, statement, table.statements.at(-1) === statement);
  table.add(run);
  context.tell({ kind: 'statement-done', shadow: table.pair.shadow, statement: run });
  if (run.error !== null) {
    await failTable(context, table, run, run.error);
    // R13: with `continue` the group's other tables go on; each statement's own fate is the server's decision.
    return context.policy.onError === 'continue' && context.stopReason() === null;
  }
  if (!table.isDone) return true;
  const isVerified = await verify(context, table);
  return isVerified || context.policy.onError === 'continue';
}

/** Reads the table again after its last statement; success is what was read, not what was answered (R5). */
async function verify(context: RunContext, table: TableProgress): Promise<boolean> {
  const { source, shadow } = table.pair;
  let live: LiveTable;
  try {
    const read = await readLiveTables(context.reader, context.dialect, [source, shadow], context.patience);
    live = liveEntry(read, shadow);
    noticeMovedSource(context, table, liveEntry(read, source));
  } catch (error) {
    const said = runErrorOf(error);
    const message = phrase`${displayName(shadow)} was changed but could not be read again: ${saidOf(said)}`;
    fail(context, table, withMessage(said, message));
    return false;
  }
  const isEqual = live.kind === 'known' && live.fingerprint === table.expected;
  await settleVerified(
    context,
    table,
    isEqual,
    live.kind === 'unknown' ? live.reason : phrase`it is not what the plan says`,
  );
  return isEqual;
}

/** X-17: the shadow is what the plan says; that its source has moved on meanwhile is for the next analysis. */
function noticeMovedSource(context: RunContext, { pair }: TableProgress, live: LiveTable): void {
  if (context.plan.undoes !== undefined) return;
  const planned = context.plan.fingerprints.get(tableKey(pair.shadow))?.source;
  if (live.kind === 'known' && live.fingerprint === planned) return;
  context.notice(
    phrase`The source ${displayName(pair.source)} moved on while the run was under way; ${displayName(pair.shadow)} is what the plan says. Analyse again.`,
  );
}

/** Records and settles what reading the table again said. */
async function settleVerified(
  context: RunContext,
  table: TableProgress,
  isEqual: boolean,
  otherwise: Said,
): Promise<void> {
  const { shadow } = table.pair;
  try {
    const reason = isEqual ? null : english(otherwise);
    await context.record({ kind: 'verified', shadow, verified: isEqual, reason });
  } catch {
    // The run has stopped by this and says so; the table is what it is.
  }
  await context.failPoint('exec.after-verified');
  const drifted = phrase`${displayName(shadow)} was read again after its statements: ${otherwise}.`;
  context.settled(isEqual ? table.succeed() : table.fail('drifted', drifted, false));
}

/** Settles a table whose statement failed, with the state that this left it in: what a resumed run starts from (O-67, X-13). */
async function failTable(
  context: RunContext,
  table: TableProgress,
  run: StatementRun,
  error: RunError,
): Promise<void> {
  const index = table.statements.findIndex(({ id }) => id === run.id);
  const of = table.statements.length;
  const moved =
    run.outcome === 'failed' && (error.code === 'drifted' || !(await standsAt(context, table, index)));
  if (!moved) {
    const where = phrase`${saidOf(error)} (statement ${index + 1} of ${of}, ${index} in force)`;
    fail(context, table, of > 1 ? withMessage(error, where) : error);
    return;
  }
  table.lose();
  // What the server said may be a consequence of it (1060: the column was added by somebody else, X-16).
  const code = stopsTheRun.has(error.code) ? error.code : 'drifted';
  const sentence = withStop(error);
  const said =
    error.code === 'drifted'
      ? sentence
      : phrase`${sentence} The table, read again, is not as it was before the statement.`;
  fail(context, table, withMessage({ ...error, code }, said));
}

function withStop(error: RunError): Said {
  const said = saidOf(error);
  return /[.!?]$/.test(error.message) ? said : phrase`${said}.`;
}

/** True when the table is where its chain says; also when that can't be read, because then nothing says otherwise. */
async function standsAt(context: RunContext, table: TableProgress, position: number): Promise<boolean> {
  const { shadow } = table.pair;
  const patience = { ...context.patience, reconnectMs: 0 };
  try {
    const live = liveEntry(await readLiveTables(context.reader, context.dialect, [shadow], patience), shadow);
    return live.kind === 'known' && live.fingerprint === table.chain[position];
  } catch {
    return true;
  }
}

function fail(context: RunContext, table: TableProgress, error: RunError): void {
  const isUntouched = error.code === 'cancelled' && !table.isHalfWay && !table.wasSent;
  if (stopsTheRun.has(error.code)) {
    if (isUntouched) context.stopWith(new ShadowSyncError(error.code, saidOf(error)));
    else context.stopAt(table.pair.shadow, error);
  }
  context.settled(
    isUntouched ? table.skip(error.code, saidOf(error)) : table.fail(error.code, saidOf(error)),
  );
}

/** An error that belongs to the whole group, such as a session that can't be opened or a table that can't be read. */
function failRest(context: RunContext, tables: Tables, error: RunError): void {
  for (const table of tables.values()) {
    if (table.settled === null) fail(context, table, error);
  }
}

/** Tables that were not reached. */
function settleRest(context: RunContext, tables: Tables): void {
  const culprit = [...tables.values()]
    .map((table) => table.settled)
    .find((run): run is TableRun => run?.outcome === 'failed');
  for (const table of tables.values()) {
    if (table.settled !== null) continue;
    const stop = context.stopReason();
    const because =
      stop === null
        ? phrase`${displayName(culprit?.pair.shadow ?? table.pair.shadow)} ${phrase`failed`}`
        : saidOf(stop);
    if (table.isHalfWay) {
      context.settled(
        table.fail(context.signal.aborted ? 'cancelled' : 'stopped', phrase`Stopped half-way: ${because}`),
      );
    } else if (stop !== null) {
      context.settled(table.skip(context.signal.aborted ? 'cancelled' : 'stopped', because));
    } else {
      context.settled(table.skip('needs', phrase`It goes together with another table: ${because}.`));
    }
  }
}

/** What a run gives back: an outcome for the whole, for every table and for every statement. Plain data. */
import type { Said } from '../schema/phrase.ts';
import type { ErrorCode } from '../schema/shadowSyncError.ts';
import type { Pair } from '../shadow/analysis.ts';

/**
 * `succeeded`: every table done and verified. `stale`: nothing failed but tables that moved since the plan was made.
 * `aborted`: the caller stopped it. `partial`: some tables done, some not. `failed`: none done.
 */
export type RunOutcome = 'succeeded' | 'partial' | 'failed' | 'aborted' | 'stale';

export interface RunError {
  readonly code: ErrorCode;
  readonly errno: number | null;
  readonly message: string;
  readonly remedy: string | null;
  /** What `message` and `remedy` say in English. */
  readonly said?: Said;
  readonly saidRemedy?: Said | null;
}

/** Why a table did not succeed. Error codes, and what only a run can say. */
export type TableCode =
  | ErrorCode
  /** A finding was not allowed. */
  | 'not-allowed'
  /** Another table that it depends on did not succeed, or the only table that needs it will not run. */
  | 'needs'
  /** The run had stopped before its turn. */
  | 'stopped';

export interface StatementRun {
  /** The plan's statement id. */
  readonly id: number;
  readonly sql: string;
  /** `unknown`: sent, and what became of it could not be found out. */
  readonly outcome: 'succeeded' | 'failed' | 'skipped' | 'unknown';
  /** True when it took effect without this run seeing the server say so: found done, or reconciled after a lost connection. */
  readonly recovered: boolean;
  readonly error: RunError | null;
  readonly durationMs: number;
  /** How many times it was sent by this run. */
  readonly attempts: number;
  readonly warnings: readonly string[];
}

export interface TableRun {
  readonly pair: Pair;
  readonly outcome: 'succeeded' | 'failed' | 'skipped';
  /** Null exactly when it succeeded. */
  readonly code: TableCode | null;
  readonly reason: string | null;
  /** What `reason` says in English. */
  readonly saidReason?: Said | null;
  /** What reading it again said; null when it was not read again. */
  readonly verified: boolean | null;
  /** How many of its statements are in force; what a resumed run would start from (R7). Null when that is not known. */
  readonly position: number | null;
  readonly statements: readonly StatementRun[];
}

export interface RunResult {
  readonly run: string;
  readonly outcome: RunOutcome;
  /** One entry per table of the plan's groups, in the plan's order. */
  readonly tables: readonly TableRun[];
  readonly counts: { readonly succeeded: number; readonly failed: number; readonly skipped: number };
  /** Why the whole run stopped early or could not be recorded; null when nothing of that kind happened. */
  readonly error: RunError | null;
  /** Said once per run: no locks on this server, fewer sessions than asked for. */
  readonly notices: readonly string[];
  readonly durationMs: number;
}

/** Names the whole from its parts; `aborted` is whether the caller asked to stop. */
export function wholeOutcome(tables: readonly TableRun[], aborted: boolean): RunOutcome {
  const open = tables.filter((table) => table.outcome !== 'succeeded');
  if (open.length === 0) return 'succeeded';
  if (aborted) return 'aborted';
  const failed = open.filter((table) => table.outcome === 'failed');
  if (failed.length > 0 && failed.every((table) => table.code === 'stale-plan')) return 'stale';
  return open.length < tables.length ? 'partial' : 'failed';
}

/** How far one table of a run has come. Becomes a TableRun when it is settled. */
import { english, phrase } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { displayName } from '../schema/tableName.ts';
import type { Pair, PlannedStatement } from '../shadow/analysis.ts';
import type { StatementRun, TableCode, TableRun } from './runResult.ts';

export class TableProgress {
  readonly pair: Pair;
  readonly statements: readonly PlannedStatement[];
  /** f0 … fn: the shadow's fingerprints before the first statement and after each (R7). */
  readonly chain: readonly string[];
  readonly #runs = new Map<number, StatementRun>();
  #position: number | null = null;
  #settled: TableRun | null = null;

  /** `statements` are the table's own, in order; `before` is its fingerprint at plan time. */
  constructor(pair: Pair, before: string, statements: readonly PlannedStatement[]) {
    this.pair = pair;
    this.statements = statements;
    this.chain = [before, ...statements.map((statement) => statement.after)];
  }

  get settled(): TableRun | null {
    return this.#settled;
  }

  get isDone(): boolean {
    return this.#position === this.statements.length;
  }

  /** The fingerprint that the table must have in the end. */
  get expected(): string | undefined {
    return this.chain.at(-1);
  }

  /** True when statements of this run or of an earlier one are in force, but not all. */
  get isHalfWay(): boolean {
    return this.#position !== null && this.#position > 0 && !this.isDone;
  }

  /** True when this run has sent anything for it. */
  get wasSent(): boolean {
    return [...this.#runs.values()].some((run) => run.attempts > 0 && run.error?.code !== 'journal');
  }

  /** What was found on the server: the first `position` statements are in force already. */
  startAt(position: number): void {
    this.#position = position;
    for (const { id, sql } of this.statements.slice(0, position)) {
      const found = {
        outcome: 'succeeded',
        recovered: true,
        error: null,
        durationMs: 0,
        attempts: 0,
        warnings: [],
      } as const;
      this.#runs.set(id, { id, sql, ...found });
    }
  }

  isInForce(statement: PlannedStatement): boolean {
    return this.#runs.get(statement.id)?.outcome === 'succeeded';
  }

  add(run: StatementRun): void {
    this.#runs.set(run.id, run);
    if (run.outcome === 'succeeded' && this.#position !== null) this.#position += 1;
    if (run.outcome === 'unknown') this.#position = null;
  }

  /** Where the table stands is not known any more. */
  lose(): void {
    this.#position = null;
  }

  succeed(): TableRun {
    return this.#settle('succeeded', null, null, true);
  }

  fail(code: TableCode, reason: Said, verified: boolean | null = null): TableRun {
    if (verified === false) this.#position = null;
    return this.#settle('failed', code, reason, verified);
  }

  /** Nothing of it was sent by this run. */
  skip(code: TableCode, reason: Said): TableRun {
    return this.#settle('skipped', code, reason, null);
  }

  #settle(
    outcome: TableRun['outcome'],
    code: TableCode | null,
    said: Said | null,
    verified: boolean | null,
  ): TableRun {
    if (this.#settled !== null)
      throw new ShadowSyncError('internal', phrase`A table of a run was settled twice.`);
    const statements = this.statements.map((statement) => this.#runs.get(statement.id) ?? notSent(statement));
    this.#settled = {
      pair: this.pair,
      outcome,
      code,
      reason: said === null ? null : english(said),
      saidReason: said,
      verified,
      position: this.#position,
      statements,
    };
    return this.#settled;
  }
}

/** The outcome of a table that must have one by now. */
export function settledRun(table: TableProgress): TableRun {
  if (table.settled !== null) return table.settled;
  throw new ShadowSyncError(
    'internal',
    phrase`${displayName(table.pair.shadow)} was left without an outcome.`,
  );
}

function notSent({ id, sql }: PlannedStatement): StatementRun {
  return {
    id,
    sql,
    outcome: 'skipped',
    recovered: false,
    error: null,
    durationMs: 0,
    attempts: 0,
    warnings: [],
  };
}

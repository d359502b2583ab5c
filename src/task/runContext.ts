/** What every part of one run shares: the request, the record, and what was said on the way. */
import type { Dialect } from '../diff/dialect.ts';
import { english, phrase, type Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import { displayName } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import type { Plan } from '../shadow/analysis.ts';
import type { SchemaReader } from '../shadow/schemaReader.ts';
import { AbortGrace } from './abortGrace.ts';
import { noFailPoint } from './failPoint.ts';
import type { FailPoint } from './failPoint.ts';
import type { Clock, DdlServer, JournalEntry, RunJournal } from './ports.ts';
import { checkedPolicy } from './runPolicy.ts';
import type { RunPolicy } from './runPolicy.ts';
import type { RunEvent } from './runEvents.ts';
import { runErrorOf, saidOf, withMessage } from './runError.ts';
import type { RunError, TableRun } from './runResult.ts';
import type { Patience } from './whileUnreachable.ts';

export interface RunRequest {
  readonly server: DdlServer;
  readonly reader: SchemaReader;
  readonly dialect: Dialect;
  /** A fresh journal; the caller closes it. */
  readonly journal: RunJournal;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly policy: RunPolicy;
  readonly onEvent?: (event: RunEvent) => void;
  readonly failPoint?: FailPoint;
}

type Unstamped<T> = T extends unknown ? Omit<T, 'at'> : never;

/** The state of a running run. One per `runPlan`; its parts hold no state of their own beyond a table. */
export class RunContext {
  readonly plan: Plan;
  readonly server: DdlServer;
  readonly reader: SchemaReader;
  readonly dialect: Dialect;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly policy: RunPolicy;
  readonly failPoint: FailPoint;
  readonly run: string;
  readonly grace: AbortGrace;
  /** How long the server is waited for where asking twice is safe. */
  readonly patience: Patience;
  readonly #journal: RunJournal;
  readonly #onEvent: (event: RunEvent) => void;
  readonly #notices = new Set<string>();
  #sends = 0;
  #settled = 0;
  #total = 0;
  #stop: RunError | null = null;
  #journalBroken = false;
  #openOutcome = false;

  constructor(plan: Plan, request: RunRequest) {
    this.plan = plan;
    this.server = request.server;
    this.reader = request.reader;
    this.dialect = request.dialect;
    this.clock = request.clock;
    this.signal = request.signal;
    this.policy = checkedPolicy(request.policy);
    this.failPoint = request.failPoint ?? noFailPoint;
    this.run = request.journal.run;
    this.grace = new AbortGrace(this.clock, this.signal);
    const { pollMs, reconnectMs } = this.policy;
    this.patience = { clock: this.clock, grace: this.grace, pollMs, reconnectMs };
    this.#journal = request.journal;
    this.#onEvent = request.onEvent ?? (() => undefined);
    this.#total = plan.groups.reduce((sum, group) => sum + group.tables.length, 0);
  }

  get notices(): readonly string[] {
    return [...this.#notices];
  }

  /** Why nothing further is started, or null while the run may go on. */
  stopReason(): RunError | null {
    if (this.signal.aborted && this.#stop === null) {
      return runErrorOf(new ShadowSyncError('cancelled', phrase`The run was stopped by the user.`));
    }
    return this.#stop;
  }

  /** True when the record says, or had to leave open, what the next start must find out; then `finished` must not be written. */
  get mustBeReconciled(): boolean {
    return this.#journalBroken || this.#openOutcome;
  }

  /** The first reason counts: later ones follow from it. */
  stopWith(error: unknown): void {
    this.#stop ??= runErrorOf(error);
  }

  /** The same, with the name of the table: the tables after it carry the reason too, and it is not about them. */
  stopAt(shadow: TableName, error: RunError): void {
    this.#stop ??= withMessage(error, phrase`The run stopped at ${displayName(shadow)}: ${saidOf(error)}`);
  }

  /** Stops the run after a failed table, when the policy says so (R13). */
  #stopAfter(table: TableRun): void {
    if (this.policy.onError === 'continue' || table.outcome !== 'failed') return;
    const said = table.saidReason ?? table.reason ?? '';
    const error = table.statements.find((statement) => statement.error !== null)?.error;
    const code = table.code === 'stale-plan' ? table.code : (error?.code ?? 'statement');
    const failure = error ?? { errno: null, message: '', remedy: null };
    this.stopAt(table.pair.shadow, withMessage({ ...failure, code }, said));
  }

  /** A statement's outcome stays unknown: the next start has to find it out. */
  leaveOpen(): void {
    this.#openOutcome = true;
  }

  /** Grows with every sending, so that two markers of a run are never equal. */
  nextFence(): number {
    this.#sends += 1;
    return this.#sends;
  }

  /**
   * Writes one entry, durable when it resolves. Throws ShadowSyncError 'journal', and from then on always: an entry
   * after a gap would tell the next start a wrong story.
   */
  async record(entry: Unstamped<JournalEntry>): Promise<void> {
    if (this.#journalBroken)
      throw new ShadowSyncError('journal', phrase`The record of this run can no longer be written.`);
    try {
      await this.#journal.append({ ...entry, at: this.clock.now() });
    } catch (error) {
      this.#journalBroken = true;
      this.stopWith(error);
      throw error;
    }
  }

  /** Tells the observer. What it throws is its own affair: a broken progress bar must not break a run. */
  tell(event: RunEvent): void {
    try {
      this.#onEvent(event);
    } catch {
      // see above
    }
  }

  /** Says something once per run. */
  notice(said: Said): void {
    const message = english(said);
    if (this.#notices.has(message)) return;
    this.#notices.add(message);
    this.tell({ kind: 'notice', message, said });
  }

  /** Counts and tells a settled table. */
  settled(table: TableRun): void {
    this.#stopAfter(table);
    this.#settled += 1;
    this.tell({ kind: 'table-done', table, done: this.#settled, of: this.#total });
  }
}

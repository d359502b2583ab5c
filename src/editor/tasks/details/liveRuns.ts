/** The runs of this window, statement by statement while they go on. Runs of other processes are told by their records. */
import { assertNever } from '../../../schema/assertNever.ts';
import { joined, phrase } from '../../../schema/phrase.ts';
import type { Said } from '../../../schema/phrase.ts';
import { displayName } from '../../../schema/tableName.ts';
import type { RunEvent } from '../../../task/runEvents.ts';
import type { StatementRun } from '../../../task/runResult.ts';
import { storyKey } from '../../../task/runs/runStory.ts';
import type { StoryOutcome } from '../../../task/runs/runStory.ts';
import type { TableName } from '../../../schema/tableName.ts';
import type { TaskRunEvent } from '../../../task/taskPorts.ts';
import { Listeners } from '../../../comparison/listeners.ts';

export interface LiveStatement {
  readonly outcome: StoryOutcome;
  readonly error: { readonly said: Said; readonly remedy: Said | null } | null;
  readonly durationMs: number | null;
  readonly sent: number;
  readonly isRecovered: boolean;
}

export interface LiveRun {
  readonly run: string;
  /** Attempts that were begun. */
  readonly attempts: number;
  readonly done: number;
  readonly of: number;
  /** What is waited for or tried again; null when all goes its way. */
  readonly hint: Said | null;
  /** By `storyKey`. */
  readonly statements: ReadonlyMap<string, LiveStatement>;
}

export class LiveRuns {
  readonly #runs = new Map<string, Tracked>();
  readonly #listeners = new Listeners<string>();
  readonly #end: () => void;

  constructor(onRunEvent: (listener: (event: TaskRunEvent) => void) => () => void) {
    this.#end = onRunEvent((event) => this.#follow(event));
  }

  /** Null for a run of which this window has seen nothing. */
  find(task: string, run: string): LiveRun | null {
    const tracked = this.#runs.get(task);
    return tracked?.run === run ? tracked : null;
  }

  /** Told of the task whose run went on. */
  onDidChange(listener: (task: string) => void): () => void {
    return this.#listeners.add(listener);
  }

  dispose(): void {
    this.#end();
    this.#listeners.clear();
  }

  #follow({ task, run, event }: TaskRunEvent): void {
    const known = this.#runs.get(task);
    const tracked = known?.run === run ? known : new Tracked(run);
    this.#runs.set(task, tracked);
    tracked.follow(event);
    this.#listeners.tell(task);
  }
}

class Tracked implements LiveRun {
  readonly run: string;
  readonly statements = new Map<string, LiveStatement>();
  attempts = 0;
  done = 0;
  of = 0;
  hint: Said | null = null;

  constructor(run: string) {
    this.run = run;
  }

  follow(event: RunEvent): void {
    switch (event.kind) {
      case 'run-started':
        this.attempts += 1;
        this.done = 0;
        this.of = event.tables;
        this.hint = null;
        return;
      case 'statement-sent':
        this.#sent(event.shadow, event.sql, event.attempt);
        return;
      case 'statement-done':
        this.#settle(event.shadow, event.statement);
        this.hint = null;
        return;
      case 'table-done':
        this.done = event.done;
        for (const statement of event.table.statements) this.#settle(event.table.pair.shadow, statement);
        return;
      case 'waiting':
        this.hint = waitingFor(event.shadow, event.blockers);
        return;
      case 'retry':
        this.hint = phrase`${displayName(event.shadow)}: attempt ${event.attempt} of ${event.of} follows: ${event.saidReason}`;
        return;
      case 'reconciling':
        this.hint = phrase`${displayName(event.shadow)}: asking the server what became of the statement: ${event.saidReason}`;
        return;
      case 'notice':
        this.hint = event.said;
        return;
      case 'table-started':
      case 'run-finished':
        return;
      default:
        assertNever(event);
    }
  }

  #sent(shadow: TableName, sql: string, sent: number): void {
    const running = { outcome: 'running', error: null, durationMs: null, sent, isRecovered: false } as const;
    this.statements.set(storyKey(shadow, sql), running);
    this.hint = null;
  }

  #settle(shadow: TableName, { sql, outcome, error, durationMs, attempts, recovered }: StatementRun): void {
    const key = storyKey(shadow, sql);
    // What this attempt does not come to, an earlier one may have.
    if (outcome === 'skipped' && this.statements.has(key)) return;
    this.statements.set(key, {
      outcome,
      error:
        error === null
          ? null
          : { said: error.said ?? error.message, remedy: error.saidRemedy ?? error.remedy },
      durationMs: outcome === 'skipped' ? null : durationMs,
      sent: attempts,
      isRecovered: recovered,
    });
  }
}

function waitingFor(shadow: TableName, blockers: readonly Said[]): Said {
  return blockers.length === 0
    ? phrase`${displayName(shadow)} waits for a lock`
    : phrase`${displayName(shadow)} waits for a lock held by ${joined(blockers, '; ')}`;
}

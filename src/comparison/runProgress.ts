/** How far a run is: an outcome per table and per statement, made of the run's events. */
import { assertNever } from '../schema/assertNever.ts';
import { displayName, tableKey } from '../schema/tableName.ts';
import type { RunEvent } from '../task/runEvents.ts';
import type { RunError, StatementRun, TableRun } from '../task/runResult.ts';

/** `unknown`: it was sent, and what became of it could not be found out. */
export type RunOutcomeKind = 'running' | 'succeeded' | 'failed' | 'skipped' | 'unknown';

/** A view that goes on with the run; each event makes a new state of the comparison that shows it. */
export interface RunProgress {
  /** Tables that are settled, of all that the plan changes. */
  readonly done: number;
  readonly of: number;
  /** By `tableKey` of the shadow. */
  readonly tables: ReadonlyMap<string, TableProgress>;
  /** By the plan's statement id. */
  readonly statements: ReadonlyMap<number, StatementProgress>;
  /** What is waited for or tried again, for people; null when all goes its way. */
  readonly hint: string | null;
}

export interface TableProgress {
  readonly outcome: RunOutcomeKind;
  /** Why it did not succeed. */
  readonly reason: string | null;
}

export interface StatementProgress {
  readonly outcome: RunOutcomeKind;
  /** What the server said, with the remedy; null when nothing went wrong. */
  readonly error: string | null;
}

/** Follows one run. */
export class RunTracker {
  readonly #tables = new Map<string, TableProgress>();
  readonly #statements = new Map<number, StatementProgress>();
  #done = 0;
  #of = 0;
  #hint: string | null = null;

  /** Whether the run itself has begun, so that something may have been sent. */
  get hasBegun(): boolean {
    return this.#of > 0;
  }

  progress(): RunProgress {
    return {
      done: this.#done,
      of: this.#of,
      tables: this.#tables,
      statements: this.#statements,
      hint: this.#hint,
    };
  }

  follow(event: RunEvent): void {
    switch (event.kind) {
      case 'run-started':
        this.#of = event.tables;
        return;
      case 'table-started':
        this.#tables.set(tableKey(event.shadow), { outcome: 'running', reason: null });
        return;
      case 'statement-sent':
        this.#statements.set(event.statement, { outcome: 'running', error: null });
        this.#hint = null;
        return;
      case 'waiting':
        this.#hint = `${displayName(event.shadow)} waits for a lock${event.blockers.length === 0 ? '' : ` held by ${event.blockers.join('; ')}`}`;
        return;
      case 'retry':
        this.#hint = `${displayName(event.shadow)}: attempt ${event.attempt} of ${event.of} follows: ${event.reason}`;
        return;
      case 'reconciling':
        this.#hint = `${displayName(event.shadow)}: asking the server what became of the statement: ${event.reason}`;
        return;
      case 'statement-done':
        this.#settle(event.statement);
        this.#hint = null;
        return;
      case 'table-done':
        this.#settleTable(event.table);
        this.#done = event.done;
        return;
      case 'notice':
        this.#hint = event.message;
        return;
      case 'run-finished':
        this.#hint = null;
        return;
      default:
        assertNever(event);
    }
  }

  #settleTable(table: TableRun): void {
    for (const statement of table.statements) this.#settle(statement);
    const isUnknown = table.statements.some(({ outcome }) => outcome === 'unknown');
    this.#tables.set(tableKey(table.pair.shadow), {
      outcome: isUnknown ? 'unknown' : table.outcome,
      reason: table.reason,
    });
  }

  #settle({ id, outcome, error }: StatementRun): void {
    this.#statements.set(id, { outcome, error: error === null ? null : errorText(error) });
  }
}

function errorText({ message, remedy }: RunError): string {
  if (remedy === null) return message;
  return `${message}${/[.!?]$/.test(message) ? '' : '.'} ${remedy}`;
}

/** How far a run is: an outcome per table and per statement, made of the run's events. */
import { assertNever } from '../schema/assertNever.ts';
import { joined, phrase } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
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
  readonly hint: Said | null;
}

export interface TableProgress {
  readonly outcome: RunOutcomeKind;
  /** Why it did not succeed. */
  readonly saidReason: Said | null;
}

export interface StatementProgress {
  readonly outcome: RunOutcomeKind;
  /** What the server said, with the remedy; null when nothing went wrong. */
  readonly error: Said | null;
}

/** Follows one run. */
export class RunTracker {
  readonly #tables = new Map<string, TableProgress>();
  readonly #statements = new Map<number, StatementProgress>();
  #done = 0;
  #of = 0;
  #hint: Said | null = null;

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
        this.#tables.set(tableKey(event.shadow), { outcome: 'running', saidReason: null });
        return;
      case 'statement-sent':
        this.#statements.set(event.statement, { outcome: 'running', error: null });
        this.#hint = null;
        return;
      case 'waiting':
        this.#hint =
          event.blockers.length === 0
            ? phrase`${displayName(event.shadow)} waits for a lock`
            : phrase`${displayName(event.shadow)} waits for a lock held by ${joined(event.blockers, '; ')}`;
        return;
      case 'retry':
        this.#hint = phrase`${displayName(event.shadow)}: attempt ${event.attempt} of ${event.of} follows: ${event.saidReason}`;
        return;
      case 'reconciling':
        this.#hint = phrase`${displayName(event.shadow)}: asking the server what became of the statement: ${event.saidReason}`;
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
        this.#hint = event.said;
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
      saidReason: table.saidReason ?? table.reason,
    });
  }

  #settle({ id, outcome, error }: StatementRun): void {
    this.#statements.set(id, { outcome, error: error === null ? null : errorText(error) });
  }
}

function errorText({ message, remedy, said = message, saidRemedy = remedy }: RunError): Said {
  if (saidRemedy === null) return said;
  return /[.!?]$/.test(message) ? phrase`${said} ${saidRemedy}` : phrase`${said}. ${saidRemedy}`;
}

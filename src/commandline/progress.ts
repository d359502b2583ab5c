/** What a long command says on standard error while it works. */
import { english, joined } from '../schema/phrase.ts';
import type { RunEvent } from '../task/runEvents.ts';
import { assertNever } from '../schema/assertNever.ts';
import type { Paint } from './paint.ts';
import { visibleText } from '../shadow/visibleText.ts';
import { cutRight } from './terminalWidth.ts';

/** One line that is rewritten in place on a terminal; nothing at all where standard error is not one. */
export class ProgressLine {
  readonly #write: (text: string) => void;
  readonly #enabled: boolean;
  readonly #columns: () => number | undefined;
  #shown = false;

  constructor(write: (text: string) => void, enabled: boolean, columns: () => number | undefined) {
    this.#write = write;
    this.#enabled = enabled;
    this.#columns = columns;
  }

  show(text: string): void {
    if (!this.#enabled) return;
    this.#shown = true;
    const columns = this.#columns() ?? 0;
    // A longer text would flow into a second line, which is not written over.
    this.#write(`\r\u001b[K${cutRight(text, (columns > 0 ? columns : 80) - 1)}`);
  }

  clear(): void {
    if (this.#shown) this.#write('\r\u001b[K');
    this.#shown = false;
  }
}

/** @returns the line to print for an event of a run, or null when it says nothing worth a line */
export function runEventLine(event: RunEvent, paint: Paint): string | null {
  switch (event.kind) {
    case 'run-started':
      return `running ${count(event.statements, 'statement')} on ${count(event.tables, 'table')} ${paint.dim(`(run ${event.run})`)}`;
    case 'table-started':
      return event.resumeAt > 0
        ? `${visibleText(event.shadow.table)}: ${String(event.resumeAt)} of ${count(event.statements, 'statement')} found done, going on`
        : null;
    case 'statement-sent':
    case 'statement-done':
    case 'run-finished':
      return null;
    case 'waiting':
      return paint.yellow(
        `${visibleText(event.shadow.table)}: waits for a lock${event.blockers.length === 0 ? '' : ` held by ${visibleText(english(joined(event.blockers, '; ')))}`}`,
      );
    case 'retry':
      return paint.yellow(
        `${visibleText(event.shadow.table)}: attempt ${String(event.attempt)} of ${String(event.of)} in ${String(Math.round(event.delayMs / 1000))} s: ${visibleText(event.reason)}`,
      );
    case 'reconciling':
      return paint.yellow(
        `${visibleText(event.shadow.table)}: asking the server what became of the statement: ${visibleText(event.reason)}`,
      );
    case 'table-done':
      return tableDone(event, paint);
    case 'notice':
      return paint.yellow(visibleText(event.message));
    default:
      return assertNever(event);
  }
}

function tableDone(event: Extract<RunEvent, { kind: 'table-done' }>, paint: Paint): string {
  const { table } = event;
  const at = paint.dim(`[${String(event.done)}/${String(event.of)}]`);
  const name = visibleText(table.pair.shadow.table);
  switch (table.outcome) {
    case 'succeeded':
      return `${at} ${paint.green('✓')} ${name}`;
    case 'failed':
      return `${at} ${paint.red('✗')} ${name}: ${visibleText(table.reason ?? '')}`;
    case 'skipped':
      return `${at} ${paint.yellow('–')} ${name}: ${visibleText(table.reason ?? '')}`;
    default:
      return assertNever(table.outcome);
  }
}

function count(n: number, noun: string): string {
  return `${String(n)} ${noun}${n === 1 ? '' : 's'}`;
}

/** A run's events as lines of its log. */
import { assertNever } from '../../schema/assertNever.ts';
import { displayName } from '../../schema/tableName.ts';
import type { RunEvent } from '../runEvents.ts';
import type { RunError, TableRun } from '../runResult.ts';
import type { LogLevel } from '../taskPorts.ts';

export interface LogText {
  readonly level: LogLevel;
  readonly message: string;
}

/** Null for events that say nothing that another one does not. */
export function runLogText(event: RunEvent): LogText | null {
  switch (event.kind) {
    case 'run-started':
      return info(
        `${counted(event.statements, 'statement')} on ${counted(event.tables, 'table')}; record ${event.run}`,
      );
    case 'table-started':
      return event.resumeAt === 0
        ? null
        : info(
            `${displayName(event.shadow)}: ${String(event.resumeAt)} of ${counted(event.statements, 'statement')} found done`,
          );
    case 'statement-sent':
      return info(
        `${displayName(event.shadow)}: statement ${String(event.statement)}${event.attempt > 1 ? `, attempt ${String(event.attempt)}` : ''}: ${event.sql}`,
      );
    case 'waiting':
      return warn(
        `${displayName(event.shadow)} waits for a lock${event.blockers.length === 0 ? '' : ` held by ${event.blockers.join('; ')}`}`,
      );
    case 'retry':
      return warn(
        `${displayName(event.shadow)}: attempt ${String(event.attempt)} of ${String(event.of)} follows: ${event.reason}`,
      );
    case 'reconciling':
      return warn(
        `${displayName(event.shadow)}: asking the server what became of statement ${String(event.statement)}: ${event.reason}`,
      );
    case 'statement-done':
      return statementText(event);
    case 'table-done':
      return tableText(event.table, `${String(event.done)}/${String(event.of)}`);
    case 'notice':
      return warn(event.message);
    case 'run-finished':
      return null;
    default:
      return assertNever(event);
  }
}

/** An error with what can be done about it. */
export function errorText({ message, remedy }: Pick<RunError, 'message' | 'remedy'>): string {
  return remedy === null ? message : `${message}${/[.!?]$/.test(message) ? '' : '.'} ${remedy}`;
}

function statementText({ shadow, statement }: Extract<RunEvent, { kind: 'statement-done' }>): LogText | null {
  const { id, outcome, error, durationMs, warnings } = statement;
  const said = warnings.length === 0 ? '' : `; the server warns: ${warnings.join('; ')}`;
  const text = `${displayName(shadow)}: statement ${String(id)} ${outcome} after ${String(Math.round(durationMs))} ms${said}`;
  if (error !== null) return { level: 'error', message: `${text}: ${errorText(error)}` };
  return warnings.length > 0 ? warn(text) : info(text);
}

function tableText({ pair, outcome, reason }: TableRun, place: string): LogText {
  const name = `[${place}] ${displayName(pair.shadow)}`;
  switch (outcome) {
    case 'succeeded':
      return info(`${name}: done and verified`);
    case 'failed':
      return { level: 'error', message: `${name}: failed: ${reason ?? ''}` };
    case 'skipped':
      return warn(`${name}: not run: ${reason ?? ''}`);
    default:
      return assertNever(outcome);
  }
}

function info(message: string): LogText {
  return { level: 'info', message };
}

function warn(message: string): LogText {
  return { level: 'warn', message };
}

function counted(count: number, word: string): string {
  return `${String(count)} ${word}${count === 1 ? '' : 's'}`;
}

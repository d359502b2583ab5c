/** A run's events as lines of its log. */
import { assertNever } from '../../schema/assertNever.ts';
import { joined, phrase, type Said } from '../../schema/phrase.ts';
import { displayName } from '../../schema/tableName.ts';
import { outcomeName } from '../outcomeName.ts';
import type { RunEvent } from '../runEvents.ts';
import type { RunError, TableRun } from '../runResult.ts';
import type { LogLevel } from '../taskPorts.ts';

export interface LogText {
  readonly level: LogLevel;
  readonly said: Said;
}

/** Null for events that say nothing that another one does not. */
export function runLogText(event: RunEvent): LogText | null {
  switch (event.kind) {
    case 'run-started':
      return info(
        phrase`${countedStatements(event.statements)} on ${countedTables(event.tables)}; record ${event.run}`,
      );
    case 'table-started':
      return event.resumeAt === 0
        ? null
        : info(
            phrase`${displayName(event.shadow)}: ${event.resumeAt} of ${countedStatements(event.statements)} found done`,
          );
    case 'statement-sent':
      return info(sentText(event));
    case 'waiting':
      return warn(waitingText(event));
    case 'retry':
      return warn(
        phrase`${displayName(event.shadow)}: attempt ${event.attempt} of ${event.of} follows: ${event.saidReason}`,
      );
    case 'reconciling':
      return warn(
        phrase`${displayName(event.shadow)}: asking the server what became of statement ${event.statement}: ${event.saidReason}`,
      );
    case 'statement-done':
      return statementText(event);
    case 'table-done':
      return tableText(event.table, `${String(event.done)}/${String(event.of)}`);
    case 'notice':
      return warn(event.said);
    case 'run-finished':
      return null;
    default:
      return assertNever(event);
  }
}

/** An error with what can be done about it. */
export function errorText(error: Pick<RunError, 'message' | 'said' | 'remedy' | 'saidRemedy'>): Said {
  const { message, said = message, remedy, saidRemedy = remedy } = error;
  if (saidRemedy === null) return said;
  return /[.!?]$/.test(message) ? phrase`${said} ${saidRemedy}` : phrase`${said}. ${saidRemedy}`;
}

type Told<K extends RunEvent['kind']> = Extract<RunEvent, { readonly kind: K }>;

function sentText({ shadow, statement, attempt, sql }: Told<'statement-sent'>): Said {
  const table = displayName(shadow);
  return attempt > 1
    ? phrase`${table}: statement ${statement}, attempt ${attempt}: ${sql}`
    : phrase`${table}: statement ${statement}: ${sql}`;
}

function waitingText({ shadow, blockers }: Told<'waiting'>): Said {
  return blockers.length === 0
    ? phrase`${displayName(shadow)} waits for a lock`
    : phrase`${displayName(shadow)} waits for a lock held by ${joined(blockers, '; ')}`;
}

function statementText({ shadow, statement }: Told<'statement-done'>): LogText | null {
  const { id, outcome, error, durationMs, warnings } = statement;
  const ms = Math.round(durationMs);
  const done = phrase`${displayName(shadow)}: statement ${id} ${outcomeName(outcome)} after ${ms} ms`;
  const said = warnings.length === 0 ? done : phrase`${done}; the server warns: ${warnings.join('; ')}`;
  if (error !== null) return { level: 'error', said: phrase`${said}: ${errorText(error)}` };
  return warnings.length > 0 ? warn(said) : info(said);
}

function tableText({ pair, outcome, reason, saidReason }: TableRun, place: string): LogText {
  const why = saidReason ?? reason ?? '';
  const name = `[${place}] ${displayName(pair.shadow)}`;
  switch (outcome) {
    case 'succeeded':
      return info(phrase`${name}: done and verified`);
    case 'failed':
      return { level: 'error', said: phrase`${name}: failed: ${why}` };
    case 'skipped':
      return warn(phrase`${name}: not run: ${why}`);
    default:
      return assertNever(outcome);
  }
}

function info(said: Said): LogText {
  return { level: 'info', said };
}

function warn(said: Said): LogText {
  return { level: 'warn', said };
}

function countedStatements(count: number): Said {
  return count === 1 ? phrase`1 statement` : phrase`${count} statements`;
}

function countedTables(count: number): Said {
  return count === 1 ? phrase`1 table` : phrase`${count} tables`;
}

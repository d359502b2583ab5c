/** What runs on the server, as its process list says it. An account always sees its own sessions (R9). */
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import type { RunningStatement } from '../../task/ports.ts';
import { markedStatement, runPrefix } from '../statementMarker.ts';
import type { Row, ServerConnection } from './serverConnection.ts';

/** Enough for a question that is answered from memory; a server that takes longer can't be asked. */
export const controlTimeoutMs = 3000;

const limits = { timeoutMs: controlTimeoutMs };

/** What a session does now: its statement's text (null when it does nothing), or null when there is no such session. */
export async function statementOf(
  connection: ServerConnection,
  connectionId: string,
): Promise<{ readonly text: string | null } | null> {
  const [row] = await connection.rows(
    'SELECT info AS info FROM information_schema.processlist WHERE id = ?',
    [Number(connectionId)],
    limits,
  );
  return row === undefined ? null : { text: row[0] ?? null };
}

/** Every statement that carries the run's marker, whoever sent it. */
export async function statementsOfRun(
  connection: ServerConnection,
  run: string,
): Promise<readonly RunningStatement[]> {
  const prefix = runPrefix(run);
  const rows = await connection.rows(
    'SELECT id AS id, state AS state, info AS info FROM information_schema.processlist WHERE LEFT(info, ?) = ? ORDER BY id',
    [prefix.length, prefix],
    limits,
  );
  return rows.flatMap(([id, state, info]): RunningStatement[] => {
    const statement = markedStatement(info ?? '', run);
    return statement === null ? [] : [{ connectionId: id ?? '', statement, state: state ?? '' }];
  });
}

/** One session in words for people: `connection 12 (app@10.0.0.3:5123, idle for 34 s)`; columns id, user, host, command, time. */
export function describedSession([id, user, host, command, seconds]: Row): Said {
  const doing = command === 'Sleep' ? phrase`idle` : (command ?? 'busy').toLowerCase();
  return phrase`connection ${id ?? '?'} (${user ?? '?'}@${host ?? '?'}, ${doing} for ${seconds ?? '?'} s)`;
}

/** A session by its id, in words; null when it is gone. */
export async function sessionInWords(
  connection: ServerConnection,
  connectionId: string,
): Promise<Said | null> {
  const [row] = await connection.rows(
    'SELECT id AS id, user AS user, host AS host, command AS command, time AS time ' +
      'FROM information_schema.processlist WHERE id = ?',
    [Number(connectionId)],
    limits,
  );
  return row === undefined ? null : describedSession(row);
}

/** The locks of shadow tables that a DDL session holds, on that session's own connection (R8). */
import { createHash } from 'node:crypto';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { atLeast } from '../../schema/mysql/serverFacts.ts';
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { DdlSession } from '../../task/ports.ts';
import { controlTimeoutMs, sessionInWords } from './processList.ts';
import type { ServerConnection } from './serverConnection.ts';

type LockAnswer = Awaited<ReturnType<DdlSession['lock']>>;

const limits = { timeoutMs: controlTimeoutMs };

/** The lock's name: 47 characters of the 64 that MySQL allows, the same for every process and spelling. */
function lockName(facts: MysqlServerFacts, shadow: TableName): string {
  const folded = (name: string): string => (facts.lowerCaseTableNames === 0 ? name : name.toLowerCase());
  const parts = [facts.identity, folded(shadow.database), folded(shadow.table)];
  return `shsync:${createHash('sha1').update(parts.join('|')).digest('hex')}`;
}

export class SessionLocks {
  readonly #facts: MysqlServerFacts;
  readonly #main: ServerConnection;
  readonly #openAnother: () => Promise<ServerConnection>;
  /** Which connection holds which lock, by the lock's name. */
  readonly #holders = new Map<string, ServerConnection>();

  constructor(facts: MysqlServerFacts, main: ServerConnection, openAnother: () => Promise<ServerConnection>) {
    this.#facts = facts;
    this.#main = main;
    this.#openAnother = openAnother;
  }

  /** The connections besides the main one; they are kept alive and lost together with the session. */
  get companions(): readonly ServerConnection[] {
    return [...this.#holders.values()].filter((connection) => connection !== this.#main);
  }

  /** Takes a table's lock without waiting. Throws ShadowSyncError when the connection is lost. */
  async lock(shadow: TableName): Promise<LockAnswer> {
    const name = lockName(this.#facts, shadow);
    if (this.#holders.has(name)) return { kind: 'held' };
    const connection = await this.#holderForNext();
    const answer = await askForLock(connection, name);
    if (answer.kind === 'held') this.#holders.set(name, connection);
    else if (connection !== this.#main) await connection.close();
    return answer;
  }

  /** Gives a table's lock back; a lock that is not held stays as it is. */
  async unlock(shadow: TableName): Promise<void> {
    const name = lockName(this.#facts, shadow);
    const holder = this.#holders.get(name);
    this.#holders.delete(name);
    if (holder?.lost !== null) return;
    if (holder === this.#main) {
      await holder.rows('SELECT RELEASE_LOCK(?) AS released', [name], limits);
    } else {
      await holder.close();
    }
  }

  /**
   * Before 5.7.5 a MySQL session has one lock: the next GET_LOCK silently releases it (manual, "Locking Functions").
   * There, further locks live on companions.
   */
  async #holderForNext(): Promise<ServerConnection> {
    const isSingle = this.#facts.dialect === 'mysql' && !atLeast(this.#facts, 5, 7, 5);
    const isTaken = [...this.#holders.values()].includes(this.#main);
    return isSingle && isTaken ? await this.#openAnother() : this.#main;
  }

  /**
   * Ends, on the server, connections that are lost on this side only and hold their locks there until `wait_timeout` is
   * over. `asking` is another connection. A lock that it still holds proves that the id is still that connection; one
   * that works on a statement is let be.
   */
  async endLost(asking: ServerConnection): Promise<void> {
    for (const [name, { lost, id }] of this.#holders) {
      if (lost === null) continue;
      const [row] = await asking.rows(
        "SELECT id AS id FROM information_schema.processlist WHERE id = IS_USED_LOCK(?) AND command = 'Sleep'",
        [name],
        limits,
      );
      if (row?.[0] === id) await asking.rows(`KILL ${Number(id)}`, [], limits);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.companions.map((connection) => connection.close()));
    this.#holders.clear();
  }
}

/** 1305: there is no such function; 1235, 1064: not in this version or through this proxy. All else is an error. */
const noLocksHere: ReadonlySet<number> = new Set([1305, 1235, 1064]);

async function askForLock(connection: ServerConnection, name: string): Promise<LockAnswer> {
  try {
    const [row] = await connection.rows('SELECT GET_LOCK(?, 0) AS locked', [name], limits);
    const locked = row?.[0] ?? null;
    if (locked === null) return { kind: 'unavailable', reason: phrase`GET_LOCK answered NULL.` };
    if (locked !== '1') return { kind: 'busy', holder: await holderOf(connection, name) };
    // A proxy may send every statement over another connection: then the lock is not where the statements are.
    const [check] = await connection.rows('SELECT IS_USED_LOCK(?) AS holder', [name], limits);
    if (check?.[0] === connection.id) return { kind: 'held' };
    return {
      kind: 'unavailable',
      reason: phrase`The lock is not held by this connection; a proxy stands in between.`,
    };
  } catch (error) {
    if (ShadowSyncError.is(error) && noLocksHere.has(error.errno ?? 0) && connection.lost === null) {
      return { kind: 'unavailable', reason: error.said };
    }
    throw error;
  }
}

async function holderOf(connection: ServerConnection, name: string): Promise<Said | null> {
  const [row] = await connection.rows('SELECT IS_USED_LOCK(?) AS holder', [name], limits);
  const id = row?.[0] ?? null;
  if (id === null) return null;
  // Without the PROCESS privilege the sessions of other accounts are not shown.
  return (await sessionInWords(connection, id)) ?? phrase`connection ${id}`;
}

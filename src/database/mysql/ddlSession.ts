/** The port DdlSession: one pinned connection that carries DDL and nothing else (R8). */
import { setTimeout as delay } from 'node:timers/promises';
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { DdlSession, StatementMarker } from '../../task/ports.ts';
import { interrupted, lockLost, lockWaitEnded, outcomeLost, refuseWhenAborted } from '../ddlOutcome.ts';
import { markerComment } from '../statementMarker.ts';
import type { ControlConnection } from './controlConnection.ts';
import { withGrant } from './grantRemedy.ts';
import type { ServerConnection } from './serverConnection.ts';
import type { SessionLocks } from './sessionLocks.ts';
import { idleSeconds, lockWaitSeconds } from './sessionSettings.ts';
import { privilegesFor, referencedTables, statementTarget } from './statementTarget.ts';
import { StatementWatch } from './statementWatch.ts';

export interface DdlSessionParts {
  readonly connection: ServerConnection;
  readonly locks: SessionLocks;
  readonly control: ControlConnection;
  readonly account: string;
  readonly blockers: (shadow: TableName) => Promise<readonly Said[]>;
  readonly onClose: () => void;
  /** Why this server's locks are no use, or null. */
  readonly lockProblem: Said | null;
}

type ExecuteLimits = Parameters<DdlSession['execute']>[2];

const pingTimeoutMs = 5000;
const endLostMs = 500;
const warningsTimeoutMs = 10_000;
/** Three chances within the server's patience. */
const pingEveryMs = (idleSeconds * 1000) / 3;
/**
 * The server ended the session, or a proxy lost the server behind it and says so in the server's place (2006, 2013, 2055,
 * 1152, 1158 to 1161, 9001; OceanBase's 4012 is a time-out in the middle): whether the statement took effect is not known.
 */
const sessionEnds: ReadonlySet<number> = new Set([
  1053, 1152, 1158, 1159, 1160, 1161, 1927, 2006, 2013, 2055, 3169, 4012, 4031, 9001,
]);
/** ER_QUERY_INTERRUPTED. */
const queryInterrupted = 1317;
const lossCodes: ReadonlySet<string> = new Set(['connection', 'protocol', 'limit', 'unknown-outcome']);

export class MysqlDdlSession implements DdlSession {
  readonly connectionId: string;
  readonly #parts: DdlSessionParts;
  readonly #keepAlive: NodeJS.Timeout;
  #isBusy = false;

  constructor(parts: DdlSessionParts) {
    this.#parts = parts;
    this.connectionId = parts.connection.id;
    this.#keepAlive = setInterval(() => this.#ping(), pingEveryMs);
    // A session that is left open keeps no process alive.
    this.#keepAlive.unref();
  }

  async lock(shadow: TableName): Promise<Awaited<ReturnType<DdlSession['lock']>>> {
    const { lockProblem, locks } = this.#parts;
    if (lockProblem !== null) return { kind: 'unavailable', reason: lockProblem };
    return await locks.lock(shadow);
  }

  async unlock(shadow: TableName): Promise<void> {
    await this.#parts.locks.unlock(shadow);
  }

  async execute(
    sql: string,
    marker: StatementMarker,
    limits: ExecuteLimits,
  ): Promise<{ readonly warnings: readonly string[] }> {
    const { connection, control } = this.#parts;
    refuseWhenAborted(limits.signal);
    this.#refuseWhenLost();
    const comment = markerComment(marker);
    const watch = new StatementWatch({ control, connection, comment, ...limits });
    this.#isBusy = true;
    try {
      const reply = await connection.send(`${comment} ${sql}`, [], { timeoutMs: null }, () => undefined);
      await watch.end();
      await this.#swallowLateKill(watch);
      return { warnings: reply.warnings === 0 ? [] : await this.#warnings() };
    } catch (error) {
      await watch.end();
      await this.#swallowLateKill(watch);
      throw await this.#outcome(error, watch, sql);
    } finally {
      this.#isBusy = false;
    }
  }

  #refuseWhenLost(): void {
    const { connection, locks } = this.#parts;
    for (const { lost } of [connection, ...locks.companions]) {
      if (lost !== null) throw lockLost(lost);
    }
  }

  /** A KILL that came just after the statement had ended hits the next one; let that be one that does nothing. */
  async #swallowLateKill(watch: StatementWatch): Promise<void> {
    const { connection } = this.#parts;
    if (watch.killedFor === null || connection.lost !== null) return;
    await connection.ping(pingTimeoutMs).catch(() => undefined);
  }

  async #warnings(): Promise<readonly string[]> {
    const { connection } = this.#parts;
    try {
      const rows = await connection.rows('SHOW WARNINGS', [], { timeoutMs: warningsTimeoutMs });
      return rows.map(([level, code, message]) => `${level ?? ''} ${code ?? ''}: ${message ?? ''}`);
    } catch (error) {
      // The statement has succeeded; that must not get lost with its warnings.
      if (ShadowSyncError.is(error)) return [`The warnings could not be read: ${error.message}`];
      throw error;
    }
  }

  /** What the failed statement means. Only the server's own word counts as a refusal; silence is an unknown outcome. */
  async #outcome(error: unknown, watch: StatementWatch, sql: string): Promise<ShadowSyncError> {
    if (!ShadowSyncError.is(error)) throw error;
    const { account, blockers, connection } = this.#parts;
    const target = statementTarget(sql);
    const isLost = error.errno === null ? lossCodes.has(error.code) : sessionEnds.has(error.errno);
    if (isLost || connection.lost !== null) return outcomeLost(error);
    if (error.errno === queryInterrupted) {
      const bySomebody = phrase`Another session stopped the statement on the server (KILL QUERY).`;
      return interrupted(error, watch.killedFor, bySomebody);
    }
    if (error.code === 'lock' && target !== null) {
      return await lockWaitEnded(error, lockWaitSeconds, () => blockers(target.table));
    }
    const denied = deniedParent(error, sql);
    if (denied !== null) return withGrant(error, ['REFERENCES'], denied, account);
    if (target !== null) return withGrant(error, privilegesFor(target.verb), target.table, account);
    return error;
  }

  #ping(): void {
    const { connection, locks } = this.#parts;
    const idle = this.#isBusy ? locks.companions : [connection, ...locks.companions];
    for (const each of idle) {
      // A lost connection is noticed where it is used next.
      if (each.lost === null) each.ping(pingTimeoutMs).catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    const { connection, control, locks, onClose } = this.#parts;
    clearInterval(this.#keepAlive);
    onClose();
    if (connection.lost !== null) {
      // Without an answer the server ends it by itself, only later.
      const ending = control.ask((asking) => locks.endLost(asking)).catch(() => undefined);
      // It goes on if it takes longer; nobody waits for a server that may be out of reach.
      await Promise.race([ending, delay(endLostMs, undefined, { ref: false })]);
    }
    await locks.close();
    await connection.close();
  }
}

/**
 * The parent that the account may not point at: MySQL asks for REFERENCES on it (1142 "REFERENCES command denied … for table
 * 'shop.p'", 9.7; 5.6 and MariaDB do not ask). Null for any other refusal.
 */
function deniedParent({ errno, message }: ShadowSyncError, sql: string): TableName | null {
  if (errno !== 1142 || !message.includes('REFERENCES command denied')) return null;
  const parents = referencedTables(sql);
  const said = message.slice(message.lastIndexOf('for table')).replaceAll('`', '');
  return (
    parents.find(({ database, table }) => said.includes(`${database}.${table}'`)) ??
    parents.find(({ table }) => said.includes(table)) ??
    null
  );
}

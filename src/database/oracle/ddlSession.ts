/** The port DdlSession: one pinned connection that carries DDL and nothing else (R8). */
import { createHash } from 'node:crypto';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { DdlSession, StatementMarker } from '../../task/ports.ts';
import type { DdlCarrier, LockAnswer, Oversight } from './ddlCarrier.ts';
import { withGrant } from './grantRemedy.ts';
import { lockWaitSeconds } from './sessionPins.ts';
import { statementTarget } from './statementTarget.ts';
import { StatementWatch } from './statementWatch.ts';
import type { StopReason } from './statementWatch.ts';

export interface DdlSessionParts {
  readonly carrier: DdlCarrier;
  readonly oversight: Oversight;
  /** What tells the server from others, for the names of locks. */
  readonly identity: string;
  /** The account as the server spells it, for remedies. */
  readonly account: string;
  readonly blockers: (shadow: TableName) => Promise<readonly string[]>;
  readonly onClose: () => void;
}

type ExecuteLimits = Parameters<DdlSession['execute']>[2];

const pingTimeoutMs = 5000;
/** Often enough that a firewall does not forget the connection, and that a profile's IDLE_TIME (minutes) does not pass. */
const pingEveryMs = 20_000;
const lossCodes: ReadonlySet<string> = new Set(['connection', 'protocol', 'unknown-outcome']);
/** "User requested cancel of current operation"; OceanBase says ER_QUERY_INTERRUPTED of the MySQL protocol. */
const interruptions: ReadonlySet<number> = new Set([1013, 1317]);

export class OracleDdlSession implements DdlSession {
  readonly connectionId: string;
  readonly #parts: DdlSessionParts;
  readonly #keepAlive: NodeJS.Timeout;
  readonly #held = new Set<string>();
  #isBusy = false;

  constructor(parts: DdlSessionParts) {
    this.#parts = parts;
    this.connectionId = parts.carrier.id;
    this.#keepAlive = setInterval(() => this.#ping(), pingEveryMs);
    // A session that is left open keeps no process alive.
    this.#keepAlive.unref();
  }

  async lock(shadow: TableName): Promise<LockAnswer> {
    const name = this.#lockName(shadow);
    if (this.#held.has(name)) return { kind: 'held' };
    const answer = await this.#parts.carrier.lock(name);
    if (answer.kind === 'held') this.#held.add(name);
    return answer;
  }

  async unlock(shadow: TableName): Promise<void> {
    const name = this.#lockName(shadow);
    if (this.#held.delete(name) && this.#parts.carrier.lost === null) await this.#parts.carrier.unlock(name);
  }

  /** The same for every process; names differ by case here. */
  #lockName({ database, table }: TableName): string {
    const parts = JSON.stringify([this.#parts.identity, database, table]);
    return createHash('sha1').update(parts).digest('hex');
  }

  async execute(
    sql: string,
    marker: StatementMarker,
    limits: ExecuteLimits,
  ): Promise<{ readonly warnings: readonly string[] }> {
    const { carrier, oversight } = this.#parts;
    if (limits.signal.aborted)
      throw new ShadowSyncError('cancelled', phrase`Aborted before the statement was sent.`);
    this.#refuseWhenLost();
    const watch = new StatementWatch({ carrier, oversight, marker, ...limits });
    this.#isBusy = true;
    try {
      const warnings = await carrier.send(sql, marker);
      await watch.end();
      await this.#swallowLateStop(watch);
      return { warnings };
    } catch (error) {
      await watch.end();
      await this.#swallowLateStop(watch);
      throw await this.#outcome(error, watch.stoppedFor, sql);
    } finally {
      this.#isBusy = false;
    }
  }

  /** Nothing was sent yet: a connection that is gone took the locks with it, and the attempt ends here. */
  #refuseWhenLost(): void {
    const { lost } = this.#parts.carrier;
    if (lost === null) return;
    throw new ShadowSyncError('connection', phrase`The connection that held the lock is lost: ${lost.said}`, {
      remedy: phrase`Run again: what was done is found by reading it again.`,
    });
  }

  /** A stop that came just after the statement had ended hits the next one; let that be one that does nothing. */
  async #swallowLateStop(watch: StatementWatch): Promise<void> {
    const { carrier } = this.#parts;
    if (watch.stoppedFor === null || carrier.lost !== null) return;
    await carrier.ping(pingTimeoutMs).catch(() => undefined);
  }

  /** What the failed statement means. Only the server's own word counts as a refusal; silence is an unknown outcome. */
  async #outcome(error: unknown, stoppedFor: StopReason | null, sql: string): Promise<ShadowSyncError> {
    if (!ShadowSyncError.is(error)) throw error;
    const { account, carrier } = this.#parts;
    if (carrier.lost !== null || lossCodes.has(error.code)) {
      return new ShadowSyncError(
        'unknown-outcome',
        phrase`The connection was lost while the statement ran: ${error.said}`,
        {
          remedy: phrase`The table is read again to find out whether the statement took effect.`,
          ...(error.errno === null ? {} : { errno: error.errno }),
        },
      );
    }
    if (interruptions.has(error.errno ?? 0)) return interrupted(error, stoppedFor);
    const target = statementTarget(sql);
    if (error.code === 'lock' && target !== null) return await this.#lockWaitEnded(error, target.table);
    return target === null ? error : withGrant(error, target, account);
  }

  async #lockWaitEnded(error: ShadowSyncError, table: TableName): Promise<ShadowSyncError> {
    const blockers = await this.#parts.blockers(table).catch((): readonly string[] => []);
    const said =
      blockers.length === 0 ? phrase`${error.said}.` : phrase`${error.said}. Held by ${blockers.join('; ')}.`;
    return new ShadowSyncError('lock', said, {
      remedy: phrase`End the session that holds the table; each attempt waits ${lockWaitSeconds} s.`,
      ...(error.errno === null ? {} : { errno: error.errno }),
      ...(error.symbol === null ? {} : { symbol: error.symbol }),
    });
  }

  #ping(): void {
    const { carrier } = this.#parts;
    // A lost connection is noticed where it is used next.
    if (!this.#isBusy && carrier.lost === null) carrier.ping(pingTimeoutMs).catch(() => undefined);
  }

  async close(): Promise<void> {
    clearInterval(this.#keepAlive);
    this.#parts.onClose();
    this.#held.clear();
    await this.#parts.carrier.close();
  }
}

/** By us, or by somebody else. */
function interrupted(error: ShadowSyncError, stoppedFor: StopReason | null): ShadowSyncError {
  const details = {
    ...(error.errno === null ? {} : { errno: error.errno }),
    ...(error.symbol === null ? {} : { symbol: error.symbol }),
  };
  switch (stoppedFor) {
    case 'timeout':
      return new ShadowSyncError(
        'timeout',
        phrase`The statement took longer than allowed and was stopped on the server.`,
        { remedy: phrase`Allow more time, or run it when the server is less busy.`, ...details },
      );
    case 'cancelled':
      return new ShadowSyncError('cancelled', phrase`The statement was stopped on the server.`, details);
    case null:
      return new ShadowSyncError(
        'statement',
        phrase`Another session stopped the statement on the server.`,
        details,
      );
  }
}

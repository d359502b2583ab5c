/** The port DdlSession: one pinned connection that carries DDL and nothing else (R8). */
import { createHash } from 'node:crypto';
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { DdlSession, StatementMarker } from '../../task/ports.ts';
import { interrupted, lockLost, lockWaitEnded, outcomeLost, refuseWhenAborted } from '../ddlOutcome.ts';
import type { StopReason } from '../ddlOutcome.ts';
import type { DdlCarrier, LockAnswer, Oversight } from './ddlCarrier.ts';
import { withGrant } from './grantRemedy.ts';
import { lockWaitSeconds } from './sessionPins.ts';
import { statementTarget } from './statementTarget.ts';
import { StatementWatch } from './statementWatch.ts';

export interface DdlSessionParts {
  readonly carrier: DdlCarrier;
  readonly oversight: Oversight;
  /** What tells the server from others, for the names of locks. */
  readonly identity: string;
  /** The account as the server spells it, for remedies. */
  readonly account: string;
  readonly blockers: (shadow: TableName) => Promise<readonly Said[]>;
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
    if (this.#held.delete(name) && this.#parts.carrier.connection.lost === null)
      await this.#parts.carrier.unlock(name);
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
    refuseWhenAborted(limits.signal);
    if (carrier.connection.lost !== null) throw lockLost(carrier.connection.lost);
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

  /** A stop that came just after the statement had ended hits the next one; let that be one that does nothing. */
  async #swallowLateStop(watch: StatementWatch): Promise<void> {
    const { carrier } = this.#parts;
    if (watch.stoppedFor === null || carrier.connection.lost !== null) return;
    await carrier.connection.ping(pingTimeoutMs).catch(() => undefined);
  }

  /** What the failed statement means. Only the server's own word counts as a refusal; silence is an unknown outcome. */
  async #outcome(error: unknown, stoppedFor: StopReason | null, sql: string): Promise<ShadowSyncError> {
    if (!ShadowSyncError.is(error)) throw error;
    const { account, blockers, carrier } = this.#parts;
    if (carrier.connection.lost !== null || lossCodes.has(error.code)) return outcomeLost(error);
    if (interruptions.has(error.errno ?? 0)) {
      const bySomebody = phrase`Another session stopped the statement on the server.`;
      return interrupted(error, stoppedFor, bySomebody);
    }
    const target = statementTarget(sql);
    if (error.code === 'lock' && target !== null) {
      return await lockWaitEnded(error, lockWaitSeconds, () => blockers(target.table));
    }
    return target === null ? error : withGrant(error, target, account);
  }

  #ping(): void {
    const { connection } = this.#parts.carrier;
    // A lost connection is noticed where it is used next.
    if (!this.#isBusy && connection.lost === null) connection.ping(pingTimeoutMs).catch(() => undefined);
  }

  async close(): Promise<void> {
    clearInterval(this.#keepAlive);
    this.#parts.onClose();
    this.#held.clear();
    await this.#parts.carrier.connection.close();
  }
}

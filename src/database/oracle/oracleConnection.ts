/**
 * One connection to an Oracle server, with bounds on time and memory against servers that are broken or hostile (C8), and
 * with every failure mapped. Nothing above this file sees the driver; a lost connection is never replaced here.
 */
import oracledb from 'oracledb';
import type { ColumnMetadata, Connection, DbType, ExecuteResult, OutBind } from 'oracledb';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { maxAnswerBytes, watchLimits } from '../queryLimits.ts';
import type { QueryLimits } from '../queryLimits.ts';
import { mapError } from './errors.ts';
import type { Relay } from './relay.ts';
import type { Query, Row, RowSource } from './rowSource.ts';

const goodbyeMs = 500;

/** Bigger than the default: a metadata query has thousands of short rows. */
const rowsPerFetch = 1000;

export class OracleConnection implements RowSource {
  readonly place: string;
  readonly #driver: Connection;
  readonly #relay: Relay;
  readonly #secret: string;
  #lost: ShadowSyncError | null = null;
  #bytes = 0;
  #rejectPending: ((error: ShadowSyncError) => void) | null = null;
  /** Commands wait for each other here, so that bounds and failures are always those of one command. */
  #queue: Promise<unknown> = Promise.resolve();

  /** Takes a driver connection that has just been authenticated. */
  constructor(
    driver: Connection,
    relay: Relay,
    { place, secret }: { readonly place: string; readonly secret: string },
  ) {
    this.place = place;
    this.#driver = driver;
    this.#relay = relay;
    this.#secret = secret;
    relay.onBytes((size) => {
      this.#bytes += size;
      if (this.#bytes <= maxAnswerBytes) return;
      this.destroy(
        new ShadowSyncError('limit', phrase`${place} sent more than ${maxAnswerBytes} bytes as one answer.`),
      );
    });
  }

  get lost(): ShadowSyncError | null {
    return this.#lost;
  }

  async rows(query: Query, limits: QueryLimits): Promise<readonly Row[]> {
    const binds: string[] = [];
    const sql = query((value) => `:${binds.push(value)}`);
    const { rows = [] } = await this.#execute(sql, binds, limits);
    return rows.map((row) => row.map(textOf));
  }

  /** Sends one statement without values, such as DDL; gives the remark of a success that has one. */
  async statement(sql: string, limits: QueryLimits): Promise<string | null> {
    const { warning } = await this.#execute(sql, [], limits);
    return warning === undefined ? null : mapError(warning, this.place, this.#secret).message;
  }

  /** Runs a PL/SQL block whose binds are values first and then one number that it gives. */
  async numberOf(block: string, values: readonly (string | number)[], limits: QueryLimits): Promise<number> {
    const out: OutBind = { dir: oracledb.BIND_OUT, type: oracledb.NUMBER };
    const { outBinds = [] } = await this.#execute(block, [...values, out], limits);
    const [value] = outBinds;
    if (typeof value === 'number') return value;
    throw new ShadowSyncError('protocol', phrase`${this.place} answered beside the question.`);
  }

  /** What sessions of this server show of this one (V$SESSION); sent with the next statement. */
  show(client: string, action: string): void {
    this.#driver.module = 'shadow-sync';
    this.#driver.clientInfo = client;
    this.#driver.action = action;
  }

  /** Asks the server to stop the running statement, which then ends with ORA-01013. Throws ShadowSyncError. */
  async stop(): Promise<void> {
    try {
      await this.#driver.breakExecution();
    } catch (error) {
      throw mapError(error, this.place, this.#secret);
    }
  }

  async ping(timeoutMs: number): Promise<void> {
    await this.rows(() => 'SELECT 1 FROM DUAL', { timeoutMs });
  }

  #execute(
    sql: string,
    binds: readonly (string | number | OutBind)[],
    limits: QueryLimits,
  ): Promise<ExecuteResult> {
    const turn = this.#queue.then(() => this.#executeNow(sql, binds, limits));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #executeNow(
    sql: string,
    binds: readonly (string | number | OutBind)[],
    limits: QueryLimits,
  ): Promise<ExecuteResult> {
    if (this.#lost !== null) throw this.#lost;
    this.#bytes = 0;
    const stopWatching = watchLimits(this, limits);
    try {
      return await new Promise<ExecuteResult>((resolve, reject) => {
        this.#rejectPending = reject;
        const options = {
          outFormat: oracledb.OUT_FORMAT_ARRAY,
          maxRows: 0,
          fetchArraySize: rowsPerFetch,
          prefetchRows: rowsPerFetch,
          fetchTypeHandler: asText,
        };
        this.#driver.execute(sql, binds, options).then(resolve, (error: unknown) => {
          reject(this.#mapReply(error));
        });
      });
    } finally {
      this.#rejectPending = null;
      stopWatching();
    }
  }

  #mapReply(error: unknown): ShadowSyncError {
    if (this.#lost !== null) return this.#lost;
    const mapped = mapError(error, this.place, this.#secret);
    // What the server did not say itself (a broken packet, an end) ends the trust in this connection.
    if (mapped.errno === null || mapped.code === 'connection') this.destroy(mapped);
    return mapped;
  }

  /** Says goodbye and closes; never throws, never waits for a server that does not answer. */
  async close(): Promise<void> {
    if (this.#lost !== null) return;
    this.#lost = new ShadowSyncError('connection', phrase`The connection to ${this.place} was closed.`);
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      this.#driver.close().catch(() => undefined),
      new Promise((resolve) => {
        timer = setTimeout(resolve, goodbyeMs);
      }),
    ]);
    clearTimeout(timer);
    this.#relay.destroy();
  }

  /** Drops the connection at once, without a word to the server; what waits for it gets `reason`. */
  destroy(reason: ShadowSyncError): void {
    this.#lost ??= reason;
    this.#relay.destroy();
    this.#rejectPending?.(this.#lost);
    // The driver's own books; its socket is gone already.
    this.#driver.close({ drop: true }).catch(() => undefined);
  }
}

/** Everything as text: numbers of 28 digits (the limits of a sequence) are more than JavaScript's have. */
function asText({ dbType }: ColumnMetadata): { readonly type: DbType } | undefined {
  const types = [oracledb.DB_TYPE_NUMBER, oracledb.DB_TYPE_CLOB, oracledb.DB_TYPE_NCLOB];
  return types.includes(dbType) ? { type: oracledb.STRING } : undefined;
}

/** Whatever else than text comes is a number or nothing: the handler above sees to it. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}

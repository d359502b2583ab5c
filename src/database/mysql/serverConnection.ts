/**
 * One connection to a server, with bounds on time and memory against servers that are broken or hostile (C8), and
 * with every failure mapped. Nothing above this file sees the driver; a lost connection is never replaced here.
 */
import type { Socket } from 'node:net';
import type { Connection } from 'mysql2';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { cleaned } from '../foreignText.ts';
import { maxAnswerBytes, metadataTimeoutMs, watchLimits } from '../queryLimits.ts';
import type { QueryLimits } from '../queryLimits.ts';
import { mapError } from './errors.ts';
import { takeRows } from './rawRows.ts';
import type { RawRow } from './rawRows.ts';

/** A row as the server sent it: text of each column, null for NULL. */
export type Row = readonly (string | null)[];

interface AnswerLimits extends QueryLimits {
  /** More answer than that destroys the connection with 'limit'. */
  readonly maxBytes?: number;
}

export interface StatementReply {
  readonly warnings: number;
}

export class ServerConnection {
  /** Where and as whom, for messages. */
  readonly place: string;
  readonly #driver: Connection;
  readonly #secret: string;
  #id = '';
  #lost: ShadowSyncError | null = null;
  #isClosing = false;
  #bytes = 0;
  #maxBytes = Infinity;
  #rejectPending: ((error: ShadowSyncError) => void) | null = null;
  /** Commands wait for each other here, so that bounds and failures are always those of one command. */
  #queue: Promise<unknown> = Promise.resolve();

  /** Takes a driver connection that has just been authenticated. */
  constructor(driver: Connection, place: string, secret: string) {
    this.place = place;
    this.#driver = driver;
    this.#secret = secret;
    streamOf(driver).on('data', (chunk: Buffer) => {
      this.#bytes += chunk.length;
      if (this.#bytes > this.#maxBytes) {
        this.destroy(
          new ShadowSyncError(
            'limit',
            phrase`${place} sent more than ${this.#maxBytes} bytes as one answer.`,
          ),
        );
      }
    });
    driver.on('error', (error: unknown) => this.#onLost(error));
    driver.on('end', () => this.#onLost(new Error('the server closed the connection')));
  }

  /** The server's id of this connection; known after {@link learnId}. */
  get id(): string {
    return this.#id;
  }

  /** Why the connection can't be used any more, or null while it can. */
  get lost(): ShadowSyncError | null {
    return this.#lost;
  }

  /** Asks the server for its id of this connection: a proxy's greeting may hold another one. */
  async learnId(): Promise<void> {
    const [row] = await this.rows('SELECT CONNECTION_ID() AS id', [], { timeoutMs: metadataTimeoutMs });
    this.#id = row?.[0] ?? '';
  }

  /**
   * Sends one statement and gives its rows. Values replace `?` and are strings and numbers only (C5): anything else
   * would let the driver build SQL from its keys. Throws ShadowSyncError.
   */
  async rows(
    sql: string,
    values: readonly (string | number)[],
    limits: AnswerLimits,
  ): Promise<readonly Row[]> {
    const rows: Row[] = [];
    await this.send(sql, values, limits, (row) => rows.push(textsOf(row)));
    return rows;
  }

  /**
   * Sends one packet and hands over each row of each result set as it arrives, with the number of its result set; the row
   * is good only during that call.
   * Throws ShadowSyncError; an error of the server leaves the connection usable.
   */
  send(
    sql: string,
    values: readonly (string | number)[],
    limits: AnswerLimits,
    onRow: (row: RawRow, resultSet: number) => void,
  ): Promise<StatementReply> {
    for (const value of values) {
      if (typeof value !== 'string' && typeof value !== 'number') {
        return Promise.reject(
          new ShadowSyncError('internal', phrase`A query value is neither a string nor a number.`),
        );
      }
    }
    const turn = this.#queue.then(() => this.#sendNow(sql, values, limits, onRow));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  #sendNow(
    sql: string,
    values: readonly (string | number)[],
    limits: AnswerLimits,
    onRow: (row: RawRow, resultSet: number) => void,
  ): Promise<StatementReply> {
    if (this.#lost !== null) return Promise.reject(this.#lost);
    this.#bytes = 0;
    this.#maxBytes = limits.maxBytes ?? maxAnswerBytes;
    const stopWatching = watchLimits(this, limits);
    return new Promise<StatementReply>((resolve, reject) => {
      this.#rejectPending = reject;
      let warnings = 0;
      let refusal: ShadowSyncError | null = null;
      const query = this.#driver.query({ sql, values: [...values] });
      takeRows(query, onRow);
      query.on('error', (error: unknown) => {
        refusal = this.#mapReply(error);
      });
      query.on('result', (result: unknown) => {
        warnings = warningsOf(result);
      });
      query.on('end', () => {
        if (refusal === null) resolve({ warnings });
        else reject(refusal);
      });
    }).finally(() => {
      this.#rejectPending = null;
      this.#maxBytes = Infinity;
      stopWatching();
    });
  }

  #mapReply(error: unknown): ShadowSyncError {
    const mapped = mapError(error, this.place, this.#secret);
    // An error that the server did not say (a file request, a broken packet) ends the trust in this connection.
    if (mapped.errno === null) this.destroy(mapped);
    return mapped;
  }

  /** Keeps an idle connection from being closed by the server's wait_timeout. Throws ShadowSyncError when it is lost. */
  async ping(timeoutMs: number): Promise<void> {
    await this.rows('DO 0', [], { timeoutMs });
  }

  /** Says goodbye and closes; never throws, never waits for a server that does not answer. */
  close(): Promise<void> {
    if (this.#lost !== null) return Promise.resolve();
    this.#isClosing = true;
    this.#lost = new ShadowSyncError('connection', phrase`The connection to ${this.place} was closed.`);
    const stream = streamOf(this.#driver);
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        stream.destroy();
        resolve();
      };
      const timer = setTimeout(done, 500);
      stream.once('close', done);
      this.#driver.end(done);
    });
  }

  /** Drops the connection at once, without a word to the server; what waits for it gets `reason`. */
  destroy(reason: ShadowSyncError): void {
    if (this.#lost === null) this.#lost = reason;
    this.#isClosing = true;
    streamOf(this.#driver).destroy();
    this.#rejectPending?.(this.#lost);
  }

  #onLost(error: unknown): void {
    if (this.#isClosing) {
      this.#rejectPending?.(this.#lost ?? mapError(error, this.place, this.#secret));
      return;
    }
    const reason = mapError(error, this.place, this.#secret);
    this.#lost ??=
      reason.code === 'protocol' && isPlainLoss(error)
        ? new ShadowSyncError('connection', phrase`${this.place} closed the connection.`)
        : reason;
    streamOf(this.#driver).destroy();
    this.#rejectPending?.(this.#lost);
  }
}

/** The stream under a driver connection, TLS or not. It is public in the driver's code and missing in its types. */
export function streamOf(driver: Connection): Socket {
  return (driver as unknown as { readonly stream: Socket }).stream;
}

function textsOf(row: RawRow): Row {
  const texts: (string | null)[] = [];
  for (let column = 0; column < row.columns; column++) texts.push(row.text(column));
  return texts;
}

function isPlainLoss(error: unknown): boolean {
  return error instanceof Error && !('code' in error);
}

function warningsOf(result: unknown): number {
  if (typeof result !== 'object' || result === null || !('warningStatus' in result)) return 0;
  return typeof result.warningStatus === 'number' ? result.warningStatus : 0;
}

/** A server's answer as text for messages. */
export function shown(value: string | null | undefined): string {
  return value === null || value === undefined ? 'nothing' : `'${cleaned(value)}'`;
}

/**
 * The second connection: asks about statements that run on others, and kills them. It carries nothing long, so it may
 * be replaced whenever it breaks, other than the sessions it watches.
 */
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { ServerRoute } from '../serverRoute.ts';
import { openSameServer } from './metadataSession.ts';
import type { ServerConnection } from './serverConnection.ts';

const connectTimeoutMs = 5000;

export class ControlConnection {
  readonly #route: ServerRoute;
  readonly #facts: MysqlServerFacts;
  #current: Promise<ServerConnection> | null = null;
  #opened: ServerConnection | null = null;
  #isClosed = false;

  constructor(route: ServerRoute, facts: MysqlServerFacts) {
    this.#route = route;
    this.#facts = facts;
  }

  /** Opens it now, so that it is there when the server has no connection left to give. Throws ShadowSyncError. */
  async open(): Promise<void> {
    await this.#connection();
  }

  /** Asks on the connection there is; when that turns out to be dead, once more on a new one. Throws ShadowSyncError. */
  async ask<T>(work: (connection: ServerConnection) => Promise<T>): Promise<T> {
    const first = await this.#connection();
    try {
      return await work(first);
    } catch (error) {
      if (first.lost === null || this.#isClosed) throw error;
      return await work(await this.#connection());
    }
  }

  async #connection(): Promise<ServerConnection> {
    // Several may wait for one opening; when it fails, the first to notice opens the next one and the others wait again.
    for (let awaited = this.#current; awaited !== null; awaited = this.#current) {
      const kept = await awaited.catch(() => null);
      if (kept?.lost === null) return kept;
      if (this.#current === awaited) break;
    }
    if (this.#isClosed)
      throw new ShadowSyncError('connection', phrase`The connection to the server is closed already.`);
    const opening = this.#openNew();
    this.#current = opening;
    return await opening;
  }

  async #openNew(): Promise<ServerConnection> {
    const connection = await openSameServer(this.#route, this.#facts, { timeoutMs: connectTimeoutMs });
    this.#opened = connection;
    if (this.#isClosed) await connection.close();
    return connection;
  }

  /** Waits for no opening that is under way: behind a dead network that is long, and it closes what it opens. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#opened?.close();
  }
}

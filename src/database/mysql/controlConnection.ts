/**
 * The second connection: asks about statements that run on others, and kills them. It carries nothing long, so it may
 * be replaced whenever it breaks, other than the sessions it watches.
 */
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { Renewed } from '../renewed.ts';
import type { ServerRoute } from '../serverRoute.ts';
import { openSameServer } from './metadataSession.ts';
import type { ServerConnection } from './serverConnection.ts';

const connectTimeoutMs = 5000;

export class ControlConnection {
  readonly #connection = new Renewed<ServerConnection>();
  readonly #openNew: () => Promise<ServerConnection>;

  constructor(route: ServerRoute, facts: MysqlServerFacts) {
    this.#openNew = () => openSameServer(route, facts, { timeoutMs: connectTimeoutMs });
  }

  /** Opens it now, so that it is there when the server has no connection left to give. Throws ShadowSyncError. */
  async open(): Promise<void> {
    await this.#connection.get(this.#openNew);
  }

  /** Asks on the connection there is; when that turns out to be dead, once more on a new one. Throws ShadowSyncError. */
  async ask<T>(work: (connection: ServerConnection) => Promise<T>): Promise<T> {
    return await this.#connection.use(this.#openNew, work);
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }
}

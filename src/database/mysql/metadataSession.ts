/** Connections that read: pinned when opened, and on the very server that was connected to first. */
import { connect } from './connect.ts';
import type { ConnectOptions } from './connect.ts';
import { LentSessions } from '../lentSessions.ts';
import type { ServerRoute } from '../serverRoute.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import type { ServerConnection } from './serverConnection.ts';
import { checkIdentity, factVariables } from './serverFacts.ts';
import { pinSession } from './sessionPins.ts';
import type { SessionVariables } from './sessionPins.ts';
import { readingPins } from './sessionSettings.ts';

export interface MetadataSession {
  readonly connection: ServerConnection;
  readonly variables: SessionVariables;
}

/** Opens one reading session. Throws ShadowSyncError, 'pin-refused' among others. */
export async function openMetadataSession(
  route: ServerRoute,
  options: ConnectOptions,
  alsoRead: readonly string[] = [],
): Promise<MetadataSession> {
  const connection = await connect(route, options);
  try {
    return { connection, variables: await pinSession(connection, readingPins, alsoRead) };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Opens one more reading session, on the very server that the facts are of. Throws ShadowSyncError. */
export async function openSameServer(
  route: ServerRoute,
  facts: MysqlServerFacts,
  options: ConnectOptions,
): Promise<ServerConnection> {
  // Read together with the pins: the check costs no round trip (but on OceanBase, whose identity is no variable).
  const { connection, variables } = await openMetadataSession(route, options, factVariables);
  try {
    await checkIdentity(connection, facts, variables);
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/**
 * Reading connections of one kind. `packed` ones accept several statements in a packet and carry nothing but
 * `SHOW CREATE TABLE` of quoted names (C2).
 */
export class MetadataSessions {
  readonly #openNew: (options: ConnectOptions) => Promise<ServerConnection>;
  readonly #lent: LentSessions<ServerConnection, ConnectOptions>;
  readonly #opening: Promise<ServerConnection>[] = [];

  constructor(route: ServerRoute, kind: 'plain' | 'packed', facts: MysqlServerFacts) {
    const multipleStatements = kind === 'packed';
    this.#openNew = (options) => openSameServer(route, facts, { ...options, multipleStatements });
    this.#lent = new LentSessions((options) => this.#opening.shift() ?? this.#openNew(options));
  }

  /** Keeps a connection that was opened elsewhere. */
  adopt(connection: ServerConnection): void {
    this.#lent.adopt(connection);
  }

  /**
   * Opens connections while others are still asked, until there are `count`: who asks first gets the first, or what went
   * wrong with it. One that nobody asks for is closed with the rest, and nobody hears of its failure.
   */
  prepare(count: number, options: ConnectOptions): void {
    if (this.#lent.isClosed) return;
    while (this.#lent.idle + this.#opening.length < count) this.#prepareOne(options);
  }

  #prepareOne(options: ConnectOptions): void {
    const isUnwanted = (): boolean => this.#lent.isClosed || options.signal?.aborted === true;
    const signal = {
      get aborted() {
        return isUnwanted();
      },
    };
    const opening = this.#openNew({ ...options, signal });
    opening.catch(() => undefined);
    this.#opening.push(opening);
  }

  /** Runs `work` on a connection that nobody else uses meanwhile. A connection that broke under it is not used again. */
  async with<T>(options: ConnectOptions, work: (connection: ServerConnection) => Promise<T>): Promise<T> {
    return await this.#lent.with(options, work);
  }

  async close(): Promise<void> {
    const idle = this.#lent.close();
    const opened = await Promise.allSettled(this.#opening.splice(0));
    const unused = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    await Promise.all([idle, ...unused.map((connection) => connection.close())]);
  }
}

/** Connections that read. They are pinned when opened, lent to one reading at a time, and replaced when they broke. */
import { connect } from './connect.ts';
import type { ConnectOptions } from './connect.ts';
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

/** An idle connection that was used so lately is taken to be alive. */
const trustedMs = 3000;
/** One that is older and does not answer within that leads nowhere: a dead network says nothing. */
const pingTimeoutMs = 3000;

interface IdleConnection {
  readonly connection: ServerConnection;
  readonly since: number;
}

/**
 * Idle reading connections of one kind. `packed` ones accept several statements in a packet and carry nothing but
 * `SHOW CREATE TABLE` of quoted names (C2).
 */
export class MetadataSessions {
  readonly #route: ServerRoute;
  readonly #facts: MysqlServerFacts;
  readonly #packed: boolean;
  readonly #idle: IdleConnection[] = [];
  readonly #opening: Promise<ServerConnection>[] = [];
  #isClosed = false;

  constructor(route: ServerRoute, kind: 'plain' | 'packed', facts: MysqlServerFacts) {
    this.#route = route;
    this.#facts = facts;
    this.#packed = kind === 'packed';
  }

  /** Keeps a connection that was opened elsewhere. */
  adopt(connection: ServerConnection): void {
    this.#idle.push({ connection, since: performance.now() });
  }

  /**
   * Opens a connection while others are still asked: who asks first gets it, or what went wrong. Nothing when one is there.
   */
  prepare(options: ConnectOptions): void {
    if (this.#isClosed || this.#idle.length > 0 || this.#opening.length > 0) return;
    const isUnwanted = (): boolean => this.#isClosed || options.signal?.aborted === true;
    const signal = {
      get aborted() {
        return isUnwanted();
      },
    };
    const opening = this.#open({ ...options, signal });
    opening.catch(() => undefined);
    this.#opening.push(opening);
  }

  /** Runs `work` on a connection that nobody else uses meanwhile. A connection that broke under it is not used again. */
  async with<T>(options: ConnectOptions, work: (connection: ServerConnection) => Promise<T>): Promise<T> {
    const connection = await this.#take(options);
    try {
      return await work(connection);
    } finally {
      if (this.#isClosed) await connection.close();
      else if (connection.lost === null) this.adopt(connection);
    }
  }

  async #take(options: ConnectOptions): Promise<ServerConnection> {
    for (let kept = this.#idle.pop(); kept !== undefined; kept = this.#idle.pop()) {
      if (await isAlive(kept)) return kept.connection;
    }
    return await (this.#opening.shift() ?? this.#open(options));
  }

  #open(options: ConnectOptions): Promise<ServerConnection> {
    return openSameServer(this.#route, this.#facts, { ...options, multipleStatements: this.#packed });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const opened = await Promise.allSettled(this.#opening.splice(0));
    const unused = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const idle = this.#idle.splice(0).map(({ connection }) => connection);
    await Promise.all([...idle, ...unused].map((connection) => connection.close()));
  }
}

/** The server may have closed it while it was idle, or the network may have lost it without a word. */
async function isAlive({ connection, since }: IdleConnection): Promise<boolean> {
  if (connection.lost === null && performance.now() - since > trustedMs) {
    await connection.ping(pingTimeoutMs).catch(() => undefined);
  }
  return connection.lost === null;
}

/** Connections that read. They are pinned when opened, lent to one reading at a time, and replaced when they broke. */
import { connect } from './connect.ts';
import type { ConnectOptions } from './connect.ts';
import type { ConnectionTarget } from '../../connection/connectionTarget.ts';
import type { ServerConnection } from './serverConnection.ts';
import { pinSession } from './sessionPins.ts';
import type { SessionVariables } from './sessionPins.ts';
import { readingPins } from './sessionSettings.ts';

export interface MetadataSession {
  readonly connection: ServerConnection;
  readonly variables: SessionVariables;
}

/** Opens one reading session. Throws ShadowSyncError, 'pin-refused' among others. */
export async function openMetadataSession(
  target: ConnectionTarget,
  options: ConnectOptions,
  alsoRead: readonly string[] = [],
): Promise<MetadataSession> {
  const connection = await connect(target, options);
  try {
    return { connection, variables: await pinSession(connection, readingPins, alsoRead) };
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
  readonly #target: ConnectionTarget;
  readonly #packed: boolean;
  readonly #idle: IdleConnection[] = [];
  #isClosed = false;

  constructor(target: ConnectionTarget, kind: 'plain' | 'packed') {
    this.#target = target;
    this.#packed = kind === 'packed';
  }

  /** Keeps a connection that was opened elsewhere. */
  adopt(connection: ServerConnection): void {
    this.#idle.push({ connection, since: performance.now() });
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
    const session = await openMetadataSession(this.#target, { ...options, multipleStatements: this.#packed });
    return session.connection;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#idle.splice(0).map(({ connection }) => connection.close()));
  }
}

/** The server may have closed it while it was idle, or the network may have lost it without a word. */
async function isAlive({ connection, since }: IdleConnection): Promise<boolean> {
  if (connection.lost === null && performance.now() - since > trustedMs) {
    await connection.ping(pingTimeoutMs).catch(() => undefined);
  }
  return connection.lost === null;
}

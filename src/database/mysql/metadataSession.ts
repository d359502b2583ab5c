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
  /** Those that nobody has asked for yet. */
  readonly #coming = new Set<Promise<ServerConnection>>();
  /** All that were begun early, to the end of what becomes of them. */
  readonly #begun = new Set<Promise<void>>();
  /** Why there is none of those, until somebody hears it. */
  #refusal: { readonly reason: unknown } | null = null;

  constructor(route: ServerRoute, kind: 'plain' | 'packed', facts: MysqlServerFacts) {
    const multipleStatements = kind === 'packed';
    this.#openNew = (options) => openSameServer(route, facts, { ...options, multipleStatements });
    this.#lent = new LentSessions((options) => this.#open(options));
  }

  /** Keeps a connection that was opened elsewhere. */
  adopt(connection: ServerConnection): void {
    this.#lent.adopt(connection);
  }

  /**
   * Opens connections while others are still asked, until there are `count`. Who asks first hears what went wrong, unless
   * there is one nevertheless: a refused password is not tried again (C-10).
   */
  prepare(count: number, options: ConnectOptions): void {
    if (this.#lent.isClosed || this.#refusal !== null) return;
    while (this.#lent.idle + this.#coming.size < count) this.#prepareOne(options);
  }

  #prepareOne(options: ConnectOptions): void {
    const isUnwanted = (): boolean => this.#lent.isClosed || options.signal?.aborted === true;
    const signal = {
      get aborted() {
        return isUnwanted();
      },
    };
    const opening = this.#openNew({ ...options, signal });
    this.#coming.add(opening);
    const begun = opening
      .then(
        (connection) => this.#arrived(opening, connection),
        (reason: unknown) => this.#failed(opening, reason),
      )
      .finally(() => this.#begun.delete(begun));
    this.#begun.add(begun);
  }

  /** From now on it is one of those that are looked at before they are lent: it may be long before somebody asks. */
  async #arrived(opening: Promise<ServerConnection>, connection: ServerConnection): Promise<void> {
    if (!this.#coming.delete(opening)) return;
    this.#refusal = null;
    if (this.#lent.isClosed) await connection.close();
    else this.#lent.adopt(connection);
  }

  #failed(opening: Promise<ServerConnection>, reason: unknown): void {
    const isLast = this.#coming.delete(opening) && this.#coming.size === 0 && this.#lent.idle === 0;
    if (isLast) this.#refusal = { reason };
  }

  async #open(options: ConnectOptions): Promise<ServerConnection> {
    const [first] = this.#coming;
    if (first !== undefined) {
      this.#coming.delete(first);
      return await first;
    }
    const refusal = this.#refusal;
    this.#refusal = null;
    if (refusal !== null) throw refusal.reason;
    return await this.#openNew(options);
  }

  /** Runs `work` on a connection that nobody else uses meanwhile. A connection that broke under it is not used again. */
  async with<T>(options: ConnectOptions, work: (connection: ServerConnection) => Promise<T>): Promise<T> {
    return await this.#lent.with(options, work);
  }

  async close(): Promise<void> {
    await Promise.all([this.#lent.close(), ...this.#begun]);
  }
}

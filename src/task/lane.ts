/** One working lane of a run: at most one DDL session at a time, and the locks it holds. */
import { phrase, type Said } from '../schema/phrase.ts';
import { displayName, tableKey } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { DdlServer, DdlSession } from './ports.ts';

export class Lane {
  readonly #server: DdlServer;
  readonly #expectedIdentity: string;
  #session: DdlSession | null = null;
  #discards = 0;
  #held = new Map<string, TableName>();

  constructor(server: DdlServer, expectedIdentity: string) {
    this.#server = server;
    this.#expectedIdentity = expectedIdentity;
  }

  /**
   * The open session, or a fresh one on the server that the plan was made for. Throws ShadowSyncError 'identity' when
   * another server answers now (X-19: a failover moves the address, not the plan), and what opening throws.
   */
  async session(): Promise<DdlSession> {
    if (this.#session !== null) return this.#session;
    const discards = this.#discards;
    const session = await this.#server.openSession();
    try {
      await this.#checkIdentity();
      // It was given up while it was being opened: nobody would close it.
      if (discards !== this.#discards)
        throw new ShadowSyncError('cancelled', phrase`The session is not needed any more.`);
    } catch (error) {
      await quietly(session.close());
      throw error;
    }
    this.#session = session;
    return session;
  }

  async #checkIdentity(): Promise<void> {
    const identity = await this.#server.identity();
    if (identity === this.#expectedIdentity) return;
    throw new ShadowSyncError(
      'identity',
      phrase`This is not the server that the plan was made on: it calls itself ${identity}, the plan is for ${this.#expectedIdentity}.`,
      { remedy: phrase`Check which server the address leads to and analyse again there.` },
    );
  }

  /** Takes a shadow table's lock on the session. Gives a sentence when the server has no such locks, else null. */
  async lock(shadow: TableName): Promise<Said | null> {
    // Since MySQL 5.7 a lock that is taken twice has to be given back twice (manual, GET_LOCK).
    if (this.#held.has(tableKey(shadow))) return null;
    const session = await this.session();
    const answer = await session.lock(shadow);
    switch (answer.kind) {
      case 'held':
        this.#held.set(tableKey(shadow), shadow);
        return null;
      case 'unavailable':
        return answer.reason;
      case 'busy':
        throw new ShadowSyncError(
          'lock',
          phrase`Somebody else works on the shadow table ${displayName(shadow)} now: ${answer.holder ?? phrase`the server does not say who`}.`,
          { remedy: phrase`Wait until that run has ended, then run again.` },
        );
    }
  }

  /** Gives all locks back. A session that can't is closed: its end gives them back as well. */
  async unlock(): Promise<void> {
    const held = [...this.#held.values()];
    this.#held = new Map();
    const session = this.#session;
    if (session === null) return;
    try {
      for (const shadow of held) await session.unlock(shadow);
    } catch {
      await this.discard();
    }
  }

  /** Ends the session for good, with all that it held. */
  async discard(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    this.#discards += 1;
    this.#held = new Map();
    if (session !== null) await quietly(session.close());
  }
}

/** The end of a connection that may be broken already has nothing to tell. */
async function quietly(ending: Promise<void>): Promise<void> {
  try {
    await ending;
  } catch {
    // see above
  }
}

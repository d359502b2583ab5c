/** Connections that are lent to one reading at a time, kept while nobody needs them, and replaced when they broke. */

export interface Lendable {
  /** Why it can't be used any more, or null while it can. */
  readonly lost: unknown;
  /** Throws ShadowSyncError when it is lost. */
  ping(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

/** An idle connection that was used so lately is taken to be alive. */
const trustedMs = 3000;
/** One that is older and does not answer within that leads nowhere: a dead network says nothing. */
const pingTimeoutMs = 3000;

interface Idle<Session> {
  readonly session: Session;
  readonly since: number;
}

export class LentSessions<Session extends Lendable, Options> {
  readonly #open: (options: Options) => Promise<Session>;
  readonly #idle: Idle<Session>[] = [];
  #isClosed = false;

  /** `open` gives one more connection, on the very server that the facts are of. */
  constructor(open: (options: Options) => Promise<Session>) {
    this.#open = open;
  }

  /** How many are kept and lent to nobody. */
  get idle(): number {
    return this.#idle.length;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Keeps a connection that was opened elsewhere. */
  adopt(session: Session): void {
    this.#idle.push({ session, since: performance.now() });
  }

  /** Runs `work` on a connection that nobody else uses meanwhile. A connection that broke under it is not used again. */
  async with<T>(options: Options, work: (session: Session) => Promise<T>): Promise<T> {
    const session = await this.#take(options);
    try {
      return await work(session);
    } finally {
      if (this.#isClosed) await session.close();
      else if (session.lost === null) this.adopt(session);
    }
  }

  async #take(options: Options): Promise<Session> {
    for (let kept = this.#idle.pop(); kept !== undefined; kept = this.#idle.pop()) {
      if (await isAlive(kept)) return kept.session;
    }
    return await this.#open(options);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#idle.splice(0).map(({ session }) => session.close()));
  }
}

/** The server may have closed it while it was idle, or the network may have lost it without a word. */
async function isAlive<Session extends Lendable>({ session, since }: Idle<Session>): Promise<boolean> {
  if (session.lost === null && performance.now() - since > trustedMs) {
    await session.ping(pingTimeoutMs).catch(() => undefined);
  }
  return session.lost === null;
}

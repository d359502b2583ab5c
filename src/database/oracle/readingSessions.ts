/** Connections that read: pinned when opened, lent to one reading at a time, and replaced when they broke. */
import type { CancelSignal } from '../../shadow/schemaReader.ts';
import type { RowSource } from './rowSource.ts';

/** A connection as it is kept. */
export interface KeptSession extends RowSource {
  /** Throws ShadowSyncError when it is lost. */
  ping(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}

/** An idle connection that was used so lately is taken to be alive. */
const trustedMs = 3000;
/** One that is older and does not answer within that leads nowhere: a dead network says nothing. */
const pingTimeoutMs = 3000;

export class ReadingSessions {
  readonly #open: (signal: CancelSignal) => Promise<KeptSession>;
  readonly #idle: { readonly session: KeptSession; readonly since: number }[] = [];
  #isClosed = false;

  /** `open` gives one more connection, on the very server that the facts are of. */
  constructor(open: (signal: CancelSignal) => Promise<KeptSession>) {
    this.#open = open;
  }

  /** Keeps a connection that was opened elsewhere. */
  adopt(session: KeptSession): void {
    this.#idle.push({ session, since: performance.now() });
  }

  /** Runs `work` on a connection that nobody else uses meanwhile. A connection that broke under it is not used again. */
  async with<T>(signal: CancelSignal, work: (session: KeptSession) => Promise<T>): Promise<T> {
    const session = await this.#take(signal);
    try {
      return await work(session);
    } finally {
      if (this.#isClosed) await session.close();
      else if (session.lost === null) this.adopt(session);
    }
  }

  async #take(signal: CancelSignal): Promise<KeptSession> {
    for (let kept = this.#idle.pop(); kept !== undefined; kept = this.#idle.pop()) {
      const { session, since } = kept;
      if (session.lost === null && performance.now() - since > trustedMs) {
        await session.ping(pingTimeoutMs).catch(() => undefined);
      }
      if (session.lost === null) return session;
    }
    return await this.#open(signal);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#idle.splice(0).map(({ session }) => session.close()));
  }
}

/**
 * Opened servers by connection: connected on first use, shared by whoever compares or browses, closed when nobody has used
 * them for a while. A server that turned out to be lost is handed out to nobody else.
 */
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { Clock } from '../task/ports.ts';
import type { OpenedServer, ServerOpener } from './openedServer.ts';
import { unlessAborted } from './unlessAborted.ts';

export interface ServerLease {
  readonly server: OpenedServer;
  /** Whether this lease is the first on it, so that what it says is news and not the end of an old connection. */
  readonly isFresh: boolean;
  /** Gives it back; a second time does nothing. */
  release(): void;
  /** Gives it back and takes it out of circulation, because its connection was lost. */
  discard(): void;
}

export interface ServerPoolOptions {
  readonly open: ServerOpener;
  readonly clock: Pick<Clock, 'sleep'>;
  /** How long an unused server stays connected. */
  readonly idleMs?: number;
}

interface Entry {
  readonly opening: Promise<OpenedServer>;
  readonly abort: AbortController;
  /** Those who wait for it and those who have it. */
  users: number;
  isUsed: boolean;
  isOpen: boolean;
  /** Nobody new gets it; it is closed when the last one gives it back. */
  isRetired: boolean;
  /** Ends the waiting for its idle time to be over. */
  idle: AbortController | null;
}

const defaultIdleMs = 60_000;

export class ServerPool {
  readonly #options: ServerPoolOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #all = new Set<Entry>();
  readonly #closing = new Set<Promise<void>>();
  #isDisposed = false;

  constructor(options: ServerPoolOptions) {
    this.#options = options;
  }

  /**
   * Lends the server of a connection. Those who ask while it is being connected share the attempt, which ends when the last
   * of them gives up; when the connection is edited meanwhile, they get the new one. Throws what the opener throws, and
   * 'cancelled'.
   */
  async lease(connectionId: string, signal: AbortSignal): Promise<ServerLease> {
    for (;;) {
      if (signal.aborted || this.#isDisposed) throw cancelled();
      const entry = this.#entries.get(connectionId) ?? this.#open(connectionId);
      entry.users += 1;
      entry.idle?.abort();
      entry.idle = null;
      try {
        const server = await unlessAborted(entry.opening, signal);
        if (!entry.isRetired) return this.#leaseOf(connectionId, entry, server);
      } catch (error) {
        if (!entry.isRetired || isAborted(signal)) {
          this.#giveBack(connectionId, entry);
          throw error;
        }
      }
      this.#giveBack(connectionId, entry);
    }
  }

  /** The connection was edited or deleted: what is lent runs to its end, and nobody gets the old server any more. */
  forget(connectionId: string): void {
    const entry = this.#entries.get(connectionId);
    if (entry !== undefined) this.#retire(connectionId, entry);
  }

  /** Closes all, lent ones too. Resolves when they are closed; nothing is lent from then on. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    for (const [id, entry] of this.#entries) this.#retire(id, entry);
    for (const entry of this.#all) this.#close(entry);
    await Promise.all(this.#closing);
  }

  #open(connectionId: string): Entry {
    const abort = new AbortController();
    const entry: Entry = {
      // Behind a turn, so that the entry stands before the opener is asked, whatever that does.
      opening: Promise.resolve().then(() => this.#options.open(connectionId, abort.signal)),
      abort,
      users: 0,
      isUsed: false,
      isOpen: false,
      isRetired: false,
      idle: null,
    };
    this.#entries.set(connectionId, entry);
    this.#all.add(entry);
    entry.opening.then(
      () => {
        entry.isOpen = true;
      },
      () => {
        // Whoever waits is told; the next one begins anew.
        this.#drop(connectionId, entry);
        this.#all.delete(entry);
      },
    );
    return entry;
  }

  #leaseOf(connectionId: string, entry: Entry, server: OpenedServer): ServerLease {
    const isFresh = !entry.isUsed;
    entry.isUsed = true;
    let isOut = true;
    const release = (): void => {
      if (!isOut) return;
      isOut = false;
      this.#giveBack(connectionId, entry);
    };
    return {
      server,
      isFresh,
      release,
      discard: () => {
        if (isOut) this.#retire(connectionId, entry);
        release();
      },
    };
  }

  #giveBack(connectionId: string, entry: Entry): void {
    entry.users -= 1;
    if (entry.users > 0) return;
    if (entry.isRetired) this.#close(entry);
    // Everybody gave up while it was being connected.
    else if (!entry.isUsed) this.#retire(connectionId, entry);
    else void this.#closeWhenIdle(connectionId, entry);
  }

  async #closeWhenIdle(connectionId: string, entry: Entry): Promise<void> {
    const idle = new AbortController();
    entry.idle = idle;
    await this.#options.clock.sleep(this.#options.idleMs ?? defaultIdleMs, idle.signal);
    if (!idle.signal.aborted) this.#retire(connectionId, entry);
  }

  #retire(connectionId: string, entry: Entry): void {
    this.#drop(connectionId, entry);
    entry.isRetired = true;
    entry.idle?.abort();
    // An attempt that is under way is for a connection that is no more; an open one may be in use.
    if (!entry.isOpen) entry.abort.abort();
    if (entry.users === 0) this.#close(entry);
  }

  #drop(connectionId: string, entry: Entry): void {
    if (this.#entries.get(connectionId) === entry) this.#entries.delete(connectionId);
  }

  #close(entry: Entry): void {
    if (!this.#all.delete(entry)) return;
    const closing = entry.opening.then(
      (server) => server.close(),
      () => undefined,
    );
    this.#closing.add(closing);
    void closing.finally(() => this.#closing.delete(closing));
  }
}

/** Asked again behind an `await`, where the compiler still holds on to the answer before it. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function cancelled(): ShadowSyncError {
  return new ShadowSyncError('cancelled', phrase`The connecting was cancelled.`);
}

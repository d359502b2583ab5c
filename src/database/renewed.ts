/** Something that is opened when it is first needed, shared by everybody, and opened anew after it broke. */
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';

interface Breakable {
  /** Why it can't be used any more, or null while it can. */
  readonly lost: unknown;
  close(): Promise<void>;
}

export class Renewed<T extends Breakable> {
  #current: Promise<T> | null = null;
  #opened: T | null = null;
  #isClosed = false;

  /** What there is, or what `open` gives. Throws ShadowSyncError. */
  async get(open: () => Promise<T>): Promise<T> {
    // Several may wait for one opening; when it fails, the first to notice opens the next one and the others wait again.
    for (let awaited = this.#current; awaited !== null; awaited = this.#current) {
      const kept = await awaited.catch(() => null);
      if (kept?.lost === null) return kept;
      if (this.#current === awaited) break;
    }
    if (this.#isClosed) throw closedAlready();
    const opening = this.#openNew(open);
    this.#current = opening;
    return await opening;
  }

  /** Works with what there is; when that turns out to be dead, once more with a new one. Throws ShadowSyncError. */
  async use<R>(open: () => Promise<T>, work: (opened: T) => Promise<R>): Promise<R> {
    const first = await this.get(open);
    try {
      return await work(first);
    } catch (error) {
      if (first.lost === null || this.#isClosed) throw error;
      return await work(await this.get(open));
    }
  }

  async #openNew(open: () => Promise<T>): Promise<T> {
    const opened = await open();
    if (this.#isClosed) {
      await opened.close();
      throw closedAlready();
    }
    this.#opened = opened;
    return opened;
  }

  /** Waits for no opening that is under way: behind a dead network that is long, and it closes what it opens. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#opened?.close();
  }
}

function closedAlready(): ShadowSyncError {
  return new ShadowSyncError('connection', phrase`The connection to the server is closed already.`);
}

/** Something that is opened on first use, again after a failure, and never after it was closed. Without `vscode`. */
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { phrase } from '../../schema/phrase.ts';

export class OpenedOnce<T> {
  readonly #open: () => Promise<T>;
  #opened: Promise<T> | null = null;
  #isClosed = false;

  constructor(open: () => Promise<T>) {
    this.#open = open;
  }

  get(): Promise<T> {
    if (this.#isClosed)
      return Promise.reject(new ShadowSyncError('cancelled', phrase`The window is closing.`));
    this.#opened ??= this.#open().catch((error: unknown) => {
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }

  /** Closes what was opened, also what is just being opened. */
  async close(close: (opened: T) => Promise<void>): Promise<void> {
    this.#isClosed = true;
    let opened: T | undefined;
    try {
      opened = (await this.#opened) ?? undefined;
    } catch {
      // It never opened: whoever asked for it was told why.
    }
    if (opened !== undefined) await close(opened);
  }
}

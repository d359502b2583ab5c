/**
 * Lets this window take part in raising and sending alerts: as soon as there are tasks, alerts or servers to watch, and never
 * in a folder that the user does not trust (U8). Which of several windows sends them, the lease decides (W-07). Without `vscode`.
 */
import type { AlertBook } from './alertBook.ts';
import type { AlertServices } from './alertServices.ts';

/** How often a window that has seen nothing looks whether another one made the first. */
const lookEveryMs = 30_000;

export interface AlertHostParts {
  readonly book: AlertBook;
  readonly alerts: () => Promise<AlertServices>;
  /** Whether there is anything that an alert could be about. */
  readonly hasSubject: () => Promise<boolean>;
  readonly isTrusted: () => boolean;
  /** Gives back what ends the telling. */
  readonly onDidGrantTrust: (listener: () => void) => () => void;
  readonly log: { debug(message: string): void; warn(message: string): void };
}

export class AlertHost {
  readonly #parts: AlertHostParts;
  #timer: NodeJS.Timeout | null = null;
  #endTrust: (() => void) | null = null;
  #isStarted = false;
  #isDisposed = false;

  constructor(parts: AlertHostParts) {
    this.#parts = parts;
  }

  /** Whether this window takes part. */
  get isStarted(): boolean {
    return this.#isStarted;
  }

  /** Returns at once. */
  begin(): void {
    this.#endTrust = this.#parts.onDidGrantTrust(() => void this.look());
    void this.look();
  }

  /** Looks now: somebody knows that there is something. */
  async look(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#isStarted || this.#isDisposed) return;
    const { hasSubject, isTrusted } = this.#parts;
    if ((await hasSubject()) && isTrusted()) await this.#start();
    if (this.#isDone()) return;
    this.#timer = setTimeout(() => void this.look(), lookEveryMs);
    this.#timer.unref();
  }

  dispose(): void {
    this.#isDisposed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#endTrust?.();
  }

  /** Asked again after waiting: much may have happened meanwhile. */
  #isDone(): boolean {
    return this.#isStarted || this.#isDisposed;
  }

  #hasEnded(): boolean {
    return this.#isDisposed;
  }

  async #start(): Promise<void> {
    const { alerts, book, log } = this.#parts;
    if (this.#isStarted || this.#isDisposed) return;
    this.#isStarted = true;
    try {
      const { engine } = await alerts();
      // Closed while it was being opened: its engine is stopped already.
      if (this.#hasEnded()) return;
      engine.start();
      log.debug('this window takes part in alerts');
      await book.read();
    } catch (error) {
      this.#isStarted = false;
      log.warn(error instanceof Error ? error.message : String(error));
    }
  }
}

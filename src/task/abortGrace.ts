/** What happens to waiting when the user stops a run: everything that is still asked gets a moment, then it is given up. */
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { Clock } from './ports.ts';

/** The user waits for two seconds at most; what is not known by then, the next start finds out. */
const graceMs = 1200;

/** A CancelSignal that turns true when the moment is over. Made for one run; `end` gives its listener and its timer back. */
export class AbortGrace {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #ended = new AbortController();
  readonly #givingUp = new Set<() => void>();
  #isOver = false;

  constructor(clock: Clock, signal: AbortSignal) {
    this.#clock = clock;
    this.#signal = signal;
    if (signal.aborted) this.#begin();
    else signal.addEventListener('abort', this.#begin, { once: true });
  }

  /** True when nothing is to be asked any more. */
  get aborted(): boolean {
    return this.#isOver;
  }

  /** The answer, or ShadowSyncError 'cancelled' when the moment is over before it comes: a dead network says nothing. */
  async bounded<T>(asked: () => Promise<T>): Promise<T> {
    if (this.#isOver) throw givenUp();
    return await new Promise<T>((resolve, reject) => {
      const giveUp = (): void => reject(givenUp());
      this.#givingUp.add(giveUp);
      asked()
        .then(resolve, reject)
        .finally(() => this.#givingUp.delete(giveUp));
    });
  }

  /** A pause that the stopping of the run cuts short, once: afterwards pauses are pauses again, and nothing spins. */
  async pause(ms: number): Promise<void> {
    if (this.#signal.aborted) await this.#clock.sleep(ms);
    else await this.#clock.sleep(ms, this.#signal);
  }

  end(): void {
    this.#signal.removeEventListener('abort', this.#begin);
    this.#ended.abort();
  }

  readonly #begin = (): void => {
    void this.#clock.sleep(graceMs, this.#ended.signal).then(() => {
      if (this.#ended.signal.aborted) return;
      this.#isOver = true;
      for (const giveUp of this.#givingUp) giveUp();
    });
  };
}

function givenUp(): ShadowSyncError {
  return new ShadowSyncError(
    'cancelled',
    phrase`The run was stopped, and the server gave no answer in time.`,
    {
      remedy: phrase`The next start finds out what became of the statement.`,
    },
  );
}

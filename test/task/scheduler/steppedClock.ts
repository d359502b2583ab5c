/** Time that another process moves: it is the same for all processes, however slow the computer is. */
import type { Clock } from '../../../src/task/ports.ts';

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

export class SteppedClock implements Clock {
  readonly #start: number;
  readonly #onAsleep: (now: number) => void;
  readonly #sleepers = new Set<Sleeper>();
  #now: number;

  /** @param onAsleep told whenever somebody goes to sleep: what was to be done by now is done, or under way */
  constructor(start: number, onAsleep: (now: number) => void) {
    this.#start = start;
    this.#now = start;
    this.#onAsleep = onAsleep;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now - this.#start;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper = {
        due: this.#now + ms,
        wake: () => {
          this.#sleepers.delete(sleeper);
          resolve();
        },
      };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', sleeper.wake, { once: true });
      this.#onAsleep(this.#now);
    });
  }

  moveTo(now: number): void {
    this.#now = now;
    for (const { due, wake } of [...this.#sleepers]) if (due <= now) wake();
  }
}

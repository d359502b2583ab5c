/** Time that a test moves: whoever sleeps wakes in the order of the times, and works before the next one wakes. */
import type { Clock } from '../../../src/task/ports.ts';

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

export class VirtualClock implements Clock {
  /** What `now` is ahead of the monotonic clock; setting it is setting the computer's clock. */
  offset: number;
  #elapsed = 0;
  #sleepers: Sleeper[] = [];

  constructor(start: string) {
    this.offset = Date.parse(start);
  }

  now(): number {
    return this.offset + this.#elapsed;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper = { due: this.#elapsed + ms, wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener(
        'abort',
        () => {
          this.#sleepers = this.#sleepers.filter((one) => one !== sleeper);
          resolve();
        },
        { once: true },
      );
    });
  }

  /** Lets so much time pass, with all that happens in it. */
  async pass(ms: number): Promise<void> {
    const end = this.#elapsed + ms;
    await settle();
    for (;;) {
      const next = this.#sleepers.reduce<Sleeper | null>(
        (first, one) => (one.due <= end && (first === null || one.due < first.due) ? one : first),
        null,
      );
      if (next === null) break;
      this.#sleepers = this.#sleepers.filter((one) => one !== next);
      this.#elapsed = Math.max(this.#elapsed, next.due);
      next.wake();
      await settle();
    }
    this.#elapsed = end;
  }
}

/** Everything that waits for nothing but promises goes on until it waits for time. */
async function settle(): Promise<void> {
  for (let i = 0; i < 25; i += 1) await new Promise((resolve) => setImmediate(resolve));
}

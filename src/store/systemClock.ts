import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../task/ports.ts';

/** The machine's own clock. `sleep` takes any length: Node's timer would fire at once beyond 24.8 days (reliability.md §5.1). */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: async (ms, signal) => {
    const end = performance.now() + ms;
    for (let left = ms; left > 0 && signal?.aborted !== true; left = end - performance.now()) {
      try {
        await wait(Math.min(left, longestTimer), undefined, signal === undefined ? {} : { signal });
      } catch {
        return; // Aborted, which is an ordinary end of a sleep.
      }
    }
  },
};

/** 2³¹ − 1 ms is the most that Node's timers take. */
const longestTimer = 2_147_483_647;

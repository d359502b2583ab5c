import type { Clock } from '../../task/ports.ts';
import { errorCode } from '../journalError.ts';

/** Virus scanners and back-up programs hold a file for a moment; Windows says so with any of these (F1). */
const passing = new Set(['EPERM', 'EBUSY', 'EACCES']);

/** How long such an error is taken for a passing one. */
const patienceMs = 2000;
const longestWaitMs = 200;

/** Does something with a file and, when the file is held by somebody, does it again for up to 2 s. Throws its last error. */
export async function retryBusy<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  const end = clock.monotonic() + patienceMs;
  for (let wait = 10; ; wait = Math.min(wait * 2, longestWaitMs)) {
    try {
      return await work();
    } catch (error) {
      const left = end - clock.monotonic();
      if (!passing.has(errorCode(error)) || left <= 0) throw error;
      await clock.sleep(Math.min(jittered(wait), left));
    }
  }
}

/** Half to all of it, so that processes which met once don't meet again. */
export function jittered(ms: number): number {
  return ms * (0.5 + Math.random() / 2);
}

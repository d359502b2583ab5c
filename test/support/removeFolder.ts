import { rmSync } from 'node:fs';

const attempts = 100;
const pauseMs = 50;

/**
 * Removes a folder with all that is in it; one that is not there is fine. What a test has ended may be writing a last file
 * there still (a store that closes, a process that was killed a moment ago), and then a folder that was just emptied is not
 * empty. Node's own `maxRetries` lists what is in it once only. Throws what the file system says after five seconds of that.
 */
export function removeFolder(folder: string): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch (error) {
      if (attempt === attempts || !isNotEmpty(error)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    }
  }
}

function isNotEmpty(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOTEMPTY';
}

import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';

export interface WatchOptions {
  /** The longest time that a change stays unseen (F7: 5 s). */
  readonly pollMs: number;
  /** False: only look every `pollMs`, as where the system reports nothing (network drives). */
  readonly listens: boolean;
}

/**
 * Calls `look` after changes in the folder and every `pollMs`, never twice at a time; it must not throw. Being told by
 * the system is quick but not to be trusted, so looking goes on beside it (F7). Gives back what ends it; neither keeps
 * the process alive.
 */
export function watchFolder(
  folder: string,
  { pollMs, listens }: WatchOptions,
  look: () => Promise<void>,
): () => void {
  let isLooking = false;
  let isStirred = false;
  const stir = (): void => {
    isStirred = true;
    if (isLooking) return;
    isLooking = true;
    void (async () => {
      while (isStirred) {
        isStirred = false;
        await look();
      }
      isLooking = false;
    })();
  };

  let watcher: FSWatcher | null = null;
  const deafen = (): void => {
    watcher?.close();
    watcher = null;
  };
  const listen = (): void => {
    if (!listens || watcher !== null) return;
    try {
      watcher = watch(folder, { persistent: false }, stir);
      watcher.on('error', deafen);
    } catch {
      // The folder isn't there yet, or the system has no more watches: the next round tries again.
    }
  };
  listen();
  const timer = setInterval(() => {
    listen();
    stir();
  }, pollMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    deafen();
    isStirred = false;
  };
}

/** Tells a panel its state again whenever what is kept has changed, as long as the panel is open. Without `vscode`. */
import { atMostEvery } from '../ui/atMostEvery.ts';

/** A panel follows changes this closely; more often nobody could read. */
const paceMs = 300;

export interface StoreFollower {
  /** From now on; a second time does nothing. Rejects when the store can't be opened. */
  begin(): Promise<void>;
  /** Something else has changed that the state tells. */
  tell(): void;
}

export interface FollowParts {
  readonly panel: { onDidClose(listener: () => void): void };
  readonly store: () => Promise<{ onDidChange(listener: () => void): () => void }>;
  /** Sends the state as it is then. */
  readonly send: () => Promise<void>;
  readonly log: { warn(message: string): void };
}

export function followStore({ panel, store, send, log }: FollowParts): StoreFollower {
  let end: (() => void) | null = null;
  let isClosed = false;
  const tell = atMostEvery(paceMs, () => {
    send().catch((error: unknown) => {
      // The next change is told again; the panel shows what it had.
      log.warn(error instanceof Error ? error.message : String(error));
    });
  });
  panel.onDidClose(() => {
    isClosed = true;
    tell.stop();
    end?.();
  });
  return {
    begin: async () => {
      const opened = await store();
      if (!isClosed) end ??= opened.onDidChange(tell);
    },
    tell,
  };
}

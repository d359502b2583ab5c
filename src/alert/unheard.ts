/** Watched time in which nothing triggered an alert, until there is enough of it to be written down (oms.md §8, rule 2). */
import { isOpen } from './model/alert.ts';
import type { Board } from './model/board.ts';
import { Inhibition } from './notify/inhibition.ts';
import type { Signal } from './signal.ts';

/** So much may be lost by a process that dies: an alert completes a little later then, never too early. */
const writeEveryMs = 10 * 60_000;

/** Two looks further apart than this have not watched what was between them: the computer slept, or was busy. */
const longestGapMs = 60_000;

export class Unheard {
  readonly #ms = new Map<string, number>();
  #lastLook: number | null = null;

  /** After each look. `isWhole`: tasks could be read too. */
  note(board: Board, signals: readonly Signal[], isWhole: boolean, monotonic: number): void {
    const gap = this.#lastLook === null ? 0 : monotonic - this.#lastLook;
    this.#lastLook = monotonic;
    const raised = new Set(
      signals.flatMap((signal) => (signal.kind === 'raise' ? [signal.fingerprint] : [])),
    );
    for (const fingerprint of raised) this.#ms.delete(fingerprint);
    if (gap > longestGapMs) return;
    const inhibition = new Inhibition(board.alerts);
    for (const alert of board.alerts) {
      const isWatched =
        (isWhole || alert.source.kind !== 'task') && inhibition.silentServerOf(alert) === null;
      if (!isOpen(alert) || raised.has(alert.fingerprint) || !isWatched) continue;
      this.#ms.set(alert.fingerprint, (this.#ms.get(alert.fingerprint) ?? 0) + gap);
    }
  }

  /** What is worth a write. */
  due(): ReadonlyMap<string, number> {
    return new Map([...this.#ms].filter(([, ms]) => ms >= writeEveryMs));
  }

  forget(written: ReadonlyMap<string, number>): void {
    for (const [fingerprint, ms] of written) {
      const left = (this.#ms.get(fingerprint) ?? 0) - ms;
      if (left > 0) this.#ms.set(fingerprint, left);
      else this.#ms.delete(fingerprint);
    }
  }
}

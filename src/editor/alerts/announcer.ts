/**
 * Tells the user of new alerts, once among all windows, all that there are in one message, and only in a window that somebody
 * looks at: what came while nobody did is one summary when he is back. Without `vscode`.
 */
import { isOpen } from '../../alert/model/alert.ts';
import type { Alert } from '../../alert/model/alert.ts';
import type { Clock } from '../../task/ports.ts';
import { gathered } from '../ui/gathered.ts';
import type { Paced } from '../ui/atMostEvery.ts';
import type { AlertBook } from './alertBook.ts';
import { toAnnounce } from './announcement.ts';
import type { MessageChoice } from './announcement.ts';

/** What fires together is told together. */
const gatherMs = 2_000;

/** A message that nobody answers must not keep the next one back for ever. */
const patienceMs = 600_000;

/** Quiet hours end, and nothing says so. */
const againMs = 60_000;

export interface AnnouncerParts {
  readonly book: AlertBook;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  readonly choice: () => MessageChoice;
  readonly silent: () => ReadonlySet<string>;
  readonly isActive: () => boolean;
  /** Gives back what ends the telling. */
  readonly onDidChangeActive: (listener: () => void) => () => void;
  /** Whether the list of alerts is in view. */
  readonly isListVisible: () => boolean;
  /** Notes in the store that a window has shown them. Never throws. */
  readonly markShown: (ids: readonly string[]) => Promise<void>;
  /** Resolves when the user has answered. Never throws. */
  readonly say: (alerts: readonly Alert[]) => Promise<void>;
  readonly gatherMs?: number;
}

export class Announcer {
  readonly #parts: AnnouncerParts;
  readonly #told = new Set<string>();
  readonly #look: Paced;
  readonly #endings: readonly (() => void)[];
  readonly #ending = new AbortController();
  #isSpeaking = false;

  constructor(parts: AnnouncerParts) {
    this.#parts = parts;
    this.#look = gathered(parts.gatherMs ?? gatherMs, () => void this.#announce());
    const timer = setInterval(this.#look, againMs);
    this.#endings = [
      parts.book.onDidChange(this.#look),
      parts.onDidChangeActive(this.#look),
      () => clearInterval(timer),
      () => this.#look.stop(),
      () => this.#ending.abort(),
    ];
  }

  /** Something may be shown now that was not. */
  look(): void {
    this.#look();
  }

  dispose(): void {
    for (const end of this.#endings) end();
  }

  async #announce(): Promise<void> {
    const { book, clock, choice, silent, isActive, isListVisible, markShown, say } = this.#parts;
    const { state } = book;
    if (state.kind !== 'read' || !isActive() || this.#isSpeaking) return;
    const listening = { choice: choice(), silent: silent(), told: this.#told, now: clock.now() };
    const alerts = toAnnounce(state, listening);
    const seen = isListVisible() ? state.open.filter((alert) => alert.shownAt === null) : [];
    const shown = [...new Set([...alerts, ...seen].filter(isOpen).map(({ id }) => id))];
    if (shown.length === 0) return;
    for (const { id } of alerts) this.#told.add(id);
    // First of all: another window may be looked at next.
    await markShown(shown);
    if (alerts.length === 0) return;
    this.#isSpeaking = true;
    const patience = new AbortController();
    try {
      await Promise.race([
        say(alerts),
        clock.sleep(patienceMs, AbortSignal.any([patience.signal, this.#ending.signal])),
      ]);
    } finally {
      patience.abort();
      this.#isSpeaking = false;
    }
    // What came meanwhile was not told yet.
    this.#look();
  }
}

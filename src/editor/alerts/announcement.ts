/** Which alerts a window tells of by a message, and when it waits (oms.md §11). Without `vscode`. */
import type { Alert } from '../../alert/model/alert.ts';
import { sourceKey } from '../../alert/model/alert.ts';
import { HoldBack } from '../../alert/notify/holdBack.ts';
import type { ReadAlerts } from './alertBook.ts';

/** What messages are about: serious alerts, all of them, or none. */
export type MessageChoice = 'high' | 'all' | 'off';

export interface Listening {
  readonly choice: MessageChoice;
  /** Keys of sources for which the user wants none. */
  readonly silent: ReadonlySet<string>;
  /** Ids that this window has told of. */
  readonly told: ReadonlySet<string>;
  readonly now: number;
}

/**
 * The alerts to tell of, newest first: those that fire, that no window has shown, and that nothing holds back. A resolved
 * one is never told; quiet hours hold it until they end.
 */
export function toAnnounce(read: ReadAlerts, { choice, silent, told, now }: Listening): readonly Alert[] {
  if (choice === 'off') return [];
  const holdBack = new HoldBack(read.settings, now);
  return read.open
    .filter(
      (alert) =>
        alert.life.kind === 'firing' &&
        alert.shownAt === null &&
        !told.has(alert.id) &&
        (choice === 'all' || alert.level === 'HIGH') &&
        !silent.has(sourceKey(alert.source)) &&
        !read.inhibited.has(alert.id) &&
        !holdBack.isMuted(alert) &&
        !holdBack.isQuiet(alert),
    )
    .toSorted((a, b) => b.lastAt - a.lastAt);
}

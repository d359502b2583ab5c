/** Which alert keeps another one from being told: failed before inconsistent before delayed, and a server before its tasks. */
import type { Alert } from '../model/alert.ts';
import { isOpen, sourceKey } from '../model/alert.ts';
import { rankOf } from '../model/alertEvent.ts';

/** Answers for one state of all alerts; made once for many questions. */
export class Inhibition {
  /** By source: the open ones. */
  readonly #open = new Map<string, Alert[]>();
  /** By server: the alert that it gives no answer. */
  readonly #unreachable = new Map<string, Alert>();

  constructor(alerts: readonly Alert[]) {
    for (const alert of alerts) {
      if (!isOpen(alert)) continue;
      const key = sourceKey(alert.source);
      this.#open.set(key, [...(this.#open.get(key) ?? []), alert]);
      if (alert.event === 'source_unreachable' && 'serverId' in alert.source) {
        this.#unreachable.set(alert.source.serverId, alert);
      }
    }
  }

  /** Null when nothing does; never the alert itself (oms.md §8, rule 4). */
  inhibitorOf(alert: Alert): Alert | null {
    return this.silentServerOf(alert) ?? this.#higherOf(alert);
  }

  /** The alert that says that the server of this one gives no answer: what it says of its tasks is old then. */
  silentServerOf({ event, source }: Alert): Alert | null {
    if (event === 'source_unreachable' || !('serverId' in source)) return null;
    return this.#unreachable.get(source.serverId) ?? null;
  }

  #higherOf({ event, source }: Alert): Alert | null {
    const rank = rankOf(event);
    if (rank === 0) return null;
    return (this.#open.get(sourceKey(source)) ?? []).find((other) => rankOf(other.event) > rank) ?? null;
  }
}

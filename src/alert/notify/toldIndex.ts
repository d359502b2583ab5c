/** What each channel was told of each alert, out of the deliveries on the board. */
import type { Delivery } from '../model/delivery.ts';
import { isFinished } from '../model/delivery.ts';

export interface Told {
  /** When the newest delivery was made. */
  readonly lastAt: number;
  readonly hasResolved: boolean;
  readonly isUnderWay: boolean;
  readonly newest: Delivery;
}

export class ToldIndex {
  readonly #told = new Map<string, Told>();

  constructor(deliveries: readonly Delivery[]) {
    for (const delivery of deliveries) this.add(delivery);
  }

  add(delivery: Delivery): void {
    for (const alert of delivery.alerts) this.note(delivery, alert);
  }

  note(delivery: Delivery, alert: string): void {
    const key = keyOf(delivery.channel, alert);
    const before = this.#told.get(key);
    const isNewer = before === undefined || delivery.createdAt >= before.lastAt;
    this.#told.set(key, {
      lastAt: Math.max(before?.lastAt ?? 0, delivery.createdAt),
      hasResolved: before?.hasResolved === true || delivery.reason === 'resolved',
      isUnderWay: before?.isUnderWay === true || !isFinished(delivery),
      newest: isNewer ? delivery : before.newest,
    });
  }

  get(channel: string, alert: string): Told | null {
    return this.#told.get(keyOf(channel, alert)) ?? null;
  }
}

function keyOf(channel: string, alert: string): string {
  return `${channel}\n${alert}`;
}

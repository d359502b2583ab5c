/** What this process is sending, and what came of it until the board knows. */
import { runErrorOf, saidOf } from '../task/runError.ts';
import type { Clock } from '../task/ports.ts';
import type { AlertFailPoint } from './failPoint.ts';
import type { Alert } from './model/alert.ts';
import type { Board } from './model/board.ts';
import type { Channel } from './model/channel.ts';
import type { Delivery } from './model/delivery.ts';
import type { AlertSettings } from './model/settings.ts';
import type { SendResult } from './notify/settle.ts';
import { sendDelivery } from './sendDelivery.ts';
import type { SendingParts } from './sendDelivery.ts';

export interface OutgoingParts extends Omit<SendingParts, 'clock'> {
  readonly clock: Clock;
  readonly owner: string;
  readonly failPoint: AlertFailPoint;
}

export class Outgoing {
  readonly #parts: OutgoingParts;
  readonly #mayGoOn: () => boolean;
  readonly #onEnd: () => void;
  readonly #sending = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();
  #results: SendResult[] = [];

  /** `mayGoOn`: whether this process still has the right to send. */
  constructor(parts: OutgoingParts, mayGoOn: () => boolean, onEnd: () => void) {
    this.#parts = parts;
    this.#mayGoOn = mayGoOn;
    this.#onEnd = onEnd;
  }

  get isIdle(): boolean {
    return this.#sending.size === 0 && this.#results.length === 0;
  }

  /** What is to be told to the board. */
  results(): readonly SendResult[] {
    return [...this.#results];
  }

  /** The board knows them. */
  forget(results: readonly SendResult[]): void {
    this.#results = this.#results.filter((result) => !results.includes(result));
  }

  /** All that no other process, and no later turn of this one, may take for left over; `told` is on its way to the board. */
  inFlight(told: readonly SendResult[]): ReadonlySet<string> {
    const ids = new Set([...this.#sending.keys(), ...this.#results.map(({ delivery }) => delivery)]);
    for (const { delivery } of told) ids.delete(delivery);
    return ids;
  }

  /** Begins with all that the board says this process has claimed. Gives their number. */
  send(board: Board, { channels }: AlertSettings): number {
    const known = this.inFlight([]);
    const alerts = new Map(board.alerts.map((alert) => [alert.id, alert]));
    let begun = 0;
    for (const delivery of board.deliveries) {
      const { state, id } = delivery;
      if (state.kind !== 'sending' || state.owner !== this.#parts.owner || known.has(id)) continue;
      const channel = channels.find((one) => one.id === delivery.channel);
      // Without the right to send it stays claimed, and whoever has the right finds it left over.
      if (channel === undefined || !this.#mayGoOn()) continue;
      const told = delivery.alerts.flatMap((alert) => alerts.get(alert) ?? []);
      this.#sending.set(id, this.#sendOne(delivery, told, channel));
      begun += 1;
    }
    return begun;
  }

  /** When one of them has come to its end; at once when there is none. */
  async nextEnd(): Promise<void> {
    if (this.#results.length === 0) await Promise.race(this.#sending.values());
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#sending.values());
  }

  async #sendOne(delivery: Delivery, alerts: readonly Alert[], channel: Channel): Promise<void> {
    const { failPoint, clock } = this.#parts;
    const at = clock.now();
    try {
      await failPoint('alert.before-send');
      const judged = await sendDelivery(delivery, alerts, channel, this.#parts, this.#stopping.signal);
      await failPoint('alert.sent');
      // What this process broke off itself is no failure of the receiver: the next one finds it left over.
      const isBrokenOff = this.#stopping.signal.aborted && judged.verdict.kind === 'retry';
      if (!isBrokenOff) this.#results.push({ delivery: delivery.id, ...judged });
    } catch (error) {
      const text = saidOf(runErrorOf(error));
      const attempt = { at, ms: clock.now() - at, status: null, error: 'network', text } as const;
      this.#results.push({ delivery: delivery.id, attempt, verdict: { kind: 'retry', askedMs: null } });
    }
    this.#sending.delete(delivery.id);
    this.#onEnd();
  }
}

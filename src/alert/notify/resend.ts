/** Sending an alert once more by hand. Pure. */
import type { Board, KeptAlert } from '../model/board.ts';
import { isFinished, replayed } from '../model/delivery.ts';
import type { Delivery } from '../model/delivery.ts';

export interface ResendRequest {
  /** Ids. */
  readonly channels: readonly string[];
  readonly now: number;
  readonly newUid: () => string;
}

/**
 * Where its newest delivery failed, that one goes out again under its id; where one waits, it is due now; else a new one is
 * made. An alert of the past comes back onto the board with what was sent of it.
 */
export function resent(board: Board, kept: KeptAlert, { channels, now, newUid }: ResendRequest): Board {
  const whole = restored(board, kept);
  const { id } = kept.alert;
  const newest = new Map<string, Delivery>();
  for (const delivery of whole.deliveries) {
    if (!delivery.alerts.includes(id)) continue;
    const before = newest.get(delivery.channel);
    if (before === undefined || delivery.createdAt >= before.createdAt)
      newest.set(delivery.channel, delivery);
  }
  const again = new Set<string>();
  const added: Delivery[] = [];
  for (const channel of channels) {
    const last = newest.get(channel);
    if (last === undefined || (isFinished(last) && last.state.kind !== 'failed')) {
      added.push(newDelivery(id, channel, now, newUid()));
    } else if (last.state.kind !== 'sending') {
      again.add(last.id);
    }
  }
  const deliveries = whole.deliveries.map((one) => (again.has(one.id) ? replayed(one, now) : one));
  return { ...whole, deliveries: [...deliveries, ...added] };
}

function newDelivery(alert: string, channel: string, now: number, id: string): Delivery {
  return {
    id,
    channel,
    reason: 'resend',
    alerts: [alert],
    group: '',
    createdAt: now,
    state: { kind: 'pending', dueAt: now, isFixed: true },
    tries: 0,
    attempts: [],
  };
}

function restored(board: Board, { alert, deliveries }: KeptAlert): Board {
  if (board.alerts.some(({ id }) => id === alert.id)) return board;
  const known = new Set(board.deliveries.map(({ id }) => id));
  return {
    ...board,
    alerts: [...board.alerts, alert],
    deliveries: [...board.deliveries, ...deliveries.filter(({ id }) => !known.has(id))],
  };
}

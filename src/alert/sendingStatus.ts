/** The word of OMS's *Sending Status* column, rolled up from all channels (oms.md §8; first match wins). Pure. */
import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import type { Alert } from './model/alert.ts';
import type { Delivery } from './model/delivery.ts';

export const sendingStatuses = ['pending', 'failed', 'successful', 'completed', 'sent-again'] as const;

export type SendingStatus = (typeof sendingStatuses)[number];

/** OMS's own words. */
export const sendingStatusTitles: Readonly<Record<SendingStatus, Phrase>> = {
  pending: phrase`Pending`,
  failed: phrase`Failed`,
  successful: phrase`Successful`,
  completed: phrase`Completed`,
  'sent-again': phrase`Sent again`,
};

/** `deliveries`: those of this alert, of all channels. */
export function sendingStatusOf(alert: Alert, deliveries: readonly Delivery[]): SendingStatus {
  if (alert.life.kind === 'resolved') return 'completed';
  const states = newestOfEach(deliveries).map(({ state }) => state.kind);
  // Without a channel that it goes to, the editor's own list is the one: it has it when a window has shown it.
  if (states.length === 0) return alert.shownAt === null ? 'pending' : 'successful';
  if (states.includes('failed')) return 'failed';
  if (states.some((kind) => kind === 'pending' || kind === 'sending' || kind === 'retry-waiting'))
    return 'pending';
  return states.includes('sent-again') ? 'sent-again' : 'successful';
}

/** A completed alert may still have a channel that never got it; the list marks that. */
export function hasUndelivered(deliveries: readonly Delivery[]): boolean {
  return newestOfEach(deliveries).some(({ state }) => state.kind === 'failed');
}

/** By channel, what was made last. */
function newestOfEach(deliveries: readonly Delivery[]): readonly Delivery[] {
  const newest = new Map<string, Delivery>();
  for (const delivery of deliveries) {
    const before = newest.get(delivery.channel);
    if (before === undefined || delivery.createdAt >= before.createdAt)
      newest.set(delivery.channel, delivery);
  }
  return [...newest.values()];
}

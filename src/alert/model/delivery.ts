/** One sending to one channel, the second axis (oms.md §8): of one alert, of a group, or of a digest. Plain JSON data. */
import { assertNever } from '../../schema/assertNever.ts';
import type { Said } from '../../schema/phrase.ts';

export const deliveryReasons = ['first', 'repeat', 'resolved', 'digest', 'resend'] as const;

export type DeliveryReason = (typeof deliveryReasons)[number];

export type DeliveryState =
  /** `isFixed`: it may have arrived already, so nothing joins or leaves it any more. */
  | { readonly kind: 'pending'; readonly dueAt: number; readonly isFixed: boolean }
  /** Persisted before anything is sent: whoever finds it after a crash sends it again under the same id. */
  | { readonly kind: 'sending'; readonly owner: string; readonly since: number }
  | { readonly kind: 'retry-waiting'; readonly nextAt: number }
  | { readonly kind: 'successful'; readonly at: number }
  | { readonly kind: 'sent-again'; readonly at: number }
  | { readonly kind: 'failed'; readonly at: number; readonly why: FailureReason };

/** `gone`: the receiver said 410. `used-up`: no attempt is left. */
export const failureReasons = ['refused', 'used-up', 'gone', 'channel-disabled', 'channel-removed'] as const;

export type FailureReason = (typeof failureReasons)[number];

/** Kinds of errors as Alertmanager has them (oms.md §9, D11). */
export const errorKinds = [
  'client-error',
  'server-error',
  'auth-error',
  'rate-limited',
  'timeout',
  'network',
  'redirect',
  'refused-address',
  'configuration',
  'answer',
] as const;

export type ErrorKind = (typeof errorKinds)[number];

export interface Attempt {
  readonly at: number;
  readonly ms: number;
  /** HTTP status; null when there was no answer. */
  readonly status: number | null;
  /** Null when it was delivered. */
  readonly error: ErrorKind | null;
  /** What happened, without URL or secret. */
  readonly text: Said;
}

export interface Delivery {
  /** `webhook-id`: the same in every attempt, so that a receiver can tell a duplicate (oms.md §9, D2). */
  readonly id: string;
  readonly channel: string;
  readonly reason: DeliveryReason;
  /** Ids. */
  readonly alerts: readonly string[];
  /** What was grouped: alerts of the same group on the same channel share a delivery. */
  readonly group: string;
  readonly createdAt: number;
  readonly state: DeliveryState;
  /** Since it was made or resent by hand. */
  readonly tries: number;
  /** Newest last, bounded. */
  readonly attempts: readonly Attempt[];
}

export type DeliveryOutcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly nextAt: number }
  | { readonly kind: 'failed'; readonly why: FailureReason };

const maxAttempts = 20;

export function isFinished({ state }: Delivery): boolean {
  return state.kind === 'successful' || state.kind === 'sent-again' || state.kind === 'failed';
}

/** When it is due; null while it is on its way, and when nothing more happens. */
export function dueAtOf({ state }: Delivery): number | null {
  if (state.kind === 'pending') return state.dueAt;
  return state.kind === 'retry-waiting' ? state.nextAt : null;
}

/** Claims it for one sender. */
export function claimed(delivery: Delivery, owner: string, now: number): Delivery {
  return { ...delivery, tries: delivery.tries + 1, state: { kind: 'sending', owner, since: now } };
}

/** What was being sent by a process that is gone: a duplicate is possible, a loss is not (W-06). It is no failure. */
export function orphaned(delivery: Delivery, now: number): Delivery {
  const tries = Math.max(0, delivery.tries - 1);
  return { ...delivery, tries, state: { kind: 'pending', dueAt: now, isFixed: true } };
}

/** After an attempt. */
export function settled(delivery: Delivery, attempt: Attempt, outcome: DeliveryOutcome): Delivery {
  const attempts = [...delivery.attempts, attempt].slice(-maxAttempts);
  return { ...delivery, attempts, state: stateAfter(delivery, attempt, outcome) };
}

function stateAfter({ tries }: Delivery, { at, ms }: Attempt, outcome: DeliveryOutcome): DeliveryState {
  switch (outcome.kind) {
    case 'delivered':
      return { kind: tries > 1 ? 'sent-again' : 'successful', at: at + ms };
    case 'retry':
      return { kind: 'retry-waiting', nextAt: outcome.nextAt };
    case 'failed':
      return { kind: 'failed', at: at + ms, why: outcome.why };
    default:
      return assertNever(outcome);
  }
}

/** Sent once more, under the same id. */
export function replayed(delivery: Delivery, now: number): Delivery {
  return { ...delivery, tries: 0, state: { kind: 'pending', dueAt: now, isFixed: true } };
}

/** Whether nobody can have got it yet: then others may join it, and what is not to be said any more leaves it. */
export function isUntried({ state, tries }: Delivery): boolean {
  return state.kind === 'pending' && !state.isFixed && tries === 0;
}

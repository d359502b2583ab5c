/** What came of attempts, onto the board: retried, done, failed for good, a channel switched off. Pure. */
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import type { Board, ChannelState } from '../model/board.ts';
import { isFinished, settled } from '../model/delivery.ts';
import type { Attempt, Delivery, DeliveryOutcome, FailureReason } from '../model/delivery.ts';
import type { Channel } from '../model/channel.ts';
import type { AlertSettings } from '../model/settings.ts';
import { fingerprintOf } from '../signal.ts';
import type { RaiseSignal, Signal } from '../signal.ts';
import { maxTries, retryDelay } from './retryDelay.ts';

/** What an answer, or its absence, means for a delivery. */
export type AnswerVerdict =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly askedMs: number | null }
  | { readonly kind: 'refused' }
  /** 410: nobody is there any more (oms.md §9, D5). */
  | { readonly kind: 'gone' };

export interface SendResult {
  readonly delivery: string;
  readonly attempt: Attempt;
  readonly verdict: AnswerVerdict;
}

export interface Settling {
  readonly board: Board;
  /** Alerts about the channels themselves. */
  readonly signals: readonly Signal[];
}

/** Only what this owner was sending is settled: what another process took over meanwhile is that one's business. */
export function settleResults(
  board: Board,
  results: readonly SendResult[],
  {
    owner,
    settings,
    random,
  }: { readonly owner: string; readonly settings: AlertSettings; readonly random: () => number },
): Settling {
  if (results.length === 0) return { board, signals: [] };
  const byDelivery = new Map(results.map((result) => [result.delivery, result]));
  const channels = new Map(settings.channels.map((channel) => [channel.id, channel]));
  const signals: Signal[] = [];
  const gone = new Map<string, { readonly at: number; readonly why: Said }>();
  const deliveries = board.deliveries.map((delivery) => {
    const result = byDelivery.get(delivery.id);
    if (result === undefined || delivery.state.kind !== 'sending' || delivery.state.owner !== owner)
      return delivery;
    const { attempt, verdict } = result;
    const outcome = outcomeOf(delivery, result, random);
    const channel = channels.get(delivery.channel);
    if (verdict.kind === 'gone') gone.set(delivery.channel, { at: attempt.at, why: attempt.text });
    if (channel !== undefined) signals.push(...signalsOf(channel, delivery, attempt, outcome));
    return settled(delivery, attempt, outcome);
  });
  return { board: withoutGone({ ...board, deliveries }, gone), signals };
}

function outcomeOf(
  delivery: Delivery,
  { attempt, verdict }: SendResult,
  random: () => number,
): DeliveryOutcome {
  switch (verdict.kind) {
    case 'delivered':
      return { kind: 'delivered' };
    case 'refused':
      return { kind: 'failed', why: 'refused' };
    case 'gone':
      return { kind: 'failed', why: 'gone' };
    case 'retry': {
      if (delivery.tries >= maxTries) return { kind: 'failed', why: 'used-up' };
      const end = attempt.at + attempt.ms;
      return { kind: 'retry', nextAt: end + retryDelay(delivery.tries, verdict.askedMs, random) };
    }
  }
}

/** One alert a channel, which ends when something gets through again (W-05, oms.md §9, D14). */
function signalsOf(
  { id, name }: Channel,
  delivery: Delivery,
  { at, text }: Attempt,
  outcome: DeliveryOutcome,
): readonly Signal[] {
  const source = { kind: 'channel', channelId: id, channelName: name } as const;
  const fingerprint = fingerprintOf(source, 'channel_failed', '');
  if (outcome.kind === 'delivered') return [{ kind: 'resolve', fingerprint, at, how: 'recovered' }];
  if (outcome.kind === 'retry') return [];
  const raise: RaiseSignal = {
    kind: 'raise',
    fingerprint,
    event: 'channel_failed',
    level: 'MEDIUM',
    source,
    at,
    message: failureText(name, outcome.why, text),
    outside: phrase`Alerts could not be delivered to the channel ${name}.`,
    samples: [{ at, metric: 'status', value: outcome.why, threshold: null }],
    evidence: delivery.id,
    isRepeated: false,
  };
  return [raise];
}

function failureText(name: string, why: FailureReason, text: Said): Said {
  return why === 'gone'
    ? phrase`The receiver of the channel ${name} is gone for good; the channel was switched off. ${text}`
    : phrase`Alerts could not be delivered to the channel ${name}. ${text}`;
}

/** Nothing more goes to a channel that is gone; what waited for it can be sent again by hand. */
function withoutGone(
  board: Board,
  gone: ReadonlyMap<string, { readonly at: number; readonly why: Said }>,
): Board {
  if (gone.size === 0) return board;
  const states = new Map<string, ChannelState>(board.channels.map((state) => [state.channel, state]));
  for (const [channel, disabled] of gone) {
    states.set(channel, { channel, sentAt: states.get(channel)?.sentAt ?? [], disabled });
  }
  return { ...failAll(board, new Set(gone.keys()), 'channel-disabled'), channels: [...states.values()] };
}

/** Ends all that still waits for these channels. */
export function failAll(
  board: Board,
  channels: ReadonlySet<string>,
  why: FailureReason,
  now?: number,
): Board {
  return {
    ...board,
    deliveries: board.deliveries.map((delivery) =>
      channels.has(delivery.channel) && !isFinished(delivery) && delivery.state.kind !== 'sending'
        ? { ...delivery, state: { kind: 'failed', at: now ?? delivery.createdAt, why } }
        : delivery,
    ),
  };
}

/** Takes deliveries whose time has come, as many as the channels' rates and this process allow. Pure. */
import type { Alert } from '../model/alert.ts';
import type { Board, ChannelState } from '../model/board.ts';
import type { Channel } from '../model/channel.ts';
import { claimed, dueAtOf, isFinished, orphaned } from '../model/delivery.ts';
import type { Delivery } from '../model/delivery.ts';
import type { AlertSettings } from '../model/settings.ts';
import { HoldBack } from './holdBack.ts';

export interface ClaimContext {
  readonly settings: AlertSettings;
  readonly now: number;
  /** Whoever holds the right to send; deliveries of any other owner are left over from a process that is gone. */
  readonly owner: string;
  /** What this process is sending just now. */
  readonly inFlight: ReadonlySet<string>;
  readonly capacity: number;
}

const minuteMs = 60_000;

/** Those that become `sending` with this owner are to be sent. Gives the board itself back when there are none. */
export function claimDue(board: Board, context: ClaimContext): Board {
  const { now, owner, inFlight } = context;
  const isOrphan = ({ id, state }: Delivery): boolean =>
    state.kind === 'sending' && (state.owner !== owner || !inFlight.has(id));
  const deliveries = board.deliveries.map((delivery) =>
    isOrphan(delivery) ? orphaned(delivery, now) : delivery,
  );
  const turn = new Turn(board, deliveries, context);
  const due = deliveries
    .filter((delivery) => (dueAtOf(delivery) ?? Infinity) <= now)
    .sort((a, b) => (dueAtOf(a) ?? 0) - (dueAtOf(b) ?? 0));
  const taken = new Set(due.filter((delivery) => turn.takes(delivery)).map(({ id }) => id));
  if (taken.size === 0 && deliveries.every((one, i) => one === board.deliveries[i])) return board;
  return {
    ...board,
    deliveries: deliveries.map((one) => (taken.has(one.id) ? claimed(one, owner, now) : one)),
    channels: turn.channels(),
  };
}

/** When something becomes due next; null when nothing does by itself. What is due already and not taken is held back. */
export function nextDueAt(board: Board, settings: AlertSettings, now: number): number | null {
  let next: number | null = null;
  const note = (at: number): void => {
    if (at > now && (next === null || at < next)) next = at;
  };
  const rates = new Map(settings.channels.map((channel) => [channel.id, channel]));
  const freeAt = new Map(
    board.channels.map((state) => [state.channel, freeAgainAt(state, rates.get(state.channel))]),
  );
  for (const delivery of board.deliveries) {
    const due = dueAtOf(delivery);
    if (due === null) continue;
    note(Math.max(due, freeAt.get(delivery.channel) ?? 0));
  }
  for (const { life } of board.alerts) if (life.kind === 'snoozed') note(life.until);
  return next;
}

/** When the rate lets it send again. */
function freeAgainAt({ sentAt }: ChannelState, channel: Channel | undefined): number {
  const at = channel === undefined ? undefined : sentAt[sentAt.length - channel.perMinute];
  return at === undefined ? 0 : at + minuteMs;
}

class Turn {
  readonly #context: ClaimContext;
  readonly #board: Board;
  readonly #holdBack: HoldBack;
  readonly #alerts: ReadonlyMap<string, Alert>;
  readonly #channels: ReadonlyMap<string, Channel>;
  readonly #sentAt = new Map<string, number[]>();
  /** By channel and alert: under way, and it says that the alert fires. */
  readonly #firingUnderWay: ReadonlySet<string>;
  #left: number;

  constructor(board: Board, deliveries: readonly Delivery[], context: ClaimContext) {
    const { settings, now, inFlight, capacity } = context;
    this.#context = context;
    this.#board = board;
    this.#holdBack = new HoldBack(settings, now);
    this.#alerts = new Map(board.alerts.map((alert) => [alert.id, alert]));
    this.#channels = new Map(settings.channels.map((channel) => [channel.id, channel]));
    this.#left = capacity - inFlight.size;
    for (const { channel, sentAt } of board.channels) {
      // What lies ahead was written by a clock that has been set back since: it counts, but not for ever.
      this.#sentAt.set(
        channel,
        sentAt.map((at) => Math.min(at, now)).filter((at) => at > now - minuteMs),
      );
    }
    this.#firingUnderWay = new Set(
      deliveries
        .filter((one) => one.reason !== 'resolved' && !isFinished(one))
        .flatMap(({ channel, alerts }) => alerts.map((alert) => `${channel}\n${alert}`)),
    );
  }

  takes(delivery: Delivery): boolean {
    const channel = this.#channels.get(delivery.channel);
    if (this.#left <= 0 || channel === undefined || !this.#mayGo(delivery, channel)) return false;
    const sent = this.#sentAt.get(channel.id) ?? [];
    if (sent.length >= channel.perMinute) return false;
    this.#sentAt.set(channel.id, [...sent, this.#context.now]);
    this.#left -= 1;
    return true;
  }

  channels(): readonly ChannelState[] {
    const known = new Map(this.#board.channels.map((state) => [state.channel, state]));
    return [...new Set([...known.keys(), ...this.#sentAt.keys()])].map((channel) => ({
      channel,
      sentAt: this.#sentAt.get(channel) ?? [],
      disabled: known.get(channel)?.disabled ?? null,
    }));
  }

  #mayGo(delivery: Delivery, { id, isEnabled }: Channel): boolean {
    const state = this.#board.channels.find(({ channel }) => channel === id);
    if (!isEnabled || (state?.disabled ?? null) !== null) return false;
    // Somebody asked for it just now.
    if (delivery.reason === 'resend') return true;
    const alerts = delivery.alerts.flatMap((alert) => this.#alerts.get(alert) ?? []);
    if (alerts.some((alert) => this.#holdBack.isMuted(alert))) return false;
    if (alerts.length > 0 && alerts.every((alert) => this.#holdBack.isQuiet(alert))) return false;
    // "It is over" must not overtake "it fires".
    return (
      delivery.reason !== 'resolved' ||
      !delivery.alerts.some((alert) => this.#firingUnderWay.has(`${id}\n${alert}`))
    );
  }
}

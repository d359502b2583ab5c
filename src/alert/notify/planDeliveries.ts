/** Decides what is to be said where: who was told what, who is to be told, alone, in a group or in a digest. Pure. */
import { sourceKey } from '../model/alert.ts';
import type { Alert, Decision, DecisionReason } from '../model/alert.ts';
import type { Board } from '../model/board.ts';
import type { Channel } from '../model/channel.ts';
import { isFinished, isUntried, replayed } from '../model/delivery.ts';
import type { Delivery, DeliveryReason } from '../model/delivery.ts';
import { settingsOf } from '../model/settings.ts';
import type { AlertSettings } from '../model/settings.ts';
import { HoldBack } from './holdBack.ts';
import { Inhibition } from './inhibition.ts';
import { ToldIndex } from './toldIndex.ts';

export interface PlanContext {
  readonly settings: AlertSettings;
  readonly now: number;
  readonly newUid: () => string;
  /** Nobody will be here when a group's time is over: nothing waits. */
  readonly isFlush: boolean;
}

/** In one delivery; what is beyond goes into a further one. */
const maxInGroup = 100;

/** Gives the board itself back when nothing is to be said. */
export function planDeliveries(board: Board, context: PlanContext): Board {
  const holdBack = new HoldBack(context.settings, context.now);
  const kept = withdrawn(revived(board, context.now), holdBack);
  const planner = new Planner(board, kept, context, holdBack);
  for (const channel of context.settings.channels) {
    for (const alert of board.alerts) planner.consider(channel, alert);
  }
  return planner.board();
}

/** After its tries are used up, as long as an alert of it fires: once an hour, for a day (oms.md §9, D3). */
const reviveAfterMs = 3_600_000;
const reviveForMs = 24 * 3_600_000;

/** A receiver that was away for hours misses nothing that still goes on; nobody has to send it again by hand. */
function revived(board: Board, now: number): Board {
  const isDue = ({ state, createdAt }: Delivery): boolean =>
    state.kind === 'failed' &&
    state.why === 'used-up' &&
    now - state.at >= reviveAfterMs &&
    now - createdAt < reviveForMs;
  if (!board.deliveries.some(isDue)) return board;
  const firing = new Set(board.alerts.filter(({ life }) => life.kind === 'firing').map(({ id }) => id));
  const deliveries = board.deliveries.map((one) =>
    isDue(one) && one.alerts.some((id) => firing.has(id)) ? replayed(one, now) : one,
  );
  return { ...board, deliveries };
}

/** Takes out of deliveries that nobody has tried yet what is not to be said any more (oms.md §9, D12, D13). */
function withdrawn(board: Board, holdBack: HoldBack): readonly Delivery[] {
  const alerts = new Map(board.alerts.map((alert) => [alert.id, alert]));
  const isWanted = (id: string): boolean => {
    const alert = alerts.get(id);
    return alert?.life.kind === 'firing' && !holdBack.isMuted(alert);
  };
  const isLeft = (one: Delivery): boolean =>
    !isUntried(one) || one.reason === 'resolved' || one.alerts.every(isWanted);
  if (board.deliveries.every(isLeft)) return board.deliveries;
  return board.deliveries.flatMap((delivery) => {
    if (isLeft(delivery)) return [delivery];
    const rest = delivery.alerts.filter(isWanted);
    return rest.length === 0 ? [] : [{ ...delivery, alerts: rest }];
  });
}

interface Verdict {
  readonly send: DeliveryReason | null;
  /** Null: nothing that would have to be remembered. */
  readonly why: DecisionReason | null;
}

const nothing: Verdict = { send: null, why: null };

class Planner {
  readonly #board: Board;
  readonly #context: PlanContext;
  readonly #holdBack: HoldBack;
  readonly #inhibition: Inhibition;
  readonly #told: ToldIndex;
  readonly #deliveries: Map<string, Delivery>;
  /** By channel, reason and group: the delivery that more may join. */
  readonly #joinable = new Map<string, string>();
  /** By channel and group: when its newest delivery was made. */
  readonly #lastOfGroup = new Map<string, number>();
  /** By channel: what it has sent within the last minute and has still to send. */
  readonly #load = new Map<string, number>();
  readonly #decisions = new Map<string, Decision[]>();
  #isChanged: boolean;

  constructor(board: Board, kept: readonly Delivery[], context: PlanContext, holdBack: HoldBack) {
    this.#board = board;
    this.#context = context;
    this.#holdBack = holdBack;
    this.#inhibition = new Inhibition(board.alerts);
    this.#told = new ToldIndex(kept);
    this.#deliveries = new Map(kept.map((delivery) => [delivery.id, delivery]));
    this.#isChanged = kept !== board.deliveries;
    for (const { channel, sentAt } of board.channels) {
      this.#load.set(channel, sentAt.filter((at) => at > context.now - 60_000).length);
    }
    for (const delivery of kept) this.#enter(delivery);
  }

  consider(channel: Channel, alert: Alert): void {
    const { send, why } = this.#judge(channel, alert);
    if (send !== null) this.#add(channel, alert, send);
    else if (why !== null) this.#decide(channel, alert, why);
  }

  board(): Board {
    if (!this.#isChanged) return this.#board;
    const alerts =
      this.#decisions.size === 0
        ? this.#board.alerts
        : this.#board.alerts.map((alert) => withDecisions(alert, this.#decisions.get(alert.id) ?? []));
    return { ...this.#board, alerts, deliveries: [...this.#deliveries.values()] };
  }

  #judge(channel: Channel, alert: Alert): Verdict {
    const told = this.#told.get(channel.id, alert.id);
    if (alert.life.kind === 'resolved') {
      if (told === null) return { send: null, why: 'never-told' };
      if (told.hasResolved || !channel.sendsResolved) return nothing;
      const obstacle = this.#obstacle(channel, alert);
      return obstacle === null ? { send: 'resolved', why: null } : { send: null, why: obstacle };
    }
    if (alert.life.kind !== 'firing') return told === null ? { send: null, why: alert.life.kind } : nothing;
    if (told !== null && !this.#isRepeatDue(alert, told.lastAt, told.isUnderWay)) return nothing;
    const obstacle = this.#obstacle(channel, alert) ?? this.#inhibited(alert);
    if (obstacle !== null) return { send: null, why: obstacle };
    return { send: told === null ? 'first' : 'repeat', why: null };
  }

  #inhibited(alert: Alert): DecisionReason | null {
    return this.#inhibition.inhibitorOf(alert) === null ? null : 'inhibited';
  }

  #obstacle(channel: Channel, alert: Alert): DecisionReason | null {
    const state = this.#board.channels.find((one) => one.channel === channel.id);
    if (!channel.isEnabled || (state?.disabled ?? null) !== null) return 'channel-disabled';
    const refusal = this.#holdBack.refusal(alert, channel);
    if (refusal !== null) return refusal;
    if (this.#holdBack.isMuted(alert)) return 'muted';
    return this.#holdBack.isQuiet(alert) ? 'quiet-hours' : null;
  }

  #isRepeatDue({ event }: Alert, lastAt: number, isUnderWay: boolean): boolean {
    const { repeatMinutes } = settingsOf(this.#context.settings, event);
    return !isUnderWay && repeatMinutes !== null && this.#context.now - lastAt >= repeatMinutes * 60_000;
  }

  #add(channel: Channel, alert: Alert, wanted: DeliveryReason): void {
    const isOver = (this.#load.get(channel.id) ?? 0) >= channel.perMinute;
    // More than the channel takes goes together, whatever it is about; nothing is dropped (oms.md §9, D10).
    const reason = isOver && wanted !== 'resolved' ? 'digest' : wanted;
    const group = isOver ? '*' : groupOf(channel, alert);
    this.#decide(channel, alert, reason);
    const open = this.#deliveries.get(this.#joinable.get(joinKey(channel.id, reason, group)) ?? '');
    if (open !== undefined && open.alerts.length < maxInGroup) {
      this.#put({ ...open, alerts: [...open.alerts, alert.id] });
      this.#told.note(open, alert.id);
      return;
    }
    const { now, newUid } = this.#context;
    const delivery: Delivery = {
      id: newUid(),
      channel: channel.id,
      reason,
      alerts: [alert.id],
      group,
      createdAt: now,
      state: { kind: 'pending', dueAt: this.#dueAt(channel, reason, group), isFixed: false },
      tries: 0,
      attempts: [],
    };
    this.#put(delivery);
    this.#enter(delivery);
    this.#told.add(delivery);
  }

  #dueAt(channel: Channel, reason: DeliveryReason, group: string): number {
    const { now, isFlush } = this.#context;
    if (isFlush || reason === 'resolved') return now;
    const last = this.#lastOfGroup.get(joinKey(channel.id, '', group));
    const afterWait = now + channel.groupWaitSeconds * 1000;
    return last === undefined || channel.groupBy === 'none'
      ? afterWait
      : Math.max(afterWait, last + channel.groupIntervalSeconds * 1000);
  }

  #enter(delivery: Delivery): void {
    const { channel, reason, group, createdAt, id } = delivery;
    const key = joinKey(channel, '', group);
    this.#lastOfGroup.set(key, Math.max(createdAt, this.#lastOfGroup.get(key) ?? 0));
    if (isUntried(delivery)) this.#joinable.set(joinKey(channel, reason, group), id);
    if (!isFinished(delivery)) this.#load.set(channel, (this.#load.get(channel) ?? 0) + 1);
  }

  #put(delivery: Delivery): void {
    this.#deliveries.set(delivery.id, delivery);
    this.#isChanged = true;
  }

  #decide(channel: Channel, alert: Alert, why: DecisionReason): void {
    const last = alert.decisions.find((one) => one.channel === channel.id);
    if (last?.why === why) return;
    const all = this.#decisions.get(alert.id) ?? [];
    this.#decisions.set(alert.id, [...all, { channel: channel.id, at: this.#context.now, why }]);
    this.#isChanged = true;
  }
}

function withDecisions(alert: Alert, made: readonly Decision[]): Alert {
  if (made.length === 0) return alert;
  const changed = new Set(made.map(({ channel }) => channel));
  return {
    ...alert,
    decisions: [...alert.decisions.filter(({ channel }) => !changed.has(channel)), ...made],
  };
}

function groupOf(channel: Channel, alert: Alert): string {
  switch (channel.groupBy) {
    case 'task':
      return sourceKey(alert.source);
    case 'event':
      return alert.event;
    case 'all':
      return '';
    case 'none':
      return alert.id;
  }
}

function joinKey(channel: string, reason: string, group: string): string {
  return [channel, reason, group].join('\n');
}

/** The life of an alert, the first of its two axes (oms.md §8); whether somebody was told of it is the other. */
import { assertNever } from '../../schema/assertNever.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';

export type LifeState =
  | { readonly kind: 'firing'; readonly since: number }
  | { readonly kind: 'acknowledged'; readonly at: number; readonly by: string }
  | { readonly kind: 'snoozed'; readonly at: number; readonly by: string; readonly until: number }
  /** Never leads anywhere: what fires again is a new alert. */
  | {
      readonly kind: 'resolved';
      readonly at: number;
      /** `quiet`: three watched hours without a trigger, OMS's Completed. */
      readonly how: 'recovered' | 'quiet' | 'closed';
      /** Who closed it; null when nobody had to. */
      readonly by: string | null;
    };

export type LifeEvent =
  | { readonly kind: 'acknowledge'; readonly at: number; readonly by: string }
  | { readonly kind: 'snooze'; readonly at: number; readonly by: string; readonly until: number }
  /** The time of a snooze is over, or somebody takes it back. */
  | { readonly kind: 'wake'; readonly at: number }
  | { readonly kind: 'recover'; readonly at: number }
  | { readonly kind: 'quieten'; readonly at: number }
  | { readonly kind: 'close'; readonly at: number; readonly by: string | null };

export const lifeEventKinds = ['acknowledge', 'snooze', 'wake', 'recover', 'quieten', 'close'] as const;

const open = ['firing', 'acknowledged', 'snoozed'] as const;

const allowed: Readonly<Record<LifeEvent['kind'], readonly LifeState['kind'][]>> = {
  acknowledge: ['firing', 'snoozed'],
  snooze: open,
  wake: ['snoozed', 'acknowledged'],
  recover: open,
  quieten: open,
  close: open,
};

/** Whether the table lets this happen in that state. */
export function canLive(state: LifeState, event: LifeEvent['kind']): boolean {
  return allowed[event].includes(state.kind);
}

/** The state after the event. Throws ShadowSyncError 'conflict' when it can't happen now. */
export function live(state: LifeState, event: LifeEvent): LifeState {
  if (!canLive(state, event.kind)) {
    throw new ShadowSyncError('conflict', phrase`The alert is not in a state in which that can be done.`, {
      remedy: phrase`Look at the alert again: it may be completed, or somebody else has dealt with it.`,
    });
  }
  const { at } = event;
  switch (event.kind) {
    case 'acknowledge':
      return { kind: 'acknowledged', at, by: event.by };
    case 'snooze':
      return { kind: 'snoozed', at, by: event.by, until: event.until };
    case 'wake':
      return { kind: 'firing', since: at };
    case 'recover':
      return { kind: 'resolved', at, how: 'recovered', by: null };
    case 'quieten':
      return { kind: 'resolved', at, how: 'quiet', by: null };
    case 'close':
      return { kind: 'resolved', at, how: 'closed', by: event.by };
    default:
      return assertNever(event);
  }
}

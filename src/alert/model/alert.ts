/** An alert: what happened to what, since when, how often, and what has become of it. Plain JSON data. */
import type { Said } from '../../schema/phrase.ts';
import type { ObservedSource } from '../observation.ts';
import type { AlertEvent, AlertLevel } from './alertEvent.ts';
import type { LifeState } from './lifeState.ts';

/** What an alert is about. */
export type AlertSource =
  | {
      readonly kind: 'task';
      readonly taskId: string;
      /** What people call it; empty where they gave it no name. */
      readonly taskName: string;
      readonly connectionId: string;
      readonly connectionName: string;
      readonly database: string;
      readonly tags: readonly string[];
    }
  | { readonly kind: 'channel'; readonly channelId: string; readonly channelName: string }
  | { readonly kind: 'scheduler' }
  | ObservedSource;

/** One measured value that an alert rests on. */
export interface AlertSample {
  readonly at: number;
  readonly metric: 'delay' | 'progress' | 'status' | 'count' | 'duration';
  /** As it is shown. */
  readonly value: string;
  /** What it was held against; null where there is no threshold. */
  readonly threshold: string | null;
}

/** Why a channel was or was not told, as of the last time that it changed (oms.md §8, rule 7). */
export interface Decision {
  readonly channel: string;
  readonly at: number;
  readonly why: DecisionReason;
}

export const decisionReasons = [
  'first',
  'repeat',
  'resolved',
  'digest',
  'resend',
  'channel-disabled',
  'level-too-low',
  'event-not-sent',
  'own-channel',
  'muted',
  'quiet-hours',
  'inhibited',
  'acknowledged',
  'snoozed',
  'never-told',
] as const;

export type DecisionReason = (typeof decisionReasons)[number];

export interface Alert {
  /** Short, sortable by the time of raising, unique. */
  readonly id: string;
  /** At most one alert is open for it. */
  readonly fingerprint: string;
  readonly event: AlertEvent;
  readonly level: AlertLevel;
  readonly source: AlertSource;
  /** For people on this computer; may hold what a server said. */
  readonly message: Said;
  /** For channels: nothing that a server or a row said (W2, W-09). */
  readonly outside: Said;
  /** Oldest first, bounded. */
  readonly samples: readonly AlertSample[];
  readonly firstAt: number;
  /** When it was triggered last. */
  readonly lastAt: number;
  readonly count: number;
  readonly life: LifeState;
  /** Watched time since it was triggered last; time in which nobody looked is not in it (oms.md §8, rule 2). */
  readonly quietMs: number;
  /** When a window showed it first; null as long as none did. */
  readonly shownAt: number | null;
  /** One a channel. */
  readonly decisions: readonly Decision[];
}

/** The same for all alerts of one thing. */
export function sourceKey(source: AlertSource): string {
  switch (source.kind) {
    case 'task':
      return `task:${source.taskId}`;
    case 'channel':
      return `channel:${source.channelId}`;
    case 'scheduler':
      return 'scheduler';
    case 'oms-server':
      return `oms-server:${source.serverId}`;
    case 'oms-task':
      return `oms-task:${source.serverId}:${source.taskId}`;
  }
}

export function isOpen({ life }: Alert): boolean {
  return life.kind !== 'resolved';
}

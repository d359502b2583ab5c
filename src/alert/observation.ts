/**
 * What a watcher of something outside has found out, as the alert engine takes it. A watcher decides whether a condition
 * holds; whether there is an alert already, whether it is muted and who is told is the engine's business.
 */
import type { Said } from '../schema/phrase.ts';

/** OMS's own identifiers (oms.md §1), and ours for a server that gives no valid answer. */
export const observedEvents = [
  'oms_migration_failed',
  'oms_migration_delay',
  'oms_sync_failed',
  'oms_sync_status_inconsistent',
  'oms_sync_delay',
  'source_unreachable',
] as const;

export type ObservedEvent = (typeof observedEvents)[number];

/** OMS's protection levels; a task on IGNORE ("No Protection") is never observed. */
export type ObservedLevel = 'HIGH' | 'MEDIUM' | 'LOW';

/** What an observation is about. */
export type ObservedSource =
  | { readonly kind: 'oms-server'; readonly serverId: string; readonly serverName: string }
  | {
      readonly kind: 'oms-task';
      readonly serverId: string;
      readonly serverName: string;
      readonly taskId: string;
      readonly taskName: string;
    };

/** One measured value that the observation rests on; times are the server's, in milliseconds since 1970 UTC. */
export interface ObservedSample {
  readonly at: number;
  /** What is measured: `delay` in seconds; `status` for what has no number. */
  readonly metric: 'delay' | 'progress' | 'status';
  /** As it is shown: `75`, `FAILED`, `EXCEPTION`. */
  readonly value: string;
  /** What it was held against; null where there is no threshold. */
  readonly threshold: string | null;
}

interface ObservationBase {
  readonly event: ObservedEvent;
  /** The same for every observation of one event of one source: at most one alert is open for it (oms.md §8). */
  readonly fingerprint: string;
  readonly source: ObservedSource;
  /** When it was seen, by this computer's clock. */
  readonly at: number;
  /** Oldest first, bounded. */
  readonly samples: readonly ObservedSample[];
  readonly message: Said;
}

export type Observation =
  /** `isRepeated`: it was said before, and a newer sample says it again ("triggered again"); no new alert. */
  | (ObservationBase & {
      readonly kind: 'raise';
      readonly level: ObservedLevel;
      readonly isRepeated: boolean;
    })
  /** `closed`: the task was released or deleted, or is not watched any more; nothing has recovered. */
  | (ObservationBase & {
      readonly kind: 'resolve';
      readonly level: ObservedLevel;
      readonly how: 'recovered' | 'closed';
    });

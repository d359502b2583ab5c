/** What is an alert, how serious it is, who is told how often, and when nobody is. */
import { defaultMigrationAlertRules } from '../oms/alertRules.ts';
import type { MigrationAlertRules } from '../oms/alertRules.ts';
import { alertEvents } from './alertEvent.ts';
import type { AlertEvent, ProtectionLevel } from './alertEvent.ts';
import type { Channel } from './channel.ts';

export interface EventSettings {
  readonly event: AlertEvent;
  /** Of our own tasks. OMS says the level of its tasks itself; `IGNORE` silences them too. */
  readonly level: ProtectionLevel;
  /** Told again after so long while it goes on; null for once. */
  readonly repeatMinutes: number | null;
  /** Ids; null for all. */
  readonly channels: readonly string[] | null;
}

export interface Thresholds {
  /** A start so late is a delay. */
  readonly lateMinutes: number;
  /** A run that takes longer is a delay. */
  readonly runMinutes: number;
  readonly approvalHours: number;
  /** So long it may be unknown what became of a broken run. */
  readonly recoveringMinutes: number;
}

export interface QuietHours {
  /** `22:00`; both ends in the zone, and the same time twice means never. */
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  /** Serious alerts are told all the same. */
  readonly exceptHigh: boolean;
}

/** Nothing is sent of what a mute names. */
export interface Mute {
  readonly id: string;
  readonly about:
    | { readonly kind: 'task'; readonly taskId: string }
    | { readonly kind: 'event'; readonly event: AlertEvent }
    | { readonly kind: 'tag'; readonly tag: string };
  /** Null: until somebody takes it back. */
  readonly until: number | null;
  readonly by: string;
  readonly comment: string;
}

export interface AlertSettings {
  readonly events: readonly EventSettings[];
  /** Levels of single tasks, in the place of their events' levels. */
  readonly taskLevels: readonly { readonly taskId: string; readonly level: ProtectionLevel }[];
  readonly thresholds: Thresholds;
  /** When tasks of OMS servers are late or stand still. */
  readonly oms: MigrationAlertRules;
  readonly quietHours: QuietHours | null;
  readonly mutes: readonly Mute[];
  /** Tasks whose tables are looked at for drift, and how often. */
  readonly drift: { readonly everyMinutes: number; readonly tasks: readonly string[] };
  readonly channels: readonly Channel[];
}

const hourly = 60;

const defaultLevels: Readonly<Record<AlertEvent, ProtectionLevel>> = {
  oms_migration_failed: 'HIGH',
  oms_migration_delay: 'MEDIUM',
  oms_sync_failed: 'HIGH',
  oms_sync_status_inconsistent: 'MEDIUM',
  oms_sync_delay: 'MEDIUM',
  source_unreachable: 'MEDIUM',
  channel_failed: 'MEDIUM',
  scheduler_trouble: 'MEDIUM',
};

/** OMS's own defaults are not known (oms.md §14): these are ours. Without a channel and without a drift watch nothing is sent. */
export const defaultSettings: AlertSettings = {
  events: alertEvents.map((event) => ({
    event,
    level: defaultLevels[event],
    repeatMinutes: 24 * hourly,
    channels: null,
  })),
  taskLevels: [],
  thresholds: { lateMinutes: 15, runMinutes: 60, approvalHours: 24, recoveringMinutes: 10 },
  oms: defaultMigrationAlertRules,
  quietHours: null,
  mutes: [],
  drift: { everyMinutes: hourly, tasks: [] },
  channels: [],
};

export function settingsOf({ events }: AlertSettings, event: AlertEvent): EventSettings {
  return (
    events.find((one) => one.event === event) ?? {
      event,
      level: defaultLevels[event],
      repeatMinutes: 24 * hourly,
      channels: null,
    }
  );
}

/** How serious an event of one of our tasks is. */
export function levelOf(settings: AlertSettings, event: AlertEvent, taskId: string): ProtectionLevel {
  const own = settings.taskLevels.find((one) => one.taskId === taskId);
  return own?.level ?? settingsOf(settings, event).level;
}

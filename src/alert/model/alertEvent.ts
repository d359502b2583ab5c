/** The kinds of what an alert is about: OMS's five by its own identifiers (oms.md §1), and three of ours. */
import { phrase } from '../../schema/phrase.ts';
import type { Phrase } from '../../schema/phrase.ts';
import { observedEvents } from '../observation.ts';

export const alertEvents = [...observedEvents, 'channel_failed', 'scheduler_trouble'] as const;

export type AlertEvent = (typeof alertEvents)[number];

/** OMS's names for its five. */
export const eventTitles: Readonly<Record<AlertEvent, Phrase>> = {
  oms_migration_failed: phrase`Migration task failure`,
  oms_migration_delay: phrase`Migration task delay`,
  oms_sync_failed: phrase`Synchronization task failure`,
  oms_sync_status_inconsistent: phrase`Inconsistent synchronization task status`,
  oms_sync_delay: phrase`Synchronization task delay`,
  source_unreachable: phrase`Server unreachable`,
  channel_failed: phrase`Alert channel failure`,
  scheduler_trouble: phrase`Scheduler trouble`,
};

/** Of one task, what ranks higher keeps the lower from being told (oms.md §8, rule 4); 0 takes no part. */
const ranks: Readonly<Record<AlertEvent, number>> = {
  oms_migration_failed: 3,
  oms_sync_failed: 3,
  oms_sync_status_inconsistent: 2,
  oms_migration_delay: 1,
  oms_sync_delay: 1,
  source_unreachable: 0,
  channel_failed: 0,
  scheduler_trouble: 0,
};

export function rankOf(event: AlertEvent): number {
  return ranks[event];
}

/** OMS's protection levels (oms.md §3); `IGNORE` raises nothing. */
export const alertLevels = ['HIGH', 'MEDIUM', 'LOW'] as const;

export type AlertLevel = (typeof alertLevels)[number];

export const protectionLevels = [...alertLevels, 'IGNORE'] as const;

export type ProtectionLevel = (typeof protectionLevels)[number];

/** Whether `level` is at least as serious as `least`. */
export function isAtLeast(level: AlertLevel, least: AlertLevel): boolean {
  return alertLevels.indexOf(level) <= alertLevels.indexOf(least);
}

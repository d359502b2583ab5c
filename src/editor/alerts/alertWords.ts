/** An alert as a line for people: names, icons, times. */
import { l10n } from 'vscode';
import type { AlertRange, AlertRow } from '../../alert/alertFilter.ts';
import type { Alert, AlertSource } from '../../alert/model/alert.ts';
import { eventTitles } from '../../alert/model/alertEvent.ts';
import type { AlertEvent, ProtectionLevel } from '../../alert/model/alertEvent.ts';
import type { LifeState } from '../../alert/model/lifeState.ts';
import { sendingStatusTitles } from '../../alert/sendingStatus.ts';
import type { SendingStatus } from '../../alert/sendingStatus.ts';
import { sourceText } from '../../alert/signal.ts';
import { exactTime, timeText } from '../tasks/taskWords.ts';
import { translated } from '../ui/translated.ts';

export function eventTitle(event: AlertEvent): string {
  return translated(eventTitles[event]);
}

/** As narrow as a side bar: OMS's names tell events apart by their last word only. */
export function shortEventTitle(event: AlertEvent): string {
  switch (event) {
    case 'oms_migration_failed':
      return l10n.t('Migration failed');
    case 'oms_migration_delay':
      return l10n.t('Migration delayed');
    case 'oms_sync_failed':
      return l10n.t('Sync failed');
    case 'oms_sync_delay':
      return l10n.t('Sync delayed');
    case 'oms_sync_status_inconsistent':
      return l10n.t('Status inconsistent');
    case 'channel_failed':
      return l10n.t('Channel failed');
    case 'source_unreachable':
    case 'scheduler_trouble':
      return eventTitle(event);
  }
}

export function sourceName(source: AlertSource): string {
  return translated(sourceText(source));
}

export function sourceKindName(kind: AlertSource['kind']): string {
  switch (kind) {
    case 'task':
      return l10n.t('Shadow sync tasks');
    case 'oms-task':
      return l10n.t('Tasks of OMS servers');
    case 'oms-server':
      return l10n.t('OMS servers');
    case 'channel':
      return l10n.t('Alert channels');
    case 'scheduler':
      return l10n.t('Scheduler');
  }
}

export function levelName(level: ProtectionLevel): string {
  switch (level) {
    case 'HIGH':
      return l10n.t('High');
    case 'MEDIUM':
      return l10n.t('Medium');
    case 'LOW':
      return l10n.t('Low');
    case 'IGNORE':
      return l10n.t('No Protection');
  }
}

export function statusName(status: SendingStatus): string {
  return translated(sendingStatusTitles[status]);
}

export function rangeName(range: AlertRange): string {
  switch (range) {
    case '7-days':
      return l10n.t('Last 7 Days');
    case '3-weeks':
      return l10n.t('Last 3 Weeks');
    case 'month':
      return l10n.t('Last Month');
    case '3-months':
      return l10n.t('Last 3 Months');
  }
}

/** What has become of it, the first of its two axes. */
export function lifeText(life: LifeState, time: (at: number) => string): string {
  switch (life.kind) {
    case 'firing':
      return l10n.t('Firing');
    case 'acknowledged':
      return l10n.t('Acknowledged by {0}', life.by);
    case 'snoozed':
      return l10n.t('Snoozed until {0}', time(life.until));
    case 'resolved':
      return resolvedText(life.how);
  }
}

function resolvedText(how: Extract<LifeState, { readonly kind: 'resolved' }>['how']): string {
  switch (how) {
    case 'recovered':
      return l10n.t('Recovered');
    case 'quiet':
      return l10n.t('Over: not triggered for three hours');
    case 'closed':
      return l10n.t('Closed');
  }
}

/** What the tree shows beside the event: first what it is about, for a side bar is narrow and many have one event. */
export function alertSummary({ alert, status, isUndelivered }: AlertRow, now: number): string {
  const isMarked = isUndelivered && status === 'completed';
  return [
    ...(isMarked ? [l10n.t('not delivered')] : []),
    placeText(alert.source),
    timeText(alert.lastAt, now),
    ...(alert.count > 1 ? [l10n.t('{0} times', alert.count)] : []),
    statusName(status),
  ].join(' · ');
}

/** What tells sources apart first; a task as the list of tasks calls it. */
function placeText(source: AlertSource): string {
  switch (source.kind) {
    case 'task':
      return [source.taskName || source.taskId, source.connectionName, source.database].join(' · ');
    case 'oms-task':
      return [source.taskName, source.serverName, source.taskId].join(' · ');
    case 'oms-server':
      return source.serverName;
    case 'channel':
      return source.channelName;
    case 'scheduler':
      return sourceName(source);
  }
}

export function alertHeadline({ event, source }: Alert): string {
  return `${eventTitle(event)}: ${sourceName(source)}`;
}

export function timesText({ firstAt, lastAt, count }: Alert): string {
  return count === 1
    ? exactTime(firstAt)
    : l10n.t('{0} times from {1} to {2}', count, exactTime(firstAt), exactTime(lastAt));
}

/** Shapes differ, so that no colour has to be told apart. */
export function alertIcon({ life, level }: Alert): { readonly icon: string; readonly colour: string | null } {
  switch (life.kind) {
    case 'firing':
      return levelIcons[level];
    case 'acknowledged':
      return { icon: 'eye', colour: null };
    case 'snoozed':
      return { icon: 'bell-slash', colour: null };
    case 'resolved':
      return { icon: 'pass', colour: 'disabledForeground' };
  }
}

const levelIcons = {
  HIGH: { icon: 'error', colour: 'list.errorForeground' },
  MEDIUM: { icon: 'warning', colour: 'list.warningForeground' },
  LOW: { icon: 'info', colour: 'editorInfo.foreground' },
} as const;

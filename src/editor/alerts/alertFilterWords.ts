/** What the list of alerts is filtered by, in words. */
import { l10n } from 'vscode';
import { defaultAlertFilter } from '../../alert/alertFilter.ts';
import type { AlertFilter } from '../../alert/alertFilter.ts';
import { eventTitle, levelName, rangeName, sourceKindName, statusName } from './alertWords.ts';

export type AlertColumn = 'events' | 'statuses' | 'levels' | 'sources';

export const alertColumns: readonly AlertColumn[] = ['events', 'statuses', 'sources', 'levels'];

export function alertColumnName(column: AlertColumn): string {
  switch (column) {
    case 'events':
      return l10n.t('Alert Event');
    case 'statuses':
      return l10n.t('Sending Status');
    case 'levels':
      return l10n.t('Level');
    case 'sources':
      return l10n.t('Alert Source');
  }
}

/** What is ticked in a column, or nothing. */
export function alertColumnFilter(filter: AlertFilter, column: AlertColumn): string {
  switch (column) {
    case 'events':
      return filter.events.map(eventTitle).join(', ');
    case 'statuses':
      return filter.statuses.map(statusName).join(', ');
    case 'levels':
      return filter.levels.map(levelName).join(', ');
    case 'sources':
      return filter.sources.map(sourceKindName).join(', ');
  }
}

/** What the head of the list says. */
export function alertFilterText(filter: AlertFilter): string {
  const parts = [
    rangeName(filter.range),
    filter.text,
    filter.taskId ?? '',
    ...alertColumns.map((column) => alertColumnFilter(filter, column)),
  ].filter((part) => part !== '');
  return parts.join(' · ');
}

/** The usual filter over the range that is set. */
export function clearedAlerts({ range }: AlertFilter): AlertFilter {
  return { ...defaultAlertFilter, range };
}

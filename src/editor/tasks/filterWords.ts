/** A filter of tasks in words, for the view's description and the choices of the filter. */
import { l10n } from 'vscode';
import { defaultFilter, taskColumns } from '../../task/taskFilter.ts';
import type { TaskColumn, TaskFilter } from '../../task/taskFilter.ts';
import { stateName } from './stateWords.ts';
import { typeName } from './taskWords.ts';

export function columnName(column: TaskColumn): string {
  switch (column) {
    case 'id':
      return l10n.t('ID');
    case 'type':
      return l10n.t('Type');
    case 'connection':
      return l10n.t('Connection');
    case 'database':
      return l10n.t('Database');
    case 'creator':
      return l10n.t('Created By');
    case 'createdAt':
      return l10n.t('Created At');
    case 'status':
      return l10n.t('Status');
    case 'tags':
      return l10n.t('Tags');
  }
}

const day = 24;

/** How far back tasks that are over are shown. */
export const spans: readonly (number | null)[] = [day, 2 * day, 7 * day, 15 * day, 30 * day, 180 * day, null];

export function spanName(hours: number | null): string {
  if (hours === null) return l10n.t('All times');
  if (hours <= 2 * day) return l10n.t('Last {0} hours', hours);
  return l10n.t('Last {0} days', Math.round(hours / day));
}

/** What is asked of one column; empty when nothing is. Connections are named by `nameOf`. */
export function columnFilter(
  filter: TaskFilter,
  column: TaskColumn,
  nameOf: (connection: string) => string,
): string {
  switch (column) {
    case 'id':
      return filter.id;
    case 'type':
      return filter.types.map((type) => typeName(type)).join(', ');
    case 'connection':
      return filter.connections.map((id) => nameOf(id)).join(', ');
    case 'database':
      return filter.databases.join(', ');
    case 'creator':
      return filter.creators.join(', ');
    case 'createdAt':
      return spanName(filter.hours);
    case 'status':
      return filter.states.map((kind) => stateName(kind)).join(', ');
    case 'tags':
      return filter.tags.join(', ');
  }
}

/** All of it in one line: what is asked, then the order when it is not the usual one. */
export function filterText(filter: TaskFilter, nameOf: (connection: string) => string): string {
  const asked = taskColumns
    .filter((column) => column !== 'createdAt')
    .map((column) => columnFilter(filter, column, nameOf));
  const { by, direction } = filter.sort;
  const { sort } = defaultFilter;
  const isUsual = by === sort.by && direction === sort.direction;
  const order = isUsual ? '' : `${direction === 'up' ? '↑' : '↓'} ${columnName(by)}`;
  const quoted = filter.text.trim() === '' ? '' : `“${filter.text.trim()}”`;
  return [spanName(filter.hours), ...asked, quoted, order].filter((part) => part !== '').join(' · ');
}

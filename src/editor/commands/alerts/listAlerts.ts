/** Commands about the list of alerts: range, search, filters, export. */
import { Uri, l10n, window, workspace } from 'vscode';
import { alertRanges } from '../../../alert/alertFilter.ts';
import type { AlertFilter } from '../../../alert/alertFilter.ts';
import { alertEvents, alertLevels } from '../../../alert/model/alertEvent.ts';
import { sendingStatuses } from '../../../alert/sendingStatus.ts';
import {
  alertColumnFilter,
  alertColumnName,
  alertColumns,
  clearedAlerts,
} from '../../alerts/alertFilterWords.ts';
import type { AlertColumn } from '../../alerts/alertFilterWords.ts';
import { alertSourceKinds } from '../../alerts/alertSources.ts';
import { eventTitle, levelName, rangeName, sourceKindName, statusName } from '../../alerts/alertWords.ts';
import type { CurrentAlertFilter } from '../../alerts/currentAlertFilter.ts';
import type { Editor } from '../../editor.ts';
import { pickMany, pickOne } from '../../ui/pick.ts';
import type { Choice } from '../../ui/pick.ts';
import { plainText } from '../../ui/plainText.ts';
import { translated } from '../../ui/translated.ts';

export async function chooseRange(filter: CurrentAlertFilter): Promise<void> {
  const range = await pickOne(
    {
      title: l10n.t('Range of Alerts'),
      placeholder: l10n.t('Alerts that are not over yet are always shown.'),
    },
    alertRanges.map((one) => ({
      label: rangeName(one),
      ...(one === filter.value.range ? { icon: 'check' } : {}),
      value: one,
    })),
  );
  if (range !== null) await filter.set({ ...filter.value, range });
}

export async function searchAlerts(filter: CurrentAlertFilter): Promise<void> {
  const text = await window.showInputBox({
    title: l10n.t('Search Alerts'),
    prompt: l10n.t('An alert ID, or words of its message, event or source. Leave it empty to see all.'),
    value: filter.value.text,
  });
  if (text !== undefined) await filter.set({ ...filter.value, text: text.trim().slice(0, 100) });
}

/** Column after column, until the user goes away. What is chosen holds at once. */
export async function filterAlerts(filter: CurrentAlertFilter): Promise<void> {
  for (;;) {
    const entry = await pickOne<AlertColumn | 'clear'>(
      { title: l10n.t('Filter Alerts'), placeholder: l10n.t('By what? Press Escape when done.') },
      [
        ...alertColumns.map((column) => ({
          label: alertColumnName(column),
          description: alertColumnFilter(filter.value, column),
          value: column,
        })),
        ...(filter.isDefault
          ? []
          : [{ label: l10n.t('Clear Alert Filter'), icon: 'clear-all', value: 'clear' as const }]),
      ],
    );
    if (entry === null) return;
    const change = entry === 'clear' ? clearedAlerts(filter.value) : await askColumn(entry, filter.value);
    if (change !== null) await filter.set({ ...filter.value, ...change });
  }
}

/** Null when the user went away. */
async function askColumn(column: AlertColumn, filter: AlertFilter): Promise<Partial<AlertFilter> | null> {
  switch (column) {
    case 'events':
      return named(column, await askValues(column, alertEvents, eventTitle, filter.events));
    case 'statuses':
      return named(column, await askValues(column, sendingStatuses, statusName, filter.statuses));
    case 'levels':
      return named(column, await askValues(column, alertLevels, levelName, filter.levels));
    case 'sources':
      return named(column, await askValues(column, alertSourceKinds, sourceKindName, filter.sources));
  }
}

function named<K extends AlertColumn>(key: K, value: AlertFilter[K] | null): Partial<AlertFilter> | null {
  return value === null ? null : { [key]: value };
}

/** None that is ticked asks for nothing. */
async function askValues<T extends string>(
  column: AlertColumn,
  values: readonly T[],
  nameOf: (value: T) => string,
  ticked: readonly T[],
): Promise<readonly T[] | null> {
  const choices = values.map((value): Choice<T> => {
    const description = column === 'events' ? { description: value } : {};
    return { label: nameOf(value), ...description, value };
  });
  return await pickMany(
    {
      title: alertColumnName(column),
      placeholder: l10n.t('Tick what is to be seen; nothing ticked shows all.'),
    },
    choices,
    (value) => ticked.includes(value),
  );
}

/** What the list shows now, as CSV or JSON by the file's ending. */
export async function exportAlertList(editor: Editor, filter: CurrentAlertFilter): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    title: l10n.t('Export Alerts'),
    ...(folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, 'alerts.csv') }),
    filters: { CSV: ['csv'], JSON: ['json'] },
  });
  if (target === undefined) return;
  const { centre } = await editor.services.alerts();
  const format = target.path.toLowerCase().endsWith('.json') ? 'json' : 'csv';
  const text = await centre.export(filter.value, format, translated);
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  const shown = plainText(target.path.split('/').at(-1) ?? '');
  void window.setStatusBarMessage(l10n.t('The alerts were exported to {0}', shown), 3000);
}

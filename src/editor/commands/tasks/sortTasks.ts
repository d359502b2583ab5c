import { l10n } from 'vscode';
import { taskColumns } from '../../../task/taskFilter.ts';
import type { TaskFilter } from '../../../task/taskFilter.ts';
import { columnName } from '../../tasks/filterWords.ts';
import type { TaskList } from '../../tasks/taskList.ts';
import { pickOne } from '../../ui/pick.ts';
import type { Choice } from '../../ui/pick.ts';

type Sort = TaskFilter['sort'];

/** Asks for a column and a direction at once; the present one comes first. */
export async function sortTasks({ filter }: TaskList): Promise<void> {
  const present = filter.value.sort;
  const isPresent = ({ value }: Choice<Sort>): boolean =>
    value.by === present.by && value.direction === present.direction;
  const choices = taskColumns.flatMap((by): Choice<Sort>[] => [
    { label: columnName(by), description: ascending(by), icon: 'arrow-up', value: { by, direction: 'up' } },
    {
      label: columnName(by),
      description: descending(by),
      icon: 'arrow-down',
      value: { by, direction: 'down' },
    },
  ]);
  const first = choices
    .filter(isPresent)
    .map((choice) => ({ ...choice, detail: l10n.t('the present order') }));
  const sort = await pickOne({ title: l10n.t('Sort Tasks'), placeholder: l10n.t('In which order?') }, [
    ...first,
    ...choices.filter((choice) => !isPresent(choice)),
  ]);
  if (sort !== null) await filter.set({ ...filter.value, sort });
}

function ascending(by: Sort['by']): string {
  return by === 'createdAt' ? l10n.t('oldest first') : l10n.t('ascending');
}

function descending(by: Sort['by']): string {
  return by === 'createdAt' ? l10n.t('newest first') : l10n.t('descending');
}

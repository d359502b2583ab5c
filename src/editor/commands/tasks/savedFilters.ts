/** Filters that were given a name; all windows have the same ones. */
import { InputBoxValidationSeverity, l10n, window } from 'vscode';
import type { SavedFilter } from '../../../task/taskFilter.ts';
import type { Editor } from '../../editor.ts';
import { isSameFilter } from '../../tasks/currentFilter.ts';
import { filterText } from '../../tasks/filterWords.ts';
import type { TaskList } from '../../tasks/taskList.ts';
import { pickMany, pickOne } from '../../ui/pick.ts';
import type { Choice } from '../../ui/pick.ts';

const longestName = 100;

/** Keeps the present filter; the same name takes the place of the one that has it. */
export async function saveFilter(editor: Editor, { filter }: TaskList): Promise<void> {
  const { store } = await editor.services.tasks();
  const before = await store.filters();
  const given = await window.showInputBox({
    title: l10n.t('Save Task Filter'),
    prompt: l10n.t('What is the filter called?'),
    validateInput: (text) => {
      if (text.trim().length > longestName) return l10n.t('The name is too long.');
      const isTaken = before.some(({ name }) => name === text.trim());
      const message = l10n.t('The filter of that name is replaced.');
      return isTaken ? { message, severity: InputBoxValidationSeverity.Info } : undefined;
    },
  });
  const name = given?.trim() ?? '';
  if (name === '') return;
  const others = (await store.filters()).filter((saved) => saved.name !== name);
  await store.setFilters([...others, { name, filter: filter.value }]);
}

export async function useFilter(editor: Editor, list: TaskList): Promise<void> {
  const choices = await savedChoices(editor, list);
  if (choices === null) return;
  const saved = await pickOne(
    { title: l10n.t('Use Saved Task Filter'), placeholder: l10n.t('Which filter?') },
    choices,
  );
  if (saved !== null) await list.filter.set(saved.filter);
}

export async function deleteFilters(editor: Editor, list: TaskList): Promise<void> {
  const choices = await savedChoices(editor, list);
  if (choices === null) return;
  const ticked = await pickMany(
    { title: l10n.t('Delete Saved Task Filters'), placeholder: l10n.t('Tick those to delete.') },
    choices,
  );
  if (ticked === null || ticked.length === 0) return;
  const gone = new Set(ticked.map(({ name }) => name));
  const { store } = await editor.services.tasks();
  await store.setFilters((await store.filters()).filter(({ name }) => !gone.has(name)));
}

/** Null where there is none, which is said. */
async function savedChoices(
  editor: Editor,
  { book, filter }: TaskList,
): Promise<readonly Choice<SavedFilter>[] | null> {
  const { store } = await editor.services.tasks();
  const saved = await store.filters();
  if (saved.length === 0) {
    void window.showInformationMessage(l10n.t('No task filter has been saved yet.'));
    return null;
  }
  const names = new Map(book.tasks.map(({ intent: { connection } }) => [connection.id, connection.name]));
  return saved.map((one) => ({
    label: one.name,
    description: filterText(one.filter, (id) => names.get(id) ?? id),
    icon: isSameFilter(one.filter, filter.value) ? 'check' : 'filter',
    value: one,
  }));
}

/** Filter Tasks…: column after column, until the user goes away. What is chosen holds at once. */
import { l10n, window } from 'vscode';
import { assertNever } from '../../../schema/assertNever.ts';
import type { Task } from '../../../task/model/task.ts';
import { stateKinds } from '../../../task/state/taskState.ts';
import type { StateKind } from '../../../task/state/taskState.ts';
import { defaultFilter, taskColumns, taskTypes } from '../../../task/taskFilter.ts';
import type { TaskColumn, TaskFilter, TaskType } from '../../../task/taskFilter.ts';
import { columnFilter, columnName, spanName, spans } from '../../tasks/filterWords.ts';
import { stateIcons, stateName } from '../../tasks/stateWords.ts';
import type { TaskList } from '../../tasks/taskList.ts';
import { typeName } from '../../tasks/taskWords.ts';
import { pickMany, pickOne } from '../../ui/pick.ts';
import type { Choice } from '../../ui/pick.ts';

type Entry = TaskColumn | 'text' | 'clear';

export async function filterTasks({ book, filter }: TaskList): Promise<void> {
  await book.read();
  for (;;) {
    const names = connectionNames(book.tasks);
    const entry = await pickOne(
      { title: l10n.t('Filter Tasks'), placeholder: l10n.t('By what? Press Escape when done.') },
      entries(filter.value, filter.isDefault, names),
    );
    if (entry === null) return;
    const change =
      entry === 'clear' ? cleared(filter.value) : await ask(entry, filter.value, book.tasks, names);
    if (change !== null) await filter.set({ ...filter.value, ...change });
  }
}

/** The usual filter, in the order that is set. */
export function cleared({ sort }: TaskFilter): TaskFilter {
  return { ...defaultFilter, sort };
}

function entries(
  filter: TaskFilter,
  isDefault: boolean,
  names: ReadonlyMap<string, string>,
): readonly Choice<Entry>[] {
  const ofColumns = taskColumns.map((column): Choice<Entry> => ({
    label: columnName(column),
    description: columnFilter(filter, column, (id) => names.get(id) ?? id),
    value: column,
  }));
  const text: Choice<Entry> = {
    label: l10n.t('Any Text'),
    description: filter.text,
    icon: 'search',
    value: 'text',
  };
  const clear: Choice<Entry> = { label: l10n.t('Clear Task Filter'), icon: 'clear-all', value: 'clear' };
  return [text, ...ofColumns, ...(isDefault ? [] : [clear])];
}

/** Null when the user went away. */
async function ask(
  entry: TaskColumn | 'text',
  filter: TaskFilter,
  tasks: readonly Task[],
  names: ReadonlyMap<string, string>,
): Promise<Partial<TaskFilter> | null> {
  const databases = tasks.map(({ intent }) => intent.database);
  const creators = tasks.map(({ creator }) => creator);
  const tags = tasks.flatMap(({ intent }) => intent.tags);
  switch (entry) {
    case 'text':
      return named('text', await askText(l10n.t('Any Text'), textPrompt(), filter.text));
    case 'id':
      return named('id', await askText(columnName('id'), idPrompt(), filter.id));
    case 'createdAt':
      return await askSpan();
    case 'type':
      return named('types', await askValues(entry, typeChoices(), filter.types));
    case 'status':
      return named('states', await askValues(entry, statusChoices(tasks), filter.states));
    case 'connection':
      return named('connections', await askValues(entry, connectionChoices(names), filter.connections));
    case 'database':
      return named('databases', await askValues(entry, textChoices(databases), filter.databases));
    case 'creator':
      return named('creators', await askValues(entry, textChoices(creators), filter.creators));
    case 'tags':
      return named('tags', await askValues(entry, textChoices(tags), filter.tags));
    default:
      return assertNever(entry);
  }
}

function named<K extends keyof TaskFilter>(key: K, value: TaskFilter[K] | null): Partial<TaskFilter> | null {
  return value === null ? null : { [key]: value };
}

async function askText(title: string, prompt: string, value: string): Promise<string | null> {
  const text = await window.showInputBox({ title, prompt, value });
  return text === undefined ? null : text.trim().slice(0, 100);
}

function textPrompt(): string {
  return l10n.t('Found in ID, remarks, connection, database, creator and tags. Leave it empty to see all.');
}

function idPrompt(): string {
  return l10n.t('An ID, or a part of one. Leave it empty to see all.');
}

async function askSpan(): Promise<Partial<TaskFilter> | null> {
  const span = await pickOne(
    {
      title: columnName('createdAt'),
      placeholder: l10n.t('Tasks that are not over yet are always shown.'),
    },
    spans.map((hours) => ({ label: spanName(hours), value: { hours } })),
  );
  return span;
}

/** None that is ticked asks for nothing. */
async function askValues<T>(
  column: TaskColumn,
  choices: readonly Choice<T>[],
  ticked: readonly T[],
): Promise<readonly T[] | null> {
  return await pickMany(
    { title: columnName(column), placeholder: l10n.t('Tick what is to be seen; nothing ticked shows all.') },
    choices,
    (value) => ticked.includes(value),
  );
}

function typeChoices(): readonly Choice<TaskType>[] {
  return taskTypes.map((type) => ({ label: typeName(type), value: type }));
}

/** All statuses, with how many tasks have each. */
function statusChoices(tasks: readonly Task[]): readonly Choice<StateKind>[] {
  const counts = new Map<StateKind, number>();
  for (const { state } of tasks) counts.set(state.kind, (counts.get(state.kind) ?? 0) + 1);
  return stateKinds.map((kind) => ({
    label: stateName(kind),
    description: String(counts.get(kind) ?? 0),
    icon: stateIcons[kind].icon.replace('~spin', ''),
    value: kind,
  }));
}

function connectionChoices(names: ReadonlyMap<string, string>): readonly Choice<string>[] {
  return [...names].map(([id, name]) => ({ label: name, icon: 'server', value: id }));
}

function textChoices(values: readonly string[]): readonly Choice<string>[] {
  return [...new Set(values)].sort((a, b) => a.localeCompare(b)).map((value) => ({ label: value, value }));
}

/** By id; a task keeps the name that its connection had. */
function connectionNames(tasks: readonly Task[]): ReadonlyMap<string, string> {
  return new Map(tasks.map(({ intent: { connection } }) => [connection.id, connection.name]));
}

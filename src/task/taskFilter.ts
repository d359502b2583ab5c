/** The task list: which tasks, in which order. ODC's columns, and its default of 48 hours and everything unfinished. */
import { assertNever } from '../schema/assertNever.ts';
import { english } from '../schema/phrase.ts';
import { list, nullable, oneOf, integer, record, text } from './model/shape.ts';
import type { Shape } from './model/shape.ts';
import type { Task } from './model/task.ts';
import { isOver, stateKinds, stateNames } from './state/taskState.ts';
import type { StateKind } from './state/taskState.ts';

/** The columns of ODC's list. */
export const taskColumns = [
  'id',
  'type',
  'connection',
  'database',
  'creator',
  'createdAt',
  'status',
  'tags',
] as const;

export type TaskColumn = (typeof taskColumns)[number];

/** What a task does; the intent's kind is the same for all of them so far. */
export const taskTypes = ['shadow-sync', 'undo'] as const;

export type TaskType = (typeof taskTypes)[number];

export function taskTypeOf({ origin }: Task): TaskType {
  return origin?.kind === 'undo' ? 'undo' : 'shadow-sync';
}

/** Null and empty ask for nothing. */
export interface TaskFilter {
  /** A part of the id. */
  readonly id: string;
  readonly types: readonly TaskType[];
  /** Created within so many hours, or not over yet; null for all. */
  readonly hours: number | null;
  readonly states: readonly StateKind[];
  /** Connection ids. */
  readonly connections: readonly string[];
  readonly databases: readonly string[];
  readonly creators: readonly string[];
  /** All of them. */
  readonly tags: readonly string[];
  /** Anywhere in id, remarks, connection, database, creator or tags, whatever the case. */
  readonly text: string;
  readonly sort: { readonly by: TaskColumn; readonly direction: 'up' | 'down' };
}

export interface SavedFilter {
  readonly name: string;
  readonly filter: TaskFilter;
}

export const defaultFilter: TaskFilter = {
  id: '',
  types: [],
  hours: 48,
  states: [],
  connections: [],
  databases: [],
  creators: [],
  tags: [],
  text: '',
  sort: { by: 'createdAt', direction: 'down' },
};

const names = list(text(1000, 1), 1000);

const filterShape: Shape<TaskFilter> = record({
  id: text(100),
  types: list(oneOf(...taskTypes), 10),
  hours: nullable(integer(1, 24 * 3660)),
  states: list(oneOf(...stateKinds), 100),
  connections: names,
  databases: names,
  creators: names,
  tags: names,
  text: text(200),
  sort: record({
    by: oneOf('id', 'type', 'connection', 'database', 'creator', 'createdAt', 'status', 'tags'),
    direction: oneOf('up', 'down'),
  }),
});

const saved = list(record({ name: text(100, 1), filter: filterShape }), 100);

/** Throws ShadowSyncError 'usage'. */
export function readFilters(value: unknown): readonly SavedFilter[] {
  return saved(value, 'filters');
}

/** The tasks that pass, sorted; equal ones newest first. */
export function filterTasks(tasks: readonly Task[], filter: TaskFilter, now: number): readonly Task[] {
  const { by, direction } = filter.sort;
  const sign = direction === 'up' ? 1 : -1;
  return tasks
    .filter((task) => passes(task, filter, now))
    .map((task) => ({ task, key: keyOf(task, by) }))
    .sort((a, b) => (a.key === b.key ? compare(b.task.id, a.task.id) : sign * compare(a.key, b.key)))
    .map(({ task }) => task);
}

function passes(task: Task, filter: TaskFilter, now: number): boolean {
  const { id, intent, state, creator, createdAt } = task;
  const isYoung = filter.hours === null || createdAt >= now - filter.hours * 3_600_000;
  return (
    (isYoung || !isOver(state)) &&
    id.includes(filter.id.trim().toLowerCase()) &&
    isAsked(filter.types, taskTypeOf(task)) &&
    isAsked(filter.states, state.kind) &&
    isAsked(filter.connections, intent.connection.id) &&
    isAsked(filter.databases, intent.database) &&
    isAsked(filter.creators, creator) &&
    filter.tags.every((tag) => intent.tags.includes(tag)) &&
    searched(task).includes(filter.text.trim().toLowerCase())
  );
}

function isAsked<T>(wanted: readonly T[], value: T): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

function searched({ id, intent, creator }: Task): string {
  const { connection, database, remarks, tags } = intent;
  return [id, remarks, connection.name, database, creator, ...tags].join('\n').toLowerCase();
}

function keyOf(task: Task, column: TaskColumn): string | number {
  const { id, intent, state, creator, createdAt } = task;
  switch (column) {
    case 'id':
      return id;
    case 'type':
      return taskTypeOf(task);
    case 'connection':
      return intent.connection.name;
    case 'database':
      return intent.database;
    case 'creator':
      return creator;
    case 'createdAt':
      return createdAt;
    case 'status':
      return english(stateNames[state.kind]);
    case 'tags':
      return intent.tags.join(',');
    default:
      return assertNever(column);
  }
}

/** By code unit, whatever the locale. */
function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

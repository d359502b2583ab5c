/** A task as a line for people: names, times, what comes next. */
import { env, l10n } from 'vscode';
import type { Task } from '../../task/model/task.ts';
import { taskName } from '../../task/model/taskName.ts';
import { taskTypeOf } from '../../task/taskFilter.ts';
import type { TaskType } from '../../task/taskFilter.ts';
import { isRunning } from '../../task/state/taskState.ts';
import { stateName } from './stateWords.ts';

/** What a task is called where there is room for one name. */
export function taskLabel(task: Task): string {
  return taskName(task) || task.id;
}

/** Status, database, time: what the tree shows beside the name. */
export function taskSummary(task: Task, next: number | null, now: number): string {
  return [stateText(task), task.intent.database, momentText(task, next, now)]
    .filter((part) => part !== '')
    .join(' · ');
}

/** The status, and the question that is open beside it. */
export function stateText({ state, progress }: Task): string {
  const { asked, stopRequested } = progress;
  const name = isRunning(state) && stopRequested !== null ? l10n.t('Stopping') : stateName(state.kind);
  if (asked === null) return name;
  const missed = asked.count === 1 ? l10n.t('1 missed start') : l10n.t('{0} missed starts', asked.count);
  return `${name} (${missed})`;
}

function momentText(task: Task, next: number | null, now: number): string {
  const { state, createdAt } = task;
  if (next !== null && state.kind === 'waiting') return l10n.t('next {0}', timeText(next, now));
  if (state.kind === 'waiting' && state.why === 'queued') return l10n.t('starts soon');
  if (isRunning(state)) return l10n.t('since {0}', timeText(state.startedAt, now));
  if ('at' in state) return timeText(state.at, now);
  return timeText('since' in state ? state.since : createdAt, now);
}

/** The time alone on the same day, else with the day. */
export function timeText(at: number, now: number): string {
  const date = new Date(at);
  const today = new Date(now);
  const isSameYear = date.getFullYear() === today.getFullYear();
  const isSameDay = isSameYear && date.getMonth() === today.getMonth() && date.getDate() === today.getDate();
  return formatOf(isSameDay ? 'time' : isSameYear ? 'day' : 'year').format(date);
}

/** Day and time to the second. */
export function exactTime(at: number): string {
  return formatOf('exact').format(at);
}

type FormatName = 'time' | 'day' | 'year' | 'exact';

const time = { hour: '2-digit', minute: '2-digit' } as const;
const day = { month: 'short', day: 'numeric', ...time } as const;
const options: Readonly<Record<FormatName, Intl.DateTimeFormatOptions>> = {
  time,
  day,
  year: { year: 'numeric', ...day },
  exact: { dateStyle: 'medium', timeStyle: 'medium' },
};

const formats = new Map<FormatName, Intl.DateTimeFormat>();

/** Kept: making one takes longer than all else in a row. */
function formatOf(name: FormatName): Intl.DateTimeFormat {
  const known = formats.get(name) ?? new Intl.DateTimeFormat(env.language, options[name]);
  formats.set(name, known);
  return known;
}

export function typeName(type: TaskType): string {
  switch (type) {
    case 'shadow-sync':
      return l10n.t('Shadow table synchronization');
    case 'undo':
      return l10n.t('Undo of a run');
  }
}

export function taskTypeName(task: Task): string {
  return typeName(taskTypeOf(task));
}

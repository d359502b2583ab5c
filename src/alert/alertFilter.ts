/** The alert list: which alerts, newest first. OMS's ranges and columns (oms.md §1). */
import { english } from '../schema/phrase.ts';
import type { Saying } from '../schema/phrase.ts';
import { sourceKey } from './model/alert.ts';
import type { Alert, AlertSource } from './model/alert.ts';
import { eventTitles } from './model/alertEvent.ts';
import type { AlertEvent, AlertLevel } from './model/alertEvent.ts';
import { hasUndelivered, sendingStatusOf } from './sendingStatus.ts';
import type { SendingStatus } from './sendingStatus.ts';
import { sourceText } from './signal.ts';
import type { KeptAlert } from './model/board.ts';

export const alertRanges = ['7-days', '3-weeks', 'month', '3-months'] as const;

export type AlertRange = (typeof alertRanges)[number];

/** Empty asks for nothing. */
export interface AlertFilter {
  /** Triggered last within it; what is open is always in it. */
  readonly range: AlertRange;
  readonly events: readonly AlertEvent[];
  readonly statuses: readonly SendingStatus[];
  readonly levels: readonly AlertLevel[];
  readonly sources: readonly AlertSource['kind'][];
  /** Null for all. */
  readonly taskId: string | null;
  /** Anywhere in the id, the message, the event or the source, whatever the case. */
  readonly text: string;
}

export const defaultAlertFilter: AlertFilter = {
  range: '7-days',
  events: [],
  statuses: [],
  levels: [],
  sources: [],
  taskId: null,
  text: '',
};

const dayMs = 24 * 3_600_000;

const rangeMs: Readonly<Record<AlertRange, number>> = {
  '7-days': 7 * dayMs,
  '3-weeks': 21 * dayMs,
  month: 31 * dayMs,
  '3-months': 92 * dayMs,
};

/** One line of the list. */
export interface AlertRow {
  readonly alert: Alert;
  readonly status: SendingStatus;
  /** A channel never got it, whatever the status says. */
  readonly isUndelivered: boolean;
}

/** Texts of alerts, which never change: searching thousands of them must not build thousands of texts each time. */
const texts = new WeakMap<Alert, string>();

/** Newest first. */
export function filterAlerts(
  all: readonly KeptAlert[],
  filter: AlertFilter,
  now: number,
  say: Saying = english,
): readonly AlertRow[] {
  const wanted = filter.text.trim().toLowerCase();
  const since = now - rangeMs[filter.range];
  return all
    .filter(
      ({ alert }) => passes(alert, filter, since) && (wanted === '' || textOf(alert, say).includes(wanted)),
    )
    .map(({ alert, deliveries }) => ({
      alert,
      status: sendingStatusOf(alert, deliveries),
      isUndelivered: hasUndelivered(deliveries),
    }))
    .filter(({ status }) => isAsked(filter.statuses, status))
    .sort((a, b) => newestFirst(a.alert, b.alert));
}

function newestFirst(a: Alert, b: Alert): number {
  if (a.lastAt !== b.lastAt) return b.lastAt - a.lastAt;
  return a.id < b.id ? 1 : -1;
}

function passes(alert: Alert, filter: AlertFilter, since: number): boolean {
  return (
    (alert.lastAt >= since || alert.life.kind !== 'resolved') &&
    isAsked(filter.events, alert.event) &&
    isAsked(filter.levels, alert.level) &&
    isAsked(filter.sources, alert.source.kind) &&
    (filter.taskId === null || ('taskId' in alert.source && alert.source.taskId === filter.taskId))
  );
}

function isAsked<T>(wanted: readonly T[], value: T): boolean {
  return wanted.length === 0 || wanted.includes(value);
}

/** In the user's language and in English: whoever copied a text from a log finds it too. */
function textOf(alert: Alert, say: Saying): string {
  const known = texts.get(alert);
  if (known !== undefined) return known;
  const { id, event, message, source } = alert;
  const said = [message, eventTitles[event], sourceText(source)];
  const spoken = say === english ? [] : said.map((one) => say(one));
  const text = [id, event, sourceKey(source), ...said.map(english), ...spoken].join('\n').toLowerCase();
  texts.set(alert, text);
  return text;
}

/** The alert list as a file: JSON for programs, CSV for spreadsheets, which must run nothing of it. */
import type { Saying } from '../schema/phrase.ts';
import type { AlertRow } from './alertFilter.ts';
import { sourceKey } from './model/alert.ts';
import { eventTitles } from './model/alertEvent.ts';
import { sendingStatusTitles } from './sendingStatus.ts';
import { sourceText } from './signal.ts';

export type ExportFormat = 'csv' | 'json';

const columns = [
  'id',
  'event',
  'title',
  'level',
  'state',
  'sendingStatus',
  'source',
  'sourceKey',
  'message',
  'count',
  'firstAt',
  'lastAt',
  'resolvedAt',
] as const;

type Cells = Readonly<Record<(typeof columns)[number], string | number | null>>;

/** CSV is as RFC 4180 has it, with a byte order mark so that spreadsheets read UTF-8. */
export function exportAlerts(rows: readonly AlertRow[], format: ExportFormat, say: Saying): string {
  const cells = rows.map((row) => cellsOf(row, say));
  if (format === 'json') return `${JSON.stringify(cells, null, 2)}\n`;
  const lines = cells.map((row) => columns.map((column) => csvCell(row[column])).join(','));
  return `\uFEFF${[columns.join(','), ...lines].join('\r\n')}\r\n`;
}

function cellsOf({ alert, status }: AlertRow, say: Saying): Cells {
  const { id, event, level, life, source, message, count, firstAt, lastAt } = alert;
  return {
    id,
    event,
    title: say(eventTitles[event]),
    level,
    state: life.kind,
    sendingStatus: say(sendingStatusTitles[status]),
    source: say(sourceText(source)),
    sourceKey: sourceKey(source),
    message: say(message),
    count,
    firstAt: timeOf(firstAt),
    lastAt: timeOf(lastAt),
    resolvedAt: life.kind === 'resolved' ? timeOf(life.at) : null,
  };
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}

/** A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection). */
function csvCell(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const harmless = /^\s*[=+\-@\t\r＝＋－＠]/u.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

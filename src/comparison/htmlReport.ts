/**
 * The report as one page: no script, nothing loaded, fit for a screen in light and dark and for paper. Every foreign text is
 * escaped, and characters that hide or reorder others are shown (U3).
 */
import type { Environment } from '../connection/connection.ts';
import type { CompareOptions } from '../diff/compareOptions.ts';
import type { Difference } from '../diff/difference.ts';
import type { ResultKind } from '../shadow/analysis.ts';
import { visibleText } from '../shadow/visibleText.ts';
import type { Report, ReportFinding, ReportStatement, ReportTable } from './report.ts';
import { reportStyle } from './reportStyle.ts';

export interface HtmlReportHeading {
  readonly connection: string;
  readonly environment: Environment;
  readonly madeAt: string;
  readonly planHash: string;
  readonly options: CompareOptions;
  readonly notes: readonly string[];
  /** The run that the report is of; null when nothing was run. */
  readonly run: string | null;
}

/** Gives the whole page; yields after each table. */
export function* htmlReport(report: Report, heading: HtmlReportHeading): Generator<undefined, string> {
  const title = `Shadow Sync: ${report.database}`;
  const parts = [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escaped(title)}</title>`,
    `<style>${reportStyle}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${escaped(title)}</h1>`,
    facts(report, heading),
    summary(report),
    ...heading.notes.map((note) => `<p class="note">${escaped(note)}</p>`),
  ];
  const telling = report.tables.filter(
    ({ result, outcome }) => result !== 'consistent' || outcome !== undefined,
  );
  for (const table of telling) {
    parts.push(section(table));
    yield;
  }
  parts.push(consistentTables(report), '</main>', '</body>', '</html>', '');
  return parts.join('\n');
}

function facts(report: Report, heading: HtmlReportHeading): string {
  const { columnOrder, comments, foreignKeys, storage, partitions } = heading.options;
  const rows: readonly (readonly [string, string])[] = [
    ['Connection', `${heading.connection} (${heading.environment})`],
    ['Server', `${report.dialect} ${report.serverVersion}`],
    ['Database', report.database],
    ...(report.shadowDatabase === report.database
      ? []
      : [['Shadow database', report.shadowDatabase] as const]),
    ['Read at', heading.madeAt],
    [
      'Options',
      `column order ${columnOrder}, comments ${comments}, foreign keys ${foreignKeys}, storage ${storage}, partitions ${partitions}`,
    ],
    ['Plan', heading.planHash],
    ...(heading.run === null ? [] : [['Run', heading.run] as const]),
  ];
  const items = rows.map(([name, value]) => `<div><dt>${name}</dt><dd>${escaped(value)}</dd></div>`);
  return `<dl class="facts">${items.join('')}</dl>`;
}

const resultWords: Readonly<Record<ResultKind, string>> = {
  create: 'to create',
  update: 'to update',
  consistent: 'consistent',
  skipped: 'skipped',
  unsupported: 'unsupported',
  failed: 'failed',
};

function summary({ summary: counts, tables }: Report): string {
  const results: readonly ResultKind[] = [
    'create',
    'update',
    'unsupported',
    'failed',
    'skipped',
    'consistent',
  ];
  const items = results.map(
    (result) => `<li class="${result}"><b>${counts[result]}</b> ${resultWords[result]}</li>`,
  );
  const unsafe = tables.filter(hasUnsafe).length;
  const warning = `<p class="unsafe">${unsafe === 1 ? '1 table has' : `${unsafe} tables have`} statements that may lose data or fail.</p>`;
  return `<ul class="summary">${items.join('')}</ul>${unsafe === 0 ? '' : warning}`;
}

function hasUnsafe({ statements }: ReportTable): boolean {
  return statements.some(({ findings }) =>
    findings.some(({ level }) => level === 'unsafe' || level === 'refused'),
  );
}

function section(table: ReportTable): string {
  const { source, shadow, result, reason, differences, notices, texts, statements } = table;
  return [
    `<section class="${result}">`,
    `<h2>${escaped(source)} <span aria-label="to">→</span> ${escaped(shadow)} <span class="badge">${resultWords[result]}</span>${outcome(table)}</h2>`,
    reason === null ? '' : `<p>${escaped(reason)}</p>`,
    table.outcomeReason === undefined ? '' : `<p class="unsafe">${escaped(table.outcomeReason)}</p>`,
    differencesTable(differences),
    findingList(notices),
    texts === undefined ? '' : bothTexts(texts),
    ...statements.map(statementBlock),
    '</section>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function outcome({ outcome: what, verified }: ReportTable): string {
  if (what === undefined) return '';
  const words = what === 'succeeded' && verified === true ? 'succeeded, verified' : what;
  return ` <span class="badge ${what}">${words}</span>`;
}

const marks: Readonly<Record<Difference['kind'], string>> = {
  added: '+ added',
  removed: '− removed',
  changed: '~ changed',
  moved: '↕ moved',
};

function differencesTable(differences: readonly Difference[]): string {
  if (differences.length === 0) return '';
  const rows = differences.map(
    ({ object, name, kind, source, shadow }) =>
      `<tr class="${kind}"><td>${marks[kind]}</td><td>${object}</td><th scope="row">${escaped(name)}</th><td>${code(source)}</td><td>${code(shadow)}</td></tr>`,
  );
  const head = ['Change', 'Object', 'Name', 'Source', 'Shadow'].map((name) => `<th scope="col">${name}</th>`);
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function findingList(findings: readonly ReportFinding[]): string {
  if (findings.length === 0) return '';
  const items = findings.map(
    ({ code: name, level, message }) =>
      `<li class="${level}"><b>${escaped(name)} ${level}</b> ${escaped(message)}</li>`,
  );
  return `<ul class="findings">${items.join('')}</ul>`;
}

function statementBlock({ sql, findings, undo, undoNote, outcome: what, error }: ReportStatement): string {
  return [
    `<pre>${escapedLines(sql)};</pre>`,
    findingList(findings),
    what === undefined
      ? ''
      : `<p class="${what}">${what}${error == null ? '' : `: ${escaped(error.message)}`}</p>`,
    undo === null ? '' : `<p class="undo">Undo</p><pre class="undo">${escapedLines(undo)};</pre>`,
    undoNote === null ? '' : `<p class="undo">${escaped(undoNote)}</p>`,
  ].join('');
}

function bothTexts({ server, printed }: NonNullable<ReportTable['texts']>): string {
  const model = printed === null ? '' : `<p>The model would print</p><pre>${escapedLines(printed)}</pre>`;
  return `<p>The server says</p><pre>${escapedLines(server)}</pre>${model}`;
}

function consistentTables({ tables }: Report): string {
  const names = tables.filter(({ result, outcome: what }) => result === 'consistent' && what === undefined);
  if (names.length === 0) return '';
  const items = names.map(({ source, shadow }) => `<li>${escaped(source)} → ${escaped(shadow)}</li>`);
  return `<section class="consistent"><h2>Consistent (${names.length})</h2><ul class="names">${items.join('')}</ul></section>`;
}

function code(text: string | null): string {
  return text === null ? '' : `<code>${escapedLines(text)}</code>`;
}

/** A text of several lines: the line ends stay, everything else is shown. */
function escapedLines(text: string): string {
  return text.split('\n').map(escaped).join('\n');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/**
 * The report as one page: no script, nothing loaded, fit for a screen in light and dark and for paper. Every foreign text is
 * escaped, and characters that hide or reorder others are shown (U3).
 */
import type { Environment } from '../connection/connection.ts';
import { environmentName } from '../connection/environmentName.ts';
import type { CompareOptions } from '../diff/compareOptions.ts';
import type { Difference } from '../diff/difference.ts';
import { objectName } from '../diff/objectName.ts';
import { phrase, type Phrase, type Said, type Saying } from '../schema/phrase.ts';
import type { ResultKind } from '../shadow/analysis.ts';
import { levelName } from '../shadow/levelName.ts';
import { resultName } from '../shadow/resultName.ts';
import { visibleText } from '../shadow/visibleText.ts';
import { outcomeName } from '../task/outcomeName.ts';
import { optionsName } from './optionsName.ts';
import type { Report, ReportFinding, ReportStatement, ReportTable } from './report.ts';
import { reportStyle } from './reportStyle.ts';

export interface HtmlReportHeading {
  readonly connection: string;
  readonly environment: Environment;
  readonly madeAt: string;
  readonly planHash: string;
  readonly options: CompareOptions;
  readonly notes: readonly Said[];
  /** The run that the report is of; null when nothing was run. */
  readonly run: Said | null;
}

/** The language of a page. */
export interface ReportLanguage {
  /** As HTML names it: `en`, `zh-CN`. */
  readonly code: string;
  readonly say: Saying;
}

/** Gives the whole page; yields after each table. */
export function* htmlReport(
  report: Report,
  heading: HtmlReportHeading,
  { code: language, say }: ReportLanguage,
): Generator<undefined, string> {
  const title = `Shadow Sync: ${report.database}`;
  const parts = [
    '<!doctype html>',
    `<html lang="${escaped(language)}">`,
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
    facts(report, heading, say),
    summary(report, say),
    ...heading.notes.map((note) => `<p class="note">${escaped(say(note))}</p>`),
  ];
  const telling = report.tables.filter(
    ({ result, outcome }) => result !== 'consistent' || outcome !== undefined,
  );
  for (const table of telling) {
    parts.push(section(table, say));
    yield;
  }
  parts.push(consistentTables(report, say), '</main>', '</body>', '</html>', '');
  return parts.join('\n');
}

function facts(report: Report, heading: HtmlReportHeading, say: Saying): string {
  const rows: readonly (readonly [Said, Said])[] = [
    [phrase`Connection`, phrase`${heading.connection} (${environmentName(heading.environment)})`],
    [phrase`Server`, `${report.dialect} ${report.serverVersion}`],
    [phrase`Database`, report.database],
    ...(report.shadowDatabase === report.database
      ? []
      : [[phrase`Shadow database`, report.shadowDatabase] as const]),
    [phrase`Read at`, heading.madeAt],
    [phrase`Options`, optionsName(heading.options)],
    [phrase`Plan`, heading.planHash],
    ...(heading.run === null ? [] : [[phrase`Run`, heading.run] as const]),
  ];
  const items = rows.map(
    ([name, value]) => `<div><dt>${escaped(say(name))}</dt><dd>${escaped(say(value))}</dd></div>`,
  );
  return `<dl class="facts">${items.join('')}</dl>`;
}

/** What is to be done has a word of its own in a summary. */
function resultWord(result: ResultKind): Phrase {
  if (result === 'create') return phrase`to create`;
  return result === 'update' ? phrase`to update` : resultName(result);
}

function summary({ summary: counts, tables }: Report, say: Saying): string {
  const results: readonly ResultKind[] = [
    'create',
    'update',
    'unsupported',
    'failed',
    'skipped',
    'consistent',
  ];
  const items = results.map(
    (result) => `<li class="${result}"><b>${counts[result]}</b> ${escaped(say(resultWord(result)))}</li>`,
  );
  const unsafe = tables.filter(hasUnsafe).length;
  const warning =
    unsafe === 1
      ? phrase`1 table has statements that may lose data or fail.`
      : phrase`${unsafe} tables have statements that may lose data or fail.`;
  const shown = unsafe === 0 ? '' : `<p class="unsafe">${escaped(say(warning))}</p>`;
  return `<ul class="summary">${items.join('')}</ul>${shown}`;
}

function hasUnsafe({ statements }: ReportTable): boolean {
  return statements.some(({ findings }) =>
    findings.some(({ level }) => level === 'unsafe' || level === 'refused'),
  );
}

function section(table: ReportTable, say: Saying): string {
  const { source, shadow, result, reason, differences, notices, texts, statements } = table;
  return [
    `<section class="${result}">`,
    `<h2>${escaped(source)} <span aria-label="${escaped(say(phrase`to`))}">→</span> ${escaped(shadow)} <span class="badge">${escaped(say(resultWord(result)))}</span>${outcome(table, say)}</h2>`,
    reason === null ? '' : `<p>${escaped(reason)}</p>`,
    table.outcomeReason === undefined ? '' : `<p class="unsafe">${escaped(table.outcomeReason)}</p>`,
    differencesTable(differences, say),
    findingList(notices, say),
    texts === undefined ? '' : bothTexts(texts, say),
    ...statements.map((statement) => statementBlock(statement, say)),
    '</section>',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function outcome({ outcome: what, verified }: ReportTable, say: Saying): string {
  if (what === undefined) return '';
  const isVerified = what === 'succeeded' && verified === true;
  const words = isVerified ? phrase`succeeded, verified` : outcomeName(what);
  return ` <span class="badge ${what}">${escaped(say(words))}</span>`;
}

const marks: Readonly<Record<Difference['kind'], Phrase>> = {
  added: phrase`+ added`,
  removed: phrase`− removed`,
  changed: phrase`~ changed`,
  moved: phrase`↕ moved`,
};

function differencesTable(differences: readonly Difference[], say: Saying): string {
  if (differences.length === 0) return '';
  const rows = differences.map(
    ({ object, name, kind, source, shadow }) =>
      `<tr class="${kind}"><td>${escaped(say(marks[kind]))}</td><td>${escaped(say(objectName(object)))}</td><th scope="row">${escaped(name)}</th><td>${code(source)}</td><td>${code(shadow)}</td></tr>`,
  );
  const head = [phrase`Change`, phrase`Object`, phrase`Name`, phrase`Source`, phrase`Shadow`].map(
    (name) => `<th scope="col">${escaped(say(name))}</th>`,
  );
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function findingList(findings: readonly ReportFinding[], say: Saying): string {
  if (findings.length === 0) return '';
  const items = findings.map(
    ({ code: name, level, message }) =>
      `<li class="${level}"><b>${escaped(name)} ${escaped(say(levelName(level)))}</b> ${escaped(message)}</li>`,
  );
  return `<ul class="findings">${items.join('')}</ul>`;
}

function statementBlock(
  { sql, findings, undo, undoNote, outcome: what, error }: ReportStatement,
  say: Saying,
): string {
  return [
    `<pre>${escapedLines(sql)};</pre>`,
    findingList(findings, say),
    what === undefined
      ? ''
      : `<p class="${what}">${escaped(say(outcomeName(what)))}${error == null ? '' : `: ${escaped(error.message)}`}</p>`,
    undo === null
      ? ''
      : `<p class="undo">${escaped(say(phrase`Undo`))}</p><pre class="undo">${escapedLines(undo)};</pre>`,
    undoNote === null ? '' : `<p class="undo">${escaped(undoNote)}</p>`,
  ].join('');
}

function bothTexts({ server, printed }: NonNullable<ReportTable['texts']>, say: Saying): string {
  const model =
    printed === null
      ? ''
      : `<p>${escaped(say(phrase`The model would print`))}</p><pre>${escapedLines(printed)}</pre>`;
  return `<p>${escaped(say(phrase`The server says`))}</p><pre>${escapedLines(server)}</pre>${model}`;
}

function consistentTables({ tables }: Report, say: Saying): string {
  const names = tables.filter(({ result, outcome: what }) => result === 'consistent' && what === undefined);
  if (names.length === 0) return '';
  const items = names.map(({ source, shadow }) => `<li>${escaped(source)} → ${escaped(shadow)}</li>`);
  return `<section class="consistent"><h2>${escaped(say(phrase`Consistent (${names.length})`))}</h2><ul class="names">${items.join('')}</ul></section>`;
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

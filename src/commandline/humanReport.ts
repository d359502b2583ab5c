/** The analysis as people read it: one line per table, the differences and risks of those that differ below it. */
import type { Difference } from '../diff/difference.ts';
import type { FindingLevel } from '../diff/finding.ts';
import type { ResultKind } from '../shadow/analysis.ts';
import { assertNever } from '../schema/assertNever.ts';
import type { Paint } from './paint.ts';
import type { Report, ReportFinding, ReportTable } from '../comparison/report.ts';
import { visibleText } from '../shadow/visibleText.ts';
import { padRight, terminalWidth } from './terminalWidth.ts';

/** @returns lines joined by line breaks, ending in one */
export function humanReport(report: Report, paint: Paint): string {
  const lines = [heading(report, paint), ''];
  // A stranger wants to see what needs attention: consistent tables are counted, not listed.
  const telling = report.tables.filter((table) => table.result !== 'consistent');
  const named = telling.map((table) => ({
    table,
    source: visibleText(table.source),
    shadow: visibleText(table.shadow),
  }));
  const width = Math.min(48, Math.max(6, ...named.map(({ source }) => terminalWidth(source))));
  for (const { table, source, shadow } of named) {
    const label = resultLabel(table.result, paint);
    lines.push(`  ${label}  ${padRight(source, width)}  ${paint.dim('→')} ${shadow}${tail(table, paint)}`);
    lines.push(...detail(table, paint));
  }
  if (named.length > 0) lines.push('');
  lines.push(summaryLine(report, paint));
  return `${lines.join('\n')}\n`;
}

function heading(report: Report, paint: Paint): string {
  const where =
    report.database === report.shadowDatabase
      ? visibleText(report.database)
      : `${visibleText(report.database)} → ${visibleText(report.shadowDatabase)}`;
  const { timing, tables } = report;
  return `${paint.bold(where)}  ${paint.dim(
    `${report.dialect} ${visibleText(report.serverVersion)} · ${String(tables.length)} source ${tables.length === 1 ? 'table' : 'tables'} · read ${String(timing.readMs)} ms, compared ${String(timing.compareMs)} ms`,
  )}`;
}

function resultLabel(result: ResultKind, paint: Paint): string {
  const text = padRight(result, 11);
  switch (result) {
    case 'create':
      return paint.green(text);
    case 'update':
      return paint.yellow(text);
    case 'consistent':
    case 'skipped':
      return paint.dim(text);
    case 'unsupported':
    case 'failed':
      return paint.red(text);
    default:
      return assertNever(result);
  }
}

function tail(table: ReportTable, paint: Paint): string {
  if (table.outcome === undefined) return '';
  switch (table.outcome) {
    case 'succeeded':
      return `  ${paint.green(table.verified === true ? '✓ done, verified' : '✓ done')}`;
    case 'failed':
      return `  ${paint.red('✗ failed')}`;
    case 'skipped':
      return `  ${paint.yellow('– not run')}`;
    default:
      return assertNever(table.outcome);
  }
}

/** What is settled needs no words; what is refused needs that reason and no other. */
function detail(table: ReportTable, paint: Paint): string[] {
  if (table.outcome === 'succeeded') return [];
  const lines: string[] = [];
  if (table.reason !== null) lines.push(indent(visibleText(table.reason)));
  if (table.texts !== undefined) lines.push(...bothTexts(table.texts, paint));
  if (table.outcome === undefined) lines.push(...analysisDetail(table, paint));
  if (table.outcomeReason !== undefined) lines.push(indent(paint.red(visibleText(table.outcomeReason))));
  if (isClash(table)) {
    lines.push(indent(`  if it is a shadow all the same, confirm it: --adopt ${visibleText(table.shadow)}`));
  }
  for (const { error } of table.statements) {
    if (error !== undefined && error !== null && table.outcomeReason?.startsWith(error.message) !== true) {
      const number = error.errno === null ? error.code : String(error.errno);
      lines.push(indent(paint.red(`${number}: ${visibleText(error.message)}`)));
    }
  }
  return lines;
}

function isClash(table: ReportTable): boolean {
  return table.statements.some(({ findings }) => findings.some(({ level }) => level === 'refused'));
}

function analysisDetail(table: ReportTable, paint: Paint): string[] {
  const findings = dedupe([...table.notices, ...table.statements.flatMap((s) => s.findings)]);
  const refused = findings.filter(({ level }) => level === 'refused');
  if (refused.length > 0) return refused.map((finding) => indent(findingLine(finding, paint)));
  return [
    ...table.differences.map((difference) => indent(differenceLine(difference, paint))),
    ...findings
      .filter(({ level }) => level === 'unsafe')
      .map((finding) => indent(findingLine(finding, paint))),
    ...cautions(findings, paint),
  ];
}

/** What only costs time is counted here and told in full by `script`: the screen belongs to what can do harm. */
function cautions(findings: readonly ReportFinding[], paint: Paint): string[] {
  const codes = [...new Set(findings.filter(({ level }) => level === 'caution').map(({ code }) => code))];
  return codes.length === 0 ? [] : [indent(paint.yellow(`! caution: ${codes.sort().join(', ')}`))];
}

function bothTexts(texts: NonNullable<ReportTable['texts']>, paint: Paint): string[] {
  const block = (title: string, text: string): string[] => [
    indent(paint.dim(title)),
    ...text.split('\n').map((line) => indent(`  ${visibleText(line)}`)),
  ];
  return [
    ...block('the server says:', texts.server),
    ...(texts.printed === null ? [] : block('the model would print:', texts.printed)),
  ];
}

function differenceLine(difference: Difference, paint: Paint): string {
  const { kind, source, shadow } = difference;
  const what = `${difference.object} ${visibleText(difference.name)}`;
  switch (kind) {
    case 'added':
      return paint.green(`+ ${what}  ${visibleText(source ?? '')}`);
    case 'removed':
      return paint.red(`- ${what}  ${visibleText(shadow ?? '')}`);
    case 'changed':
      return `${paint.yellow(`~ ${what}`)}  ${paint.red(visibleText(shadow ?? 'none'))} → ${paint.green(visibleText(source ?? 'none'))}`;
    case 'moved':
      return `${paint.yellow(`~ ${what}`)}  moves: ${visibleText(source ?? '')}`;
    default:
      return assertNever(kind);
  }
}

function findingLine(finding: ReportFinding, paint: Paint): string {
  const text = `${finding.code} ${finding.level}: ${visibleText(finding.message)}`;
  return levelPaint(finding.level, paint)(`! ${text}`);
}

function levelPaint(level: FindingLevel, paint: Paint): (text: string) => string {
  switch (level) {
    case 'refused':
    case 'unsafe':
      return paint.red;
    case 'caution':
      return paint.yellow;
    case 'info':
      return paint.dim;
    default:
      return assertNever(level);
  }
}

function dedupe(findings: readonly ReportFinding[]): ReportFinding[] {
  return [...new Map(findings.map((f) => [`${f.code} ${f.message}`, f])).values()];
}

function summaryLine(report: Report, paint: Paint): string {
  const wasRun = report.tables.some(({ outcome }) => outcome !== undefined);
  const counts = wasRun ? runCounts(report) : analysisCounts(report);
  const parts = counts.filter(([count]) => count > 0).map(([count, word]) => `${String(count)} ${word}`);
  return paint.bold(parts.length === 0 ? 'no tables' : parts.join(' · '));
}

type Count = readonly [number, string];

function analysisCounts({ summary }: Report): readonly Count[] {
  return [
    [summary.create, 'to create'],
    [summary.update, 'to update'],
    [summary.consistent, 'consistent'],
    [summary.skipped, 'skipped'],
    [summary.unsupported, 'unsupported'],
    [summary.failed, 'failed'],
  ];
}

function runCounts({ summary, tables }: Report): readonly Count[] {
  const count = (outcome: ReportTable['outcome']): number =>
    tables.filter((table) => table.outcome === outcome).length;
  return [
    [count('succeeded'), 'done and verified'],
    [count('failed') + summary.failed, 'failed'],
    [count('skipped') + summary.skipped, 'not run'],
    [summary.consistent, summary.consistent === 1 ? 'was consistent' : 'were consistent'],
    [summary.unsupported, 'unsupported'],
  ];
}

function indent(line: string): string {
  return `               ${line}`;
}

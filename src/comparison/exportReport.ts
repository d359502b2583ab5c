/** A comparison as a file for others: the command line's JSON document, the change SQL, or a page to read and print. */
import { assertNever } from '../schema/assertNever.ts';
import { english, phrase, type Saying } from '../schema/phrase.ts';
import { inSlices } from '../shadow/inSlices.ts';
import { outcomeName } from '../task/outcomeName.ts';
import { changeSql } from './changeSql.ts';
import type { Compared } from './comparisonState.ts';
import { htmlReport } from './htmlReport.ts';
import type { HtmlReportHeading, ReportLanguage } from './htmlReport.ts';
import { jsonReport } from './jsonReport.ts';
import { pacingOf } from './readAndPlan.ts';
import type { Pace } from './readAndPlan.ts';
import { buildReport, withRun } from './report.ts';
import type { Report } from './report.ts';

export type ReportFormat = 'json' | 'sql' | 'html';

const inEnglish: ReportLanguage = { code: 'en', say: english };

/**
 * Gives the file's whole text. JSON is for programs and always in English. Throws ShadowSyncError 'cancelled'.
 */
export async function exportReport(
  compared: Compared,
  format: ReportFormat,
  pace: Pace,
  signal: AbortSignal,
  language: ReportLanguage = inEnglish,
): Promise<string> {
  switch (format) {
    case 'json':
      return await inSlices(jsonReport(reportOf(compared)), pacingOf(pace, signal));
    case 'sql':
      return (await inSlices(changeSql(compared, language.say), pacingOf(pace, signal))).text;
    case 'html':
      return await inSlices(
        htmlReport(reportOf(compared, language.say), headingOf(compared), language),
        pacingOf(pace, signal),
      );
    default:
      return assertNever(format);
  }
}

/** After a run its report, like that of `shadow-sync sync`, until the tables are read anew; else that of `analyze`. */
export function reportOf(compared: Compared, say: Saying = english): Report {
  const { server, lastRun } = compared;
  const { analysis, plan } = lastRun ?? compared;
  const { readMs, compareMs } = analysis.timing;
  const report = buildReport({
    dialect: server.dialect.name,
    serverVersion: server.serverVersion,
    analysis,
    plan,
    totalMs: readMs + compareMs + (lastRun?.result.durationMs ?? 0),
    say,
  });
  return lastRun === null ? report : withRun(report, plan, lastRun.result, say);
}

function headingOf(compared: Compared): HtmlReportHeading {
  const { request, readAt, lastRun, saidNotes } = compared;
  const { plan } = lastRun ?? compared;
  return {
    connection: request.connection.name,
    environment: request.connection.environment,
    madeAt: new Date(readAt).toISOString(),
    planHash: plan.hash,
    options: plan.options,
    notes: saidNotes,
    run: lastRun === null ? null : phrase`${lastRun.result.run}: ${outcomeName(lastRun.result.outcome)}`,
  };
}

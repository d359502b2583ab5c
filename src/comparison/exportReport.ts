/** A comparison as a file for others: the command line's JSON document, the change SQL, or a page to read and print. */
import { assertNever } from '../schema/assertNever.ts';
import { inSlices } from '../shadow/inSlices.ts';
import { changeSql } from './changeSql.ts';
import type { Compared } from './comparisonState.ts';
import { htmlReport } from './htmlReport.ts';
import { jsonReport } from './jsonReport.ts';
import { pacingOf } from './readAndPlan.ts';
import type { Pace } from './readAndPlan.ts';
import { buildReport, withRun } from './report.ts';
import type { Report } from './report.ts';

export type ReportFormat = 'json' | 'sql' | 'html';

/** Gives the file's whole text. Throws ShadowSyncError 'cancelled'. */
export async function exportReport(
  compared: Compared,
  format: ReportFormat,
  pace: Pace,
  signal: AbortSignal,
): Promise<string> {
  switch (format) {
    case 'json':
      return await inSlices(jsonReport(reportOf(compared)), pacingOf(pace, signal));
    case 'sql':
      return changeSql(compared).text;
    case 'html':
      return await inSlices(htmlReport(reportOf(compared), headingOf(compared)), pacingOf(pace, signal));
    default:
      return assertNever(format);
  }
}

/** After a run its report, like that of `shadow-sync sync`, until the tables are read anew; else that of `analyze`. */
export function reportOf(compared: Compared): Report {
  const { server, lastRun } = compared;
  const { analysis, plan } = lastRun ?? compared;
  const { readMs, compareMs } = analysis.timing;
  const report = buildReport({
    dialect: server.dialect.name,
    serverVersion: server.serverVersion,
    analysis,
    plan,
    totalMs: readMs + compareMs + (lastRun?.result.durationMs ?? 0),
  });
  return lastRun === null ? report : withRun(report, plan, lastRun.result);
}

function headingOf(compared: Compared): Parameters<typeof htmlReport>[1] {
  const { request, readAt, lastRun, notes } = compared;
  const { plan } = lastRun ?? compared;
  return {
    connection: request.connection.name,
    environment: request.connection.environment,
    madeAt: new Date(readAt).toISOString(),
    planHash: plan.hash,
    options: plan.options,
    notes,
    run: lastRun === null ? null : `${lastRun.result.run}: ${lastRun.result.outcome}`,
  };
}

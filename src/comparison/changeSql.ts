/** The change SQL and the undo SQL of a comparison, with the places of everything in them. */
import type { PairResult } from '../shadow/analysis.ts';
import { placedPlanText, placedUndoText } from '../shadow/planText.ts';
import type { PlacedPlanText, PlanTextRequest } from '../shadow/planText.ts';
import type { Compared } from './comparisonState.ts';
import { doneStatements } from './statementMarks.ts';

/**
 * Exactly what a run would send now. The heading says what it is made of, what is left out and why, and what the last run
 * did. The same result gives the same text.
 */
export function changeSql(compared: Compared): PlacedPlanText {
  return placedPlanText(compared.plan, planTextRequest(compared, [...leftOut(compared), ...done(compared)]));
}

/** What takes back the last run, as far as it went; before any run, what would take back the plan. */
export function undoSql(compared: Compared): PlacedPlanText {
  const { plan, lastRun } = compared;
  if (lastRun === null) return placedUndoText(plan, planTextRequest(compared, leftOut(compared)));
  const statements = lastRun.result.tables.flatMap((table) => table.statements);
  const selected = new Set(statements.flatMap(({ id, outcome }) => (outcome === 'succeeded' ? [id] : [])));
  const notes = [
    `Takes back the run ${lastRun.result.run} (${lastRun.result.outcome})`,
    ...statements
      .filter(({ outcome }) => outcome === 'unknown')
      .map(({ id }) => `What became of its statement ${id} is not known: look at the table first`),
  ];
  return placedUndoText(lastRun.plan, { ...planTextRequest(compared, notes), selected });
}

function planTextRequest(compared: Compared, notes: readonly string[]): PlanTextRequest {
  const { request, server, readAt, plan } = compared;
  const { columnOrder, comments, foreignKeys, storage, partitions } = plan.options;
  return {
    dialect: `${server.dialect.name} ${server.serverVersion}`,
    madeAt: new Date(readAt).toISOString(),
    connection: `${request.connection.name} (${request.connection.environment})`,
    notes: [
      `Options: column order ${columnOrder}, comments ${comments}, foreign keys ${foreignKeys}, storage ${storage}, partitions ${partitions}`,
      ...(request.isByHand ? ['Two tables that were put side by side by hand'] : []),
      ...compared.notes,
      ...notes,
    ],
    session: server.scriptSession,
  };
}

/** Names that one line holds; the report has them all. */
const shownNames = 20;

/** Why a reader finds tables missing, one line for each reason. What the plan itself leaves out stands in front of it. */
function leftOut({ analysis }: Compared): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { pair, result, reason } of analysis.results.filter(isLeftOut)) {
    const why = reason === null || reason === '' ? result : `${result}, ${reason}`;
    const names = byReason.get(why);
    if (names === undefined) byReason.set(why, [pair.shadow.table]);
    else names.push(pair.shadow.table);
  }
  return [...byReason].map(([why, names]) => {
    const more = names.length - shownNames;
    const list = names.slice(0, shownNames).join(', ');
    return `Left out (${why}): ${list}${more > 0 ? ` and ${more} more` : ''}`;
  });
}

function isLeftOut({ result }: PairResult): boolean {
  return result === 'skipped' || result === 'unsupported' || result === 'failed';
}

function done(compared: Compared): readonly string[] {
  return doneStatements(compared).map(
    ({ statement, outcome }) => `The last run, ${outcome}: ${oneLine(statement.sql)}`,
  );
}

/** For comments, which show the end of a line as a character. */
function oneLine(sql: string): string {
  return sql.replace(/\s*\n\s*/g, ' ');
}

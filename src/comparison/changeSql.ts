/** The change SQL and the undo SQL of a comparison, with the places of everything in them. */
import type { PairResult } from '../shadow/analysis.ts';
import { resultName } from '../shadow/resultName.ts';
import { placingPlanText, placingUndoText } from '../shadow/planText.ts';
import type { PlacingText, PlanTextRequest } from '../shadow/planText.ts';
import { environmentName } from '../connection/environmentName.ts';
import { outcomeName } from '../task/outcomeName.ts';
import type { Compared } from './comparisonState.ts';
import { optionsName } from './optionsName.ts';
import { doneStatements } from './statementMarks.ts';
import { english, phrase } from '../schema/phrase.ts';
import type { Said, Saying } from '../schema/phrase.ts';

/**
 * Exactly what a run would send now. The heading says what it is made of, what is left out and why, and what the last run
 * did. The same result gives the same text. Yields after each statement.
 */
export function changeSql(compared: Compared, say: Saying = english): PlacingText {
  const notes = [...leftOut(compared), ...done(compared)];
  return placingPlanText(compared.plan, planTextRequest(compared, notes, say));
}

/** What takes back the last run, as far as it went; before any run, what would take back the plan. */
export function undoSql(compared: Compared, say: Saying = english): PlacingText {
  const { plan, lastRun } = compared;
  if (lastRun === null) return placingUndoText(plan, planTextRequest(compared, leftOut(compared), say));
  const statements = lastRun.result.tables.flatMap((table) => table.statements);
  const selected = new Set(statements.flatMap(({ id, outcome }) => (outcome === 'succeeded' ? [id] : [])));
  const notes = [
    phrase`Takes back the run ${lastRun.result.run} (${outcomeName(lastRun.result.outcome)})`,
    ...statements
      .filter(({ outcome }) => outcome === 'unknown')
      .map(({ id }) => phrase`What became of its statement ${id} is not known: look at the table first`),
  ];
  return placingUndoText(lastRun.plan, { ...planTextRequest(compared, notes, say), selected });
}

function planTextRequest(compared: Compared, notes: readonly Said[], say: Saying): PlanTextRequest {
  const { request, server, readAt, plan } = compared;
  return {
    dialect: `${server.dialect.name} ${server.serverVersion}`,
    madeAt: new Date(readAt).toISOString(),
    connection: phrase`${request.connection.name} (${environmentName(request.connection.environment)})`,
    notes: [
      phrase`Options: ${optionsName(plan.options)}`,
      ...(request.isByHand ? [phrase`Two tables that were put side by side by hand`] : []),
      ...compared.saidNotes,
      ...notes,
    ],
    session: server.scriptSession,
    say,
  };
}

/** Names that one line holds; the report has them all. */
const shownNames = 20;

/** Why a reader finds tables missing, one line for each reason. What the plan itself leaves out stands in front of it. */
function leftOut({ analysis }: Compared): readonly Said[] {
  const byReason = new Map<string, { readonly why: Said; readonly names: string[] }>();
  for (const { pair, result, reason, saidReason } of analysis.results.filter(isLeftOut)) {
    const word = resultName(result);
    const why = reason === null || reason === '' ? word : phrase`${word}, ${saidReason ?? reason}`;
    const known = byReason.get(english(why));
    if (known === undefined) byReason.set(english(why), { why, names: [pair.shadow.table] });
    else known.names.push(pair.shadow.table);
  }
  return [...byReason.values()].map(({ why, names }) => {
    const more = names.length - shownNames;
    const list = names.slice(0, shownNames).join(', ');
    return more > 0
      ? phrase`Left out (${why}): ${list} and ${more} more`
      : phrase`Left out (${why}): ${list}`;
  });
}

function isLeftOut({ result }: PairResult): boolean {
  return result === 'skipped' || result === 'unsupported' || result === 'failed';
}

function done(compared: Compared): readonly Said[] {
  return doneStatements(compared).map(
    ({ statement, outcome }) => phrase`The last run, ${outcomeName(outcome)}: ${oneLine(statement.sql)}`,
  );
}

/** For comments, which show the end of a line as a character. */
function oneLine(sql: string): string {
  return sql.replace(/\s*\n\s*/g, ' ');
}

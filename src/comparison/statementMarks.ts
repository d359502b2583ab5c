/** What a run did to the statements of a plan: while it goes on, and afterwards in the plan that was made anew. */
import type { Said } from '../schema/phrase.ts';
import { tableKey } from '../schema/tableName.ts';
import type { Plan, PlannedStatement } from '../shadow/analysis.ts';
import type { Compared } from './comparisonState.ts';
import type { RunOutcomeKind, RunProgress, StatementProgress } from './runProgress.ts';

/**
 * By the id of a statement of the plan that is shown; statements that no run has come to have none. `running` is the
 * progress of the run that is under way, null when there is none.
 */
export function statementMarks(
  { plan, lastRun }: Compared,
  running: RunProgress | null,
): ReadonlyMap<number, StatementProgress> {
  if (running !== null) return running.statements;
  if (lastRun === null) return new Map();
  const marks = new Map<string, StatementProgress>();
  for (const statement of statementsOf(lastRun.plan)) {
    const mark = lastRun.progress.statements.get(statement.id);
    if (mark !== undefined) marks.set(keyOf(statement), mark);
  }
  return new Map(
    statementsOf(plan).flatMap((statement) => {
      const mark = marks.get(keyOf(statement));
      // What succeeded and is to be done again is another difference with the same cure.
      return mark === undefined || mark.outcome === 'succeeded' ? [] : [[statement.id, mark] as const];
    }),
  );
}

/** A statement that the last run brought to its end, and that the plan does not hold any more. */
export interface DoneStatement {
  readonly statement: PlannedStatement;
  readonly outcome: RunOutcomeKind;
  readonly error: Said | null;
}

/** In the order in which they ran; none when no run was since the tables were last read as a whole. */
export function doneStatements({ plan, lastRun }: Compared): readonly DoneStatement[] {
  if (lastRun === null) return [];
  const open = new Set(statementsOf(plan).map(keyOf));
  return statementsOf(lastRun.plan).flatMap((statement) => {
    const mark = lastRun.progress.statements.get(statement.id);
    return mark === undefined || open.has(keyOf(statement)) ? [] : [{ statement, ...mark }];
  });
}

/** All statements in the order in which they run. */
export function statementsOf({ groups }: Plan): readonly PlannedStatement[] {
  return groups.flatMap(({ statements }) => statements);
}

/** The same statement in two plans, whose ids mean nothing to each other. */
function keyOf({ pair, sql }: PlannedStatement): string {
  return `${tableKey(pair.shadow)}\0${sql}`;
}

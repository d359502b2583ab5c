/** The change SQL of a task or of one of its runs as a text, with the places of its statements. Without `vscode`. */
import type { RunOutcomeKind } from '../../comparison/runProgress.ts';
import { english, joined, phrase } from '../../schema/phrase.ts';
import type { Said, Saying } from '../../schema/phrase.ts';
import { displayName } from '../../schema/tableName.ts';
import type { Plan, PlannedStatement } from '../../shadow/analysis.ts';
import { atOnce } from '../../shadow/inSlices.ts';
import { placingPlanText } from '../../shadow/planText.ts';
import type { LineSpan } from '../../shadow/planText.ts';
import { visibleText } from '../../shadow/visibleText.ts';
import type { ShownStatement } from '../tasks/details/statementRows.ts';

export interface TaskChangeRequest {
  /** The one that ran last, or the frozen one; null when none is kept. */
  readonly plan: Plan | null;
  readonly statements: readonly ShownStatement[];
  readonly dialect: string;
  readonly madeAt: string;
  readonly connection: Said;
  readonly notes: readonly Said[];
  /** Statements that set up the session of whoever runs the text by hand. */
  readonly session: readonly string[];
  readonly say?: Saying;
}

/** What became of the statement that stands there; nothing where no run has come to it. */
export interface OutcomeSpan extends LineSpan {
  readonly outcome: RunOutcomeKind;
  /** With what can be done about it. */
  readonly error: Said | null;
}

export interface TaskChangeText {
  readonly text: string;
  readonly outcomes: readonly OutcomeSpan[];
}

export function taskChangeText(request: TaskChangeRequest): TaskChangeText {
  const { plan, statements } = request;
  if (plan === null) return recordText(request);
  const planned = statements.flatMap(({ planned: one }, i) => (one === null ? [] : [{ ...one, id: i + 1 }]));
  const { dialect, madeAt, connection, notes, session, say = english } = request;
  const placed = atOnce(
    placingPlanText(withStatements(plan, planned), { dialect, madeAt, connection, notes, session, say }),
  );
  const outcomes = placed.statements.flatMap(({ statement, startLine, endLine }) => {
    const shown = statements[statement.id - 1];
    return shown === undefined ? [] : spanOf(shown, startLine, endLine);
  });
  return { text: placed.text, outcomes };
}

function withStatements(plan: Plan, statements: readonly PlannedStatement[]): Plan {
  return { ...plan, groups: [{ tables: [], statements, needs: [] }] };
}

/** Of a run whose plan is not kept any more, its record still has the statements that were sent. */
function recordText({ statements, notes, connection, say = english }: TaskChangeRequest): TaskChangeText {
  const comment = (said: Said): string => `-- ${visibleText(say(said))}`;
  const lines = [
    comment(phrase`Shadow Sync: change SQL`),
    comment(phrase`Connection ${connection}`),
    ...notes.map(comment),
    comment(
      statements.length === 0
        ? phrase`The plan is not kept any more, and no record of it either.`
        : phrase`The plan is not kept any more; this is what its record says was sent.`,
    ),
  ];
  const outcomes: OutcomeSpan[] = [];
  for (const shown of statements) {
    lines.push('', comment(displayName(shown.shadow)));
    const sql = `${shown.sql};`.split(/\r\n|\r|\n/);
    outcomes.push(...spanOf(shown, lines.length, lines.length + sql.length - 1));
    lines.push(...sql);
  }
  return { text: `${lines.join('\n')}\n`, outcomes };
}

function spanOf(
  { outcome, error }: ShownStatement,
  startLine: number,
  endLine: number,
): readonly OutcomeSpan[] {
  if (outcome === null || outcome === 'waiting') return [];
  const parts = error === null ? [] : [error.said, ...(error.remedy === null ? [] : [error.remedy])];
  return [{ startLine, endLine, outcome, error: parts.length === 0 ? null : joined(parts, ' ') }];
}

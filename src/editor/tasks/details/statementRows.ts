/** The statements of a task's plan or of one of its runs, as rows and one in full. Without `vscode`. */
import type { LeftOutRow, StatementDetails, StatementRow } from '../../../protocol/taskDetails.ts';
import { displayName } from '../../../schema/tableName.ts';
import type { Said, Saying } from '../../../schema/phrase.ts';
import { worstLevel } from '../../../diff/finding.ts';
import type { Plan, PlannedStatement } from '../../../shadow/analysis.ts';
import type { Task } from '../../../task/model/task.ts';
import type { StatementStory, StoryOutcome } from '../../../task/runs/runStory.ts';

/** A statement with what a run did to it; null for one that no run has come to. */
export interface ShownStatement extends Pick<StatementStory, 'shadow' | 'sql' | 'planned'> {
  readonly outcome: StoryOutcome | null;
  readonly isRecovered: boolean;
  readonly error: { readonly said: Said; readonly remedy: Said | null } | null;
  readonly durationMs: number | null;
  readonly sent: number;
}

export function fromPlan(plan: Plan): readonly ShownStatement[] {
  return plan.groups.flatMap((group) =>
    group.statements.map((planned) => ({
      planned,
      shadow: planned.pair.shadow,
      sql: planned.sql,
      outcome: null,
      isRecovered: false,
      error: null,
      durationMs: null,
      sent: 0,
    })),
  );
}

export function fromStory({ error, outcome, durationMs, ...story }: StatementStory): ShownStatement {
  const wasSent = outcome !== 'waiting' && outcome !== 'skipped';
  return {
    ...story,
    outcome,
    durationMs: wasSent && outcome !== 'running' ? durationMs : null,
    error: error === null ? null : { said: error.message, remedy: error.remedy },
  };
}

/** What one line has room for. */
const longestSql = 200;

export function statementRow(
  { planned, shadow, sql, outcome, durationMs }: ShownStatement,
  index: number,
): StatementRow {
  const line = shortened(sql.replace(/\s*\n\s*/g, ' '));
  const findings = planned?.findings ?? [];
  const level = worstLevel(findings);
  return {
    index,
    source: planned === null ? null : displayName(planned.pair.source),
    shadow: displayName(shadow),
    sql: line.length > longestSql ? `${line.slice(0, longestSql)}…` : line,
    level,
    codes: [...new Set(findings.filter((one) => one.level === level).map(({ code }) => code))],
    outcome,
    durationMs,
  };
}

/** Without the table's name: rows stand under their tables. */
function shortened(line: string): string {
  const name = '`(?:[^`]|``)+`[.]`(?:[^`]|``)+`';
  return line
    .replace(new RegExp(`^ALTER TABLE ${name} `), '')
    .replace(new RegExp(`^(CREATE|DROP) TABLE ${name}`), '$1 TABLE');
}

export function statementDetails(shown: ShownStatement, index: number, say: Saying): StatementDetails {
  const { planned, shadow, sql, outcome, error, durationMs, sent, isRecovered } = shown;
  return {
    index,
    source: planned === null ? null : displayName(planned.pair.source),
    shadow: displayName(shadow),
    sql,
    findings: (planned?.findings ?? []).map(({ code, level, message, said }) => ({
      code,
      level,
      message: say(said ?? message),
    })),
    undo: planned?.undo == null ? null : planned.undo.map((one) => `${one};`).join('\n'),
    undoNote: undoNote(planned, say),
    outcome,
    isRecovered,
    error: error === null ? null : say(error.said),
    remedy: error?.remedy == null ? null : say(error.remedy),
    durationMs,
    sent,
  };
}

function undoNote(planned: PlannedStatement | null, say: Saying): string | null {
  if (planned?.undoNote == null) return null;
  return say(planned.saidUndoNote ?? planned.undoNote);
}

/** Tables that the plan leaves out, and those that were skipped by whoever made the task. */
export function leftOutRows({ intent }: Task, plan: Plan | null, say: Saying): readonly LeftOutRow[] {
  const skipped = intent.skip.map((shadow) => ({ source: null, shadow, isSkipped: true, reason: null }));
  const omitted = (plan?.omitted ?? []).map(({ pair, reason, saidReason }) => ({
    source: displayName(pair.source),
    shadow: displayName(pair.shadow),
    isSkipped: false,
    reason: say(saidReason ?? reason),
  }));
  return [...omitted, ...skipped];
}

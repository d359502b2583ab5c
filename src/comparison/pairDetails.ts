/** One pair in full: both tables side by side, what its statements do and risk, and what a run made of them. Plain data. */
import type { Finding, FindingLevel } from '../diff/finding.ts';
import { english } from '../schema/phrase.ts';
import type { Said, Saying } from '../schema/phrase.ts';
import { tableKey } from '../schema/tableName.ts';
import type { PairResult, PlannedStatement, ResultKind } from '../shadow/analysis.ts';
import { comparedIndex } from './comparedIndex.ts';
import type { Compared } from './comparisonState.ts';
import { noticesAt, verdictOf } from './pairRows.ts';
import { pairSections } from './pairSections.ts';
import type { PairSection } from './pairSections.ts';
import type { RunOutcomeKind, RunProgress, StatementProgress } from './runProgress.ts';
import { doneStatements, statementMarks } from './statementMarks.ts';

export interface PairDetails {
  readonly id: number;
  readonly source: string;
  readonly shadow: string;
  readonly result: ResultKind;
  readonly reason: string | null;
  readonly sections: readonly PairSection[];
  /** Each once, those of the table first. */
  readonly findings: readonly PairFinding[];
  /** Of the plan; of a pair that a run has settled, what that run sent. */
  readonly statements: readonly PairStatement[];
  /** Both texts of an unsupported table, without secrets. */
  readonly texts: { readonly server: string; readonly printed: string | null } | null;
}

export interface PairFinding {
  readonly code: string;
  readonly level: FindingLevel;
  readonly message: string;
  /** Names the part of docs/findings.md. */
  readonly documentation: string;
}

export interface PairStatement {
  readonly id: number;
  readonly sql: string;
  /** Codes of its findings. */
  readonly findings: readonly string[];
  readonly undo: string | null;
  readonly undoNote: string | null;
  readonly outcome: RunOutcomeKind | null;
  readonly error: string | null;
}

/** Null when there is no pair of that id (any more). `running`: the progress of the run that is under way. */
export function pairDetails(
  compared: Compared,
  running: RunProgress | null,
  id: number,
  say: Saying = english,
): PairDetails | null {
  const index = comparedIndex(compared);
  const position = index.positions.get(id);
  const found = position === undefined ? undefined : compared.found.results[position];
  if (position === undefined || found === undefined) return null;
  const planned = index.statements.get(tableKey(found.pair.shadow)) ?? [];
  const notices = noticesAt(compared, position);
  const { result, reason } = verdictOf(compared, running, found, say);
  return {
    id,
    source: found.pair.source.table,
    shadow: found.pair.shadow.table,
    result,
    reason,
    sections: sectionsOf(compared, found),
    findings: distinct([...notices, ...planned.flatMap(({ findings }) => findings)], say),
    statements: statementsOfPair(compared, running, found, planned, say),
    texts: found.texts,
  };
}

/** Nothing is shown of a shadow that may hold a password in its options (P-12), and nothing where no one knows what should be. */
function sectionsOf({ server }: Compared, found: PairResult): readonly PairSection[] {
  const { actual, expected, differences } = found;
  if (expected === null) return [];
  if (actual !== null && server.dialect.refuseSource(actual) !== null) return [];
  return pairSections(expected, actual, differences, server.dialect);
}

function statementsOfPair(
  compared: Compared,
  running: RunProgress | null,
  { pair }: PairResult,
  planned: readonly PlannedStatement[],
  say: Saying,
): readonly PairStatement[] {
  if (planned.length > 0) {
    const marks = statementMarks(compared, running);
    return planned.map((statement) => statementOf(statement, marks.get(statement.id), say));
  }
  const key = tableKey(pair.shadow);
  return doneStatements(compared)
    .filter(({ statement }) => tableKey(statement.pair.shadow) === key)
    .map(({ statement, outcome, error }) => statementOf(statement, { outcome, error }, say));
}

function statementOf(
  { id, sql, findings, undo, undoNote, saidUndoNote }: PlannedStatement,
  mark: StatementProgress | undefined,
  say: Saying,
): PairStatement {
  return {
    id,
    sql,
    findings: [...new Set(findings.map(({ code }) => code))],
    undo: undo === null ? null : undo.map((text) => `${text};`).join('\n'),
    undoNote: saidIn(saidUndoNote ?? undoNote, say),
    outcome: mark?.outcome ?? null,
    error: saidIn(mark?.error ?? null, say),
  };
}

function saidIn(said: Said | null, say: Saying): string | null {
  return said === null ? null : say(said);
}

function distinct(findings: readonly Finding[], say: Saying): readonly PairFinding[] {
  const once = new Map(findings.map((finding) => [`${finding.code}\0${finding.message}`, finding]));
  return [...once.values()].map(({ code, level, message, said }) => ({
    code,
    level,
    message: say(said ?? message),
    documentation: code.toLowerCase(),
  }));
}

/** The one document of `--json` (docs/command-line.md); the human output is made from it too, so the two can't differ. */
import type { Difference } from '../diff/difference.ts';
import type { Finding } from '../diff/finding.ts';
import type { Analysis, PairResult, Plan, PlannedStatement, ResultKind } from '../shadow/analysis.ts';
import { english, phrase, type Said, type Saying } from '../schema/phrase.ts';
import { tableKey } from '../schema/tableName.ts';
import { saidOf } from '../task/runError.ts';
import type { RunResult, TableRun } from '../task/runResult.ts';
import { omittedByShadow, statementsByShadow } from './comparedIndex.ts';

export interface Report {
  readonly dialect: string;
  readonly serverVersion: string;
  readonly database: string;
  readonly shadowDatabase: string;
  readonly summary: Readonly<Record<ResultKind, number>>;
  readonly tables: readonly ReportTable[];
  readonly timing: { readonly readMs: number; readonly compareMs: number; readonly totalMs: number };
}

export interface ReportTable {
  readonly source: string;
  readonly shadow: string;
  readonly result: ResultKind;
  readonly reason: string | null;
  readonly differences: readonly Difference[];
  readonly notices: readonly ReportFinding[];
  /** Only for unsupported tables: what the server printed and what the model prints. */
  readonly texts?: { readonly server: string; readonly printed: string | null };
  readonly statements: readonly ReportStatement[];
  /** After `sync` only. */
  readonly outcome?: 'succeeded' | 'failed' | 'skipped';
  readonly verified?: boolean;
  readonly outcomeReason?: string;
}

export interface ReportStatement {
  readonly sql: string;
  readonly findings: readonly ReportFinding[];
  readonly undo: string | null;
  readonly undoNote: string | null;
  readonly outcome?: 'succeeded' | 'failed' | 'skipped';
  readonly error?: { readonly code: string; readonly errno: number | null; readonly message: string } | null;
}

export type ReportFinding = Pick<Finding, 'code' | 'level' | 'message'>;

export interface ReportInput {
  readonly dialect: string;
  readonly serverVersion: string;
  readonly analysis: Analysis;
  readonly plan: Plan;
  readonly totalMs: number;
  /** In which language it is; English by itself. */
  readonly say?: Saying;
}

/** Builds the document of `analyze` and `script`; `withRun` adds what a run did to it. */
export function buildReport(input: ReportInput): Report {
  const { say = english } = input;
  const statements = statementsByShadow(input.plan);
  const omitted = omittedByShadow(input.plan);
  const tables = input.analysis.results.map((result) => {
    const key = tableKey(result.pair.shadow);
    return tableOf(result, statements.get(key) ?? [], omitted.get(key) ?? null, say);
  });
  return {
    dialect: input.dialect,
    serverVersion: input.serverVersion,
    database: input.analysis.database,
    shadowDatabase: input.analysis.shadowDatabase,
    summary: summarise(tables),
    tables,
    timing: {
      readMs: Math.round(input.analysis.timing.readMs),
      compareMs: Math.round(input.analysis.timing.compareMs),
      totalMs: Math.round(input.totalMs),
    },
  };
}

function summarise(tables: readonly ReportTable[]): Record<ResultKind, number> {
  const counts: Record<ResultKind, number> = {
    create: 0,
    update: 0,
    consistent: 0,
    skipped: 0,
    unsupported: 0,
    failed: 0,
  };
  for (const { result } of tables) counts[result]++;
  return counts;
}

/** @param omitted why the plan leaves a differing table as it is: it can't be brought in line, which is a refusal */
function tableOf(
  result: PairResult,
  statements: readonly PlannedStatement[],
  omitted: Said | null,
  say: Saying,
): ReportTable {
  const reason = omitted ?? result.saidReason ?? result.reason;
  return {
    source: result.pair.source.table,
    shadow: result.pair.shadow.table,
    result: omitted === null ? result.result : 'unsupported',
    reason: reason === null ? null : say(reason),
    differences: result.differences,
    notices: result.notices.map((notice) => findingOf(notice, say)),
    ...(result.texts === null ? {} : { texts: result.texts }),
    statements: statements.map((statement) => statementOf(statement, say)),
  };
}

function statementOf(statement: PlannedStatement, say: Saying): ReportStatement {
  const undoNote = statement.saidUndoNote ?? statement.undoNote;
  return {
    sql: statement.sql,
    findings: statement.findings.map((finding) => findingOf(finding, say)),
    undo: statement.undo === null ? null : statement.undo.join(';\n'),
    undoNote: undoNote === null ? null : say(undoNote),
  };
}

function findingOf({ code, level, message, said = message }: Finding, say: Saying): ReportFinding {
  return { code, level, message: say(said) };
}

/** The document with what a run did added to it. Tables that the run did not touch stay as they are. */
export function withRun(report: Report, plan: Plan, run: RunResult, say: Saying = english): Report {
  const runs = new Map(run.tables.map((table) => [table.pair.shadow.table, table]));
  const statements = statementsByShadow(plan);
  const tables = report.tables.map((table): ReportTable => {
    const done = runs.get(table.shadow);
    if (done === undefined) return table;
    const ids = (statements.get(tableKey(done.pair.shadow)) ?? []).map(({ id }) => id);
    return tableWithRun(table, done, ids, say);
  });
  return { ...report, tables };
}

/** The reason, and behind it what can be done about the statement that failed. */
function withRemedy(reason: Said, { statements }: TableRun): Said {
  const error = statements.find((statement) => (statement.error?.remedy ?? null) !== null)?.error;
  const remedy = error?.saidRemedy ?? error?.remedy ?? null;
  if (remedy === null) return reason;
  return /[.!?]$/.test(english(reason)) ? phrase`${reason} ${remedy}` : phrase`${reason}. ${remedy}`;
}

function tableWithRun(table: ReportTable, run: TableRun, ids: readonly number[], say: Saying): ReportTable {
  const reason = run.saidReason ?? run.reason;
  const outcomes = new Map(run.statements.map((statement) => [statement.id, statement]));
  return {
    ...table,
    outcome: run.outcome,
    verified: run.verified === true,
    ...(reason === null ? {} : { outcomeReason: say(withRemedy(reason, run)) }),
    statements: table.statements.map((statement, i) => {
      const done = outcomes.get(ids[i] ?? -1);
      if (done === undefined) return { ...statement, outcome: 'skipped', error: null };
      const { outcome, error } = done;
      return {
        ...statement,
        // An unknown outcome is no success; the error says that the server could not be asked.
        outcome: outcome === 'unknown' ? 'failed' : outcome,
        error: error === null ? null : { code: error.code, errno: error.errno, message: say(saidOf(error)) },
      };
    }),
  };
}

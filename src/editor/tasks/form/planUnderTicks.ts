/** What of a plan would run under the ticks of now, as the run itself will decide it. Without `vscode`. */
import type { Compared } from '../../../comparison/comparisonState.ts';
import { statementsOf } from '../../../comparison/statementMarks.ts';
import { phrase } from '../../../schema/phrase.ts';
import type { Said, Saying } from '../../../schema/phrase.ts';
import { tableKey } from '../../../schema/tableName.ts';
import type { PlannedStatement } from '../../../shadow/analysis.ts';
import { planText } from '../../../shadow/planText.ts';
import { refusedTables } from '../../../task/admission.ts';
import { statementFingerprint } from '../../../task/model/statementFingerprint.ts';
import type { AllowedFinding } from '../../../task/model/task.ts';

/** Whether the user ticked this statement. */
export type IsTicked = (statement: PlannedStatement) => boolean;

export interface PlanUnderTicks {
  readonly running: readonly PlannedStatement[];
  readonly tables: number;
  /** Statements with an unsafe or refused finding, in the order in which they run. */
  readonly risky: readonly PlannedStatement[];
  /** Of tables that nobody confirmed to be shadows: no tick lets them run. */
  readonly unconfirmed: ReadonlySet<number>;
  /** Those of the risky ones that may run, as far as they themselves are concerned. */
  readonly ticked: ReadonlySet<number>;
  readonly allowed: readonly AllowedFinding[];
  readonly leftOut: readonly Said[];
}

export function planUnderTicks({ plan }: Compared, isTicked: IsTicked): PlanUnderTicks {
  const refused = refusedTables(plan, (statement, { level }) => level !== 'refused' && isTicked(statement));
  const statements = statementsOf(plan);
  const running = statements.filter(({ pair }) => !refused.has(tableKey(pair.shadow)));
  const risky = statements.filter(isRisky);
  const ticked = risky.filter((one) => !isRefused(one) && isTicked(one));
  return {
    running,
    tables: new Set(running.map(({ pair }) => tableKey(pair.shadow))).size,
    risky,
    unconfirmed: new Set(risky.filter(isRefused).map(({ id }) => id)),
    ticked: new Set(ticked.map(({ id }) => id)),
    allowed: ticked.flatMap(allowedFindings),
    leftOut: [...refused.values()].map(({ reason }) => reason),
  };
}

function isRisky({ findings }: PlannedStatement): boolean {
  return findings.some(({ level }) => level === 'unsafe' || level === 'refused');
}

function isRefused({ findings }: PlannedStatement): boolean {
  return findings.some(({ level }) => level === 'refused');
}

/** A tick holds for the very text of the statement, and for each of its risks by name. */
function allowedFindings({ sql, findings }: PlannedStatement): readonly AllowedFinding[] {
  const statement = statementFingerprint(sql);
  const codes = findings.flatMap(({ level, code }) => (level === 'unsafe' ? [code] : []));
  return [...new Set(codes)].map((code) => ({ statement, code }));
}

/** Whether all risks of a statement are among those that were allowed. */
export function wasAllowed(statement: PlannedStatement, allowed: readonly AllowedFinding[]): boolean {
  if (allowed.length === 0) return false;
  const needed = allowedFindings(statement);
  return (
    needed.length > 0 &&
    needed.every((one) => allowed.some((two) => two.statement === one.statement && two.code === one.code))
  );
}

/** Exactly the statements that would run, in their order (O-65). */
export function taskSql(compared: Compared, { running, leftOut }: PlanUnderTicks, say: Saying): string {
  const { server, request, readAt, plan } = compared;
  return planText(plan, {
    dialect: `${server.dialect.name} ${server.serverVersion}`,
    madeAt: new Date(readAt).toISOString(),
    connection: `${request.connection.name} (${request.connection.environment})`,
    notes: leftOut.map((reason) => phrase`Left as it is: ${reason}`),
    session: server.scriptSession,
    selected: new Set(running.map(({ id }) => id)),
    say,
  });
}

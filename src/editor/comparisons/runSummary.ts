/** What a run would do under the user's choices, counted before anything is sent. Without `vscode`. */
import { policyOf } from '../../comparison/runComparison.ts';
import type { AllowedFindings, RunChoices } from '../../comparison/runComparison.ts';
import { statementsOf } from '../../comparison/statementMarks.ts';
import { english } from '../../schema/phrase.ts';
import { tableKey } from '../../schema/tableName.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { Plan, PlannedStatement } from '../../shadow/analysis.ts';
import { refusedTables } from '../../task/admission.ts';

/** The statements that run only when they were allowed one by one (R3), in the order in which they run. */
export function unsafeStatements(plan: Plan): readonly PlannedStatement[] {
  return statementsOf(plan).filter(({ findings }) => findings.some(({ level }) => level === 'unsafe'));
}

/** Shadows that don't run before they were confirmed by their name (SS116), each once. */
export function unconfirmedShadows(plan: Plan): readonly TableName[] {
  const shadows = statementsOf(plan).flatMap(({ findings, pair }) =>
    findings.some(({ level }) => level === 'refused') ? [[tableKey(pair.shadow), pair.shadow] as const] : [],
  );
  return [...new Map(shadows).values()];
}

/** All unsafe findings of the statements that were ticked. */
export function allowedFindings(ticked: readonly PlannedStatement[]): readonly AllowedFindings[] {
  return ticked.map(({ id, findings }) => ({
    statement: id,
    codes: findings.flatMap(({ level, code }) => (level === 'unsafe' ? [code] : [])),
  }));
}

export interface RunSummary {
  readonly statements: number;
  readonly tables: number;
  /** Unsafe statements among them. */
  readonly unsafe: number;
  /** Tables of the plan that do not run, with the reason. */
  readonly leftOut: readonly LeftOutTable[];
}

export interface LeftOutTable {
  readonly shadow: TableName;
  readonly reason: string;
}

/** By the very rule that the run decides by. */
export function runSummary(plan: Plan, choices: RunChoices): RunSummary {
  const refused = refusedTables(plan, policyOf(choices).allow);
  const tables = plan.groups.flatMap((group) => group.tables);
  const running = statementsOf(plan).filter(({ pair }) => !refused.has(tableKey(pair.shadow)));
  return {
    statements: running.length,
    tables: tables.length - refused.size,
    unsafe: running.filter(({ findings }) => findings.some(({ level }) => level === 'unsafe')).length,
    leftOut: tables.flatMap((shadow) => {
      const refusal = refused.get(tableKey(shadow));
      return refusal === undefined ? [] : [{ shadow, reason: english(refusal.reason) }];
    }),
  };
}

/** Which groups of a plan may run at all, decided before anything is sent: a table runs whole or not at all (R3). */
import { phrase } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { displayName, tableKey } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import type { Plan, PlanGroup, PlannedStatement } from '../shadow/analysis.ts';
import type { RunPolicy } from './runPolicy.ts';
import type { TableCode } from './runResult.ts';

export interface Refusal {
  readonly code: TableCode;
  readonly reason: Said;
}

/** Why tables of the plan will not run, by shadow `tableKey`; tables that may run have no entry. */
export function refusedTables(plan: Plan, allow: RunPolicy['allow']): ReadonlyMap<string, Refusal> {
  const refusals = new Map<string, Refusal>();
  const blocked = new Map<number, TableName>();
  for (const group of plan.groups) refuseFindings(group, allow, refusals);
  // Groups come after the ones they need, so one pass forwards reaches all that follows from a refusal.
  for (const [index, group] of plan.groups.entries()) {
    const culprit =
      culpritOf(group, refusals) ??
      group.needs.map((need) => blocked.get(need)).find((name) => name !== undefined);
    if (culprit === undefined) continue;
    blocked.set(index, culprit);
    for (const name of group.tables) refuseFor(name, culprit, refusals);
  }
  // And one backwards, for groups that only prepare what will not happen (released foreign keys).
  for (const [index, group] of [...plan.groups.entries()].reverse()) {
    if (blocked.has(index)) continue;
    const culprit = onlyNeededBy(group, refusals);
    if (culprit === null) continue;
    blocked.set(index, culprit);
    for (const name of group.tables) {
      refusals.set(tableKey(name), {
        code: 'needs',
        reason: phrase`Only ${displayName(culprit)} needs this change, and that table does not run.`,
      });
    }
  }
  return refusals;
}

function refuseFindings(group: PlanGroup, allow: RunPolicy['allow'], refusals: Map<string, Refusal>): void {
  for (const statement of group.statements) {
    const { shadow } = statement.pair;
    if (refusals.has(tableKey(shadow))) continue;
    const finding = refusedFinding(statement, allow);
    if (finding === undefined) continue;
    refusals.set(tableKey(shadow), {
      code: 'not-allowed',
      reason: phrase`${finding.code} on ${displayName(shadow)} was not allowed: ${finding.said ?? finding.message}`,
    });
  }
}

function refusedFinding(
  statement: PlannedStatement,
  allow: RunPolicy['allow'],
): PlannedStatement['findings'][number] | undefined {
  return statement.findings.find(
    (finding) => (finding.level === 'unsafe' || finding.level === 'refused') && !allow(statement, finding),
  );
}

/** The group's own table that was not allowed: its tables depend on each other both ways, so none runs without it. */
function culpritOf(group: PlanGroup, refusals: ReadonlyMap<string, Refusal>): TableName | undefined {
  return group.tables.find((name) => refusals.has(tableKey(name)));
}

function refuseFor(name: TableName, culprit: TableName, refusals: Map<string, Refusal>): void {
  if (refusals.has(tableKey(name))) return;
  const why = refusals.get(tableKey(culprit))?.reason ?? phrase`it does not run`;
  refusals.set(tableKey(name), {
    code: 'needs',
    reason: phrase`It depends on ${displayName(culprit)}, which does not run: ${why}`,
  });
}

/** The refused table for whose sake alone the whole group is there; null when the group has a purpose of its own. */
function onlyNeededBy(group: PlanGroup, refusals: ReadonlyMap<string, Refusal>): TableName | null {
  const needed = group.statements.map((statement) => statement.neededBy);
  if (needed.length === 0 || needed.some((names) => names.length === 0)) return null;
  const names = needed.flat();
  return names.every((name) => refusals.has(tableKey(name))) ? (names[0] ?? null) : null;
}

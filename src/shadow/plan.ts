/** Planning: an analysis → ordered statements with findings, undo, dependencies and fingerprints, bound by one hash. */
import type { Dialect, GatePermit, Step } from '../diff/dialect.ts';
import type { Finding, TableFacts } from '../diff/finding.ts';
import { english, phrase, reasoned } from '../schema/phrase.ts';
import { tableKey } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import { recomparing } from './analyse.ts';
import type { Analysis, OmittedPair, Plan, PlanGroup, PlannedStatement } from './analysis.ts';
import { draftTables, phases, stepsOf } from './draftTables.ts';
import type { DraftTable } from './draftTables.ts';
import { fingerprint } from './fingerprint.ts';
import { permitOf, refusedByGate } from './gatePlan.ts';
import { standing } from './missingParents.ts';
import { foldedKey } from './pairing.ts';
import { atOnce, inSlices } from './inSlices.ts';
import type { Pacing } from './inSlices.ts';
import { planHash } from './planHash.ts';
import { makeableShadows, shadowParents } from './shadowParents.ts';
import { orderGroups } from './orderGroups.ts';
import type { OrderedGroup } from './orderGroups.ts';
import { undoStatement } from './undoStatement.ts';

export interface PlanRequest {
  readonly dialect: Dialect;
  readonly serverIdentity: string;
  /** Shadows (`tableKey`) to leave as they are. */
  readonly skip?: ReadonlySet<string>;
}

/**
 * Makes the plan. The same analysis gives the same plan, whatever the machine (PR3). A table that can't be planned is
 * omitted with its reason, and then so are the foreign keys to it; a table with a statement that the gate does not let
 * through is one of them.
 */
export function makePlan(analysis: Analysis, request: PlanRequest): Plan {
  return atOnce(planning(analysis, request));
}

/** `makePlan` for thousands of tables: gives way to others again and again. Also throws ShadowSyncError 'cancelled'. */
export async function makePlanInSlices(analysis: Analysis, request: PlanRequest & Pacing): Promise<Plan> {
  return await inSlices(planning(analysis, request), request);
}

function* planning(analysis: Analysis, request: PlanRequest): Generator<undefined, Plan> {
  const { dialect } = request;
  const omitted: OmittedPair[] = [];
  const skip = new Set(request.skip);
  let current = analysis;
  if (skip.size > 0) current = yield* recomparing(analysis, { dialect, skip: withSkipped(analysis, skip) });
  const wanted = current;
  for (;;) {
    const draft = yield* draftTables(current, dialect);
    const plan =
      draft.omitted.length === 0
        ? yield* assemble(current, draft.tables, [...omitted, ...settled(wanted, current)], request)
        : null;
    const refused = plan === null ? draft.omitted : yield* refusedByGate(plan, dialect);
    if (plan !== null && refused.length === 0) return plan;
    // Without the tables that can't be planned everything is looked at anew: others may have counted on them.
    omitted.push(...refused);
    for (const { pair } of refused) skip.add(tableKey(pair.shadow));
    current = yield* recomparing(analysis, { dialect, skip: withSkipped(analysis, skip) });
  }
}

/** Tables that differed and, without what is left out now, differ no longer: nothing will be done to them, which is said. */
function settled(wanted: Analysis, current: Analysis): readonly OmittedPair[] {
  return wanted.results.flatMap(({ pair, result }, i) => {
    const differed = result === 'create' || result === 'update';
    if (!differed || current.results[i]?.result !== 'consistent') return [];
    return [
      {
        pair,
        ...reasoned(
          phrase`what it lacks are foreign keys to tables that are left as they are; without these it is as it should be`,
        ),
      },
    ];
  });
}

/** What was skipped at analysis stays skipped. */
function withSkipped(analysis: Analysis, skip: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(skip);
  for (const { result, pair } of analysis.results) if (result === 'skipped') all.add(tableKey(pair.shadow));
  return all;
}

function* assemble(
  analysis: Analysis,
  tables: readonly DraftTable[],
  omitted: readonly OmittedPair[],
  { dialect, serverIdentity }: PlanRequest,
): Generator<undefined, Plan> {
  const parents = shadowParents(analysis, dialect.names, makeableShadows(analysis.results, dialect.names));
  let id = 0;
  const groups: PlanGroup[] = [];
  const fingerprints = new Map<string, { readonly source: string; readonly shadow: string }>();
  for (const { tables: members, needs } of yield* orderGroups(tables, dialect)) {
    const planned = members.map((table) => planTable(table, members, parents, analysis, dialect));
    // All tables' foreign keys are out of the way before the first is built, and come back when all are built.
    const statements = phases.flatMap((phase) =>
      planned.flatMap((list) => list.filter((s) => s.phase === phase)),
    );
    groups.push({
      tables: members.map(({ result }) => result.pair.shadow),
      statements: statements.map((statement) => ({ ...statement, id: ++id })),
      needs,
    });
    // Right behind the statements, whose states mostly have the same texts: those hashes are still known.
    for (const { result, from } of members) {
      fingerprints.set(tableKey(result.pair.shadow), {
        source: fingerprint(dialect, result.source),
        shadow: fingerprint(dialect, from),
      });
    }
    yield;
  }
  const { database, shadowDatabase, rule, options } = analysis;
  const content = {
    groups,
    fingerprints,
    serverIdentity,
    database,
    shadowDatabase,
    rule,
    options,
    omitted,
  };
  return { ...content, hash: yield* planHash(content) };
}

/** The statements of one table of a group; their ids are given when the whole order stands. */
function planTable(
  table: DraftTable,
  group: OrderedGroup['tables'],
  parents: (source: TableName) => TableName | null,
  analysis: Analysis,
  dialect: Dialect,
): PlannedStatement[] {
  const permit = permitOf(table.result, analysis, dialect, parents);
  const steps = finalSteps(table, group, dialect);
  const ownSql = ownStatements(table, dialect);
  const stands = standing(analysis, dialect);
  return steps.map((step) => planStep(step, table, permit, ownSql, dialect, stands));
}

/**
 * In a group of several tables a created one can't yet point to those that are built after it, so it is asked for again
 * with those `absent`: their foreign keys come in phase connect.
 */
function finalSteps(table: DraftTable, group: readonly DraftTable[], dialect: Dialect): readonly Step[] {
  const later = new Set(group.slice(group.indexOf(table) + 1).map(({ key }) => key));
  if (table.from !== null || later.size === 0) return table.steps;
  return stepsOf(table, (name) => later.has(foldedKey(dialect.names, name)), dialect);
}

/** What the table's own change would need; null when nothing was released for others, so that all of it is. */
function ownStatements(table: DraftTable, dialect: Dialect): ReadonlySet<string> | null {
  if (table.releasedFor.length === 0) return null;
  if (table.result.result === 'consistent' || table.from === null) return new Set();
  const release = new Set(dialect.releases(table.from, table.to, table.from));
  const steps = dialect.steps(table.from, table.to, { release, absent: () => false });
  return new Set(steps.map(({ sql }) => sql));
}

function planStep(
  step: Step,
  table: DraftTable,
  permit: GatePermit,
  ownSql: ReadonlySet<string> | null,
  dialect: Dialect,
  stands: (name: TableName) => boolean,
): PlannedStatement {
  const { result } = table;
  const isForOthers = ownSql !== null && !ownSql.has(step.sql);
  const isRestored = isForOthers || !result.differences.some(({ object }) => object === 'foreign key');
  const facts = table.from === null ? justMade : result.facts;
  const found = dialect.findings(step, facts);
  const own = isRestored && step.phase !== 'build' && table.from !== null ? found.map(putBack) : found;
  const grave = result.notices.filter(({ level }) => level === 'refused' || level === 'unsafe');
  const findings = [...grave, ...own];
  return {
    id: 0,
    pair: result.pair,
    sql: step.sql,
    phase: step.phase,
    findings,
    ...undoStatement(step, findings, result.facts, dialect, stands),
    neededBy: isForOthers ? table.releasedFor : [],
    before: fingerprint(dialect, step.before),
    after: fingerprint(dialect, step.after),
    permit,
  };
}

/** A table that the plan itself makes has no rows that its later statements could meet. */
const justMade: TableFacts = { hasRows: false, estimatedRows: 0, dataBytes: null };

/**
 * A foreign key that this very plan takes away and puts back as it was held for all rows before, so neither half is
 * "unsafe": it can only fail when somebody writes a row without parent in between.
 */
function putBack(finding: Finding): Finding {
  if (finding.level !== 'unsafe' || (finding.code !== 'SS104' && finding.code !== 'SS112')) return finding;
  const said = phrase`${finding.said ?? finding.message} This plan only takes it away for a moment and puts it back.`;
  return { ...finding, level: 'caution', message: english(said), said };
}

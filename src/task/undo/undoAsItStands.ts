/** What is left of a plan that takes a run back, as its tables stand now. */
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { displayName, tableKey } from '../../schema/tableName.ts';
import type { Plan, PlanGroup, PlannedStatement } from '../../shadow/analysis.ts';
import { atOnce } from '../../shadow/inSlices.ts';
import { planHash } from '../../shadow/planHash.ts';
import { sha256 } from '../../shadow/sha256.ts';
import { liveEntry } from '../liveTables.ts';
import type { LiveTable } from '../liveTables.ts';
import { resumePoints } from '../resumePoint.ts';
import type { Planned } from '../taskPorts.ts';

/**
 * `live` has an entry for every shadow of the plan. Where nothing was done and nothing moved, the result is the frozen plan
 * with its hash; a table that stands where the plan never leads it keeps its statements, and the fingerprint that it has, so
 * that admission finds it (R6, R7).
 */
export function undoAsItStands(
  frozen: Plan,
  live: ReadonlyMap<string, LiveTable>,
  serverIdentity: string,
): Planned {
  const problems: Said[] = frozen.omitted.map(
    ({ pair, reason, saidReason }) =>
      phrase`${displayName(pair.shadow)}: left as it is: ${saidReason ?? reason}`,
  );
  const fingerprints = new Map<string, { readonly source: string; readonly shadow: string }>();
  const left = frozen.groups.map((group) => {
    const points = pointsOf(group, live);
    for (const shadow of group.tables) {
      const key = tableKey(shadow);
      const entry = liveEntry(live, shadow);
      if (entry.kind === 'unknown') problems.push(phrase`${displayName(shadow)}: ${entry.reason}`);
      const source = frozen.fingerprints.get(key)?.source ?? '';
      if (points.get(key) !== statementsOn(group, key).length) {
        fingerprints.set(key, { source, shadow: printOf(entry) });
      }
    }
    return { ...group, statements: undone(group, points) };
  });
  const content = { ...frozen, serverIdentity, groups: withoutDone(left), fingerprints };
  return { plan: { ...content, hash: atOnce(planHash(content)) }, problems, notes: [] };
}

/** What can't be read is equal to nothing that a plan knows. */
function printOf(entry: LiveTable): string {
  return entry.kind === 'known' ? entry.fingerprint : sha256('unknown');
}

function pointsOf(
  group: PlanGroup,
  live: ReadonlyMap<string, LiveTable>,
): ReadonlyMap<string, number | null> {
  const chains = new Map(
    group.tables.map((shadow) => {
      const key = tableKey(shadow);
      const statements = statementsOn(group, key);
      return [
        key,
        { statements, chain: [statements[0]?.before ?? '', ...statements.map(({ after }) => after)] },
      ];
    }),
  );
  const standing = new Map(
    group.tables.map((shadow) => [tableKey(shadow), printOf(liveEntry(live, shadow))]),
  );
  return resumePoints(group.statements, chains, standing);
}

function statementsOn({ statements }: PlanGroup, key: string): readonly PlannedStatement[] {
  return statements.filter(({ pair }) => tableKey(pair.shadow) === key);
}

/** Without those that are in force; of a table that moved, all. */
function undone(
  { statements }: PlanGroup,
  points: ReadonlyMap<string, number | null>,
): readonly PlannedStatement[] {
  const seen = new Map<string, number>();
  return statements.filter(({ pair }) => {
    const key = tableKey(pair.shadow);
    const place = seen.get(key) ?? 0;
    seen.set(key, place + 1);
    return place >= (points.get(key) ?? 0);
  });
}

function withoutDone(groups: readonly PlanGroup[]): readonly PlanGroup[] {
  const open = groups.flatMap(({ statements }, index) => (statements.length > 0 ? [index] : []));
  const places = new Map(open.map((index, place) => [index, place]));
  return open.flatMap((index) => {
    const group = groups[index];
    if (group === undefined) return [];
    const keys = new Set(group.statements.map(({ pair }) => tableKey(pair.shadow)));
    return [
      {
        ...group,
        tables: group.tables.filter((shadow) => keys.has(tableKey(shadow))),
        needs: group.needs.flatMap((need) => places.get(need) ?? []),
      },
    ];
  });
}

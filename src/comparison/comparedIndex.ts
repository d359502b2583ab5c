/** A result looked up by pair: made when a panel asks first, kept as long as the result. */
import type { Said } from '../schema/phrase.ts';
import { tableKey } from '../schema/tableName.ts';
import type { Plan, PlannedStatement } from '../shadow/analysis.ts';
import type { Compared } from './comparisonState.ts';

export interface ComparedIndex {
  /** By `tableKey` of the shadow, in the order in which they run. */
  readonly statements: ReadonlyMap<string, readonly PlannedStatement[]>;
  /** Why the plan leaves a differing shadow as it is, by its `tableKey`. */
  readonly omitted: ReadonlyMap<string, Said>;
  /** Where a pair stands among the results, by its id. */
  readonly positions: ReadonlyMap<number, number>;
  /** Names of the shadows that the user skips. */
  readonly skipped: ReadonlySet<string>;
}

const known = new WeakMap<Compared, ComparedIndex>();

export function comparedIndex(compared: Compared): ComparedIndex {
  const before = known.get(compared);
  if (before !== undefined) return before;
  const { plan, found, ids, request } = compared;
  const positions = found.results.map(
    ({ pair }, position) => [ids.get(tableKey(pair.shadow)) ?? -1, position] as const,
  );
  const index = {
    statements: statementsByShadow(plan),
    omitted: omittedByShadow(plan),
    positions: new Map(positions),
    skipped: new Set(request.skip),
  };
  known.set(compared, index);
  return index;
}

/** The statements of a plan by `tableKey` of the shadow that they change. */
export function statementsByShadow({ groups }: Plan): ReadonlyMap<string, readonly PlannedStatement[]> {
  const statements = new Map<string, PlannedStatement[]>();
  for (const statement of groups.flatMap((group) => group.statements)) {
    const key = tableKey(statement.pair.shadow);
    const list = statements.get(key);
    if (list === undefined) statements.set(key, [statement]);
    else list.push(statement);
  }
  return statements;
}

/** Why the plan leaves differing shadows as they are, by their `tableKey`. */
export function omittedByShadow({ omitted }: Plan): ReadonlyMap<string, Said> {
  return new Map(
    omitted.map(({ pair, reason, saidReason }) => [tableKey(pair.shadow), saidReason ?? reason]),
  );
}

/** Where foreign keys of shadows point to: from a source table to its shadow. */
import type { NameRules } from '../schema/nameRules.ts';
import type { TableName } from '../schema/tableName.ts';
import type { Analysis, PairResult } from './analysis.ts';
import { foldedKey } from './pairing.ts';
import { shadowName } from './shadowNames.ts';

/** What the mapping must know of an analysis. */
export type MappedAnalysis = Pick<Analysis, 'database' | 'rule' | 'shadowTables'>;

/**
 * A source table's shadow when it exists or can be made, else null (ShadowMapping.shadowParent).
 * Tables outside the range count when their shadow stands: their foreign keys are as good as those inside.
 * `makeable` has the shadows, by folded key of their source, that the plan will create.
 */
export function shadowParents(
  analysis: MappedAnalysis,
  names: Pick<NameRules, 'foldTable'>,
  makeable: ReadonlyMap<string, TableName>,
): (source: TableName) => TableName | null {
  const database = names.foldTable(analysis.database);
  return (source) => {
    // The naming rule is about one database; a parent elsewhere has no shadow by it.
    if (names.foldTable(source.database) !== database) return null;
    const key = foldedKey(names, source);
    const shadow = foldedKey(names, shadowName(analysis.rule, { database, table: source.table }));
    // A rule of single names gives all other tables their own: that would point at the source table itself.
    const standing = shadow === key ? undefined : analysis.shadowTables.get(shadow);
    return makeable.get(key) ?? standing ?? null;
  };
}

/** The pairs of an analysis whose shadow a plan can count on: it stands, or it is to be created. */
export function makeableShadows(
  results: readonly PairResult[],
  names: Pick<NameRules, 'foldTable'>,
): Map<string, TableName> {
  const makeable = new Map<string, TableName>();
  for (const { pair, result, actual } of results) {
    if (result === 'create' || actual !== null) makeable.set(foldedKey(names, pair.source), pair.shadow);
  }
  return makeable;
}

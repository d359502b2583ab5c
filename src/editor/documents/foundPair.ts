/** The pairs of a comparison by their shadows. Without `vscode`. */
import type { Compared } from '../../comparison/comparisonState.ts';
import { tableKey } from '../../schema/tableName.ts';
import type { TableName } from '../../schema/tableName.ts';

export type FoundPair = Compared['found']['results'][number];

/** All documents of a comparison ask for their pairs, one after the other. */
const foundPairs = new WeakMap<Compared, ReadonlyMap<string, FoundPair>>();

/** The pair of this shadow as the analysis found it, skipped or not; null when there is none (any more). */
export function foundPair(compared: Compared, shadow: TableName): FoundPair | null {
  let byKey = foundPairs.get(compared);
  if (byKey === undefined) {
    byKey = new Map(compared.found.results.map((result) => [tableKey(result.pair.shadow), result]));
    foundPairs.set(compared, byKey);
  }
  return byKey.get(tableKey(shadow)) ?? null;
}

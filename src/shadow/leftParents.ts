/** Foreign keys to shadows that a plan leaves as they are, and that such a shadow, as it stands, can't carry. */
import type { Dialect } from '../diff/dialect.ts';
import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import { displayName } from '../schema/tableName.ts';
import type { Analysis, PairResult } from './analysis.ts';
import { foldedKey } from './pairing.ts';

/** The existing shadows that differ or may differ, and that no statement will change; by folded key. */
export function leftParents(analysis: Analysis, dialect: Dialect): ReadonlyMap<string, PairResult> {
  const left = new Map<string, PairResult>();
  for (const result of analysis.results) {
    const isLeft =
      result.result === 'skipped' || result.result === 'unsupported' || result.result === 'failed';
    if (isLeft && result.actual !== null) left.set(foldedKey(dialect.names, result.pair.shadow), result);
  }
  return left;
}

/**
 * Why this shadow can't become what it should: a foreign key of it would be refused by a parent that stays behind, and only
 * after others had been released for it. Null when there is none.
 */
export function refuseLeftParents(
  { pair, expected }: PairResult,
  left: ReadonlyMap<string, PairResult>,
  dialect: Dialect,
): Phrase | null {
  if (expected === null || left.size === 0) return null;
  for (const name of dialect.references(expected)) {
    const parent = left.get(foldedKey(dialect.names, name));
    if (parent?.actual == null || foldedKey(dialect.names, pair.shadow) === foldedKey(dialect.names, name))
      continue;
    const [key] = dialect.unfitKeys(expected, parent.actual);
    if (key === undefined) continue;
    return phrase`its foreign key ${key} does not fit ${displayName(name)} as that stands, and that table is left as it is`;
  }
  return null;
}

/** Foreign keys to shadows that a plan leaves as they are, and that such a shadow, as it stands, can't carry. */
import type { Dialect } from '../diff/dialect.ts';
import { phrase } from '../schema/phrase.ts';
import type { Phrase, Said } from '../schema/phrase.ts';
import type { TableModel } from '../schema/tableModel.ts';
import { displayName } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import type { Analysis, PairResult } from './analysis.ts';
import { foldedKey } from './pairing.ts';

/** The existing tables that no statement will change: shadows that differ or may differ, and what is outside; by folded key. */
export function leftParents(analysis: Analysis, dialect: Dialect): ReadonlyMap<string, TableModel> {
  const left = new Map(analysis.outsideParents);
  for (const { result, actual, pair } of analysis.results) {
    const isLeft = result === 'skipped' || result === 'unsupported' || result === 'failed';
    if (isLeft && actual !== null) left.set(foldedKey(dialect.names, pair.shadow), actual);
  }
  return left;
}

/**
 * Why this shadow can't become what it should: a foreign key of it would be refused by a parent that stays behind, and only
 * after others had been released for it. Null when there is none.
 */
export function refuseLeftParents(
  result: PairResult,
  left: ReadonlyMap<string, TableModel>,
  dialect: Dialect,
): Phrase | null {
  if (left.size === 0) return null;
  const unfit = firstUnfit(result, (key) => left.get(key) ?? null, dialect);
  return unfit === null
    ? null
    : phrase`its foreign key ${unfit.key} does not fit ${displayName(unfit.parent)} as that stands (${unfit.why}), and that table is left as it is`;
}

/** The tables that this analysis read, as they will stand: sources as they are, shadows as they should be. By folded key. */
export function comingParents(analysis: Analysis, dialect: Dialect): ReadonlyMap<string, TableModel> {
  const coming = new Map<string, TableModel>();
  for (const { pair, source, expected, result } of analysis.results) {
    if (source !== null) coming.set(foldedKey(dialect.names, pair.source), source);
    const isComing = result === 'create' || result === 'update' || result === 'consistent';
    if (isComing && expected !== null) coming.set(foldedKey(dialect.names, pair.shadow), expected);
  }
  return coming;
}

/**
 * Why this shadow can't become what it should: it has a foreign key that its parent, as that will stand, can't carry. MariaDB
 * lets the primary key that a foreign key refers to be exchanged for another one, all servers do without foreign_key_checks,
 * and the options may leave a parent an engine or partitions that go with no foreign key.
 */
export function refuseUnfitParents(
  result: PairResult,
  coming: ReadonlyMap<string, TableModel>,
  dialect: Dialect,
): Phrase | null {
  const unfit = firstUnfit(result, (key) => coming.get(key) ?? null, dialect);
  return unfit === null
    ? null
    : phrase`its foreign key ${unfit.key} can’t refer to ${displayName(unfit.parent)} as that will stand: ${unfit.why}. Put the source tables right, compare what the options pass over, or leave foreign keys out`;
}

interface UnfitParent {
  readonly key: string;
  readonly parent: TableName;
  readonly why: Said;
}

/** The first foreign key of the shadow, as it should be, that another table can't carry as `parentOf` (by folded key) has it. */
function firstUnfit(
  { pair, expected }: PairResult,
  parentOf: (key: string) => TableModel | null,
  dialect: Dialect,
): UnfitParent | null {
  if (expected === null) return null;
  const own = foldedKey(dialect.names, pair.shadow);
  for (const parent of dialect.references(expected)) {
    const place = foldedKey(dialect.names, parent);
    const model = place === own ? null : parentOf(place);
    const [unfit] = model === null ? [] : dialect.unfitKeys(expected, model);
    if (unfit !== undefined) return { key: unfit.name, parent, why: unfit.why };
  }
  return null;
}

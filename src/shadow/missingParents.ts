/** Foreign keys to tables that are not there. */
import type { Dialect } from '../diff/dialect.ts';
import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import type { TableModel } from '../schema/tableModel.ts';
import { displayName, tableKey } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import type { Analysis, PairResult } from './analysis.ts';
import { foldedKey } from './pairing.ts';

/** Whether a table was there at analysis; of other databases nothing is known, so nothing is said against them. */
export function standing(
  { shadowDatabase, shadowTables }: Pick<Analysis, 'shadowDatabase' | 'shadowTables'>,
  { names }: Pick<Dialect, 'names'>,
): (name: TableName) => boolean {
  return (name) =>
    names.foldTable(name.database) !== names.foldTable(shadowDatabase) ||
    shadowTables.has(foldedKey(names, name));
}

/** The tables that `to` has foreign keys to and `from` (null: nothing there) has none to. */
export function newParents(from: TableModel | null, to: TableModel, dialect: Dialect): readonly TableName[] {
  const kept = new Set(from === null ? [] : dialect.references(from).map(tableKey));
  return dialect.references(to).filter((parent) => !kept.has(tableKey(parent)));
}

/**
 * Why this shadow can't become what it should: its source was given a foreign key to no table (foreign_key_checks = 0), and the
 * option `keep` has the shadow refer to the same. `coming` are the tables as they will stand, by folded key.
 */
export function refuseMissingParents(
  { actual, expected, pair }: PairResult,
  stands: (name: TableName) => boolean,
  coming: ReadonlyMap<string, TableModel>,
  dialect: Dialect,
): Phrase | null {
  if (expected === null) return null;
  const own = foldedKey(dialect.names, pair.shadow);
  const missing = newParents(actual, expected, dialect).find((parent) => {
    const key = foldedKey(dialect.names, parent);
    return key !== own && !coming.has(key) && !stands(parent);
  });
  return missing === undefined
    ? null
    : phrase`it has a foreign key to ${displayName(missing)}, and that table is not there, or hidden from this account: make it, or leave foreign keys out`;
}

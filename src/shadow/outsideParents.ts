/** Tables that shadows are to refer to and that are none of the analysis' pairs, or of pairs that were not understood. */
import type { TableModel } from '../schema/tableModel.ts';
import type { TableName } from '../schema/tableName.ts';
import type { Analysis } from './analysis.ts';
import type { OutsideSource } from './outsideNames.ts';
import { foldedKey } from './pairing.ts';
import { digestWith, understand } from './understandPair.ts';

/**
 * By folded key; a table that can't be read or understood is missing, and what it can carry is the server's to say. Asks only
 * when there are such tables.
 */
export async function readOutsideParents(
  { results, shadowTables }: Pick<Analysis, 'results' | 'shadowTables'>,
  { dialect, reader, signal, known }: OutsideSource,
): Promise<ReadonlyMap<string, TableModel>> {
  const wanted = new Map<string, TableName>();
  for (const { result, expected } of results) {
    if (expected === null || (result !== 'create' && result !== 'update')) continue;
    for (const parent of dialect.references(expected)) {
      const key = foldedKey(dialect.names, parent);
      const there = shadowTables.get(key);
      if (there !== undefined && !known.has(key)) wanted.set(key, there);
    }
  }
  const parents = new Map<string, TableModel>();
  if (wanted.size === 0) return parents;
  const digest = digestWith(dialect, () => undefined);
  const read = await reader.readTables([...wanted.values()], signal, undefined, digest);
  for (const [key, name] of wanted) {
    const understood = understand(name, read, dialect);
    if (understood.kind === 'table') parents.set(key, understood.table);
  }
  return parents;
}

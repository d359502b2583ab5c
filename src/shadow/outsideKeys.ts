/** Foreign keys of tables that a plan can't write, which point at shadows that it changes. */
import type { Dialect } from '../diff/dialect.ts';
import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import { displayName } from '../schema/tableName.ts';
import type { TableModel } from '../schema/tableModel.ts';
import type { TableName } from '../schema/tableName.ts';
import type { Analysis, PairResult } from './analysis.ts';
import { foldedKey } from './pairing.ts';
import type { CancelSignal, IncomingKey, SchemaReader } from './schemaReader.ts';

/** Where the keys come from, and how names are compared. */
interface OutsideKeysSource {
  readonly names: Dialect['names'];
  readonly reader: SchemaReader;
  readonly signal: CancelSignal;
  /** The keys that were asked for while the tables were read; null when they are still to be asked for. */
  readonly glanced: () => Promise<readonly IncomingKey[] | null>;
}

/**
 * Asks once which foreign keys point into the shadow database, and keeps those of tables that the analysis has not read as
 * its own shadows: nothing releases these. By folded key of the parent. Not asked when no difference can concern a key: the
 * question is dear on servers that must open every table for it (readIncomingKeys.ts).
 */
export async function readOutsideKeys(
  results: readonly PairResult[],
  { database, shadowDatabase }: Pick<Analysis, 'database' | 'shadowDatabase'>,
  { names, reader, signal, glanced }: OutsideKeysSource,
): Promise<Analysis['outsideKeys']> {
  const outside = new Map<string, IncomingKey[]>();
  if (!results.some(canDisturb)) return outside;
  const own = new Set(
    results.flatMap(({ pair, actual }) => (actual === null ? [] : [foldedKey(names, pair.shadow)])),
  );
  const incoming = (await glanced()) ?? (await reader.readIncomingKeys(shadowDatabase, [database], signal));
  for (const key of incoming) {
    if (own.has(foldedKey(names, key.child))) continue;
    const parent = foldedKey(names, key.parent);
    const list = outside.get(parent);
    if (list === undefined) outside.set(parent, [key]);
    else list.push(key);
  }
  return outside;
}

/** Whether a foreign key to this shadow could notice its change; what is merely added or moved disturbs none. */
function canDisturb({ result, differences }: PairResult): boolean {
  if (result !== 'update') return false;
  return differences.some(({ object, kind }) => {
    switch (object) {
      case 'column':
      case 'primary key':
      case 'index':
        return kind === 'changed' || kind === 'removed';
      case 'option':
      case 'partitioning':
        return true;
      case 'foreign key':
      case 'check':
      case 'period':
      case 'partition':
        return false;
    }
  });
}

/** Why the shadow can't become `to` while such a foreign key stands; null when none is concerned. */
export function refuseOutsideKeys(
  shadow: TableName,
  from: TableModel,
  to: TableModel,
  outsideKeys: Analysis['outsideKeys'],
  dialect: Dialect,
): Phrase | null {
  const keys = outsideKeys.get(foldedKey(dialect.names, shadow)) ?? [];
  const inTheWay = keys.find(({ columns }) => dialect.disturbs(from, to, columns));
  if (inTheWay === undefined) return null;
  const { child, constraint } = inTheWay;
  return phrase`its change can't be made while the foreign key ${constraint} of ${displayName(child)} points at it, and that table is not among the shadows of this range. Take its source into the range if it is a shadow table; otherwise drop that foreign key first`;
}

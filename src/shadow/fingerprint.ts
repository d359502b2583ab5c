/** Fingerprints of table states (R6, R7): the hash of the dialect's canonical text. */
import type { Dialect } from '../diff/dialect.ts';
import type { TableModel } from '../schema/tableModel.ts';
import { sha256 } from './sha256.ts';

/** The state "there is no such table". No canonical text is empty, so no table has it. */
export const fingerprintOfNothing: string = sha256('');

/** A plan asks for each state again and again: as the end of one statement and the beginning of the next. */
const known = new WeakMap<TableModel, { readonly canonical: string; readonly hash: string }>();

/** What a source should become, its shadow and the state between two statements mostly have one text. */
const knownHashes = new Map<string, string>();
/** A table's states follow each other; what is hashed later is another table's. */
const maxHashes = 64;

function hashOf(canonical: string): string {
  const known = knownHashes.get(canonical);
  if (known !== undefined) return known;
  const hash = sha256(canonical);
  if (knownHashes.size >= maxHashes) knownHashes.clear();
  knownHashes.set(canonical, hash);
  return hash;
}

/** Equal for equal structures and for no others; null stands for a table that isn't there. */
export function fingerprint<T extends TableModel>(
  dialect: Pick<Dialect<T>, 'canonical'>,
  table: T | null,
): string {
  if (table === null) return fingerprintOfNothing;
  const canonical = dialect.canonical(table);
  const last = known.get(table);
  if (last?.canonical === canonical) return last.hash;
  const hash = hashOf(canonical);
  known.set(table, { canonical, hash });
  return hash;
}

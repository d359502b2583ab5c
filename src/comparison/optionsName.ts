import type { CompareOptions } from '../diff/compareOptions.ts';
import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';

/** What counts as a difference, in one line. */
export function optionsName(options: CompareOptions): Phrase {
  const { columnOrder, comments, foreignKeys, storage, partitions } = options;
  return phrase`column order ${names[columnOrder]}, comments ${names[comments]}, foreign keys ${names[foreignKeys]}, storage ${names[storage]}, partitions ${names[partitions]}`;
}

const names: Readonly<Record<CompareOptions[keyof CompareOptions], Phrase>> = {
  strict: phrase`strict`,
  lax: phrase`lax`,
  ignored: phrase`ignored`,
  map: phrase`map`,
  keep: phrase`keep`,
  omit: phrase`omit`,
};

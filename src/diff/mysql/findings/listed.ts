import { joined, phrase } from '../../../schema/phrase.ts';
import type { Phrase, Said } from '../../../schema/phrase.ts';
/** The first three of a list as the end of a sentence; how many more there are is said, not listed. */
export function listed(items: readonly Phrase[]): Said {
  const first = joined(items.slice(0, 3), ', ');
  const more = items.length - 3;
  return more > 0 ? phrase`${first} and ${more} more` : first;
}

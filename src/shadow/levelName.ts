import type { FindingLevel } from '../diff/finding.ts';
import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';

/** How much a finding matters, as it stands in a sentence. */
export function levelName(level: FindingLevel): Phrase {
  return names[level];
}

const names: Readonly<Record<FindingLevel, Phrase>> = {
  info: phrase`info`,
  caution: phrase`caution`,
  unsafe: phrase`unsafe`,
  refused: phrase`refused`,
};

import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import type { ResultKind } from './analysis.ts';

/** A result as it stands in a sentence. */
export function resultName(result: ResultKind): Phrase {
  return names[result];
}

const names: Readonly<Record<ResultKind, Phrase>> = {
  create: phrase`create`,
  update: phrase`update`,
  consistent: phrase`consistent`,
  skipped: phrase`skipped`,
  unsupported: phrase`unsupported`,
  failed: phrase`failed`,
};

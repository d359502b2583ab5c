import { phrase } from '../schema/phrase.ts';
import type { Phrase } from '../schema/phrase.ts';
import type { Environment } from './connection.ts';

/** What a server is for, as it stands in a sentence. */
export function environmentName(environment: Environment): Phrase {
  return names[environment];
}

const names: Readonly<Record<Environment, Phrase>> = {
  development: phrase`development`,
  test: phrase`test`,
  production: phrase`production`,
};

/** What is opened of a server, by what servers call it. */
import { phrase } from '../../schema/phrase.ts';
import type { FieldWords } from './dialectDescription.ts';

export const databaseWords: FieldWords = {
  label: phrase`Database`,
  help: phrase`Leave it empty to choose the database later.`,
};

export const schemaWords: FieldWords = {
  // The same word in every language.
  label: 'Schema',
  help: phrase`As the server spells it, mostly in capitals. Leave it empty to choose it later.`,
};

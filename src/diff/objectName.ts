import { phrase } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';

/** What people call a part of a table, as differences and findings name it; anything else as it is. */
export function objectName(kind: string): Said {
  return names.get(kind) ?? kind;
}

const names: ReadonlyMap<string, Said> = new Map([
  ['table', phrase`table`],
  ['column', phrase`column`],
  ['primary key', phrase`primary key`],
  ['index', phrase`index`],
  ['foreign key', phrase`foreign key`],
  ['check', phrase`check`],
  ['period', phrase`period`],
  ['partitioning', phrase`partitioning`],
  ['partition', phrase`partition`],
  ['option', phrase`option`],
]);

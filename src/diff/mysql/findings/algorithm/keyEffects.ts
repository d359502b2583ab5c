import type { Index } from '../../../../schema/mysql/model.ts';
import { equal } from '../../equal.ts';
import { checksOf, sameReference } from '../tableChange.ts';
import type { TableChange } from '../tableChange.ts';
import { copy, light, rebuild } from './effect.ts';
import type { Effect } from './effect.ts';
import type { ServerPowers } from './serverPowers.ts';
import { phrase } from '../../../../schema/phrase.ts';

/** What indexes, the primary key, foreign keys and checks take. */
export function keyEffects(change: TableChange, powers: ServerPowers): readonly Effect[] {
  return [
    ...primaryKeyEffects(change),
    ...indexEffects(change, powers),
    ...foreignKeyEffects(change, powers),
    ...checkEffects(change, powers),
  ];
}

function primaryKeyEffects({ before, after }: TableChange): readonly Effect[] {
  if (equal(before.primaryKey, after.primaryKey)) return [];
  if (after.primaryKey === null) return [copy(phrase`the primary key is dropped`)];
  return [
    rebuild(before.primaryKey === null ? phrase`a primary key is added` : phrase`the primary key changes`),
  ];
}

function indexEffects(change: TableChange, powers: ServerPowers): readonly Effect[] {
  const old = new Map(change.before.indexes.map((index) => [index.name.toLowerCase(), index]));
  const effects: Effect[] = [];
  let fulltexts = 0;
  const had = change.before.indexes.some((index) => index.kind === 'fulltext');
  for (const index of change.after.indexes) {
    const previous = old.get(index.name.toLowerCase());
    old.delete(index.name.toLowerCase());
    if (equal(previous, index)) continue;
    if (previous !== undefined && isOnlyVisibility(previous, index)) {
      effects.push(
        light(
          phrase`index ${index.name} becomes ${index.visibility}`,
          powers.isMariadb ? 'instant' : 'inplace',
        ),
      );
      continue;
    }
    if (index.kind === 'fulltext') fulltexts += 1;
    effects.push(addedIndex(index, had || fulltexts > 1));
  }
  // Neither server builds two full-text indexes in one go in place.
  if (fulltexts > 1) effects.push(copy(phrase`more than one full-text index is added`));
  for (const index of old.values()) effects.push(light(phrase`index ${index.name} is dropped`, 'inplace'));
  return effects;
}

function addedIndex(index: Index, hasFulltext: boolean): Effect {
  const cause = phrase`index ${index.name} is added`;
  const hasExpression = index.parts.some((part) => part.key.kind === 'expression');
  switch (index.kind) {
    case 'fulltext':
      // The first one brings a hidden column for document numbers.
      return { cause, way: 'inplace', rebuilds: !hasFulltext, locks: true };
    case 'spatial':
      return { cause, way: 'inplace', rebuilds: false, locks: true };
    case 'vector':
      return copy(cause);
    case 'primary':
    case 'unique':
    case 'plain':
      return { cause, way: 'inplace', rebuilds: false, locks: hasExpression };
  }
}

function isOnlyVisibility(before: Index, after: Index): boolean {
  return equal({ ...before, visibility: '' }, { ...after, visibility: '' });
}

/** A foreign key is added in place only while foreign_key_checks is off, and it is left as it was found (R8). */
function foreignKeyEffects({ before, after }: TableChange, powers: ServerPowers): readonly Effect[] {
  const added = after.foreignKeys.filter((key) => !before.foreignKeys.some((old) => isSame(old, key)));
  const dropped = before.foreignKeys.filter((key) => !after.foreignKeys.some((other) => isSame(other, key)));
  return [
    ...added.map((key) => copy(phrase`foreign key ${key.name} is added`)),
    ...dropped.map((key) =>
      light(phrase`foreign key ${key.name} is dropped`, powers.isMariadb ? 'instant' : 'inplace'),
    ),
  ];
}

function isSame(a: TableChange['before']['foreignKeys'][number], b: typeof a): boolean {
  return a.name === b.name && a.onDelete === b.onDelete && a.onUpdate === b.onUpdate && sameReference(a, b);
}

/** MariaDB's checks of columns come with their columns. */
function checkEffects(change: TableChange, powers: ServerPowers): readonly Effect[] {
  const [before, after] = [tableChecks(change, 'before'), tableChecks(change, 'after')];
  const added = [...after.keys()].filter((key) => !before.has(key));
  const dropped = [...before.keys()].filter((key) => !after.has(key));
  return [
    ...added.map((key) =>
      after.get(key) === true ? copy(phrase`a check is added or enforced`) : copy(phrase`a check is added`),
    ),
    ...dropped.map(() =>
      light(phrase`a check is dropped or no longer enforced`, powers.instantMetadata ? 'instant' : 'inplace'),
    ),
  ];
}

function tableChecks(change: TableChange, side: 'before' | 'after'): ReadonlyMap<string, boolean> {
  const checks = checksOf(change[side]).filter((check) => check.column === null);
  return new Map(
    checks.map((check) => [
      JSON.stringify([check.name, check.expression.text, check.enforced]),
      check.enforced,
    ]),
  );
}

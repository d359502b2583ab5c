/** What happens to foreign keys and checks when one table becomes another. */
import type { Check, ForeignKey, MysqlTable } from '../../schema/mysql/model.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import type { ColumnChanges } from './columnChanges.ts';
import { equal } from './equal.ts';
import type { Meaning } from './meaning.ts';
import { mentions } from './mentions.ts';
import { foldName, sameName } from './names.ts';

export interface Matched<C> {
  readonly from: C;
  readonly to: C;
}

export interface ConstraintMatch<C> {
  /** The same structure on both sides; the names may differ where they must be unique in the database. */
  readonly same: readonly Matched<C>[];
  /** The same name, another structure. */
  readonly changed: readonly Matched<C>[];
  readonly removed: readonly C[];
  readonly added: readonly C[];
}

/**
 * Pairs constraints: first by name and structure, then by structure alone (names that must be unique in a database never
 * make a difference by themselves), then by name. `structure` gives what counts, without the name where it doesn't.
 */
export function matchConstraints<C extends { readonly name: string | null }>(
  from: readonly C[],
  to: readonly C[],
  structure: (constraint: C) => unknown,
): ConstraintMatch<C> {
  const free = new Set(from);
  const open = new Set(to);
  const pairsBy = (fits: (a: C, b: C) => boolean): readonly Matched<C>[] => {
    const pairs: Matched<C>[] = [];
    for (const b of [...open]) {
      const a = [...free].find((candidate) => fits(candidate, b));
      if (a === undefined) continue;
      free.delete(a);
      open.delete(b);
      pairs.push({ from: a, to: b });
    }
    return pairs;
  };
  const alike = (a: C, b: C): boolean => equal(structure(a), structure(b));
  const named = (a: C, b: C): boolean => a.name !== null && b.name !== null && sameName(a.name, b.name);
  const same = [...pairsBy((a, b) => named(a, b) && alike(a, b)), ...pairsBy(alike)];
  const changed = pairsBy(named);
  return { same, changed, removed: [...free], added: [...open] };
}

/** Foreign keys without their names, which are unique per database on every server of the family. */
export function foreignKeyStructure(meaning: Meaning): (key: ForeignKey) => unknown {
  return (key) => ({ ...meaning(key), name: null });
}

/** Checks: MariaDB's names are the table's own and count; the others' are unique per database and don't. */
export function checkStructure(facts: MysqlServerFacts, meaning: Meaning): (check: Check) => unknown {
  if (facts.dialect === 'mariadb') return meaning;
  return (check) => ({ ...meaning(check), name: null });
}

export interface CheckChanges {
  readonly dropped: readonly Check[];
  readonly added: readonly Check[];
  /** Checks that differ in nothing but being enforced: the existing name, the wanted state. */
  readonly enforced: readonly Check[];
  /** The checks that the table has afterwards, under the names that they have then. */
  readonly after: readonly Check[];
}

/** Compares the checks of both tables, after their columns. */
export function checkChanges(
  from: MysqlTable,
  to: MysqlTable,
  columns: ColumnChanges,
  meaning: Meaning,
  facts: MysqlServerFacts,
): CheckChanges {
  const touched = new Set([
    ...columns.replaced,
    ...columns.respelled.keys(),
    ...(facts.dialect === 'mysql' ? retypedColumns(columns) : []),
  ]);
  const match = matchConstraints(from.checks, to.checks, checkStructure(facts, meaning));
  const flips = match.changed.filter(
    ({ from: a, to: b }) => isFlip(meaning(a), meaning(b)) && !mentions(a.expression, touched),
  );
  const stuck = match.same.filter(
    (pair) => mentions(pair.from.expression, touched) && pair.from.name !== null,
  );
  const rebuilt = [...match.changed.filter((pair) => !flips.includes(pair)), ...stuck];
  const { staying, clashing } = withoutClashes(
    match.same.filter((pair) => !stuck.includes(pair)),
    [...match.added, ...rebuilt.map((pair) => pair.to)],
  );
  const added = [...match.added, ...[...rebuilt, ...clashing].map((pair) => pair.to)];
  const enforced = flips.map((pair) => ({ ...pair.from, enforced: pair.to.enforced }));
  return {
    dropped: [...match.removed, ...[...rebuilt, ...clashing].map((pair) => pair.from)],
    added,
    enforced,
    after: [...staying.map((pair) => pair.from), ...enforced, ...added],
  };
}

/**
 * MySQL keeps the constants of a check as it has converted them for the column's old type: behind `x TIME` → `x BIGINT` a
 * check `x > -5` reads `x > TIME'-00:00:05'` (seen on 9.7). So such a check is made again in the same ALTER.
 */
function retypedColumns({ placed }: ColumnChanges): readonly string[] {
  return placed.flatMap(({ from, to }) => {
    if (from === null) return [];
    const isSame =
      from.type.name === to.type.name &&
      from.type.unsigned === to.type.unsigned &&
      from.charset === to.charset;
    return isSame ? [] : [foldName(from.name)];
  });
}

function isFlip(a: Check, b: Check): boolean {
  return a.enforced !== b.enforced && equal(a.expression, b.expression);
}

/**
 * A kept constraint may bear, on the existing table, the very name that an added one needs. Such a one is made again under
 * its own new name; that may free or need further names, so it is repeated until none clashes.
 */
export function withoutClashes<C extends { readonly name: string | null }>(
  kept: readonly Matched<C>[],
  added: readonly C[],
): { readonly staying: readonly Matched<C>[]; readonly clashing: readonly Matched<C>[] } {
  const clashing: Matched<C>[] = [];
  let staying = kept;
  let needed = added;
  while (needed.length > 0) {
    const names = new Set(needed.flatMap(({ name }) => (name === null ? [] : [foldName(name)])));
    const hit = staying.filter(({ from }) => from.name !== null && names.has(foldName(from.name)));
    staying = staying.filter((pair) => !hit.includes(pair));
    clashing.push(...hit);
    needed = hit.map((pair) => pair.to);
  }
  return { staying, clashing };
}

/** Which constraints and indexes of two tables are the same ones: their names belong to the schema and tell nothing. */
import { essence } from '../../schema/oracle/canonicalText.ts';

export interface Pair<T> {
  readonly from: T;
  readonly to: T;
}

export interface Matching<T> {
  /** The same structure; the names may differ. */
  readonly same: readonly Pair<T>[];
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

/** Pairs things of the same structure, those of the same name first. */
export function match<T extends { readonly name: string }>(
  from: readonly T[],
  to: readonly T[],
): Matching<T> {
  const free = new Map(from.map((one) => [one, essence(one)]));
  const open = new Map(to.map((one) => [one, essence(one)]));
  const same: Pair<T>[] = [];
  for (const isNamed of [true, false]) {
    for (const [wanted, text] of [...open]) {
      const found = [...free].find(
        ([one, other]) => other === text && (!isNamed || one.name === wanted.name),
      );
      if (found === undefined) continue;
      free.delete(found[0]);
      open.delete(wanted);
      same.push({ from: found[0], to: wanted });
    }
  }
  return { same, removed: [...free.keys()], added: [...open.keys()] };
}

/** The same, with those pairs made anew that `isStuck` names, and those whose name on the table an added one needs. */
export function rebuilt<T extends { readonly name: string }>(
  matching: Matching<T>,
  isStuck: (thing: T) => boolean,
): Matching<T> {
  let same = matching.same;
  const removed = [...matching.removed];
  const added = [...matching.added];
  for (;;) {
    const needed = new Set(added.map(({ name }) => name));
    const again = same.filter(({ from }) => isStuck(from) || needed.has(from.name));
    if (again.length === 0) return { same, removed, added };
    same = same.filter((pair) => !again.includes(pair));
    removed.push(...again.map(({ from }) => from));
    added.push(...again.map(({ to }) => to));
  }
}

/** Names of columns, indexes and constraints: the servers of the family compare them without regard to case. */

/** The form that is equal for names that are the same name to the server. */
export function foldName(name: string): string {
  return name.toLowerCase();
}

/** Whether two names are the same name to the server (`Name` and `name` are). */
export function sameName(a: string, b: string): boolean {
  return a === b || foldName(a) === foldName(b);
}

/** The lists of a table are asked for again and again while its change is worked out; they never change. */
const indexed = new WeakMap<readonly unknown[], ReadonlyMap<string, unknown>>();

/** Things by their folded name. */
export function byName<T extends { readonly name: string }>(things: readonly T[]): ReadonlyMap<string, T> {
  const known = indexed.get(things);
  if (known !== undefined) return known as ReadonlyMap<string, T>;
  const map = new Map(things.map((thing) => [foldName(thing.name), thing]));
  indexed.set(things, map);
  return map;
}

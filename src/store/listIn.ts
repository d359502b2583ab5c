/** A list inside stored content, and reading its entries. Throws TypeError when there is none. */
export function listIn(data: unknown, name: string): readonly unknown[] {
  const value: unknown =
    typeof data === 'object' && data !== null
      ? new Map<string, unknown>(Object.entries(data)).get(name)
      : null;
  if (!Array.isArray(value)) throw new TypeError(`no list of ${name}`);
  return value;
}

/**
 * Passes what a reader gave through without reading it again: a change of one entry leaves thousands of others as they
 * were when they came from the disk.
 */
export function checkedOnce<T extends object>(
  read: (value: unknown, place: string) => T,
): (value: unknown, place: string) => T {
  const checked = new WeakMap<object, T>();
  return (value, place) => {
    const known = typeof value === 'object' && value !== null ? checked.get(value) : undefined;
    if (known !== undefined) return known;
    const fresh = read(value, place);
    checked.set(fresh, fresh);
    return fresh;
  };
}

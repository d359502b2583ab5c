/** Small readers that are put together to one for a whole record: foreign JSON in, typed data out. */
import { phrase, saidFrom, type Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';

/** Gives the value in its type, or throws ShadowSyncError 'usage' that names the place and never the value. */
export type Shape<T> = (value: unknown, place: string) => T;

type Shapes = Readonly<Record<string, Shape<unknown>>>;
type Output<S extends Shapes> = {
  readonly [K in keyof S]: S[K] extends Shape<infer T> ? T : never;
};

/** Longer than any name that a server takes. */
const maxText = 1000;

export function refuse(place: string, cause: Said): never {
  throw new ShadowSyncError('usage', phrase`${place === '' ? phrase`It` : place} ${cause}.`, {
    remedy: phrase`Compare it with what Shadow Sync writes itself.`,
  });
}

export function text(most = maxText, least = 0): Shape<string> {
  return (value, place) => {
    if (typeof value !== 'string') return refuse(place, phrase`is no text`);
    if (value.length > most || value.length < least || value.includes('\0')) {
      return refuse(place, phrase`is not ${least} to ${most} characters long, or has a NUL`);
    }
    return value;
  };
}

export function integer(least = 0, most = Number.MAX_SAFE_INTEGER): Shape<number> {
  return (value, place) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most
      ? value
      : refuse(place, phrase`is no whole number from ${least} to ${most}`);
}

export const boolean: Shape<boolean> = (value, place) =>
  typeof value === 'boolean' ? value : refuse(place, phrase`is neither true nor false`);

/** A sentence of ours as it was kept. */
export const said: Shape<Said> = (value, place) => saidFrom(value) ?? refuse(place, phrase`is no text`);

export function oneOf<const C extends string>(...choices: readonly C[]): Shape<C> {
  return (value, place) =>
    choices.find((choice) => choice === value) ?? refuse(place, phrase`is none of ${choices.join(', ')}`);
}

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value, place) => (value === null ? null : shape(value, place));
}

export function list<T>(shape: Shape<T>, most = 100_000): Shape<readonly T[]> {
  return (value, place) => {
    if (!Array.isArray(value)) return refuse(place, phrase`is no list`);
    if (value.length > most) return refuse(place, phrase`has more than ${most} entries`);
    return value.map((entry: unknown, i) => shape(entry, `${place}[${String(i)}]`));
  };
}

/** What stands for a field in files that were written before there was one. */
const beforehand = new WeakMap<Shape<unknown>, { readonly value: unknown }>();

/** A field that came later: where it is missing, the file is older, and `before` is what it meant; undefined leaves it out. */
export function later<T>(shape: Shape<T>, before: T): Shape<T> {
  const own: Shape<T> = (value, place) => shape(value, place);
  beforehand.set(own, { value: before });
  return own;
}

/** Exactly these fields: a missing one is refused, and so is one that is not known, which may be a secret. */
export function record<const S extends Shapes>(shapes: S): Shape<Output<S>> {
  const fields = Object.entries(shapes);
  return (value, place) => {
    const given = recordOf(value, place);
    const read: Record<string, unknown> = {};
    let known = 0;
    for (const [name, shape] of fields) {
      if (Object.hasOwn(given, name)) {
        read[name] = shape(given[name], join(place, name));
        known += 1;
        continue;
      }
      const before = beforehand.get(shape);
      if (before === undefined) return refuse(join(place, name), phrase`is missing`);
      if (before.value !== undefined) read[name] = before.value;
    }
    if (Object.keys(given).length !== known) refuseUnknown(given, shapes, place);
    // Every field was just read by its own shape; the compiler can't follow that through the entries.
    return read as Output<S>;
  };
}

function refuseUnknown(given: Readonly<Record<string, unknown>>, shapes: Shapes, place: string): never {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(shapes, name)) ?? '';
  return refuse(join(place, shown(unknown)), phrase`is no field that is known here`);
}

/** A union told apart by its field `kind`. */
export function tagged<const U extends Readonly<Record<string, Shape<{ readonly kind: unknown }>>>>(
  members: U,
): Shape<U[keyof U] extends Shape<infer T> ? T : never> {
  return (value, place) => {
    const given = recordOf(value, place);
    const kind = Object.hasOwn(given, 'kind') ? given['kind'] : undefined;
    const member = typeof kind === 'string' && Object.hasOwn(members, kind) ? members[kind] : undefined;
    if (member === undefined)
      return refuse(join(place, 'kind'), phrase`is none of ${Object.keys(members).join(', ')}`);
    return member(value, place) as U[keyof U] extends Shape<infer T> ? T : never;
  };
}

/** Own fields, as a map: `__proto__` is a name like any other there (C6). */
export function fieldsOf(value: unknown, place: string): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>(Object.entries(recordOf(value, place)));
}

/** To be asked with `hasOwn` only: what it inherits is none of its fields. */
function recordOf(value: unknown, place: string): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : refuse(place, phrase`is no record of fields`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function join(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`;
}

function shown(name: string): string {
  return /^[\w-]{1,40}$/.test(name) ? name : 'a field';
}

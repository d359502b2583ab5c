/**
 * Reads the fields of a foreign record as oms.md §5.2 says they come: names in any letter case, values that may be null,
 * of another type or not there, and fields that nobody has heard of. What can't be read is null; nothing here throws.
 */
export class ForeignFields {
  readonly #fields: ReadonlyMap<string, unknown>;

  /** Takes any value; what is no record has no fields. */
  constructor(value: unknown) {
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
    // As a map: `__proto__` is a name like any other there (C6). Backwards, so that the first of two spellings counts.
    const entries: readonly (readonly [string, unknown])[] = isRecord ? Object.entries(value).reverse() : [];
    this.#fields = new Map(entries.map(([name, field]) => [name.toLowerCase(), field]));
  }

  has(name: string): boolean {
    return this.#fields.has(name.toLowerCase());
  }

  /** On one line, without characters that change what is around them, and bounded. A number is a text as well. */
  text(name: string, most = 1000): string | null {
    const value = this.value(name);
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && value !== '' ? shownText(value, most) : null;
  }

  number(name: string): number | null {
    const value = this.value(name);
    const number = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : null;
  }

  boolean(name: string): boolean | null {
    const value = this.value(name);
    if (typeof value === 'boolean') return value;
    if (value === 'true') return true;
    return value === 'false' ? false : null;
  }

  /** ISO 8601; without a zone it is UTC (oms.md §5.2, 2). */
  time(name: string): number | null {
    const value = this.value(name);
    if (typeof value !== 'string') return null;
    const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?$/i.exec(value);
    if (match === null) return null;
    const [, date = '', time = '', zone = 'Z'] = match;
    const at = Date.parse(`${date}T${time}${zone}`);
    return Number.isNaN(at) ? null : at;
  }

  /** Unix seconds; milliseconds are told by their size. Sybase's `fileId,fileOffset` is none of them (oms.md §5.2, 6). */
  seconds(name: string): number | null {
    const value = this.number(name);
    if (value === null || value < 0) return null;
    return Math.round(value < 1e11 ? value * 1000 : value);
  }

  record(name: string): ForeignFields {
    return new ForeignFields(this.value(name));
  }

  /** Empty where there is no list. */
  list(name: string): readonly unknown[] {
    const value: unknown = this.value(name);
    return Array.isArray(value) ? value : [];
  }

  value(name: string): unknown {
    return this.#fields.get(name.toLowerCase());
  }
}

/** A foreign text as names and messages may hold it. */
export function shownText(text: string, most = 1000): string {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  const characters = [...line.slice(0, most * 2)];
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : line.slice(0, most * 2);
}

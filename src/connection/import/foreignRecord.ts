/**
 * Reads another program's record leniently and remembers what nobody asked for, so that the user is told what was not
 * taken. Names come out, values don't: they may be secrets.
 */
export class ForeignRecord {
  readonly #fields: ReadonlyMap<string, unknown>;
  readonly #path: string;
  readonly #nested: ForeignRecord[] = [];
  readonly #asked = new Set<string>();

  constructor(value: unknown, path = '') {
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
    // As a map: `__proto__` is a name like any other there (C6).
    this.#fields = new Map<string, unknown>(isRecord ? Object.entries(value) : []);
    this.#path = path;
  }

  /** The first of the names that has a text, or a number, which some programs write in its place. */
  text(...names: readonly string[]): string | null {
    for (const name of names) {
      const value = this.#ask(name);
      if (typeof value === 'number') return String(value);
      if (typeof value === 'string' && value !== '') return value;
    }
    return null;
  }

  port(name: string): number | null {
    const port = Number(this.text(name) ?? '');
    return Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : null;
  }

  /** Null where nothing is said. */
  flag(name: string): boolean | null {
    const value = this.#ask(name);
    if (typeof value === 'boolean') return value;
    if (typeof value !== 'string') return null;
    if (/^(true|enabled|yes|1)$/i.test(value)) return true;
    return /^(false|disabled|no|0)$/i.test(value) ? false : null;
  }

  /** An empty one where there is none. */
  record(name: string): ForeignRecord {
    const nested = new ForeignRecord(this.#ask(name), this.#pathOf(name));
    this.#nested.push(nested);
    return nested;
  }

  /** The records in this one by their names: for maps and for lists. */
  entries(name: string): readonly (readonly [string, ForeignRecord])[] {
    const value = this.#ask(name);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).map(([key, each]) => [key, new ForeignRecord(each)]);
  }

  /** Names that mean nothing for a connection. */
  ignore(...names: readonly string[]): void {
    for (const name of names) this.#asked.add(name);
  }

  /** What nobody asked for and says something. */
  unread(): readonly string[] {
    const own = [...this.#fields]
      .filter(([name, value]) => !this.#asked.has(name) && saysSomething(value))
      .map(([name]) => this.#pathOf(name));
    return [...own, ...this.#nested.flatMap((nested) => nested.unread())];
  }

  #ask(name: string): unknown {
    this.#asked.add(name);
    return this.#fields.get(name);
  }

  #pathOf(name: string): string {
    const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name;
    return this.#path === '' ? shown : `${this.#path}.${shown}`;
  }
}

function saysSomething(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === false) return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** Sources of alerts for which the user wants no messages; badge and list have them all the same. Without `vscode`. */
interface Kept {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const key = 'alerts.silent';

/** The ones that were added last are kept. */
const most = 1000;

export class SilentSources {
  readonly #kept: Kept;

  constructor(kept: Kept) {
    this.#kept = kept;
  }

  get keys(): ReadonlySet<string> {
    const kept = this.#kept.get(key);
    return new Set(Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []);
  }

  async add(source: string): Promise<void> {
    const others = [...this.keys].filter((one) => one !== source);
    await this.#kept.update(key, [...others, source].slice(-most));
  }

  async clear(): Promise<void> {
    await this.#kept.update(key, []);
  }
}

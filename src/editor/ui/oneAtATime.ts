/** Work that must not be begun twice: a panel may send a request again before it hears of the first. Without `vscode`. */
export class OneAtATime {
  readonly #going = new Set<string>();

  /** Begins the work, unless work of that name goes on; then null. Throws and rejects like the work. */
  begin<T>(name: string, work: () => Promise<T>): Promise<T> | null {
    if (this.#going.has(name)) return null;
    this.#going.add(name);
    const end = (): void => {
      this.#going.delete(name);
    };
    try {
      return work().finally(end);
    } catch (error) {
      end();
      throw error;
    }
  }
}

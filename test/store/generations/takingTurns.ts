/** Lets writers of one process take their steps in a given order: one runs, all others wait at a step of theirs. */
export class TakingTurns {
  readonly #choices: readonly number[];
  readonly #waiting = new Map<string, () => void>();
  readonly #alive: Set<string>;
  #turn = 0;

  /** `choices` say who goes on, among those that wait; when there are no more of them, it goes round. */
  constructor(names: readonly string[], choices: readonly number[]) {
    this.#alive = new Set(names);
    this.#choices = choices;
  }

  /** Resolves when it is the writer's turn. */
  async step(name: string): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#waiting.set(name, resolve);
      this.#next();
    });
  }

  /** The writer takes no more steps. */
  end(name: string): void {
    this.#alive.delete(name);
    this.#next();
  }

  #next(): void {
    if (this.#waiting.size < this.#alive.size || this.#waiting.size === 0) return;
    const choice = this.#choices[this.#turn] ?? this.#turn;
    this.#turn += 1;
    const names = [...this.#waiting.keys()].sort();
    const name = names[choice % names.length] ?? '';
    const resolve = this.#waiting.get(name);
    this.#waiting.delete(name);
    resolve?.();
  }
}

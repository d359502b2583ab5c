import type { PairRow } from '../../../../src/protocol/schemaDiff.ts';

interface Choice {
  readonly skip: boolean;
  /** The revision that was shown when it was made. */
  readonly revision: number;
  /** The editor has heard of it. */
  readonly isHeard: boolean;
}

/**
 * What the user ticked and the editor's rows don't show yet. Ticking is felt at once however long the new plan takes
 * (style.md §10, theme 3); the rows win as soon as they can know of the choice.
 */
export class SkipChoices {
  readonly #choices = new Map<number, Choice>();
  /** Another one whenever an answer of `isSkipped` may have changed. */
  version = 0;

  isSkipped(row: PairRow): boolean {
    return this.#choices.get(row.id)?.skip ?? (row.isSkippedByUser || row.result === 'skipped');
  }

  choose(ids: readonly number[], skip: boolean, revision: number): void {
    for (const id of ids) this.#choices.set(id, { skip, revision, isHeard: false });
    this.version++;
  }

  heard(ids: readonly number[], skip: boolean): void {
    for (const id of ids) {
      const choice = this.#choices.get(id);
      if (choice?.skip === skip) this.#choices.set(id, { ...choice, isHeard: true });
    }
  }

  /** The editor refused: the rows hold again. */
  withdraw(ids: readonly number[]): void {
    for (const id of ids) this.#choices.delete(id);
    this.version++;
  }

  /** All rows of a revision have come. */
  settle(rows: readonly PairRow[], revision: number): void {
    if (this.#choices.size === 0) return;
    const known = new Map(rows.map((row) => [row.id, row]));
    for (const [id, choice] of [...this.#choices]) {
      const row = known.get(id);
      const agrees = row === undefined || row.isSkippedByUser === choice.skip;
      if (choice.isHeard && (agrees || revision !== choice.revision)) this.#choices.delete(id);
    }
    this.version++;
  }
}

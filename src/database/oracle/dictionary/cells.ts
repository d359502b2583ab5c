/** One row of a dictionary view, its values by the view's own column names. */
import { phrase } from '../../../schema/phrase.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import type { Row } from '../rowSource.ts';

/** The most that is repeated of a value nobody knows. */
const maxShown = 60;

/**
 * Gives values as what they are documented to be. One that is something else fails its table: what the dictionary says is
 * never guessed at (R2). Every method throws ShadowSyncError 'protocol' then.
 */
export class Cells {
  readonly #view: string;
  readonly #columns: ReadonlyMap<string, number>;
  readonly #row: Row;

  constructor(view: string, columns: ReadonlyMap<string, number>, row: Row) {
    this.#view = view;
    this.#columns = columns;
    this.#row = row;
  }

  /** Null also for a column that this version of the view does not have. */
  text(column: string): string | null {
    const at = this.#columns.get(column);
    return at === undefined ? null : (this.#row[at] ?? null);
  }

  name(column: string): string {
    return this.text(column) ?? this.#fail(column);
  }

  /** A CHAR column, which the server fills with blanks on either side. */
  trimmed(column: string): string | null {
    const text = this.text(column)?.trim() ?? '';
    return text === '' ? null : text;
  }

  number(column: string): number | null {
    const text = this.trimmed(column);
    if (text === null) return null;
    const value = Number(text);
    return Number.isFinite(value) ? value : this.#fail(column);
  }

  count(column: string): number {
    return this.number(column) ?? this.#fail(column);
  }

  choiceOrNull<const T extends string>(column: string, choices: readonly T[]): T | null {
    const text = this.trimmed(column);
    if (text === null) return null;
    return choices.find((choice) => choice === text) ?? this.#fail(column);
  }

  /** `otherwise`: what it means where the server says nothing, as OceanBase does for what it does not have. */
  choice<const T extends string>(column: string, choices: readonly T[], otherwise: NoInfer<T>): T {
    return this.choiceOrNull(column, choices) ?? otherwise;
  }

  #fail(column: string): never {
    const text = this.text(column);
    const shown = text === null ? phrase`nothing` : JSON.stringify(text.slice(0, maxShown));
    throw new ShadowSyncError(
      'protocol',
      phrase`${this.#view}.${column} says ${shown}, which is not known here.`,
    );
  }
}

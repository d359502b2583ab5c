/** What stands between the brackets of CREATE TABLE, as it is collected. */
import type { Check, Column, ForeignKey, Index, Period } from '../model.ts';

/** A part of the text [from, to) that should have been `text`. */
export interface Correction {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Everything between the brackets of CREATE TABLE. */
export interface Elements {
  readonly columns: Column[];
  primaryKey: Index | null;
  readonly indexes: Index[];
  readonly foreignKeys: ForeignKey[];
  readonly checks: Check[];
  readonly periods: Period[];
  /** Whether each was printed back to exactly its own text, and all stand in the printer's order. */
  exact: boolean;
  /** Foreign keys that the server did not escape, in the order of the text. */
  readonly corrections: Correction[];
}

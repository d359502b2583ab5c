import { english, type Said } from '../../phrase.ts';

/**
 * Thrown inside floor 1 when a text holds something that the model can't hold. It never leaves `readTable`, which turns
 * it into `unsupported`: a table that is not understood is a result, not an accident.
 */
export class ParseRefusal extends Error {
  readonly said: Said;
  /** Offset in the text at which it happened. */
  readonly at: number;

  constructor(said: Said, at: number) {
    super(english(said));
    this.name = 'ParseRefusal';
    this.said = said;
    this.at = at;
  }
}

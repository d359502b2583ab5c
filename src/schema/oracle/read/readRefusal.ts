import { english, phrase } from '../../phrase.ts';
import type { Said } from '../../phrase.ts';

/**
 * Thrown inside floor 1 when the dictionary says something that the model can't hold. It never leaves `readTable`, which
 * turns it into `unsupported`.
 */
export class ReadRefusal extends Error {
  readonly said: Said;

  constructor(said: Said) {
    super(english(said));
    this.name = 'ReadRefusal';
    this.said = said;
  }
}

/** A value that is not known, or known and not modelled. Takes the view's column, the object, and what it says. */
export function refuseValue(where: string, object: string, value: string | number | null): never {
  throw new ReadRefusal(phrase`${where} of ${object} is ${String(value)}, which is not supported`);
}

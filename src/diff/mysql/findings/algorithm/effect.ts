import type { Phrase } from '../../../../schema/phrase.ts';
/** How the server can do one of the changes of a statement. The statement as a whole is done in the worst way of them. */
export interface Effect {
  /** What makes it so, for the message: `column a gets another type`. */
  readonly cause: Phrase;
  readonly way: Way;
  /** When done in place: whether the table is written anew. A copy always is. */
  readonly rebuilds: boolean;
  /** When done in place or as an online copy: whether others' writes wait until the end. */
  readonly locks: boolean;
}

export type Way = 'instant' | 'inplace' | 'copy';

export const WAYS: readonly Way[] = ['instant', 'inplace', 'copy'];

/** The change is made in the dictionary only; done together with a slower one it does not make that one slower. */
export function light(cause: Phrase, way: 'instant' | 'inplace' = 'instant'): Effect {
  return { cause, way, rebuilds: false, locks: false };
}

/** Instant by itself, but together with a change that is not, the table is written anew. */
export function instantOrRebuild(cause: Phrase): Effect {
  return { cause, way: 'instant', rebuilds: true, locks: false };
}

/** In place by writing the table anew while others go on writing. */
export function rebuild(cause: Phrase): Effect {
  return { cause, way: 'inplace', rebuilds: true, locks: false };
}

/** By copying every row into a new table. */
export function copy(cause: Phrase): Effect {
  return { cause, way: 'copy', rebuilds: true, locks: false };
}

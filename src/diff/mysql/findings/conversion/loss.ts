import type { Phrase } from '../../../../schema/phrase.ts';
/**
 * What a value may lose when its column's type changes.
 * narrows: values too long or too big for the new type. precision: digits or fractions. kind: values are rewritten as
 * another kind, and not all of them can be. form: every value stays itself but is shown or compared in another way.
 */
export interface Loss {
  readonly kind: 'narrows' | 'precision' | 'kind' | 'form';
  /** The reason as the end of a sentence. */
  readonly why: Phrase;
}

import type { Said } from '../../schema/phrase.ts';

/** What the user is told once about a store that goes on working. `message` is what `said` says in English. */
export type StoreNotice =
  | {
      readonly kind: 'damaged';
      readonly revision: number;
      /** The revision that is used in its place. */
      readonly used: number;
      /** Name of the copy that was kept; null when none could be made. */
      readonly copy: string | null;
      readonly message: string;
      readonly said: Said;
    }
  /** Changes live as long as this process (F-12). */
  | { readonly kind: 'not-saved'; readonly message: string; readonly said: Said };

import { diffWordsWithSpace } from 'diff';

export interface Piece {
  readonly text: string;
  readonly isChanged: boolean;
}

/** Longer definitions are marked as a whole: comparing them by words would be felt. */
const longest = 4000;

/** The two definitions in pieces, so that what differs between them can be marked on each side. */
export function wordChanges(
  source: string,
  shadow: string,
): { readonly source: readonly Piece[]; readonly shadow: readonly Piece[] } {
  if (source.length > longest || shadow.length > longest) {
    return { source: [{ text: source, isChanged: true }], shadow: [{ text: shadow, isChanged: true }] };
  }
  const changes = diffWordsWithSpace(shadow, source);
  const pieces = (
    isMine: (change: { readonly added: boolean; readonly removed: boolean }) => boolean,
  ): Piece[] =>
    changes
      .filter(isMine)
      .map((change) => ({ text: change.value, isChanged: change.added || change.removed }));
  return { source: pieces(({ removed }) => !removed), shadow: pieces(({ added }) => !added) };
}

/** What several books of the editor know of a store that can't be read. Without `vscode`. */
type BookState = { readonly kind: string } | { readonly kind: 'unreadable'; readonly error: unknown };

/**
 * Whether both states are a store that can't be read for one and the same reason. Told again, a tree would ask again, read
 * again, and so on for ever.
 */
export function isSameFailure(a: BookState, b: BookState): boolean {
  return 'error' in a && 'error' in b && wordsOf(a.error) === wordsOf(b.error);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

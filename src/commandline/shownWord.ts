/** A foreign word as messages may repeat it: only what looks like a name; anything else may hold a password. */
export function shownWord(word: string): string {
  return /^(?:--?)?[A-Za-z][\w-]{0,40}$/.test(word) && !/^-p./.test(word)
    ? JSON.stringify(word)
    : 'like that';
}

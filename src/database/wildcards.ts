/** Which characters of a pattern stand for others. */
export interface WildcardRules {
  /** For any number of characters. */
  readonly many: string;
  /** For exactly one. */
  readonly one: string;
  /** Takes the meaning from the character behind it; null where nothing does. */
  readonly escape: string | null;
}

type Token = { readonly kind: 'many' | 'one' } | { readonly kind: 'same'; readonly character: string };

/** Whether the whole text is what the pattern says. In a time that no pattern can stretch: both may be a stranger's. */
export function matchesWildcards(text: string, pattern: string, rules: WildcardRules): boolean {
  const tokens = tokensOf(pattern, rules);
  const characters = [...text];
  let at = 0;
  let token = 0;
  // Where the last `many` was, and what it stands for so far: the only place to come back to.
  let back: { readonly token: number; at: number } | null = null;
  while (at < characters.length) {
    const wanted = tokens[token];
    if (wanted?.kind === 'many') {
      back = { token, at };
      token += 1;
    } else if (wanted?.kind === 'one' || (wanted?.kind === 'same' && wanted.character === characters[at])) {
      at += 1;
      token += 1;
    } else if (back !== null) {
      back.at += 1;
      at = back.at;
      token = back.token + 1;
    } else {
      return false;
    }
  }
  return tokens.slice(token).every(({ kind }) => kind === 'many');
}

function tokensOf(pattern: string, { escape, many, one }: WildcardRules): readonly Token[] {
  const tokens: Token[] = [];
  const characters = [...pattern];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    const next = characters[at + 1];
    if (character === escape && next !== undefined) {
      tokens.push({ kind: 'same', character: next });
      at += 1;
    } else if (character === many) tokens.push({ kind: 'many' });
    else if (character === one) tokens.push({ kind: 'one' });
    else tokens.push({ kind: 'same', character });
  }
  return tokens;
}

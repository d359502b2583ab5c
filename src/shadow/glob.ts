/** Patterns of the synchronization range: `*`, `?`, `[abc]`, `[a-z]`, `[!abc]`; a backslash takes the next character as it is. */
export interface Glob {
  /** The name it stands for when it has no wildcard, else null. */
  readonly literal: string | null;
  matches(name: string): boolean;
}

type Token =
  | { readonly kind: 'character'; readonly value: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'star' }
  | {
      readonly kind: 'set';
      readonly negated: boolean;
      readonly ranges: readonly (readonly [string, string])[];
    };

/**
 * Understands a pattern; never throws: a bracket that isn't closed and a backslash at the end stand for themselves.
 * `fold` makes the pattern and the names comparable, as the server compares table names.
 */
export function parseGlob(pattern: string, fold: (name: string) => string = (name) => name): Glob {
  const characters = Array.from(pattern);
  const tokens: Token[] = [];
  for (let i = 0; i < characters.length;) {
    const read = readToken(characters, i, fold);
    i = read.next;
    if (read.token.kind !== 'star' || tokens.at(-1)?.kind !== 'star') tokens.push(read.token);
  }
  const literal = tokens.every((token) => token.kind === 'character') ? unescaped(characters) : null;
  const foldedLiteral = literal === null ? null : fold(literal);
  return {
    literal,
    matches: (name) => {
      const folded = fold(name);
      return foldedLiteral === null ? matchTokens(tokens, Array.from(folded)) : folded === foldedLiteral;
    },
  };
}

/** The pattern that stands for exactly this name. */
export function escapeGlob(name: string): string {
  return name.replace(/[\\*?[]/g, '\\$&');
}

/** The one name that a pattern stands for; null when it stands for several. */
export function nameOfGlob(pattern: string): string | null {
  const name = unescaped(Array.from(pattern));
  return escapeGlob(name) === pattern || !/[*?[]/.test(pattern) ? name : null;
}

function unescaped(characters: readonly string[]): string {
  let text = '';
  for (let i = 0; i < characters.length; i++) {
    if (characters[i] === '\\' && i + 1 < characters.length) i++;
    text += characters[i] ?? '';
  }
  return text;
}

function readToken(
  characters: readonly string[],
  at: number,
  fold: (name: string) => string,
): { token: Token; next: number } {
  const character = characters[at] ?? '';
  const following = characters[at + 1];
  if (character === '\\' && following !== undefined) {
    return { token: { kind: 'character', value: fold(following) }, next: at + 2 };
  }
  if (character === '*') return { token: { kind: 'star' }, next: at + 1 };
  if (character === '?') return { token: { kind: 'any' }, next: at + 1 };
  const set = character === '[' ? readSet(characters, at + 1, fold) : null;
  return set ?? { token: { kind: 'character', value: fold(character) }, next: at + 1 };
}

/** From behind the opening bracket; null when no bracket closes it. A closing bracket in first place stands for itself. */
function readSet(
  characters: readonly string[],
  start: number,
  fold: (name: string) => string,
): { token: Token; next: number } | null {
  const negated = characters[start] === '!';
  const first = negated ? start + 1 : start;
  const ranges: (readonly [string, string])[] = [];
  for (let i = first; i < characters.length; i++) {
    if (characters[i] === ']' && i > first) return { token: { kind: 'set', negated, ranges }, next: i + 1 };
    if (characters[i] === '\\' && i + 1 < characters.length) i++;
    const from = fold(characters[i] ?? '');
    const isRange = characters[i + 1] === '-' && characters[i + 2] !== undefined && characters[i + 2] !== ']';
    ranges.push([from, isRange ? fold(characters[i + 2] ?? '') : from]);
    if (isRange) i += 2;
  }
  return null;
}

/** Two pointers and the last star: linear for patterns with one star, at worst pattern × name, never exponential. */
function matchTokens(tokens: readonly Token[], name: readonly string[]): boolean {
  let token = 0;
  let at = 0;
  let star = -1;
  let retryAt = 0;
  while (at < name.length) {
    const current = tokens[token];
    if (current?.kind === 'star') {
      star = token++;
      retryAt = at;
    } else if (current !== undefined && matchesOne(current, name[at] ?? '')) {
      token++;
      at++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++retryAt;
    } else {
      return false;
    }
  }
  while (tokens[token]?.kind === 'star') token++;
  return token === tokens.length;
}

function matchesOne(token: Token, character: string): boolean {
  switch (token.kind) {
    case 'character':
      return token.value === character;
    case 'set':
      return token.negated !== token.ranges.some(([from, to]) => isWithin(character, from, to));
    case 'any':
    case 'star':
      return true;
  }
}

function isWithin(character: string, from: string, to: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code >= (from.codePointAt(0) ?? 0) && code <= (to.codePointAt(0) ?? 0);
}

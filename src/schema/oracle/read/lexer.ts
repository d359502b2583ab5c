/** Reads the expressions that the dictionary holds as text: defaults, checks, virtual columns, bounds of partitions. */
import { phrase } from '../../phrase.ts';
import { ReadRefusal } from './readRefusal.ts';

export interface Token {
  /** word: upper case; name: without its quotes; string: its value; national: the same of N'…'; number and mark as written. */
  readonly kind: 'word' | 'name' | 'string' | 'national' | 'number' | 'mark';
  readonly text: string;
}

const patterns = {
  space: /[\s\u3000]+/y,
  comment: /--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\//y,
  quoted:
    /(N?)Q'(?:\[([\s\S]*?)\]'|\{([\s\S]*?)\}'|<([\s\S]*?)>'|\(([\s\S]*?)\)'|([^\s[{<(])([\s\S]*?)\6')/iy,
  string: /(N?)'((?:[^']|'')*)'/iy,
  name: /"([^"\0]+)"/y,
  number: /(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:E[+-]?\d+)?[FD]?(?![\w$#])/iy,
  word: /\p{L}[\p{L}\p{M}\p{N}_$#]*/uy,
  mark: /\|\||<=|>=|<>|!=|\^=|~=|=>|\*\*|[(),.<>=+\-*/]/y,
};

/** Takes an expression's text; gives its tokens, without comments. Throws ReadRefusal for what no expression holds. */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const [token, end] = nextToken(text, at);
    if (token !== null) tokens.push(token);
    at = end;
  }
  checkBrackets(tokens, text);
  return tokens;
}

function nextToken(text: string, at: number): readonly [Token | null, number] {
  const skipped = match(patterns.space, text, at) ?? match(patterns.comment, text, at);
  if (skipped !== null) return [null, at + skipped[0].length];
  for (const read of readers) {
    const found = read(text, at);
    if (found !== null) return found;
  }
  throw new ReadRefusal(
    phrase`its text ${JSON.stringify(text)} can’t be read at ${JSON.stringify(text.slice(at, at + 20))}`,
  );
}

type Reader = (text: string, at: number) => readonly [Token, number] | null;

const readers: readonly Reader[] = [
  (text, at) => {
    const found = match(patterns.quoted, text, at);
    if (found === null) return null;
    const value = found[2] ?? found[3] ?? found[4] ?? found[5] ?? found[7] ?? '';
    return [{ kind: stringKind(found[1]), text: value }, at + found[0].length];
  },
  (text, at) => {
    const found = match(patterns.string, text, at);
    if (found === null) return null;
    const value = (found[2] ?? '').replaceAll("''", "'");
    return [{ kind: stringKind(found[1]), text: value }, at + found[0].length];
  },
  (text, at) => {
    const found = match(patterns.name, text, at);
    return found === null ? null : [{ kind: 'name', text: found[1] ?? '' }, at + found[0].length];
  },
  (text, at) => simple('number', patterns.number, text, at),
  (text, at) => simple('word', patterns.word, text, at),
  (text, at) => simple('mark', patterns.mark, text, at),
];

function simple(
  kind: 'number' | 'word' | 'mark',
  pattern: RegExp,
  text: string,
  at: number,
): readonly [Token, number] | null {
  const found = match(pattern, text, at);
  if (found === null) return null;
  const [raw] = found;
  return [{ kind, text: kind === 'mark' ? raw : upper(raw) }, at + raw.length];
}

/** The server folds words by its character set; beyond ASCII nothing is folded here, so such words stay different. */
function upper(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

function stringKind(prefix: string | undefined): 'string' | 'national' {
  return prefix === undefined || prefix === '' ? 'string' : 'national';
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** What is printed into a bracket must not close it. */
function checkBrackets(tokens: readonly Token[], text: string): void {
  let depth = 0;
  for (const { kind, text: mark } of tokens) {
    if (kind !== 'mark') continue;
    if (mark === '(') depth += 1;
    else if (mark === ')') depth -= 1;
    if (depth < 0) break;
  }
  if (depth !== 0)
    throw new ReadRefusal(phrase`the brackets of its text ${JSON.stringify(text)} don’t match`);
}

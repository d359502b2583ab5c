/**
 * Tokens of the SQL text that servers of the MySQL family print. One pass over character codes, no regular expressions,
 * no object per token: analysis of thousands of tables spends its time here.
 *
 * Backslash escapes are always in force: the metadata session is pinned to a sql_mode without NO_BACKSLASH_ESCAPES and
 * without ANSI_QUOTES (reliability.md §1.7), and the servers print their escapes regardless of it.
 */
import { phrase, type Said } from '../phrase.ts';
import { ParseRefusal } from './parse/parseRefusal.ts';
import { hashStep, internWord } from './words.ts';

/** What a token is. Version-comment delimiters come last, so that one comparison tells them from all others. */
export const tokenKind = {
  end: 0,
  /** Unquoted: a keyword, a function, a number-less name. */
  word: 1,
  /** `…` */
  identifier: 2,
  /** `…` that holds a doubled backtick. */
  escapedIdentifier: 3,
  /** '…' or "…" */
  string: 4,
  /** … that holds an escape or a doubled quote. */
  escapedString: 5,
  number: 6,
  /** b'…', x'…', 0x…, 0b… */
  bits: 7,
  punctuation: 8,
  /** `/*!50100`, `/*M!100301`, `/*!`: what follows is read as if it stood there bare. */
  versionOpen: 9,
  /** The end of a version comment. */
  versionClose: 10,
} as const;

/** One of the values of `tokenKind`. */
export type TokenKind = (typeof tokenKind)[keyof typeof tokenKind];

/** Longest text that is read at all (reliability.md C8). */
export const maxTextLength = 10 * 1024 * 1024;

/** Character classes of ASCII; everything above belongs to words. */
const classes = new Uint8Array(128);
const cls = {
  bad: 0,
  space: 1,
  word: 2,
  digit: 3,
  backtick: 4,
  quote: 5,
  punctuation: 6,
  slash: 7,
  star: 8,
} as const;
for (const c of ' \t\n\r\v\f') classes[c.charCodeAt(0)] = cls.space;
for (const c of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$') classes[c.charCodeAt(0)] = cls.word;
for (const c of '0123456789') classes[c.charCodeAt(0)] = cls.digit;
for (const c of '(),.=+-%<>!&|^~:@') classes[c.charCodeAt(0)] = cls.punctuation;
classes[0x60] = cls.backtick;
classes[0x27] = cls.quote;
classes[0x22] = cls.quote;
classes[0x2f] = cls.slash;
classes[0x2a] = cls.star;

const punctuationText: readonly string[] = Array.from({ length: 128 }, (_, i) => String.fromCharCode(i));

function isWordCode(code: number): boolean {
  if (code >= 128) return true;
  const c = classes[code];
  return c === cls.word || c === cls.digit;
}

function isDigitCode(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/**
 * Walks through a text, one token at a time: after `next()` the fields tell of the token that begins at `start`. Texts
 * over the limit, unterminated quotes and version comments, ordinary comments, semicolons and characters that no server
 * prints outside quotes throw `ParseRefusal`.
 */
export class Lexer {
  readonly text: string;
  kind: TokenKind = tokenKind.end;
  /** Where the token begins. */
  start = 0;
  /** Just behind the token. */
  end = 0;
  /** A word in upper case, punctuation as itself, '' for everything else. */
  symbol = '';
  /** How many version comments are open. */
  versionDepth = 0;

  constructor(text: string) {
    if (text.length > maxTextLength) {
      throw new ParseRefusal(
        phrase`the text has ${text.length} characters, more than the ${maxTextLength} that are read`,
        0,
      );
    }
    this.text = text;
  }

  /** The current token as it stands in the text. */
  get raw(): string {
    return this.text.slice(this.start, this.end);
  }

  /** Goes on behind `offset`, which must not be inside a token. */
  jump(offset: number): void {
    this.end = offset;
    this.next();
  }

  /** Moves to the next token; behind the last one stands `end`. Tells whether there was one. */
  next(): boolean {
    this.step();
    return this.kind !== tokenKind.end;
  }

  private step(): void {
    const { text } = this;
    const length = text.length;
    let at = this.end;
    for (; at < length; at++) {
      const code = text.charCodeAt(at);
      const kind = code < 128 ? classes[code] : cls.word;
      if (kind === cls.space) continue;
      this.start = at;
      if (kind === cls.word) this.word(at);
      else if (kind === cls.backtick) this.identifier(at);
      else if (kind === cls.punctuation) this.punctuation(at, code);
      else if (kind === cls.digit) this.number(at);
      else if (kind === cls.quote) this.string(at, code, tokenKind.string);
      else if (kind === cls.slash) this.slash(at);
      else if (kind === cls.star) this.star(at);
      else
        throw this.refuse(
          phrase`the character ${JSON.stringify(text[at])} is not expected outside quotes`,
          at,
        );
      return;
    }
    if (this.versionDepth > 0) throw this.refuse(phrase`a version comment is not closed`, length);
    this.start = length;
    this.put(tokenKind.end, length, '');
  }

  private put(kind: TokenKind, end: number, symbol: string): void {
    this.kind = kind;
    this.end = end;
    this.symbol = symbol;
  }

  private refuse(said: Said, at: number): ParseRefusal {
    return new ParseRefusal(said, at);
  }

  private word(start: number): void {
    const { text } = this;
    const length = text.length;
    let hash = 0;
    let at = start;
    for (; at < length; at++) {
      const code = text.charCodeAt(at);
      if (!isWordCode(code)) break;
      hash = hashStep(hash, code);
    }
    // b'101', x'6162': the prefix and the quote make one literal.
    if (at === start + 1 && at < length && text.charCodeAt(at) === 0x27) {
      const prefix = text.charCodeAt(start) | 0x20;
      if (prefix === 0x62 || prefix === 0x78) {
        this.string(at, 0x27, tokenKind.bits);
        return;
      }
    }
    this.put(tokenKind.word, at, internWord(text, start, at, hash));
  }

  private identifier(start: number): void {
    const { text } = this;
    const length = text.length;
    let kind: TokenKind = tokenKind.identifier;
    for (let at = start + 1; at < length; at++) {
      if (text.charCodeAt(at) !== 0x60) continue;
      if (text.charCodeAt(at + 1) !== 0x60) {
        this.put(kind, at + 1, '');
        return;
      }
      kind = tokenKind.escapedIdentifier;
      at++;
    }
    throw this.refuse(phrase`a quoted name is not closed`, start);
  }

  private string(open: number, quote: number, plain: TokenKind): void {
    const { text } = this;
    const length = text.length;
    let kind = plain;
    for (let at = open + 1; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x5c) {
        kind = tokenKind.escapedString;
        at++;
      } else if (code === quote) {
        if (text.charCodeAt(at + 1) !== quote) {
          if (plain === tokenKind.bits && kind !== plain) break;
          this.put(kind, at + 1, '');
          return;
        }
        kind = tokenKind.escapedString;
        at++;
      }
    }
    throw this.refuse(phrase`a quoted string is not closed`, open);
  }

  private punctuation(start: number, code: number): void {
    const { text } = this;
    const next = text.charCodeAt(start + 1);
    if (code === 0x2d && next === 0x2d && !(text.charCodeAt(start + 2) > 0x20)) {
      throw this.refuse(phrase`a comment is not expected`, start);
    }
    // `t`.5 can't be: a dot right behind a name separates, it starts no number.
    if (code === 0x2e && isDigitCode(next) && !(start > 0 && endsName(text.charCodeAt(start - 1))))
      this.number(start);
    else this.put(tokenKind.punctuation, start + 1, punctuationText[code] ?? '');
  }

  private number(start: number): void {
    const { text } = this;
    const length = text.length;
    let at = start;
    while (at < length && isDigitCode(text.charCodeAt(at))) at++;
    const prefix = at === start + 1 && text.charCodeAt(start) === 0x30 ? text.charCodeAt(at) | 0x20 : 0;
    if (prefix === 0x78 || prefix === 0x62) {
      while (at < length && isWordCode(text.charCodeAt(at))) at++;
      this.put(tokenKind.bits, at, '');
      return;
    }
    if (text.charCodeAt(at) === 0x2e) {
      at++;
      while (at < length && isDigitCode(text.charCodeAt(at))) at++;
    }
    at = this.exponent(at);
    if (at < length && isWordCode(text.charCodeAt(at))) this.digitWord(start);
    else this.put(tokenKind.number, at, '');
  }

  private exponent(at: number): number {
    const { text } = this;
    if ((text.charCodeAt(at) | 0x20) !== 0x65) return at;
    let end = at + 1;
    const sign = text.charCodeAt(end);
    if (sign === 0x2b || sign === 0x2d) end++;
    if (!isDigitCode(text.charCodeAt(end))) return at;
    while (isDigitCode(text.charCodeAt(end))) end++;
    return end;
  }

  /** An unquoted name may begin with digits (`2024q1`), but not hold a dot. */
  private digitWord(start: number): void {
    const { text } = this;
    let hash = 0;
    let at = start;
    for (; at < text.length && isWordCode(text.charCodeAt(at)); at++)
      hash = hashStep(hash, text.charCodeAt(at));
    if (text.charCodeAt(at) === 0x2e) throw this.refuse(phrase`a number runs into a word`, start);
    this.put(tokenKind.word, at, internWord(text, start, at, hash));
  }

  private slash(start: number): void {
    const { text } = this;
    if (text.charCodeAt(start + 1) !== 0x2a) {
      this.put(tokenKind.punctuation, start + 1, '/');
      return;
    }
    let at = start + 2;
    if (text.charCodeAt(at) === 0x4d) at++;
    if (text.charCodeAt(at) !== 0x21) throw this.refuse(unknownOption, start);
    at++;
    while (isDigitCode(text.charCodeAt(at))) at++;
    this.versionDepth++;
    this.put(tokenKind.versionOpen, at, '/*!');
  }

  private star(start: number): void {
    if (this.versionDepth > 0 && this.text.charCodeAt(start + 1) === 0x2f) {
      this.versionDepth--;
      this.put(tokenKind.versionClose, start + 2, '*/');
    } else this.put(tokenKind.punctuation, start + 1, '*');
  }
}

/** MariaDB manual, Engine-defined New Table/Field/Index Attributes: what the engine does not know is shown in a comment. */
const unknownOption = phrase`a part of it stands in a comment, as options do that the table’s engine does not know. Take the option off the table: ALTER TABLE … option = DEFAULT, with IGNORE_BAD_TABLE_OPTIONS in sql_mode`;

function endsName(code: number): boolean {
  return code === 0x60 || isWordCode(code);
}

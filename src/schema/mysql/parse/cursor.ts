import { phrase, type Said } from '../../phrase.ts';
import { Lexer, tokenKind, type TokenKind } from '../lexer.ts';
import { unquoteIdentifier, unquoteString } from '../quote.ts';
import { ParseRefusal } from './parseRefusal.ts';

/** Where the parser stands in a text. Version-comment delimiters are stepped over: they are transparent. */
export class Cursor {
  readonly text: string;
  /** What was seen on the way, for the round trip: `current_timestamp()` with brackets, INVISIBLE before DEFAULT. */
  seen = { nowBrackets: false, invisibleFirst: false };
  /** Where the token before the current one ended. */
  previousEnd = 0;
  private readonly lexer: Lexer;
  /** Where the last version-comment delimiter began. */
  private markerAt = -1;

  /** @param from where a token begins or ends, outside version comments */
  constructor(text: string, from = 0) {
    this.text = text;
    this.lexer = new Lexer(text);
    this.jump(from);
  }

  /** The current token: a word in upper case, punctuation as itself, '' for anything else. */
  get symbol(): string {
    return this.lexer.symbol;
  }

  get kind(): TokenKind {
    return this.lexer.kind;
  }

  /** The current token as it stands in the text. */
  get raw(): string {
    return this.lexer.raw;
  }

  /** Offset of the current token in the text. */
  get offset(): number {
    return this.lexer.start;
  }

  /** Whether the current token stands outside any version comment. */
  get outside(): boolean {
    return this.lexer.versionDepth === 0;
  }

  /** Whether a version comment was opened or closed at or behind `from`. */
  hasMarkerSince(from: number): boolean {
    return this.markerAt >= from;
  }

  is(symbol: string): boolean {
    return this.lexer.symbol === symbol;
  }

  /** Whether the token after the current one is this word or punctuation. */
  nextIs(symbol: string): boolean {
    const ahead = new Lexer(this.text);
    ahead.versionDepth = this.lexer.versionDepth;
    ahead.jump(this.lexer.end);
    while (ahead.kind >= tokenKind.versionOpen) ahead.next();
    return ahead.symbol === symbol;
  }

  /** Whether the current token is a quoted name. */
  isIdentifier(): boolean {
    const kind = this.lexer.kind;
    return kind === tokenKind.identifier || kind === tokenKind.escapedIdentifier;
  }

  isString(): boolean {
    const kind = this.lexer.kind;
    return kind === tokenKind.string || kind === tokenKind.escapedString;
  }

  isEnd(): boolean {
    return this.lexer.kind === tokenKind.end;
  }

  advance(): void {
    const { lexer } = this;
    this.previousEnd = lexer.end;
    lexer.next();
    while (lexer.kind >= tokenKind.versionOpen) {
      this.markerAt = lexer.start;
      lexer.next();
    }
  }

  /** Goes on behind `offset`, where a token begins or ends. */
  jump(offset: number): void {
    this.lexer.end = offset;
    this.advance();
  }

  take(symbol: string): boolean {
    if (this.lexer.symbol !== symbol) return false;
    this.advance();
    return true;
  }

  /** Takes all of these words, or refuses. */
  expect(...wanted: readonly string[]): void {
    for (const symbol of wanted) {
      if (!this.take(symbol)) throw this.refuse(phrase`${symbol} is expected`);
    }
  }

  /** A quoted name. */
  identifier(): string {
    const { kind, start, end } = this.lexer;
    if (kind === tokenKind.identifier) {
      // No server has a thing without a name, and no statement could say it.
      if (end - start === 2) throw this.refuse(phrase`a name is expected`);
      const name = this.text.slice(start + 1, end - 1);
      this.advance();
      return name;
    }
    if (kind !== tokenKind.escapedIdentifier) throw this.refuse(phrase`a quoted name is expected`);
    const name = unquoteIdentifier(this.raw);
    this.advance();
    return name;
  }

  /** A name that MySQL prints without quotes when it needs none: partitions, character sets, engines. */
  name(): string {
    if (this.lexer.kind !== tokenKind.word) return this.identifier();
    const word = this.raw;
    this.advance();
    return word;
  }

  string(): string {
    const { kind, start, end } = this.lexer;
    if (kind === tokenKind.string) {
      const value = this.text.slice(start + 1, end - 1);
      this.advance();
      return value;
    }
    if (kind !== tokenKind.escapedString) throw this.refuse(phrase`a quoted string is expected`);
    const value = unquoteString(this.raw);
    this.advance();
    return value;
  }

  /** A whole number without sign. */
  integer(): number {
    const { kind, start, end } = this.lexer;
    if (kind !== tokenKind.number || end - start > 15) throw this.refuse(phrase`a whole number is expected`);
    let value = 0;
    for (let i = start; i < end; i++) {
      const digit = this.text.charCodeAt(i) - 0x30;
      if (digit < 0 || digit > 9) throw this.refuse(phrase`a whole number is expected`);
      value = value * 10 + digit;
    }
    this.advance();
    return value;
  }

  /** A list of names in brackets. */
  identifiers(): string[] {
    const names: string[] = [];
    this.expect('(');
    if (this.take(')')) return names;
    do names.push(this.name());
    while (this.take(','));
    this.expect(')');
    return names;
  }

  /** The text between the current bracket and its partner; both are taken. */
  bracketed(): string {
    if (!this.is('(')) throw this.refuse(phrase`( is expected`);
    const from = this.offset;
    this.skipBrackets();
    return this.textFrom(from).slice(1, -1).trim();
  }

  /** The texts of a bracketed list, split at the commas of its own level. */
  items(): string[] {
    const items: string[] = [];
    this.expect('(');
    do {
      const from = this.offset;
      this.skipItem();
      if (this.offset === from) throw this.refuse(phrase`a value is expected`);
      items.push(this.textFrom(from));
    } while (this.take(','));
    this.expect(')');
    return items;
  }

  /**
   * The text from `from`, where a token began, up to the current token. Refuses version comments inside: an expression is
   * handed on as text and must not hide any.
   */
  textFrom(from: number): string {
    if (this.markerAt >= from && this.markerAt < this.previousEnd) {
      throw new ParseRefusal(phrase`a version comment inside an expression is not read`, this.markerAt);
    }
    return this.text.slice(from, this.previousEnd);
  }

  /** Moves to the `,` or `)` that ends the current item, at the item's own level of brackets. */
  skipItem(): void {
    while (!this.is(',') && !this.is(')')) {
      if (this.isEnd()) throw this.refuse(phrase`the text ends too early`);
      if (this.is('(')) this.skipBrackets();
      else this.advance();
    }
  }

  /** A refusal that names the place and quotes what stands there. */
  refuse(said: Said): ParseRefusal {
    const here = this.isEnd()
      ? phrase`the end`
      : JSON.stringify(this.text.slice(this.offset, this.offset + 60));
    return new ParseRefusal(
      phrase`${said}, found ${here} on line ${lineOf(this.text, this.offset)}`,
      this.offset,
    );
  }

  private skipBrackets(): void {
    const open = this.offset;
    let depth = 0;
    do {
      if (this.is('(')) depth++;
      else if (this.is(')')) depth--;
      else if (this.isEnd()) throw new ParseRefusal(phrase`a bracket is not closed`, open);
      this.advance();
    } while (depth > 0);
  }
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

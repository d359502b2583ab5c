/**
 * The gate's own lexer. It shares no code with `src/schema/mysql/lexer.ts` on purpose (R1 b): a fault in the lexer that
 * reads definitions can then not be repeated by the one that guards what is sent.
 *
 * It is stricter than the server's. Whatever would be read differently under another `sql_mode`, by another version, or
 * by a reader that honours comments, is refused instead of understood.
 */
import { phrase } from '../../../schema/phrase.ts';
import { GateRefusal } from '../../gateRefusal.ts';
import type { GateToken } from '../../gateRefusal.ts';

/** Longest statement in bytes of UTF-8; MySQL's and MariaDB's own default of max_allowed_packet is not more than 64 MB. */
const MAX_BYTES = 16 * 1024 * 1024;
/** 4,096 columns or 8,192 partitions stay below a tenth of it; without it 16 MB of brackets would be 16 million objects. */
const MAX_TOKENS = 1_000_000;

const MARKS = new Set('(),.=<>!+-*/%&|^~');

/** Takes the final text of a statement, gives its tokens; throws GateRefusal. Linear in the length of the text. */
export function lexStatement(sql: string): readonly GateToken[] {
  checkText(sql);
  const tokens: GateToken[] = [];
  let at = 0;
  while (at < sql.length) {
    const code = sql.charCodeAt(at);
    if (isSpace(code)) {
      at += 1;
      continue;
    }
    const [token, end] = lexOne(sql, at, code);
    tokens.push(token);
    if (tokens.length > MAX_TOKENS) throw new GateRefusal(phrase`it has more than ${MAX_TOKENS} words`);
    at = end;
  }
  return tokens;
}

/** Size, NUL and broken surrogate pairs, which would be sent as another character than the one that was checked. */
function checkText(sql: string): void {
  let bytes = 0;
  for (let i = 0; i < sql.length; i += 1) {
    const code = sql.charCodeAt(i);
    if (code === 0) throw new GateRefusal(phrase`it holds a NUL character`);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (code < 0xd800 || code > 0xdfff) bytes += 3;
    else {
      const next = sql.charCodeAt(i + 1);
      if (code > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff))
        throw new GateRefusal(phrase`it holds half a character`);
      bytes += 4;
      i += 1;
    }
    if (bytes > MAX_BYTES) throw new GateRefusal(phrase`it is longer than ${MAX_BYTES} bytes`);
  }
}

function lexOne(sql: string, at: number, code: number): readonly [GateToken, number] {
  const mark = sql.charAt(at);
  if (mark === '`') return lexName(sql, at);
  if (mark === "'" || mark === '"') return lexString(sql, at, mark);
  if (isDigit(code) || (mark === '.' && isDigit(sql.charCodeAt(at + 1)) && !isQualifier(sql, at))) {
    return lexNumber(sql, at);
  }
  if (isWordPart(code)) return lexWord(sql, at);
  refuseComment(sql, at, mark);
  if (!MARKS.has(mark)) throw new GateRefusal(phrase`the character ${visible(mark)} stands outside quotes`);
  return [{ kind: 'mark', text: mark }, at + 1];
}

/** `a.5` would be a qualified name to the server where ours sees a number: only a dot after no name begins a number. */
function isQualifier(sql: string, at: number): boolean {
  const before = sql.charCodeAt(at - 1);
  return at > 0 && (isWordPart(before) || sql.charAt(at - 1) === '`');
}

function refuseComment(sql: string, at: number, mark: string): void {
  const two = sql.slice(at, at + 2);
  // `--` needs a following blank to be a comment in MySQL, but not for every reader of the same text.
  if (mark === '#' || two === '--' || two === '/*' || two === '*/') {
    throw new GateRefusal(phrase`it holds a comment (${mark === '#' ? '#' : two})`);
  }
  if (mark === ';')
    throw new GateRefusal(phrase`it holds a semicolon outside quotes: that would be a second statement`);
}

function lexName(sql: string, at: number): readonly [GateToken, number] {
  let end = at + 1;
  for (;;) {
    end = sql.indexOf('`', end);
    if (end < 0) throw new GateRefusal(phrase`a quoted name does not end`);
    if (sql.charAt(end + 1) !== '`') break;
    end += 2;
  }
  if (end === at + 1) throw new GateRefusal(phrase`a quoted name is empty`);
  return [{ kind: 'name', text: sql.slice(at + 1, end).replaceAll('``', '`') }, end + 1];
}

/**
 * The pinned session takes a backslash as an escape (R8 pins and reads back sql_mode without NO_BACKSLASH_ESCAPES and
 * ANSI_QUOTES). Double quotes are a string there and a name under ANSI_QUOTES; their end is the same under both only
 * without a backslash, so those are the ones let through.
 */
function lexString(sql: string, at: number, quote: string): readonly [GateToken, number] {
  let i = at + 1;
  for (;;) {
    if (i >= sql.length) throw new GateRefusal(phrase`a string does not end`);
    const c = sql.charAt(i);
    if (c === '\\') {
      if (quote === '"') throw new GateRefusal(phrase`a double-quoted string holds a backslash`);
      i += 2;
    } else if (c !== quote) {
      i += 1;
    } else if (sql.charAt(i + 1) === quote) {
      i += 2;
    } else {
      return [{ kind: 'string', text: sql.slice(at + 1, i) }, i + 1];
    }
  }
}

/**
 * A number that ends cleanly. `1e5select` is the number 1e5 and the word select to the server (sql_lex.cc reads the
 * exponent before it looks for a name), so a number that runs into a word is refused, whatever the word.
 */
function lexNumber(sql: string, at: number): readonly [GateToken, number] {
  let i = at;
  const second = sql.charAt(at + 1);
  if (sql.charAt(at) === '0' && (second === 'x' || second === 'b')) {
    i = skipWhile(sql, at + 2, second === 'x' ? isHexDigit : isBit);
    if (i === at + 2) throw new GateRefusal(phrase`a number has no digits`);
  } else {
    i = skipWhile(sql, i, isDigit);
    if (sql.charAt(i) === '.') i = skipWhile(sql, i + 1, isDigit);
    if (sql.charAt(i) === 'e' || sql.charAt(i) === 'E') {
      const sign = sql.charAt(i + 1);
      const digits = sign === '+' || sign === '-' ? i + 2 : i + 1;
      const end = skipWhile(sql, digits, isDigit);
      if (end > digits) i = end;
    }
  }
  if (i < sql.length && isWordPart(sql.charCodeAt(i)))
    throw new GateRefusal(phrase`a number runs into a word`);
  return [{ kind: 'number', text: sql.slice(at, i) }, i];
}

function lexWord(sql: string, at: number): readonly [GateToken, number] {
  const end = skipWhile(sql, at, isWordPart);
  return [{ kind: 'word', text: upperAscii(sql.slice(at, end)) }, end];
}

function skipWhile(sql: string, from: number, accepts: (code: number) => boolean): number {
  let i = from;
  while (i < sql.length && accepts(sql.charCodeAt(i))) i += 1;
  return i;
}

/** The server folds keywords by ASCII only: `ſelect` is a name to it, while String.toUpperCase would make it SELECT. */
function upperAscii(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text.toUpperCase() : text;
}

/** The blanks of the server's lexer that a statement of ours may hold; form feeds and the like are refused. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isBit(code: number): boolean {
  return code === 0x30 || code === 0x31;
}

function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
}

/** Letters, digits, `_`, `$` and everything beyond ASCII, as in the server's ident_map for utf8mb4. */
function isWordPart(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    isDigit(code) ||
    code === 0x5f ||
    code === 0x24 ||
    code >= 0x80
  );
}

function visible(mark: string): string {
  const code = mark.charCodeAt(0);
  return code > 0x20 && code < 0x7f ? mark : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

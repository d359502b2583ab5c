/**
 * The gate's own lexer for the Oracle family. It shares no code with `src/schema/oracle/read/lexer.ts` on purpose (R1 b):
 * a fault in the lexer that reads the dictionary can then not be repeated by the one that guards what is sent.
 *
 * It is stricter than the server's: comments (and so hints), q'…' strings, bind variables, database links and words beyond
 * ASCII are refused instead of understood.
 */
import { phrase } from '../../../schema/phrase.ts';
import { GateRefusal } from '../../gateRefusal.ts';
import type { GateToken } from '../../gateRefusal.ts';

/** Longest statement in characters; partitions by the thousand stay far below. */
const MAX_LENGTH = 16 * 1024 * 1024;

const MARKS = new Set('(),.=<>!+-*/|^');

/** Takes the final text of a statement, gives its tokens; throws GateRefusal. Linear in the length of the text. */
export function lexStatement(sql: string): readonly GateToken[] {
  if (sql.length > MAX_LENGTH) throw new GateRefusal(phrase`it is longer than ${MAX_LENGTH} bytes`);
  if (sql.includes('\0')) throw new GateRefusal(phrase`it holds a NUL character`);
  if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(sql))
    throw new GateRefusal(phrase`it holds half a character`);
  const tokens: GateToken[] = [];
  let at = 0;
  while (at < sql.length) {
    const c = sql.charAt(at);
    if (c === ' ' || c === '\n') {
      at += 1;
      continue;
    }
    const [token, end] = lexOne(sql, at, c);
    tokens.push(token);
    at = end;
  }
  return tokens;
}

function lexOne(sql: string, at: number, c: string): readonly [GateToken, number] {
  if (c === '"') return lexName(sql, at);
  if (c === "'") return lexString(sql, at);
  if (isDigit(c) || (c === '.' && isDigit(sql.charAt(at + 1)))) return lexNumber(sql, at);
  if (isLetter(c)) return lexWord(sql, at);
  const two = sql.slice(at, at + 2);
  if (two === '--' || two === '/*' || two === '*/')
    throw new GateRefusal(phrase`it holds a comment (${two})`);
  if (c === ';')
    throw new GateRefusal(phrase`it holds a semicolon outside quotes: that would be a second statement`);
  if (!MARKS.has(c)) throw new GateRefusal(phrase`the character ${visible(c)} stands outside quotes`);
  return [{ kind: 'mark', text: c }, at + 1];
}

/** No name of the family can hold a double quote (Database Object Naming Rules), so two of them are never one. */
function lexName(sql: string, at: number): readonly [GateToken, number] {
  const end = sql.indexOf('"', at + 1);
  if (end < 0) throw new GateRefusal(phrase`a quoted name does not end`);
  if (end === at + 1) throw new GateRefusal(phrase`a quoted name is empty`);
  if (sql.charAt(end + 1) === '"') throw new GateRefusal(phrase`a quoted name holds a quote`);
  return [{ kind: 'name', text: sql.slice(at + 1, end) }, end + 1];
}

function lexString(sql: string, at: number): readonly [GateToken, number] {
  let end = at + 1;
  for (;;) {
    end = sql.indexOf("'", end);
    if (end < 0) throw new GateRefusal(phrase`a string does not end`);
    if (sql.charAt(end + 1) !== "'") return [{ kind: 'string', text: sql.slice(at + 1, end) }, end + 1];
    end += 2;
  }
}

/** A number that ends cleanly: one that runs into a word is refused, whatever the word, but for its own F and D. */
function lexNumber(sql: string, at: number): readonly [GateToken, number] {
  const found = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?/y;
  found.lastIndex = at;
  const text = found.exec(sql)?.[0] ?? '';
  const end = at + text.length;
  if (isWordPart(sql.charAt(end))) throw new GateRefusal(phrase`a number runs into a word`);
  return [{ kind: 'number', text }, end];
}

/** `q'[…]'` and `nq'…'` are strings with quotes of their own to the server: none of ours has them. */
function lexWord(sql: string, at: number): readonly [GateToken, number] {
  let end = at;
  while (isWordPart(sql.charAt(end))) end += 1;
  const text = sql.slice(at, end).toUpperCase();
  if (sql.charAt(end) === "'" && (text === 'Q' || text === 'NQ' || text === 'U'))
    throw new GateRefusal(phrase`it holds a string with quotes of its own`);
  return [{ kind: 'word', text }, end];
}

function isDigit(c: string): boolean {
  return c >= '0' && c <= '9' && c.length === 1;
}

function isLetter(c: string): boolean {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

function isWordPart(c: string): boolean {
  return c !== '' && (isLetter(c) || isDigit(c) || c === '_' || c === '$' || c === '#');
}

function visible(c: string): string {
  const code = c.charCodeAt(0);
  return code > 0x20 && code < 0x7f ? c : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

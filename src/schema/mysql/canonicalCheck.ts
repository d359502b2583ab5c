/** Checks that MySQL spells in several ways although they are one. */
import { Lexer, tokenKind } from './lexer.ts';
import type { Check } from './model.ts';
import { quoteString, unquoteString } from './quote.ts';
import type { MysqlServerFacts } from './serverFacts.ts';

/**
 * The check without what a table copy changes in MySQL's text of it (seen on 9.7): a literal has the character set of the
 * session that made it and later that of the column it is compared with, so `_utf8mb4'no'` becomes `_gbk'no'` or
 * `_utf16'\\0n\\0o'`; and `-(5)` becomes `-5` beside a BIGINT. A literal that is plain ASCII in both stands without the
 * word; anything else counts as it is written.
 */
export function canonicalCheck(check: Check, facts: Pick<MysqlServerFacts, 'dialect'>): Check {
  const { text } = check.expression;
  if (facts.dialect !== 'mysql') return check;
  const pieces: string[] = [];
  const lexer = new Lexer(text);
  for (lexer.next(); lexer.kind !== tokenKind.end;) pieces.push(nextPiece(lexer));
  return { ...check, expression: { text: pieces.join(' ') } };
}

/** Reads one token, or the several that stand for one. */
function nextPiece(lexer: Lexer): string {
  const { kind, raw, symbol } = lexer;
  lexer.next();
  if (kind === tokenKind.word && raw.startsWith('_') && isString(lexer)) {
    const plain = plainLiteral(raw.slice(1).toLowerCase(), unquoteString(lexer.raw));
    if (plain === null) return raw;
    lexer.next();
    return quoteString(plain);
  }
  return symbol === '-' && symbolOf(lexer) === '(' ? `-${bracketedNumber(lexer)}` : raw;
}

function isString({ kind }: Lexer): boolean {
  return kind === tokenKind.string || kind === tokenKind.escapedString;
}

function symbolOf({ symbol }: Lexer): string {
  return symbol;
}

/** `(5)` without its brackets; just the first bracket when something else is in them. */
function bracketedNumber(lexer: Lexer): string {
  const open = lexer.end;
  lexer.next();
  const { kind, raw } = lexer;
  if (kind === tokenKind.number) {
    lexer.next();
    if (symbolOf(lexer) === ')') {
      lexer.next();
      return ` ${raw}`;
    }
  }
  lexer.jump(open);
  return ' (';
}

const widths: ReadonlyMap<string, number> = new Map([
  ['ucs2', 2],
  ['utf16', 2],
  ['utf32', 4],
]);

/** What a literal says when it is ASCII alone; null otherwise. Wide sets print every byte of it as a character. */
function plainLiteral(charset: string, value: string): string | null {
  if (charset === 'binary' || charset === 'utf16le') return null;
  const width = widths.get(charset) ?? 1;
  if (value.length % width !== 0) return null;
  let plain = '';
  for (let i = 0; i < value.length; i += width) {
    const last = value.charCodeAt(i + width - 1);
    const lead = value.slice(i, i + width - 1);
    if (last === 0 || last > 0x7e || lead !== '\0'.repeat(width - 1)) return null;
    plain += String.fromCharCode(last);
  }
  return plain;
}

/** Checks that MySQL spells in several ways although they are one. */
import { isByteType, isCharacterType } from './columnTypes.ts';
import { Lexer, tokenKind } from './lexer.ts';
import type { Check, Column } from './model.ts';
import { quoteIdentifier, quoteString, unquoteIdentifier, unquoteString } from './quote.ts';
import type { MysqlServerFacts } from './serverFacts.ts';

/**
 * The check without what every ALTER changes in MySQL's text of it (seen on 9.7): a literal has the character set of the
 * session that made it and later that of the column it is compared with, so `_utf8mb4'no'` becomes `_gbk'no'` or
 * `_utf16'\\0n\\0o'`; and `-(5)` becomes `-5` beside a BIGINT. A literal that is plain ASCII in both, or that both sets
 * write alike, stands without the word. Names of columns stand in quotes, which the text lacks when a session with
 * sql_quote_show_create=0 made the check. `'8:00'` beside a TIME becomes `TIME'08:00:00'`. Anything else counts as it is
 * written.
 */
export function canonicalCheck(
  check: Check,
  columns: readonly Column[],
  facts: Pick<MysqlServerFacts, 'dialect'>,
): Check {
  const { text } = check.expression;
  if (facts.dialect !== 'mysql') return check;
  const pieces: string[] = [];
  const lexer = new Lexer(text);
  lexer.next();
  const compared = comparedValues(text, columns);
  const names = new Set(columns.map(({ name }) => name.toLowerCase()));
  while (lexer.kind !== tokenKind.end) {
    const isName = lexer.kind === tokenKind.word && names.has(lexer.raw.toLowerCase());
    const piece = nextPiece(lexer, compared);
    pieces.push(isName ? quoteIdentifier(piece) : piece);
  }
  return { ...check, expression: { text: pieces.join(' ') } };
}

/** Words between which bytes stay bytes; hex(), convert(… using …) and their like make characters of them. */
const wordsOfBytes: ReadonlySet<string> = new Set(
  [
    'and or not is null in like between regexp_like true false case when then else end',
    'concat coalesce ifnull nullif if left right substr substring lower upper',
    'trim both leading trailing from length char_length strcmp',
  ].flatMap((words) => words.split(' ')),
);

/** What strings in a check are compared with, where that is one kind of column throughout. */
type Compared = 'bytes' | 'times' | 'others';

/**
 * `bytes`: the columns with strings are BINARY, VARBINARY or BLOB, of which the server then says `_binary'no'`. Otherwise that
 * word makes a difference: it compares texts without regard to their collation. `times`: there are none, but TIME columns.
 */
function comparedValues(text: string, columns: readonly Column[]): Compared {
  if (!columns.some((column) => holdsBytes(column) || column.type.name === 'time')) return 'others';
  const byName = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
  let hasOtherWords = false;
  const found: Column[] = [];
  const lexer = new Lexer(text);
  for (lexer.next(); lexer.kind !== tokenKind.end; lexer.next()) {
    const { kind, raw } = lexer;
    if (kind === tokenKind.word && !raw.startsWith('_') && !wordsOfBytes.has(raw.toLowerCase()))
      hasOtherWords = true;
    if (kind !== tokenKind.identifier && kind !== tokenKind.escapedIdentifier) continue;
    const column = byName.get(unquoteIdentifier(raw).toLowerCase());
    if (column === undefined) return 'others';
    found.push(column);
  }
  if (found.some((column) => isCharacterType(column.type.name) && !holdsBytes(column))) return 'others';
  if (found.some(holdsBytes)) return hasOtherWords ? 'others' : 'bytes';
  return found.some(({ type }) => type.name === 'time') ? 'times' : 'others';
}

function holdsBytes({ type, charset }: Column): boolean {
  return isByteType(type.name) || charset === 'binary';
}

/** A time in one spelling; what is no time as it is. */
function plainTime(value: string): string {
  const clock = /^(-?)(\d{1,3}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,6}))?)?$/.exec(value);
  if (clock !== null) return timeText(clock[1], clock[2], clock[3], clock[4], clock[5]);
  const digits = /^(-?)(\d{0,3}?)(\d{0,2}?)(\d{1,2})$/.exec(value);
  return digits === null ? value : timeText(digits[1], digits[2], digits[3], digits[4], '');
}

function timeText(sign = '', hours = '', minutes = '', seconds = '', fraction = ''): string {
  const rest = fraction.replace(/0+$/, '');
  return `${sign}${Number(hours)}:${Number(minutes)}:${Number(seconds)}${rest === '' ? '' : `.${rest}`}`;
}

/** Reads one token, or the several that stand for one. */
function nextPiece(lexer: Lexer, compared: Compared): string {
  const { kind, raw, symbol } = lexer;
  lexer.next();
  if (kind === tokenKind.word && isString(lexer)) {
    const plain = wordedLiteral(raw.toLowerCase(), unquoteString(lexer.raw), compared);
    if (plain === null) return raw;
    lexer.next();
    return quoteString(plain);
  }
  return symbol === '-' && symbolOf(lexer) === '(' ? `-${bracketedNumber(lexer)}` : raw;
}

/** What a literal with a word before it says in any spelling; null when the word matters. */
function wordedLiteral(word: string, value: string, compared: Compared): string | null {
  if (word === 'time') return compared === 'times' ? plainTime(value) : null;
  const plain = word.startsWith('_') ? plainLiteral(word.slice(1), value, compared === 'bytes') : null;
  return plain !== null && compared === 'times' ? plainTime(plain) : plain;
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

const unicodeSets: ReadonlySet<string> = new Set(['utf8', 'utf8mb3', 'utf8mb4']);

/** What a literal says when it is ASCII or Unicode; null otherwise. Wide sets print every byte of it as a character. */
function plainLiteral(charset: string, value: string, isOfBytes: boolean): string | null {
  if (unicodeSets.has(charset) || (charset === 'binary' && isOfBytes)) return value;
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

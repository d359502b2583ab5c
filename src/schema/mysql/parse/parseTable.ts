import { phrase } from '../../phrase.ts';
import type { TableName } from '../../tableName.ts';
import type { TextRange } from '../compareTexts.ts';
import { maxTextLength } from '../lexer.ts';
import type { MysqlTable } from '../model.ts';
import { Cursor } from './cursor.ts';
import { ElementMemo, type SeenStyle } from './elementMemo.ts';
import type { Correction } from './elements.ts';
import { parseElements, type ParseRules } from './parseElements.ts';
import { parseTail } from './parseTail.ts';

/** A parsed text: the table as written, and what the round trip must know of how it was written. */
export interface ParsedText {
  readonly table: MysqlTable;
  /** The table name as the text has it. */
  readonly printedName: string;
  readonly seen: SeenStyle;
  /** Where `AUTO_INCREMENT=n` stands; null when it does not. */
  readonly counter: TextRange | null;
  /** Behind the bracket that closes the columns, keys and constraints. */
  readonly tailAt: number;
  /** Whether everything up to there was printed back to exactly its own text. */
  readonly exactElements: boolean;
  /** Whether the rest was printed back so already, but for the counter; otherwise it is still to be compared. */
  readonly exactTail: boolean;
  /** What the server should have written instead. */
  readonly corrections: readonly Correction[];
}

/**
 * Reads one CREATE TABLE text as a server of the family prints it. `name` is the table that was asked for; unqualified
 * parents of foreign keys belong to its database. `memo` may know its lines. Throws `ParseRefusal` for everything that
 * the model can't hold.
 */
export function parseTable(
  text: string,
  name: TableName,
  rules: ParseRules,
  memo: ElementMemo = new ElementMemo(rules.layout),
): ParsedText {
  const head = plainHead(text) ?? parseHead(text);
  const {
    elements,
    seen,
    end: tailAt,
    cursor,
  } = parseElements(text, head.end, head.cursor, name, rules, memo);
  const tail = parseTail(text, tailAt, cursor, memo);
  const { columns, primaryKey, indexes, foreignKeys, checks, periods, exact, corrections } = elements;
  const table: MysqlTable = {
    name,
    columns,
    primaryKey,
    indexes,
    foreignKeys,
    checks,
    periods,
    systemVersioned: tail.systemVersioned,
    options: tail.options,
    autoIncrementNext: tail.autoIncrementNext,
    partitioning: tail.partitioning,
  };
  return {
    table,
    printedName: head.name,
    seen,
    counter: tail.counter,
    tailAt,
    exactElements: exact,
    exactTail: tail.exact,
    corrections,
  };
}

interface Head {
  readonly name: string;
  /** Where the bracket opens. */
  readonly end: number;
  readonly cursor: Cursor | null;
}

/** What all servers print, unless the name needs escapes: read without tokens. */
function plainHead(text: string): Head | null {
  if (text.length > maxTextLength) return null;
  const words = 'CREATE TABLE `';
  const close = text.startsWith(words) ? text.indexOf('`', words.length) : -1;
  if (close < 0 || !text.startsWith(' (\n', close + 1)) return null;
  return { name: text.slice(words.length, close), end: close + 2, cursor: null };
}

function parseHead(text: string): Head {
  const cursor = new Cursor(text);
  cursor.expect('CREATE');
  if (!cursor.is('TABLE')) throw cursor.refuse(phrase`only ordinary tables are read`);
  cursor.advance();
  const name = cursor.identifier();
  return { name, end: cursor.offset, cursor };
}

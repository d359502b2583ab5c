import { phrase } from '../../phrase.ts';
import { tokenKind } from '../lexer.ts';
import type { ColumnDefault } from '../model.ts';
import type { Cursor } from './cursor.ts';

const nullDefault: ColumnDefault = { kind: 'null' };
const emptyDefault: ColumnDefault = { kind: 'string', value: '' };

/** What stands behind DEFAULT. */
export function parseDefault(cursor: Cursor): ColumnDefault {
  if (cursor.isString()) {
    const value = cursor.string();
    return value === '' ? emptyDefault : { kind: 'string', value };
  }
  const { kind } = cursor;
  if (kind === tokenKind.word) return parseWord(cursor);
  if (kind === tokenKind.number || kind === tokenKind.bits) return { kind: 'literal', text: takeRaw(cursor) };
  // MariaDB: another column, which it writes without brackets.
  if (cursor.isIdentifier()) return { kind: 'expression', expression: { text: takeRaw(cursor) } };
  if (cursor.is('-') || cursor.is('+')) return parseSigned(cursor);
  if (!cursor.is('(')) throw cursor.refuse(phrase`a default is expected`);
  // The brackets belong to the text: MySQL writes them always, MariaDB only round some expressions.
  return { kind: 'expression', expression: { text: `(${cursor.bracketed()})` } };
}

function takeRaw(cursor: Cursor): string {
  const { raw } = cursor;
  cursor.advance();
  return raw;
}

function parseSigned(cursor: Cursor): ColumnDefault {
  const from = cursor.offset;
  cursor.advance();
  if (cursor.kind !== tokenKind.number) throw cursor.refuse(phrase`a number is expected`);
  cursor.advance();
  return { kind: 'literal', text: cursor.textFrom(from) };
}

function parseWord(cursor: Cursor): ColumnDefault {
  if (cursor.take('NULL')) return nullDefault;
  if (cursor.is('CURRENT_TIMESTAMP')) return { kind: 'now', precision: parseNow(cursor) };
  const from = cursor.offset;
  const symbol = cursor.symbol;
  cursor.advance();
  if (symbol === 'TRUE' || symbol === 'FALSE') return { kind: 'literal', text: cursor.textFrom(from) };
  if (symbol.startsWith('_') && (cursor.isString() || cursor.kind === tokenKind.bits)) {
    cursor.advance();
    return { kind: 'literal', text: cursor.textFrom(from) };
  }
  // MariaDB: TIMESTAMP'2020-01-01 00:00:00'.
  if (cursor.isString()) {
    cursor.advance();
    return { kind: 'literal', text: cursor.textFrom(from) };
  }
  // MariaDB writes functions without brackets round them: uuid(), nextval(`db`.`seq`).
  if (!cursor.is('(')) throw cursor.refuse(phrase`a default is expected`);
  cursor.bracketed();
  return { kind: 'expression', expression: { text: cursor.textFrom(from) } };
}

/** `CURRENT_TIMESTAMP`, `CURRENT_TIMESTAMP(n)`, MariaDB's `current_timestamp()`: n, 0 when there is none. */
export function parseNow(cursor: Cursor): number {
  if (cursor.raw === 'current_timestamp') cursor.seen.nowBrackets = true;
  cursor.expect('CURRENT_TIMESTAMP');
  if (!cursor.take('(')) return 0;
  if (cursor.take(')')) return 0;
  const precision = cursor.integer();
  cursor.expect(')');
  return precision;
}

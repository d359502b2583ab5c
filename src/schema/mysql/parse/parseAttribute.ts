import { phrase } from '../../phrase.ts';
import { tokenKind } from '../lexer.ts';
import type { Attribute, AttributeValue } from '../model.ts';
import type { Cursor } from './cursor.ts';

const none: AttributeValue = { kind: 'none' };

/** Takes `[=] value`: a word, number, string, quoted name or bracketed list. */
export function parseValue(cursor: Cursor): AttributeValue {
  cursor.take('=');
  if (cursor.is('(')) return { kind: 'list', text: cursor.bracketed() };
  if (cursor.isString()) return { kind: 'string', value: cursor.string() };
  if (cursor.isIdentifier()) return { kind: 'identifier', name: cursor.identifier() };
  const sign = cursor.is('-') && cursor.nextIs('') ? '-' : '';
  if (sign !== '') cursor.advance();
  const kind = cursor.kind;
  if (kind !== tokenKind.word && kind !== tokenKind.number && kind !== tokenKind.bits) {
    throw cursor.refuse(phrase`a value is expected`);
  }
  const text = sign + cursor.raw;
  cursor.advance();
  return { kind: 'word', text };
}

/** An attribute whose keyword the caller has taken. */
export function attribute(name: string, value: AttributeValue = none): Attribute {
  return { name, quotedName: false, value };
}

/** MariaDB's engine-defined `` `name`=value ``; the name is the current token. */
export function parseEngineDefined(cursor: Cursor): Attribute {
  const name = cursor.identifier();
  if (!cursor.is('=')) throw cursor.refuse(phrase`= is expected`);
  return { name, quotedName: true, value: parseValue(cursor) };
}

import { phrase } from '../../phrase.ts';
import { isKnownType, isNestedType } from '../columnTypes.ts';
import { tokenKind } from '../lexer.ts';
import type { ColumnType } from '../model.ts';
import type { Cursor } from './cursor.ts';

/** A data type with its length, scale or members, UNSIGNED and ZEROFILL. Unknown types are refused. */
export function parseColumnType(cursor: Cursor): ColumnType {
  if (cursor.kind !== tokenKind.word) throw cursor.refuse(phrase`a data type is expected`);
  const name = lowerCaseTypes.get(cursor.symbol) ?? cursor.raw.toLowerCase();
  if (!isKnownType(name)) throw cursor.refuse(phrase`the data type is not known`);
  cursor.advance();
  if (isNestedType(name)) return nested(cursor, name);
  let length: number | null = null;
  let scale: number | null = null;
  let members: string[] | null = null;
  if (cursor.is('(')) {
    cursor.advance();
    if (name === 'enum' || name === 'set') members = parseMembers(cursor);
    else {
      length = cursor.integer();
      if (cursor.take(',')) scale = cursor.integer();
    }
    cursor.expect(')');
  } else if (name === 'enum' || name === 'set') throw cursor.refuse(phrase`the members are expected`);
  const unsigned = cursor.take('UNSIGNED');
  const zerofill = cursor.take('ZEROFILL');
  return { name, length, scale, members, unsigned, zerofill };
}

/** Saves a lower-cased copy per column: the usual types by their interned upper-case word. */
const lowerCaseTypes: ReadonlyMap<string, string> = new Map(
  [
    'int',
    'bigint',
    'tinyint',
    'smallint',
    'varchar',
    'char',
    'text',
    'decimal',
    'datetime',
    'timestamp',
    'date',
    'enum',
  ].map((name) => [name.toUpperCase(), name]),
);

function parseMembers(cursor: Cursor): string[] {
  const members: string[] = [];
  do members.push(cursor.string());
  while (cursor.take(','));
  return members;
}

/** The element types are kept as part of the name, as written. */
function nested(cursor: Cursor, name: string): ColumnType {
  const of = cursor.bracketed();
  return {
    name: `${name}(${of})`,
    length: null,
    scale: null,
    members: null,
    unsigned: false,
    zerofill: false,
  };
}

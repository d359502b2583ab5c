import { phrase } from '../../phrase.ts';
import type { Attribute, Column, ColumnDefault } from '../model.ts';
import { attribute, parseEngineDefined, parseValue } from './parseAttribute.ts';
import { parseColumnType } from './parseColumnType.ts';
import type { Cursor } from './cursor.ts';
import { parseDefault, parseNow } from './parseDefault.ts';

type Draft = { -readonly [K in keyof Column]: Column[K] } & { attributes: readonly Attribute[] };

const noDefault: ColumnDefault = { kind: 'none' };
const noAttributes: readonly Attribute[] = [];

/** One column of CREATE TABLE; the cursor stands on its name and ends on the `,` or `)` behind it. */
export function parseColumn(cursor: Cursor): Column {
  const draft: Draft = {
    name: cursor.identifier(),
    type: parseColumnType(cursor),
    charset: null,
    collation: null,
    nullable: true,
    default: noDefault,
    onUpdateNow: null,
    autoIncrement: false,
    generated: null,
    invisible: false,
    srid: null,
    comment: null,
    compressed: null,
    columnFormat: null,
    storage: null,
    check: null,
    withoutSystemVersioning: false,
    attributes: noAttributes,
  };
  while (!cursor.is(',') && !cursor.is(')')) parseColumnAttribute(cursor, draft);
  return draft;
}

function parseColumnAttribute(cursor: Cursor, draft: Draft): void {
  switch (cursor.symbol) {
    case 'NOT':
      cursor.advance();
      if (cursor.take('SECONDARY')) return add(draft, attribute('NOT SECONDARY'));
      cursor.expect('NULL');
      draft.nullable = false;
      return;
    case 'NULL':
      cursor.advance();
      return;
    case 'DEFAULT':
      cursor.advance();
      draft.default = parseDefault(cursor);
      if (draft.invisible) cursor.seen.invisibleFirst = true;
      return;
    case 'COMMENT':
      cursor.advance();
      draft.comment = cursor.string();
      return;
    case 'CHARACTER':
      cursor.advance();
      cursor.expect('SET');
      draft.charset = cursor.name();
      return;
    case 'COLLATE':
      cursor.advance();
      draft.collation = cursor.name();
      return;
    case 'AUTO_INCREMENT':
      cursor.advance();
      draft.autoIncrement = true;
      if (draft.invisible) cursor.seen.invisibleFirst = true;
      return;
    case 'ON':
      cursor.expect('ON', 'UPDATE');
      draft.onUpdateNow = parseNow(cursor);
      if (draft.invisible) cursor.seen.invisibleFirst = true;
      return;
    case 'GENERATED':
      return parseGenerated(cursor, draft);
    default:
      return parseRareAttribute(cursor, draft);
  }
}

function parseGenerated(cursor: Cursor, draft: Draft): void {
  cursor.expect('GENERATED', 'ALWAYS', 'AS');
  if (cursor.take('ROW')) {
    const kind = cursor.is('START') ? 'row-start' : 'row-end';
    cursor.expect(kind === 'row-start' ? 'START' : 'END');
    draft.generated = { as: { kind }, storage: null };
    return;
  }
  const expression = { text: cursor.bracketed() };
  for (const storage of ['VIRTUAL', 'STORED', 'PERSISTENT'] as const) {
    if (cursor.take(storage)) {
      draft.generated = { as: { kind: 'expression', expression }, storage };
      return;
    }
  }
  throw cursor.refuse(phrase`VIRTUAL or STORED is expected`);
}

/** Attributes that most tables don't have. */
function parseRareAttribute(cursor: Cursor, draft: Draft): void {
  switch (cursor.symbol) {
    case 'INVISIBLE':
      cursor.advance();
      draft.invisible = true;
      return;
    case 'SRID':
      cursor.advance();
      draft.srid = cursor.integer();
      return;
    case 'REF_SYSTEM_ID':
      cursor.advance();
      cursor.expect('=');
      draft.srid = cursor.integer();
      return;
    case 'COMPRESSED':
      draft.compressed = parseCompressed(cursor);
      return;
    case 'COLUMN_FORMAT':
      cursor.advance();
      if (cursor.is('COMPRESSED')) draft.compressed = `COLUMN_FORMAT ${parsePercona(cursor)}`;
      else draft.columnFormat = cursor.name();
      return;
    case 'STORAGE':
      cursor.advance();
      draft.storage = cursor.name();
      return;
    case 'CHECK':
      cursor.advance();
      draft.check = { text: cursor.bracketed() };
      return;
    case 'WITHOUT':
      cursor.expect('WITHOUT', 'SYSTEM', 'VERSIONING');
      draft.withoutSystemVersioning = true;
      return;
    case 'ENGINE_ATTRIBUTE':
    case 'SECONDARY_ENGINE_ATTRIBUTE':
    case 'SKIP_INDEX':
    case 'CHUNK': {
      const name = cursor.symbol;
      cursor.advance();
      return add(draft, attribute(name, parseValue(cursor)));
    }
    default:
      if (!cursor.isIdentifier())
        throw cursor.refuse(phrase`the attribute of column \`${draft.name}\` is not known`);
      return add(draft, parseEngineDefined(cursor));
  }
}

function add(draft: Draft, value: Attribute): void {
  draft.attributes = [...draft.attributes, value];
}

/** MariaDB prints `COMPRESSED`; the algorithm is accepted, should a version print it. */
function parseCompressed(cursor: Cursor): string {
  const from = cursor.offset;
  cursor.advance();
  if (cursor.take('=')) cursor.advance();
  return cursor.textFrom(from).toUpperCase();
}

/** Percona Server: `COLUMN_FORMAT COMPRESSED [WITH COMPRESSION_DICTIONARY name]`. */
function parsePercona(cursor: Cursor): string {
  cursor.advance();
  if (cursor.is('WITH')) throw cursor.refuse(phrase`compression dictionaries are not read`);
  return 'COMPRESSED';
}

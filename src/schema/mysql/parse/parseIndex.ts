import { phrase } from '../../phrase.ts';
import type { Attribute, Index, IndexKind, IndexPart, Partitioning } from '../model.ts';
import { attribute, parseEngineDefined, parseValue } from './parseAttribute.ts';
import type { Cursor } from './cursor.ts';
import { parsePartitioning } from './parsePartitioning.ts';

type Draft = { -readonly [K in keyof Index]: Index[K] };

const noAttributes: readonly Attribute[] = [];
const noColumns: readonly string[] = [];

/** One key of CREATE TABLE; the cursor ends on the `,` or `)` behind it. */
export function parseIndex(cursor: Cursor): Index {
  const kind = parseKind(cursor);
  const draft: Draft = {
    name: kind === 'primary' ? 'PRIMARY' : cursor.identifier(),
    kind,
    parts: parseParts(cursor),
    using: null,
    keyBlockSize: null,
    parser: null,
    comment: null,
    visibility: 'visible',
    clustering: false,
    scope: null,
    storing: noColumns,
    partitioning: null,
    attributes: noAttributes,
  };
  while (!cursor.is(',') && !cursor.is(')')) parseIndexOption(cursor, draft);
  return draft;
}

function parseKind(cursor: Cursor): IndexKind {
  const symbol = cursor.symbol;
  cursor.advance();
  switch (symbol) {
    case 'PRIMARY':
      cursor.expect('KEY');
      return 'primary';
    case 'UNIQUE':
      takeKey(cursor);
      return 'unique';
    case 'FULLTEXT':
      takeKey(cursor);
      return 'fulltext';
    case 'SPATIAL':
      takeKey(cursor);
      return 'spatial';
    case 'VECTOR':
      takeKey(cursor);
      return 'vector';
    default:
      return 'plain';
  }
}

/** OceanBase prints INDEX for multi-valued keys, KEY for all others. */
function takeKey(cursor: Cursor): void {
  if (!cursor.take('INDEX')) cursor.expect('KEY');
}

function parseParts(cursor: Cursor): IndexPart[] {
  const parts: IndexPart[] = [];
  cursor.expect('(');
  do parts.push(parsePart(cursor));
  while (cursor.take(','));
  cursor.expect(')');
  return parts;
}

function parsePart(cursor: Cursor): IndexPart {
  const key = parseKey(cursor);
  let length: number | null = null;
  if (key.kind === 'column' && cursor.take('(')) {
    length = cursor.integer();
    cursor.expect(')');
  }
  let direction: IndexPart['direction'] = null;
  if (cursor.take('DESC')) direction = 'DESC';
  else if (cursor.take('ASC')) direction = 'ASC';
  let withoutOverlaps = false;
  if (cursor.take('WITHOUT')) {
    cursor.expect('OVERLAPS');
    withoutOverlaps = true;
  }
  return { key, length, direction, withoutOverlaps };
}

function parseKey(cursor: Cursor): IndexPart['key'] {
  if (cursor.isIdentifier()) return { kind: 'column', name: cursor.identifier() };
  if (cursor.is('(')) return { kind: 'expression', expression: { text: `(${cursor.bracketed()})` } };
  // OceanBase prints a function without brackets round it.
  const from = cursor.offset;
  cursor.skipItem();
  return { kind: 'expression', expression: { text: cursor.textFrom(from) } };
}

function parseIndexOption(cursor: Cursor, draft: Draft): void {
  switch (cursor.symbol) {
    case 'USING':
      cursor.advance();
      draft.using = cursor.name();
      return;
    case 'COMMENT':
      cursor.advance();
      draft.comment = cursor.string();
      return;
    case 'KEY_BLOCK_SIZE':
      cursor.advance();
      cursor.take('=');
      draft.keyBlockSize = cursor.integer();
      return;
    case 'INVISIBLE':
      cursor.advance();
      draft.visibility = 'invisible';
      return;
    case 'IGNORED':
      cursor.advance();
      draft.visibility = 'ignored';
      return;
    case 'CLUSTERING':
      cursor.expect('CLUSTERING', '=', 'YES');
      draft.clustering = true;
      return;
    case 'LOCAL':
    case 'GLOBAL':
      draft.scope = cursor.symbol === 'LOCAL' ? 'LOCAL' : 'GLOBAL';
      cursor.advance();
      return;
    case 'STORING':
      cursor.advance();
      draft.storing = cursor.identifiers();
      return;
    case 'WITH':
      return parseWith(cursor, draft);
    case 'PARTITION':
      draft.partitioning = parseIndexPartitioning(cursor);
      return;
    default:
      return parseRareOption(cursor, draft);
  }
}

/** `WITH PARSER name`; OceanBase's `WITH COLUMN GROUP (…)` and vector `WITH (…)`. */
function parseWith(cursor: Cursor, draft: Draft): void {
  cursor.advance();
  if (cursor.take('PARSER')) {
    draft.parser = cursor.name();
    return;
  }
  if (cursor.take('COLUMN')) {
    cursor.expect('GROUP');
    return add(draft, attribute('WITH COLUMN GROUP', { kind: 'list', text: cursor.bracketed() }));
  }
  return add(draft, attribute('WITH', { kind: 'list', text: cursor.bracketed() }));
}

function parseIndexPartitioning(cursor: Cursor): Partitioning {
  const partitioning = parsePartitioning(cursor);
  if (partitioning === null) throw cursor.refuse(phrase`partitions of the key are expected`);
  return partitioning;
}

function parseRareOption(cursor: Cursor, draft: Draft): void {
  switch (cursor.symbol) {
    case 'ENGINE_ATTRIBUTE':
    case 'SECONDARY_ENGINE_ATTRIBUTE':
    case 'BLOCK_SIZE':
    case 'PARSER_PROPERTIES': {
      const name = cursor.symbol;
      cursor.advance();
      return add(draft, attribute(name, parseValue(cursor)));
    }
    default:
      if (!cursor.isIdentifier())
        throw cursor.refuse(phrase`the option of key \`${draft.name}\` is not known`);
      return add(draft, parseEngineDefined(cursor));
  }
}

function add(draft: Draft, value: Attribute): void {
  draft.attributes = [...draft.attributes, value];
}

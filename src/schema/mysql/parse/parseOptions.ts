import { phrase } from '../../phrase.ts';
import type { AttributeValue, TableOption } from '../model.ts';
import type { Cursor } from './cursor.ts';
import { parseEngineDefined, parseValue } from './parseAttribute.ts';

/** Options that are one word and a value, with or without `=`. */
const plainOptions: ReadonlySet<string> = new Set([
  'ENGINE',
  'COMMENT',
  'COLLATE',
  'ROW_FORMAT',
  'KEY_BLOCK_SIZE',
  'MIN_ROWS',
  'MAX_ROWS',
  'AVG_ROW_LENGTH',
  'PACK_KEYS',
  'CHECKSUM',
  'DELAY_KEY_WRITE',
  'STATS_PERSISTENT',
  'STATS_AUTO_RECALC',
  'STATS_SAMPLE_PAGES',
  'CONNECTION',
  'PASSWORD',
  'UNION',
  'INSERT_METHOD',
  // MySQL
  'COMPRESSION',
  'ENCRYPTION',
  'AUTOEXTEND_SIZE',
  'ENGINE_ATTRIBUTE',
  'SECONDARY_ENGINE',
  'SECONDARY_ENGINE_ATTRIBUTE',
  'TABLESPACE',
  'STORAGE',
  // MariaDB
  'PAGE_CHECKSUM',
  'TRANSACTIONAL',
  // OceanBase
  'ORGANIZATION',
  'AUTO_INCREMENT_MODE',
  'AUTO_INCREMENT_CACHE_SIZE',
  'STORE_FORMAT',
  'EXPIRE_INFO',
  'REPLICA_NUM',
  'BLOCK_SIZE',
  'USE_BLOOM_FILTER',
  'ENABLE_MACRO_BLOCK_BLOOM_FILTER',
  'TABLET_SIZE',
  'PCTFREE',
  'PARALLEL',
  'TABLEGROUP',
  'PRIMARY_ZONE',
  'LOCALITY',
  'PROGRESSIVE_MERGE_NUM',
  'STORAGE_FORMAT_VERSION',
  'STORAGE_FORMAT_WORK_VERSION',
  'TABLE_MODE',
  'DUPLICATE_SCOPE',
  'DUPLICATE_READ_CONSISTENCY',
  'TTL',
  'KV_ATTRIBUTES',
  'LOB_INROW_THRESHOLD',
  'DEFAULT_LOB_INROW_THRESHOLD',
  'MICRO_INDEX_CLUSTERED',
  'DELTA_FORMAT',
  'SEMISTRUCT_ENCODING_TYPE',
]);

const none: AttributeValue = { kind: 'none' };

/** The table options, as written. */
export interface ParsedOptions {
  readonly options: readonly TableOption[];
  readonly systemVersioned: boolean;
  readonly autoIncrementNext: string | null;
  /** The tokens of `AUTO_INCREMENT=n`, [from, to). */
  readonly counter: { readonly from: number; readonly to: number } | null;
}

/** Reads what stands behind the closing bracket, up to PARTITION BY or the end. */
export function parseOptions(cursor: Cursor): ParsedOptions {
  const options: TableOption[] = [];
  let systemVersioned = false;
  let autoIncrementNext: string | null = null;
  let counter: ParsedOptions['counter'] = null;
  while (!cursor.isEnd() && !cursor.is('PARTITION')) {
    const from = cursor.offset;
    if (cursor.take('AUTO_INCREMENT')) {
      cursor.take('=');
      autoIncrementNext = cursor.raw;
      cursor.advance();
      counter = { from, to: cursor.offset };
    } else if (cursor.is('WITH') && cursor.nextIs('SYSTEM')) {
      cursor.expect('WITH', 'SYSTEM', 'VERSIONING');
      systemVersioned = true;
    } else options.push(parseOption(cursor));
  }
  return { options, systemVersioned, autoIncrementNext, counter };
}

function parseOption(cursor: Cursor): TableOption {
  const name = cursor.symbol;
  if (plainOptions.has(name)) {
    cursor.advance();
    return { name, value: parseValue(cursor) };
  }
  if (cursor.isIdentifier()) {
    const { name: quoted, value } = parseEngineDefined(cursor);
    return { name: quoted, value, quotedName: true };
  }
  cursor.advance();
  switch (name) {
    case 'DEFAULT':
      return parseDefaultOption(cursor);
    case 'CHARSET':
      return { name: 'DEFAULT CHARSET', value: parseValue(cursor) };
    case 'DATA':
    case 'INDEX':
      cursor.expect('DIRECTORY');
      return { name: `${name} DIRECTORY`, value: parseValue(cursor) };
    case 'START':
      cursor.expect('TRANSACTION');
      return { name: 'START TRANSACTION', value: none };
    case 'READ':
      cursor.expect('ONLY');
      return { name: 'READ ONLY', value: none };
    case 'ENABLE':
      cursor.expect('ROW', 'MOVEMENT');
      return { name: 'ENABLE ROW MOVEMENT', value: none };
    case 'WITH':
      return parseColumnGroups(cursor);
    case 'SEQUENCE':
      throw cursor.refuse(phrase`it is a sequence, not a table`);
    default:
      throw cursor.refuse(phrase`the table option ${name} is not known`);
  }
}

function parseDefaultOption(cursor: Cursor): TableOption {
  if (cursor.take('COLLATE')) return { name: 'COLLATE', value: parseValue(cursor) };
  if (!cursor.take('CHARSET')) cursor.expect('CHARACTER', 'SET');
  return { name: 'DEFAULT CHARSET', value: parseValue(cursor) };
}

/** OceanBase's column groups, behind WITH. */
export function parseColumnGroups(cursor: Cursor): TableOption {
  cursor.expect('COLUMN', 'GROUP');
  return { name: 'WITH COLUMN GROUP', value: { kind: 'list', text: cursor.bracketed() } };
}

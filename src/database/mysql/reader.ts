/** The port SchemaReader for the MySQL family. */
import { quoteIdentifier } from '../../schema/mysql/quote.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { CancelSignal, ListedTable, ReadTable, SchemaReader } from '../../shadow/schemaReader.ts';
import { metadataTimeoutMs } from '../queryLimits.ts';
import type { MetadataSessions } from './metadataSession.ts';
import { glanceIncomingKeys, readIncomingKeys } from './readIncomingKeys.ts';
import { readConstraintNames } from './readConstraintNames.ts';
import { connectionsFor, readDefinitions } from './readDefinitions.ts';
import type { TableList } from './readDefinitions.ts';
import { readTableFacts } from './readTableFacts.ts';

export interface ReaderSource {
  readonly facts: MysqlServerFacts;
  /** One statement at a time: lists, sizes, triggers. */
  readonly plain: MetadataSessions;
  /** Definitions only. */
  readonly packed: MetadataSessions;
  /** `CURRENT_USER()`. */
  readonly account: string;
  readonly maxPacketBytes: number;
}

/** C8. */
const maxTables = 100_000;

/** Makes a reader on connections that the caller opened and closes. */
export function makeReader(source: ReaderSource): SchemaReader {
  const keys = { facts: source.facts, sessions: source.plain };
  return {
    prepareReading: (signal, atMost) => source.packed.prepare(connectionsFor(atMost), { signal }),
    listTables: (database, signal) => listTables(source, database, signal),
    readTables: (names, signal, onProgress, digest) => readTables(source, names, signal, onProgress, digest),
    readFacts: (names, signal) => readTableFacts(names, source.plain, signal),
    readTriggers: (database, signal) => readTriggers(source, database, signal),
    glanceIncomingKeys: (database, signal) => glanceIncomingKeys(database, { ...keys, signal }),
    readIncomingKeys: (database, alsoIn, signal) => readIncomingKeys(database, alsoIn, { ...keys, signal }),
    readConstraintNames: (database, tables, signal) =>
      readConstraintNames(database, tables, { ...keys, signal }),
  };
}

async function listTables(
  source: ReaderSource,
  database: string,
  signal: CancelSignal,
): Promise<readonly ListedTable[]> {
  const rows = await source.plain.with({ signal }, (connection) =>
    connection.rows(`SHOW FULL TABLES FROM ${quoteIdentifier(database)}`, [], {
      timeoutMs: metadataTimeoutMs,
      signal,
    }),
  );
  if (rows.length > maxTables) {
    throw new ShadowSyncError(
      'limit',
      phrase`${database} has ${rows.length} tables; at most ${maxTables} are read.`,
    );
  }
  const listed = rows.map(([table, type]): ListedTable => {
    return { name: { database, table: table ?? '' }, kind: kindOf(type ?? '') };
  });
  // Most servers give them in this order.
  const isSorted = listed.every(
    ({ name }, i) => i === 0 || byCodePoints(listed[i - 1]?.name.table ?? '', name.table) <= 0,
  );
  return isSorted ? listed : listed.sort((a, b) => byCodePoints(a.name.table, b.name.table));
}

/** The words of `SHOW FULL TABLES`: MySQL's, MariaDB's (SEQUENCE, SYSTEM VERSIONED) and OceanBase's. */
function kindOf(type: string): ListedTable['kind'] {
  switch (type) {
    case 'BASE TABLE':
    case 'SYSTEM VERSIONED':
      return 'table';
    case 'VIEW':
    case 'SYSTEM VIEW':
      return 'view';
    case 'SEQUENCE':
      return 'sequence';
    default:
      return 'other';
  }
}

/** The order of the names' code points; that of UTF-16 units differs above U+FFFF, and collations differ by server. */
function byCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === length) return a.length - b.length;
  return rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
}

/** Surrogates stand for what is above U+FFFF; the other units keep their order. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

async function readTables(
  source: ReaderSource,
  names: readonly TableName[],
  signal: CancelSignal,
  onProgress?: (done: number, of: number) => void,
  digest?: (definition: unknown, name: TableName) => unknown,
): Promise<ReadonlyMap<string, ReadTable>> {
  const lists = new Map<string, Promise<TableList>>();
  const list = async (database: string): Promise<TableList> => {
    const fold = (table: string): string =>
      source.facts.lowerCaseTableNames === 0 ? table : table.toLowerCase();
    const tables = new Set(
      (await listTables(source, database, signal)).map((listed) => fold(listed.name.table)),
    );
    return { has: (table) => tables.has(fold(table)) };
  };
  return await readDefinitions(names, {
    sessions: source.packed,
    account: source.account,
    maxPacketBytes: source.maxPacketBytes,
    signal,
    onProgress: onProgress ?? ((): void => undefined),
    digest: digest ?? ((definition): unknown => definition),
    list: (database) => {
      const known = lists.get(database) ?? list(database);
      lists.set(database, known);
      return known;
    },
  });
}

async function readTriggers(
  source: ReaderSource,
  database: string,
  signal: CancelSignal,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await source.plain.with({ signal }, (connection) =>
    connection.rows(
      'SELECT event_object_table AS table_name, trigger_name AS trigger_name FROM information_schema.triggers ' +
        'WHERE event_object_schema = ? ORDER BY event_object_table, trigger_name',
      [database],
      { timeoutMs: metadataTimeoutMs, signal },
    ),
  );
  const triggers = new Map<string, string[]>();
  for (const [table, trigger] of rows) {
    const known = triggers.get(table ?? '') ?? [];
    triggers.set(table ?? '', [...known, trigger ?? '']);
  }
  return triggers;
}

/** Rows and sizes of a few tables, in a number of queries that does not grow with them but by the hundred. */
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { tableKey } from '../../schema/tableName.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { CancelSignal, SchemaReader } from '../../shadow/schemaReader.ts';
import { metadataTimeoutMs } from '../queryLimits.ts';
import type { MetadataSessions } from './metadataSession.ts';
import { quoteTable } from './quoteTable.ts';
import type { ServerConnection } from './serverConnection.ts';

type FactsByTable = Awaited<ReturnType<SchemaReader['readFacts']>>;
type Facts = FactsByTable extends ReadonlyMap<string, infer T> ? T : never;

/** A UNION of more has a parse tree that old servers refuse (thread_stack). */
const tablesPerQuery = 100;
/** So many queries are worth a second connection: the server opens each table for them, on one core per connection. */
const queriesPerConnection = 5;
const maxConnections = 2;

const nothingKnown: Facts = { hasRows: null, estimatedRows: null, dataBytes: null };

/** One entry per asked table, by `tableKey`; what could not be asked is null. Throws ShadowSyncError. */
export async function readTableFacts(
  names: readonly TableName[],
  sessions: MetadataSessions,
  signal: CancelSignal,
): Promise<FactsByTable> {
  const facts = new Map<string, Facts>(names.map((name) => [tableKey(name), nothingKnown]));
  const unique = [...new Map(names.map((name) => [tableKey(name), name])).values()];
  const questions = Array.from({ length: Math.ceil(unique.length / tablesPerQuery) }, (_, i) =>
    unique.slice(i * tablesPerQuery, (i + 1) * tablesPerQuery),
  );
  const workers = Math.min(maxConnections, Math.ceil(questions.length / queriesPerConnection));
  const drain = (): Promise<void> =>
    sessions.with({ signal }, async (connection) => {
      try {
        for (let some = questions.shift(); some !== undefined; some = questions.shift()) {
          await addSizes(some, facts, connection, signal);
          await addHasRows(some, facts, connection, signal);
        }
      } catch (error) {
        // Nobody asks on for a reading that has failed.
        questions.length = 0;
        throw error;
      }
    });
  const ended = await Promise.allSettled(Array.from({ length: workers }, drain));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return facts;
}

async function addSizes(
  names: readonly TableName[],
  facts: Map<string, Facts>,
  connection: ServerConnection,
  signal: CancelSignal,
): Promise<void> {
  // One database at a time with constants: the form for which the server opens only the named tables.
  for (const database of new Set(names.map((name) => name.database))) {
    const tables = names.filter((name) => name.database === database).map((name) => name.table);
    const rows = await connection.rows(
      'SELECT table_name AS name, table_rows AS estimated, data_length AS bytes FROM information_schema.tables ' +
        `WHERE table_schema = ? AND table_name IN (${tables.map(() => '?').join(', ')})`,
      [database, ...tables],
      { timeoutMs: metadataTimeoutMs, signal },
    );
    for (const [table, estimated, bytes] of rows) {
      const key = tableKey({ database, table: table ?? '' });
      const known = facts.get(key);
      // The comparison of names in the query is the server's, which may ignore case.
      if (known === undefined) continue;
      facts.set(key, { ...known, estimatedRows: numberOf(estimated), dataBytes: numberOf(bytes) });
    }
  }
}

/** A table that can't be looked into spoils the whole question: halve it until that table is alone. */
async function addHasRows(
  names: readonly TableName[],
  facts: Map<string, Facts>,
  connection: ServerConnection,
  signal: CancelSignal,
): Promise<void> {
  const questions = names.map(
    (name, i) =>
      `SELECT ${i} AS asked, EXISTS (SELECT 1 AS one FROM ${quoteTable(name)} LIMIT 1) AS has_rows`,
  );
  try {
    const limits = { timeoutMs: metadataTimeoutMs, signal };
    for (const [asked, hasRows] of await connection.rows(questions.join(' UNION ALL '), [], limits)) {
      const name = names[Number(asked)];
      if (name === undefined)
        throw new ShadowSyncError('protocol', phrase`${connection.place} answered beside the question.`);
      const known = facts.get(tableKey(name)) ?? nothingKnown;
      facts.set(tableKey(name), { ...known, hasRows: hasRows === '1' });
    }
  } catch (error) {
    if (!ShadowSyncError.is(error) || error.errno === null || connection.lost !== null) throw error;
    if (names.length === 1) return;
    const half = Math.ceil(names.length / 2);
    await addHasRows(names.slice(0, half), facts, connection, signal);
    await addHasRows(names.slice(half), facts, connection, signal);
  }
}

function numberOf(text: string | null | undefined): number | null {
  return text === null || text === undefined ? null : Number(text);
}

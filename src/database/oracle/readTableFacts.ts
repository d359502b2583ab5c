/** Rows and sizes of a few tables, in a number of questions that does not grow with them but by the hundred. */
import { quoteTable } from '../../schema/oracle/quote.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { tableKey } from '../../schema/tableName.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { SchemaReader } from '../../shadow/schemaReader.ts';
import { metadataTimeoutMs } from '../queryLimits.ts';
import { ask, ofTables, viewName } from './dictionary/ask.ts';
import type { Asking } from './dictionary/ask.ts';
import * as views from './dictionary/views.ts';
import { isServersNo } from './rowsIfAllowed.ts';

type FactsByTable = Awaited<ReturnType<SchemaReader['readFacts']>>;
type Facts = FactsByTable extends ReadonlyMap<string, infer T> ? T : never;

const tablesPerQuery = 100;

const nothingKnown: Facts = { hasRows: null, estimatedRows: null, dataBytes: null };

/** One entry per asked table, by `tableKey`; what could not be asked is null. Throws ShadowSyncError. */
export async function readTableFacts(asking: Asking, names: readonly TableName[]): Promise<FactsByTable> {
  const facts = new Map<string, Facts>(names.map((name) => [tableKey(name), nothingKnown]));
  const unique = [...new Map(names.map((name) => [tableKey(name), name])).values()];
  for (const owner of new Set(unique.map(({ database }) => database))) {
    const own = unique.filter(({ database }) => database === owner);
    for (let i = 0; i < own.length; i += tablesPerQuery) {
      const some = own.slice(i, i + tablesPerQuery);
      await addEstimates(asking, owner, some, facts);
      await addBytes(asking, owner, some, facts);
      await addHasRows(asking, some, facts);
    }
  }
  return facts;
}

function note(facts: Map<string, Facts>, name: TableName, part: Partial<Facts>): void {
  facts.set(tableKey(name), { ...(facts.get(tableKey(name)) ?? nothingKnown), ...part });
}

/** NUM_ROWS is what the statistics last counted; nothing before they were gathered. */
async function addEstimates(
  asking: Asking,
  owner: string,
  names: readonly TableName[],
  facts: Map<string, Facts>,
): Promise<void> {
  const tables = names.map(({ table }) => table);
  for (const row of await ask(asking, views.tables, ofTables(owner, tables))) {
    note(
      facts,
      { database: owner, table: row.name('TABLE_NAME') },
      { estimatedRows: row.number('NUM_ROWS') },
    );
  }
}

/** Segments are for those who may read the whole dictionary. */
async function addBytes(
  { catalog, limits, source }: Asking,
  owner: string,
  names: readonly TableName[],
  facts: Map<string, Facts>,
): Promise<void> {
  if (!catalog.isThere(views.segments)) return;
  const tables = names.map(({ table }) => table);
  const rows = await source.rows(
    (bind) =>
      `SELECT SEGMENT_NAME, SUM(BYTES) FROM ${viewName(catalog, views.segments)} ` +
      `WHERE ${ofTables(owner, tables, ['OWNER', 'SEGMENT_NAME'])(bind)} GROUP BY SEGMENT_NAME`,
    { timeoutMs: metadataTimeoutMs, ...limits },
  );
  for (const [table, bytes] of rows) {
    if (table !== null && table !== undefined)
      note(facts, { database: owner, table }, { dataBytes: Number(bytes ?? 0) });
  }
}

/** A table that can't be looked into spoils the whole question: halve it until that table is alone. */
async function addHasRows(
  asking: Asking,
  names: readonly TableName[],
  facts: Map<string, Facts>,
): Promise<void> {
  const { limits, source } = asking;
  const questions = names.map(
    (name, i) =>
      `SELECT ${i} AS ASKED, CASE WHEN EXISTS (SELECT 1 FROM ${quoteTable(name)}) THEN 1 ELSE 0 END AS HAS_ROWS FROM DUAL`,
  );
  try {
    const rows = await source.rows(() => questions.join(' UNION ALL '), {
      timeoutMs: metadataTimeoutMs,
      ...limits,
    });
    for (const [asked, hasRows] of rows) {
      const name = names[Number(asked)];
      if (name === undefined)
        throw new ShadowSyncError('protocol', phrase`${source.place} answered beside the question.`);
      note(facts, name, { hasRows: hasRows === '1' });
    }
  } catch (error) {
    if (!isServersNo(error, source)) throw error;
    if (names.length === 1) return;
    const half = Math.ceil(names.length / 2);
    await addHasRows(asking, names.slice(0, half), facts);
    await addHasRows(asking, names.slice(half), facts);
  }
}

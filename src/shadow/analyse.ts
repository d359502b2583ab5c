/** Analysis: list both databases, pair, read exactly the chosen tables and their shadows, compare. */
import { defaultCompareOptions } from '../diff/compareOptions.ts';
import type { CompareOptions } from '../diff/compareOptions.ts';
import type { Dialect } from '../diff/dialect.ts';
import { phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { TableModel } from '../schema/tableModel.ts';
import { tableKey } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';
import type { Analysis, PairResult } from './analysis.ts';
import { comparePairs } from './comparePairs.ts';
import type { PairReading } from './comparePairs.ts';
import { EarlyQuestions } from './earlyQuestions.ts';
import { nameOfGlob } from './glob.ts';
import { atOnce, inSlices } from './inSlices.ts';
import type { Pacing } from './inSlices.ts';
import type { NamingRule } from './namingRule.ts';
import { readOutsideKeys } from './outsideKeys.ts';
import { meetsOutsideName, readKeys, readOutsideNames } from './outsideNames.ts';
import { readOutsideParents } from './outsideParents.ts';
import { pairingTables } from './pairing.ts';
import type { ForeignRole, Pairing } from './pairing.ts';
import type { Range } from './range.ts';
import { digestWith, understandPair } from './understandPair.ts';
import type { CancelSignal, SchemaReader } from './schemaReader.ts';

export interface AnalysisProgress {
  readonly phase: 'listing' | 'reading' | 'comparing';
  readonly done: number;
  readonly of: number;
}

export interface AnalysisRequest extends Pacing {
  readonly database: string;
  readonly rule: NamingRule;
  readonly range: Range;
  readonly options?: CompareOptions;
  readonly reader: SchemaReader;
  readonly dialect: Dialect;
  readonly onProgress?: (progress: AnalysisProgress) => void;
  /** Shadows, as patterns, that the user confirmed to be shadows although they don't look like it (SS116). */
  readonly adopt?: readonly string[];
  /** Shadows (`tableKey`) to leave as they are. */
  readonly skip?: ReadonlySet<string>;
  readonly otherTasks?: readonly ForeignRole[];
}

/**
 * One result per pair, in the order of the sources' names; what is wrong with one table is that table's result.
 * Throws ShadowSyncError: 'naming' and 'usage' (the rule, the range), 'unknown-database', 'cancelled', and what the
 * connection as a whole says.
 */
export async function analyse(request: AnalysisRequest): Promise<Analysis> {
  const { reader, signal, clock, rule, dialect } = request;
  const database = dialect.names.foldTable(request.database);
  const options = request.options ?? defaultCompareOptions;
  const startedAt = clock();
  const pairing = await listAndPair(request, database);
  const read = await readPairs(request, database, pairing);
  const readAt = clock();
  const context = {
    dialect,
    analysis: {
      database,
      shadowDatabase: pairing.shadowDatabase,
      rule,
      shadowTables: pairing.shadowTables,
      adopt: request.adopt ?? [],
      outsideNames: new Set<string>(),
    },
    options,
    skip: request.skip ?? new Set<string>(),
  };
  const of = pairing.tables.length;
  const say = (done: number): void =>
    request.onProgress?.({ phase: 'comparing', done: Math.floor(done), of });
  const readings = await inSlices(understandPairs(pairing, read, dialect), request, (done) => say(done / 2));
  const compared = await inSlices(comparePairs(readings, context), request, (done) =>
    say((of + Math.min(done, of)) / 2),
  );
  const comparedAt = clock();
  const results = await withFacts(compared, read.early, signal);
  const outsideKeys = await readOutsideKeys(results, context.analysis, {
    names: dialect.names,
    reader,
    signal,
    glanced: () => read.early.incomingKeys(),
  });
  const { excluded, notes, saidNotes } = pairing;
  const timing = { readMs: readAt - startedAt, compareMs: comparedAt - readAt };
  const outsideParents: Analysis['outsideParents'] = new Map();
  const inside = { ...context.analysis, options, results, excluded, notes, saidNotes, outsideKeys };
  const analysis = await withOutside({ ...inside, outsideParents, timing }, request);
  request.onProgress?.({ phase: 'comparing', done: results.length, of: results.length });
  return { ...analysis, timing: { ...timing, readMs: timing.readMs + (clock() - comparedAt) } };
}

/**
 * The same with what must be known of tables beside its pairs, if there are any; compared anew where one of them holds a name
 * that a shadow was to get.
 */
async function withOutside(analysis: Analysis, request: AnalysisRequest): Promise<Analysis> {
  const { dialect, skip } = request;
  const known = readKeys(analysis.results, dialect);
  if ([...analysis.shadowTables.keys()].every((key) => known.has(key))) return analysis;
  const outsideNames = await readOutsideNames(analysis, { ...request, known });
  const named = meetsOutsideName(analysis.results, outsideNames, dialect)
    ? await inSlices(
        recomparing({ ...analysis, outsideNames }, { dialect, ...(skip === undefined ? {} : { skip }) }),
        request,
      )
    : { ...analysis, outsideNames };
  return { ...named, outsideParents: await readOutsideParents(named, { ...request, known }) };
}

export interface RecompareRequest {
  readonly dialect: Dialect;
  readonly options?: CompareOptions;
  readonly skip?: ReadonlySet<string>;
}

/**
 * The same readings under other options, or with other shadows skipped; nothing is read again. Facts of tables that only
 * now differ are unknown, which findings take for the worse.
 */
export function recompare(analysis: Analysis, request: RecompareRequest): Analysis {
  return atOnce(recomparing(analysis, request));
}

/** `recompare`, yielding after each pair. */
export function* recomparing(analysis: Analysis, request: RecompareRequest): Generator<undefined, Analysis> {
  const options = request.options ?? analysis.options;
  const readings = analysis.results.map(readingOf);
  const results = yield* comparePairs(readings, {
    dialect: request.dialect,
    analysis,
    options,
    skip: request.skip ?? new Set(),
  });
  return { ...analysis, options, results };
}

/** A result back to what was read. The shadow's fingerprint is null exactly when the shadow was not understood. */
function readingOf(result: PairResult): PairReading {
  const { pair, source, actual, facts, fingerprints } = result;
  if (source === null || (actual === null && fingerprints.shadow === null))
    return { kind: 'settled', result };
  const notices = result.notices.filter(({ code }) => code === 'SS302');
  return { kind: 'read', read: { pair, source, actual, facts, notices } };
}

async function listAndPair(request: AnalysisRequest, database: string): Promise<Pairing> {
  const { reader, signal, rule, dialect } = request;
  request.onProgress?.({ phase: 'listing', done: 0, of: 1 });
  stopIfAborted(signal);
  const { names } = dialect;
  const shadowDatabase = names.foldTable(rule.shadowDatabase ?? database);
  reader.prepareReading?.(signal, mostTables(request.range));
  const sources = await reader.listTables(database, signal);
  const shadows = shadowDatabase === database ? sources : await reader.listTables(shadowDatabase, signal);
  request.onProgress?.({ phase: 'listing', done: 1, of: 1 });
  const work = pairingTables({
    database,
    rule,
    range: request.range,
    names,
    sources,
    shadows,
    ...(request.otherTasks === undefined ? {} : { otherTasks: request.otherTasks }),
  });
  return await inSlices(work, request);
}

/** Each name may stand for a source and its shadow; who can say what a pattern stands for? */
function mostTables({ include }: Range): number | null {
  const isNamed = include.length > 0 && include.every((pattern) => nameOfGlob(pattern) !== null);
  return isNamed ? 2 * include.length : null;
}

interface ReadPairs {
  readonly tables: Awaited<ReturnType<SchemaReader['readTables']>>;
  readonly triggers: Awaited<ReturnType<SchemaReader['readTriggers']>>;
  readonly early: EarlyQuestions;
}

/** Yields after each pair. */
function* understandPairs(
  { tables }: Pairing,
  read: ReadPairs,
  dialect: Dialect,
): Generator<undefined, PairReading[]> {
  const readings: PairReading[] = [];
  for (const table of tables) {
    readings.push(understandPair(table, read.tables, read.triggers, dialect));
    yield;
  }
  return readings;
}

async function readPairs(request: AnalysisRequest, database: string, pairing: Pairing): Promise<ReadPairs> {
  const { reader, signal, dialect } = request;
  const wanted = pairing.tables.flatMap((table) => {
    if (table.kind === 'refused') return [];
    return table.shadowExists ? [table.pair.source, table.pair.shadow] : [table.pair.source];
  });
  const { shadowDatabase } = pairing;
  if (wanted.length === 0) {
    const early = new EarlyQuestions(reader, shadowDatabase, signal);
    return { tables: new Map(), triggers: new Map(), early };
  }
  stopIfAborted(signal);
  const onProgress = (done: number, of: number): void => request.onProgress?.({ phase: 'reading', done, of });
  const askedTriggers = reader.readTriggers(database, signal);
  const early = new EarlyQuestions(reader, shadowDatabase, signal, askedTriggers);
  const digest = digestWith(dialect, noteDiffering(pairing, dialect, early));
  const [tables, triggers] = await Promise.all([
    reader.readTables(wanted, signal, onProgress, digest),
    askedTriggers,
  ]);
  stopIfAborted(signal);
  early.ask();
  // The question is on its way before the comparison takes the processor.
  await request.pause?.();
  return { tables, triggers, early };
}

/** Looks at each shadow when it arrives behind its source; what is missed or guessed wrongly costs time only. */
function noteDiffering(
  { tables }: Pairing,
  dialect: Dialect,
  early: EarlyQuestions,
): (name: TableName, table: TableModel) => void {
  const sourceOf = new Map(tables.map(({ pair }) => [pair.shadow, pair.source]));
  const sources = new Map<TableName, TableModel>();
  return (name, table) => {
    const sourceName = sourceOf.get(name);
    if (sourceName === undefined) {
      sources.set(name, table);
      return;
    }
    const source = sources.get(sourceName);
    if (source !== undefined && dialect.looksAlike?.(source, table) === false) early.note(name);
  };
}

/** Facts (rows, sizes) of shadows that differ. */
async function withFacts(
  results: PairResult[],
  early: EarlyQuestions,
  signal: CancelSignal,
): Promise<PairResult[]> {
  const differing = results.filter(({ result }) => result === 'update').map(({ pair }) => pair.shadow);
  if (differing.length === 0) return results;
  stopIfAborted(signal);
  const facts = await early.factsOf(differing);
  stopIfAborted(signal);
  return results.map((result) =>
    result.result === 'update'
      ? { ...result, facts: facts.get(tableKey(result.pair.shadow)) ?? null }
      : result,
  );
}

function stopIfAborted(signal: CancelSignal): void {
  if (signal.aborted) throw new ShadowSyncError('cancelled', phrase`the analysis was cancelled`);
}

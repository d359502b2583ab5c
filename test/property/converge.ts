/** One world through the whole cycle: analysis, plan, run, analysis again, undo; and everything that is wrong on the way. */
import type { Analysis, Plan } from '../../src/shadow/analysis.ts';
import { showTables } from '../support/generate/create.ts';
import { identifier } from '../support/generate/print.ts';
import { dictionaryLines, readDictionary } from '../support/oracle/dictionaryOracle.ts';
import { lineDifference, oracleDifferences } from '../support/oracle/oracleDifferences.ts';
import { canonicalLines } from '../support/oracle/textOracle.ts';
import { problemsOf, statementsOf, type SyncRequest } from '../support/syncDatabase.ts';
import { shadowOf, type World } from './world.ts';

/** What a law found: the table, what is wrong with it, and all that helps to see why. */
export interface Violation {
  readonly law: string;
  readonly table: string;
  readonly what: string;
}

/** Runs the cycle and gives every violation of PR1, PR2 (texts of sources), PR3 and the undo law. */
export async function violations(world: World): Promise<readonly Violation[]> {
  const { product, connection, tally } = world.laws;
  const found: Violation[] = [];
  const before = await photographShadows(world);
  const sourcesBefore = await showTables(connection, world.database, world.sources);
  const sync: SyncRequest = { database: world.database, rule: world.rule, adopt: ['*'], allowUnsafe: true };
  const analysis = await product.analyse(sync);
  const plan = product.plan(analysis);
  if (product.plan(await product.analyse(sync)).hash !== plan.hash) {
    found.push({ law: 'PR3', table: '', what: 'the same tables give another plan' });
  }
  for (const { pair, reason } of plan.omitted)
    found.push({ law: 'omitted', table: pair.source.table, what: reason });
  const run = await product.run(plan, sync);
  // A shadow that is refused stays as it is; what points to it may then be impossible.
  const refused = analysis.results.filter(({ result }) => result === 'unsupported');
  const isConcerned = (source: string): boolean =>
    refused.some(({ pair }) =>
      sourcesBefore.get(source)?.includes(`REFERENCES ${identifier(pair.source.table)}`),
    );
  for (const table of run.tables) {
    const source = table.pair.source.table;
    if (table.outcome === 'succeeded' || isConcerned(source)) continue;
    found.push({ law: 'run', table: source, what: problemsOf({ ...run, tables: [table] }).join('\n') });
  }
  const failed = new Set(found.map(({ table }) => table));
  const again = await product.analyse(sync);
  tally.unsupported += again.results.filter(({ result }) => result === 'unsupported').length;
  found.push(...leftOver(again, (source) => failed.has(source) || isConcerned(source)));
  if (run.outcome === 'succeeded' && product.plan(again).groups.length > 0) {
    found.push({ law: 'PR1', table: '', what: 'there is something left to plan' });
  }
  found.push(...(await unlike(world, again)));
  const sourcesAfter = await showTables(connection, world.database, world.sources);
  for (const [name, text] of sourcesBefore) {
    if (sourcesAfter.get(name) !== text) found.push({ law: 'PR2', table: name, what: 'the source changed' });
  }
  if (run.outcome === 'succeeded') found.push(...(await undoProblems(world, plan, before)));
  return found;
}

/** PR1: tables that should be consistent now and are not. */
function leftOver(again: Analysis, isExcused: (source: string) => boolean): readonly Violation[] {
  return again.results
    .filter(({ result }) => result !== 'consistent' && result !== 'unsupported')
    .filter(({ pair }) => !isExcused(pair.source.table))
    .map(({ result, reason, pair, differences }) => ({
      law: 'PR1',
      table: pair.source.table,
      what: `${result} ${reason ?? ''} ${JSON.stringify(differences)}`,
    }));
}

/** What both oracles say of the shadows as they are, by shadow name; to be compared before and after. */
async function photographShadows(world: World): Promise<ReadonlyMap<string, readonly string[]>> {
  const { connection } = world.laws;
  const database = world.rule.shadowDatabase ?? world.database;
  const dictionary = await readDictionary(connection, database);
  const photos = new Map<string, readonly string[]>();
  const names = [...world.sources]
    .map((source) => shadowOf(world, source))
    .filter((name) => dictionary.has(name));
  const texts = await showTables(connection, database, names);
  for (const name of names) {
    photos.set(name, [
      ...canonicalLines(texts.get(name) ?? '', null),
      ...dictionaryLines(dictionary.get(name)),
    ]);
  }
  return photos;
}

/** Both oracles: each consistent pair's shadow is its source but for the names. */
async function unlike(world: World, analysis: Analysis): Promise<readonly Violation[]> {
  const sources = analysis.results
    .filter(({ result }) => result === 'consistent')
    .map(({ pair }) => pair.source.table);
  const found = await oracleDifferences(world.laws.connection, {
    database: world.database,
    shadowDatabase: world.rule.shadowDatabase ?? world.database,
    shadowOf: (source) => shadowOf(world, source),
    sources,
  });
  return found.map(({ source, oracle, lines }) => ({ law: `${oracle} oracle`, table: source, what: lines }));
}

/** The undo of the whole plan, last statement first; what says that it can't be undone is not looked at. */
async function undoProblems(
  world: World,
  plan: Plan,
  before: ReadonlyMap<string, readonly string[]>,
): Promise<readonly Violation[]> {
  const { connection } = world.laws;
  const found: Violation[] = [];
  const lost = new Set<string>();
  for (const { undo, undoNote, pair } of statementsOf(plan).toReversed()) {
    if (undo === null) {
      lost.add(pair.shadow.table);
      found.push({ law: 'undo', table: pair.source.table, what: `no undo: ${undoNote ?? ''}` });
    }
    for (const sql of undo ?? []) {
      try {
        await connection.query(sql);
      } catch (error) {
        lost.add(pair.shadow.table);
        found.push({ law: 'undo', table: pair.source.table, what: `${String(error)}\n    ${sql}` });
      }
    }
  }
  const after = await photographShadows(world);
  for (const source of world.sources) {
    const name = shadowOf(world, source);
    const difference = lineDifference(before.get(name) ?? [], after.get(name) ?? []);
    if (difference !== null && !lost.has(name)) found.push({ law: 'undo', table: source, what: difference });
  }
  return found;
}

/** What a run without any leave does to rows: the proof behind PR10. */
import fc from 'fast-check';
import type { TableRun } from '../../src/task/runResult.ts';
import { shadowPlace } from '../support/generate/create.ts';
import { type Flavour } from '../support/generate/flavour.ts';
import { mutate, driftArbitrary } from '../support/generate/mutate.ts';
import { fillSchema } from '../support/generate/rows.ts';
import { schemaArbitrary } from '../support/generate/tables.ts';
import { problemsOf, statementsOf } from '../support/syncDatabase.ts';
import { pairsPerWorld } from './laws.ts';
import { readColumns, readValues } from './values.ts';
import { shadowOf, type World, type WorldRequest } from './world.ts';

/** Few changes for each table: of many, one is unsafe nearly always, and then nothing runs. */
export function gentleWorlds(flavour: Flavour): fc.Arbitrary<WorldRequest> {
  const drifts = fc.array(driftArbitrary(flavour, 2), { minLength: pairsPerWorld, maxLength: pairsPerWorld });
  return fc.tuple(schemaArbitrary(flavour, pairsPerWorld), drifts).map(([sources, changes]) => ({
    sources,
    shadows: mutate(sources, changes, flavour),
    prefix: '__test_',
    suffix: '',
    elsewhere: false,
  }));
}

interface Before {
  readonly rows: number;
  readonly names: readonly string[];
  readonly types: readonly string[];
}

async function photograph(world: World): Promise<ReadonlyMap<string, Before>> {
  const photos = new Map<string, Before>();
  for (const source of world.sources) {
    const { rows, columns } = await readColumns(
      world.laws.connection,
      world.database,
      shadowOf(world, source),
    );
    const own = columns.filter(({ isGenerated }) => !isGenerated);
    if (columns.length > 0)
      photos.set(source, { rows, names: own.map(({ name }) => name), types: own.map(({ type }) => type) });
  }
  return photos;
}

/** What an update that ran without leave did to its rows; null when it did nothing. */
async function harm(
  world: World,
  { pair, outcome }: TableRun,
  before: Before,
  values: readonly string[],
  survivors: readonly string[],
): Promise<string | null> {
  const { connection } = world.laws;
  if (outcome !== 'succeeded')
    return outcome === 'skipped' ? null : 'a statement without unsafe findings failed';
  const after = await readColumns(connection, world.database, pair.shadow.table);
  if (after.rows !== before.rows) return `${String(before.rows)} rows became ${String(after.rows)}`;
  const now = await readValues(connection, world.database, pair.shadow.table, survivors);
  const lost = values.filter((row) => !now.includes(row));
  return lost.length === 0
    ? null
    : `values changed:\n${lost.slice(0, 3).join('\n')}\nnow\n${now
        .filter((row) => !values.includes(row))
        .slice(0, 3)
        .join('\n')}`;
}

/** Every harm that a run without any leave does to the rows of the shadows. */
export async function harms(
  world: World,
  request: WorldRequest,
  ran: { count: number },
): Promise<readonly string[]> {
  const { product, connection, flavour } = world.laws;
  const place = shadowPlace(world.database, world.rule);
  const standing = new Set((await photograph(world)).keys());
  await fillSchema(connection, request.shadows, standing, place, flavour);
  const photos = await photograph(world);
  const sync = { database: world.database, rule: world.rule };
  const analysis = await product.analyse(sync);
  const plan = product.plan(analysis);
  const kept = new Map<
    string,
    { readonly survivors: readonly string[]; readonly values: readonly string[] }
  >();
  for (const [source, { names }] of photos) {
    const wanted = await readColumns(connection, world.database, source);
    const survivors = names.filter((name) =>
      wanted.columns.some(
        (column) => !column.isGenerated && column.name.toLowerCase() === name.toLowerCase(),
      ),
    );
    kept.set(source, {
      survivors,
      values: await readValues(connection, world.database, shadowOf(world, source), survivors),
    });
  }
  const run = await product.run(plan, sync);
  const found: string[] = [];
  for (const table of run.tables) {
    const source = table.pair.source.table;
    const [before, rows] = [photos.get(source), kept.get(source)];
    if (before === undefined || rows === undefined) continue;
    if (table.outcome === 'succeeded' && before.rows > 0) ran.count += 1;
    const what = await harm(world, table, before, rows.values, rows.survivors);
    if (what === null) continue;
    const statements = statementsOf(plan, source).map(
      ({ sql, findings }) => `${sql}\n   ${findings.map(({ code, level }) => `${code} ${level}`).join()}`,
    );
    found.push([source, what, ...problemsOf({ ...run, tables: [table] }), ...statements].join('\n'));
  }
  return found;
}

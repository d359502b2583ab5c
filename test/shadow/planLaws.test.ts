import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultCompareOptions } from '../../src/diff/compareOptions.ts';
import { tableKey } from '../../src/schema/tableName.ts';
import { analyse } from '../../src/shadow/analyse.ts';
import type { Analysis, Plan } from '../../src/shadow/analysis.ts';
import { makePlan } from '../../src/shadow/plan.ts';
import type { SchemaReader } from '../../src/shadow/schemaReader.ts';
import { toyDialect } from '../support/toyDialect.ts';
import type { ToyColumn, ToyForeignKey, ToyTable } from '../support/toyDialect.ts';
import { ToyServer } from '../support/toyServer.ts';

const dialect = toyDialect();
const tableNames = ['a', 'b', 'c', 'd', 'e'];

/** One side of a schema: per table its columns, `id`'s type, and for each link its parent; types of links follow `id`. */
interface Side {
  readonly idType: string;
  readonly tables: ReadonlyMap<
    string,
    { readonly columns: readonly string[]; readonly parents: readonly string[]; readonly engine: string }
  >;
}

const side = (names: readonly string[]): fc.Arbitrary<Side> =>
  fc
    .tuple(
      fc.constantFrom('int', 'bigint'),
      fc.subarray([...names]),
      fc.array(
        fc.record({
          columns: fc.subarray(['m', 'n', 'o']),
          parents: fc.array(fc.constantFrom(...names), { maxLength: 2 }),
          engine: fc.constantFrom('SOLID', 'SOLID', 'LIQUID'),
        }),
        { minLength: names.length, maxLength: names.length },
      ),
    )
    .map(([idType, present, definitions]) => ({
      idType,
      tables: new Map(
        present.map((name) => {
          const definition = definitions[names.indexOf(name)]!;
          return [
            name,
            { ...definition, parents: definition.parents.filter((parent) => present.includes(parent)) },
          ];
        }),
      ),
    }));

function tableOf(database: string, affix: string, name: string, { idType, tables }: Side): ToyTable {
  const { columns, parents, engine } = tables.get(name)!;
  const links = parents.map((_, i): ToyColumn => ({ name: `link${i}`, type: idType }));
  const foreignKeys = parents.map((parent, i): ToyForeignKey => ({
    name: `${affix}${name}_fk${i}`,
    column: `link${i}`,
    parent: { database, table: affix + parent },
  }));
  return {
    name: { database, table: affix + name },
    columns: [
      { name: 'id', type: idType },
      ...links,
      ...columns.map((column) => ({ name: column, type: 'text' })),
    ],
    foreignKeys,
    engine,
  };
}

function serverOf(sources: Side, shadows: Side): ToyServer {
  const server = new ToyServer().database('shop');
  for (const name of sources.tables.keys()) server.put(tableOf('shop', '', name, sources));
  for (const name of shadows.tables.keys()) {
    if (sources.tables.has(name)) server.put(tableOf('shop', '_', name, reachable(shadows, sources)));
  }
  return server;
}

/** Shadows without a source are not in the mapping, so no foreign key of the test goes there. */
function reachable(shadows: Side, sources: Side): Side {
  const tables = new Map(
    [...shadows.tables].map(([name, table]) => [
      name,
      { ...table, parents: table.parents.filter((parent) => sources.tables.has(parent)) },
    ]),
  );
  return { ...shadows, tables };
}

function analysisOf(server: ToyServer, foreignKeys: 'map' | 'omit' = 'map'): Promise<Analysis> {
  return analyse({
    database: 'shop',
    rule: { prefix: '_', suffix: '', shadowDatabase: null },
    range: { include: [], exclude: [] },
    options: { ...defaultCompareOptions, foreignKeys },
    reader: server,
    dialect,
    signal: { aborted: false },
    clock: () => 0,
  });
}

function planOf(analysis: Analysis): Plan {
  return makePlan(analysis, { dialect, serverIdentity: 'server' });
}

const schemas = fc.tuple(
  side(tableNames),
  side(tableNames),
  fc.constantFrom('map' as const, 'omit' as const),
);

describe('laws of plans', () => {
  it('PR1 PR2 the statements work in their order, leave nothing to do, and touch no source', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, async ([sources, shadows, foreignKeys]) => {
        const server = serverOf(sources, shadows);
        const before = server.snapshot();
        const plan = planOf(await analysisOf(server, foreignKeys));
        assert.deepEqual(plan.omitted, []);
        for (const { sql } of plan.groups.flatMap((group) => group.statements)) server.execute(sql);
        const after = await analysisOf(server, foreignKeys);
        assert.ok(after.results.every(({ result }) => result === 'consistent'));
        for (const name of sources.tables.keys()) {
          const key = tableKey({ database: 'shop', table: name });
          assert.equal(server.snapshot().get(key), before.get(key));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('R12 undoing in reverse brings back exactly what was there', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, async ([sources, shadows, foreignKeys]) => {
        const server = serverOf(sources, shadows);
        const before = server.snapshot();
        const plan = planOf(await analysisOf(server, foreignKeys));
        const statements = plan.groups.flatMap((group) => group.statements);
        for (const { sql } of statements) server.execute(sql);
        for (const { undo } of statements.reverse()) for (const sql of undo ?? []) server.execute(sql);
        assert.deepEqual(server.snapshot(), before);
      }),
      { numRuns: 400 },
    );
  });

  it('groups may run in any order that respects their needs', async () => {
    await fc.assert(
      fc.asyncProperty(
        schemas,
        fc.infiniteStream(fc.nat()),
        async ([sources, shadows, foreignKeys], choices) => {
          const server = serverOf(sources, shadows);
          const plan = planOf(await analysisOf(server, foreignKeys));
          const done = new Set<number>();
          while (done.size < plan.groups.length) {
            const free = [...plan.groups.keys()].filter(
              (i) => !done.has(i) && plan.groups[i]!.needs.every((need) => done.has(need)),
            );
            assert.ok(free.length > 0, 'no group can go on');
            const next = free[(choices.next().value ?? 0) % free.length]!;
            for (const { sql } of plan.groups[next]!.statements) server.execute(sql);
            done.add(next);
          }
          const after = await analysisOf(server, foreignKeys);
          assert.ok(after.results.every(({ result }) => result === 'consistent'));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('groups: needs go to earlier groups, each table and each statement is in exactly one, ids count through', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, async ([sources, shadows, foreignKeys]) => {
        const plan = planOf(await analysisOf(serverOf(sources, shadows), foreignKeys));
        const tables = plan.groups.flatMap((group) => group.tables.map(tableKey));
        assert.equal(new Set(tables).size, tables.length);
        assert.deepEqual(new Set(tables), new Set(plan.fingerprints.keys()));
        const statements = plan.groups.flatMap((group) => group.statements);
        assert.deepEqual(
          statements.map(({ id }) => id),
          statements.map((_, i) => i + 1),
        );
        for (const [i, group] of plan.groups.entries()) {
          assert.ok(group.needs.every((need) => need < i));
          assert.ok(group.statements.length > 0);
          const own = new Set(group.tables.map(tableKey));
          assert.ok(group.statements.every(({ pair }) => own.has(tableKey(pair.shadow))));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('PR3 the plan does not depend on the order in which a server lists and answers', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, async ([sources, shadows, foreignKeys]) => {
        const server = serverOf(sources, shadows);
        const one = planOf(await analysisOf(server, foreignKeys));
        const reversed: SchemaReader = {
          listTables: async (database) => [...(await server.listTables(database))].reverse(),
          readTables: async (names) => new Map([...(await server.readTables(names, null))].reverse()),
          readFacts: (names) => server.readFacts(names),
          readTriggers: (database) => server.readTriggers(database),
          readIncomingKeys: (database) => server.readIncomingKeys(database),
        };
        const analysis = await analyse({
          database: 'shop',
          rule: { prefix: '_', suffix: '', shadowDatabase: null },
          range: { include: [], exclude: [] },
          options: { ...defaultCompareOptions, foreignKeys },
          reader: reversed,
          dialect,
          signal: { aborted: false },
          clock: () => 0,
        });
        assert.deepEqual(planOf(analysis), one);
      }),
      { numRuns: 200 },
    );
  });

  it('O-65 skipping any tables leaves them alone, and the rest still works', async () => {
    await fc.assert(
      fc.asyncProperty(schemas, fc.subarray(tableNames), async ([sources, shadows], names) => {
        // A skipped parent keeps its types; whether they fit a child is the server's word, so they are equal here.
        const server = serverOf(sources, { ...shadows, idType: sources.idType });
        const before = server.snapshot();
        const keys = new Set(names.map((name) => tableKey({ database: 'shop', table: `_${name}` })));
        const plan = makePlan(await analysisOf(server), { dialect, serverIdentity: 'server', skip: keys });
        for (const { sql } of plan.groups.flatMap((group) => group.statements)) server.execute(sql);
        for (const key of keys) assert.equal(server.snapshot().get(key), before.get(key));
      }),
      { numRuns: 300 },
    );
  });
});

import assert from 'node:assert/strict';
import { showTables, sourcePlace } from '../support/generate/create.ts';
import { flavourOf } from '../support/generate/flavour.ts';
import { identifier } from '../support/generate/print.ts';
import { fillSchema } from '../support/generate/rows.ts';
import { logLength, writesSince } from '../support/oracle/generalLog.ts';
import { eachEngine } from '../support/servers/sharedServer.ts';
import { startServer, type TestServer } from '../support/servers/startServer.ts';
import { checkLaw } from './laws.ts';
import { closeLaws, openLaws, shadowOf, withWorld, type LawServer, type World } from './world.ts';
import { worldArbitrary } from './worlds.ts';

/** Everything of a source that a careless tool could change: its text, its rows, when it was made. */
async function photograph({ laws, database, sources }: World): Promise<unknown> {
  const texts = await showTables(laws.connection, database, sources);
  const sums: unknown[] = [];
  for (const source of sources) {
    const [rows] = await laws.connection.query(
      `CHECKSUM TABLE ${identifier(database)}.${identifier(source)}`,
    );
    sums.push(rows);
  }
  const [made] = await laws.connection.query(
    'SELECT table_name AS t, create_time AS c FROM information_schema.tables WHERE table_schema = ? ORDER BY table_name',
    [database],
  );
  const own = (made as unknown as readonly { readonly t: string; readonly c: string }[]).filter(({ t }) =>
    sources.has(t),
  );
  return { texts, sums, own };
}

eachEngine('law of untouched sources', (engine) => {
  let server: TestServer;
  let laws: LawServer;
  /** Nothing where the engine can't be had. */
  const ends: (() => Promise<void>)[] = [];
  before(async function () {
    this.timeout(300_000);
    // One of its own: the log of the shared one would hold everybody's statements.
    server = await startServer(engine, { generalLog: true });
    ends.push(() => server.stop());
    laws = await openLaws(server, flavourOf(engine));
    ends.push(() => closeLaws(laws));
  });
  after(async function () {
    this.timeout(300_000);
    for (const end of ends.toReversed()) await end();
  });

  it('PR2 nothing but CREATE TABLE and ALTER TABLE of mapped shadows is sent, and sources stay as they are', async function () {
    this.timeout(0);
    await checkLaw(laws, worldArbitrary(laws.flavour), (request) =>
      withWorld(laws, request, async (world) => {
        const { product, connection, flavour } = laws;
        await fillSchema(connection, request.sources, world.sources, sourcePlace(world.database), flavour);
        const before = await photograph(world);
        const from = logLength(server);
        await product.sync({ database: world.database, rule: world.rule, adopt: ['*'], allowUnsafe: true });
        const shadowDatabase = world.rule.shadowDatabase ?? world.database;
        const shadows = new Set(
          [...world.sources].map((source) => `${shadowDatabase}.${shadowOf(world, source)}`),
        );
        const others = writesSince(server, from).filter(
          ({ target }) => target === null || !shadows.has(target),
        );
        assert.deepEqual(others, []);
        assert.deepEqual(await photograph(world), before);
      }),
    );
  });
});

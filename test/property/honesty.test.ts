import assert from 'node:assert/strict';
import { flavourOf } from '../support/generate/flavour.ts';
import { eachEngine } from '../support/servers/sharedServer.ts';
import { gentleWorlds, harms } from './honesty.ts';
import { checkLaw } from './laws.ts';
import { closeLaws, openLaws, withWorld, type LawServer } from './world.ts';

eachEngine('law of honest findings', (engine, getServer) => {
  let laws: LawServer;
  /** Nothing where the engine can't be had. */
  const ends: (() => Promise<void>)[] = [];
  before(async () => {
    laws = await openLaws(getServer(), flavourOf(engine));
    ends.push(() => closeLaws(laws));
  });
  after(async () => {
    for (const end of ends) await end();
  });

  it('PR10 what is not called unsafe keeps every row and every value, and never fails on them', async function () {
    this.timeout(0);
    const ran = { count: 0 };
    const pairs = await checkLaw(laws, gentleWorlds(laws.flavour), (request) =>
      withWorld(laws, request, async (world) => {
        assert.deepEqual(await harms(world, request, ran), []);
      }),
    );
    assert.ok(
      ran.count > pairs / 20,
      `${String(ran.count)} of ${String(pairs)} pairs ran: the law would prove nothing`,
    );
  });
});

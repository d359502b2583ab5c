import assert from 'node:assert/strict';
import { flavourOf } from '../support/generate/flavour.ts';
import { eachEngine } from '../support/servers/sharedServer.ts';
import { violations } from './converge.ts';
import { checkLaw } from './laws.ts';
import { closeLaws, openLaws, withWorld, type LawServer } from './world.ts';
import { worldArbitrary } from './worlds.ts';

eachEngine('laws of synchronisation', (engine, getServer) => {
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

  it('PR1 PR3 a run converges, its plan is deterministic, and its undo leads back', async function () {
    this.timeout(0);
    await checkLaw(laws, worldArbitrary(laws.flavour), (request) =>
      withWorld(laws, request, async (world) => {
        assert.deepEqual(await violations(world), []);
      }),
    );
  });
});

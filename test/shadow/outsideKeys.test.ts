import assert from 'node:assert/strict';
import { makePlan } from '../../src/shadow/plan.ts';
import { inShop, serverIdentity, statementsOf, toyAnalysis, toyPlan } from '../support/toyPlans.ts';
import { toyDialect } from '../support/toyDialect.ts';
import { ToyServer } from '../support/toyServer.ts';

/** The shadow of `a` must change its key's type, and a table that is no shadow points at it. */
function pointedAt(): ToyServer {
  return new ToyServer()
    .table('shop', 'a', ['id long'])
    .table('shop', '_a', ['id int'])
    .table('shop', 'b', ['id int', 'a long'], ['a -> a'])
    .table('shop', '_b', ['id int', 'a int'], ['a -> _a']);
}

const asked = (server: ToyServer): number =>
  server.calls.filter(({ method }) => method === 'readIncomingKeys').length;

describe('foreign keys from outside', () => {
  it('of the analysis’ own shadows are no matter: they are released', async () => {
    const server = pointedAt();
    const plan = await toyPlan(server);
    assert.deepEqual(plan.omitted, []);
    assert.ok(statementsOf(plan).some(({ phase }) => phase === 'release'));
    assert.equal(asked(server), 1);
  });

  it('of any other table keep the shadow as it is, and what needs its change with it', async () => {
    const server = pointedAt().table('shop', 'other', ['id int', 'a int'], ['a -> _a']);
    const plan = await toyPlan(server);
    assert.deepEqual(
      plan.omitted.map(({ pair }) => pair.shadow),
      [inShop('_a'), inShop('_b')],
    );
    assert.match(plan.omitted[0]?.reason ?? '', /other_ibfk_1 of shop\.other/);
    assert.match(plan.omitted[1]?.reason ?? '', /does not fit shop\._a as that stands/);
    assert.deepEqual(
      statementsOf(plan).map(({ pair }) => pair.shadow),
      [inShop('_other')],
    );
  });

  it('a table whose only difference hangs on what is left out is named too', async () => {
    const server = new ToyServer()
      .table('shop', 'a', ['id long'])
      .table('shop', '_a', ['id int'])
      .table('shop', 'other', ['id int', 'a int'], ['a -> _a'])
      .table('shop', 'b', ['id int', 'a long'], ['a -> a'])
      .table('shop', 'c', ['id int', 'b int'], ['b -> b'])
      .table('shop', '_c', ['id int', 'b int']);
    const plan = await toyPlan(server);
    assert.deepEqual(
      plan.omitted.map(({ pair }) => pair.shadow),
      [inShop('_a'), inShop('_b'), inShop('_c')],
    );
    assert.match(plan.omitted[2]?.reason ?? '', /tables that are left as they are/);
  });

  it('do not matter to a change that leaves what they point at alone', async () => {
    const server = new ToyServer()
      .table('shop', 'a', ['id int', 'v long'])
      .table('shop', '_a', ['id int', 'v int'])
      .table('shop', '_a_child', ['id int', 'a int'], ['a -> _a']);
    const plan = await toyPlan(server);
    assert.deepEqual(plan.omitted, []);
    assert.equal(asked(server), 1);
  });

  it('are not asked for when nothing differs, or is merely added', async () => {
    for (const columns of [['id int'], ['id int', 'added int']]) {
      const server = new ToyServer().table('shop', 'a', columns).table('shop', '_a', ['id int']);
      await toyAnalysis(server);
      assert.equal(asked(server), 0);
    }
  });

  it('a parent that is skipped by choice keeps a child that would no longer fit it as it is', async () => {
    const server = pointedAt();
    const skip = new Set([`shop\0_a`]);
    const plan = makePlan(await toyAnalysis(server, {}, toyDialect(), skip), {
      dialect: toyDialect(),
      serverIdentity,
    });
    assert.deepEqual(
      plan.omitted.map(({ pair }) => pair.shadow),
      [inShop('_b')],
    );
    assert.deepEqual(statementsOf(plan), []);
  });
});

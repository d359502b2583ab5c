import assert from 'node:assert/strict';
import { makePlan } from '../../src/shadow/plan.ts';
import { toyDialect } from '../support/toyDialect.ts';
import type { ToyTable } from '../support/toyDialect.ts';
import { converges, serverIdentity, statementsOf, toyAnalysis, toyPlan } from '../support/toyPlans.ts';
import { ToyServer } from '../support/toyServer.ts';

const dialect = toyDialect();

describe('R12 undo', () => {
  it('drops what was created, and says what goes with it', async () => {
    const [statement] = statementsOf(await toyPlan(new ToyServer().table('shop', 'a', ['id int'])));
    assert.deepEqual(statement!.undo, ['DROP TABLE "shop"."_a"']);
    assert.match(statement!.undoNote!, /every row/);
  });

  it('says which values a dropped column does not get back, and that undoing an added one is unsafe', async () => {
    const server = new ToyServer()
      .table('shop', 'a', ['id int'])
      .table('shop', '_a', ['id int', 'note int'])
      .table('shop', 'b', ['id int', 'more int'])
      .table('shop', '_b', ['id int']);
    const [a, b] = statementsOf(await toyPlan(server));
    assert.equal(a!.undoNote, 'Does not bring back: the values of the dropped column (column note).');
    assert.match(b!.undoNote!, /^Is itself unsafe: Drops the column more\.$/);
  });

  it('what can not be undone says why', async () => {
    const server = new ToyServer().table('shop', 'a', ['id int']).table('shop', '_a', ['id int'], [], 'OLD');
    const plan = makePlan(await toyAnalysis(server), {
      dialect: {
        ...dialect,
        refuseSteps: (_from, to) =>
          (to as ToyTable).engine === 'OLD' ? 'there is no way back to OLD' : null,
      },
      serverIdentity,
    });
    assert.equal(statementsOf(plan)[0]!.undo, null);
    assert.equal(statementsOf(plan)[0]!.undoNote, 'Nothing undoes this: there is no way back to OLD');
  });

  it('a foreign key to a table that is not there can not be put back, and that is said', async () => {
    const server = new ToyServer()
      .table('shop', 'a', ['id int', 'x int'])
      .table('shop', '_a', ['id int', 'x int'], ['x -> gone'])
      .table('shop', 'b', ['id int', 'x int'])
      .table('shop', '_b', ['id int', 'x int'], ['x -> a']);
    const notes = statementsOf(await toyPlan(server)).map(({ pair, undoNote }) => [
      pair.source.table,
      undoNote ?? '',
    ]);
    assert.match(notes.find(([name]) => name === 'a')?.[1] ?? '', /shop\.gone can't be put back/);
    assert.doesNotMatch(notes.find(([name]) => name === 'b')?.[1] ?? '', /put back/);
  });

  it('a foreign key that wrongly went to a source table comes back by undo only', async () => {
    const server = new ToyServer()
      .table('shop', 'p', ['id int'])
      .table('shop', '_p', ['id int'])
      .table('shop', 'c', ['x int'], ['x -> p'])
      .table('shop', '_c', ['x int'], ['x -> p']);
    const before = server.snapshot();
    const plan = await toyPlan(server);
    await converges(server, plan);
    for (const { undo } of statementsOf(plan).reverse()) for (const sql of undo ?? []) server.execute(sql);
    assert.deepEqual(server.snapshot(), before);
  });
});

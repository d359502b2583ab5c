import assert from 'node:assert/strict';
import { converges, inShop, toyAnalysis, toyPlan } from '../support/toyPlans.ts';
import { ToyServer } from '../support/toyServer.ts';

/** A child that is to be made beside its parent's shadow. */
function family(): ToyServer {
  return new ToyServer()
    .table('shop', 'a', ['id int'])
    .table('shop', '_a', ['id int'])
    .table('shop', 'b', ['id int', 'a int'], ['a -> a']);
}

const asked = (server: ToyServer, method: string): number =>
  server.calls.filter((call) => call.method === method).length;

describe('names of constraints outside', () => {
  it('are not given to a shadow', async () => {
    // A source that can't be one is not read as a pair either, and its shadow holds the very name.
    const server = family();
    server.put({
      name: inShop('far'),
      columns: [{ name: 'id', type: 'int' }],
      foreignKeys: [{ name: '_B_ibfk_1', column: 'id', parent: inShop('a') }],
      engine: 'FEDERATED',
    });
    const plan = await toyPlan(server);
    const [statement] = plan.groups.flatMap(({ statements }) => statements);
    assert.match(statement?.sql ?? '', /_b_ibfk_1_[0-9a-f]{8}/);
    assert.equal(asked(server, 'readConstraintNames'), 1);
  });

  it('are not asked for when all tables were read, or no shadow gets a constraint', async () => {
    const whole = family();
    await toyAnalysis(whole);
    const plain = new ToyServer()
      .table('shop', 'a', ['id int'])
      .table('shop', 'far', ['id int'], [], 'FEDERATED');
    await toyAnalysis(plain);
    assert.deepEqual([asked(whole, 'readConstraintNames'), asked(plain, 'readConstraintNames')], [0, 0]);
  });
});

describe('parents outside', () => {
  /** The source of the parent can't be one, so its shadow, which stands, is not compared. */
  const refused = (type: string): ToyServer =>
    new ToyServer()
      .table('shop', 'a', ['id int'], [], 'FEDERATED')
      .table('shop', '_a', [`id ${type}`])
      .table('shop', 'b', ['id int', 'a int'], ['a -> a'])
      .table('shop', 'c', ['id int']);

  it('that can’t carry the foreign key keep the child from being planned, and nothing else', async () => {
    const plan = await toyPlan(refused('long'));
    assert.deepEqual(
      plan.omitted.map(({ pair }) => pair.shadow),
      [inShop('_b')],
    );
    assert.match(
      plan.omitted[0]?.reason ?? '',
      /does not fit shop\._a as that stands \(id is of another type\)/,
    );
    assert.deepEqual(
      plan.groups.flatMap(({ tables }) => tables),
      [inShop('_c')],
    );
  });

  it('that fit, or that can’t be read, are the server’s to judge', async () => {
    for (const server of [
      refused('int'),
      refused('int').breakRead('shop', '_a', { kind: 'failed', reason: 'hidden' }),
    ]) {
      assert.deepEqual((await toyPlan(server)).omitted, []);
      assert.equal(asked(server, 'readTables'), 2);
    }
  });

  it('are read only where a shadow is to refer to one', async () => {
    const server = family();
    await converges(server, await toyPlan(server));
    assert.equal(asked(server, 'readTables'), 2); // the analysis and the one after it, once each
  });
});

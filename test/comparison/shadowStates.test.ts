import assert from 'node:assert/strict';
import { requestForTwoTables } from '../../src/comparison/comparisonRequest.ts';
import { ShadowStates } from '../../src/comparison/shadowStates.ts';
import type { ChangedStandings } from '../../src/comparison/shadowStates.ts';
import { ToyServer } from '../support/toyServer.ts';
import { readComparison, shownBy, toyRequest, toyWorld } from './toyWorld.ts';

function shop(): ToyServer {
  return new ToyServer()
    .table('shop', 'a', ['id int'])
    .table('shop', 'b', ['id int', 'x int'])
    .table('shop', '_b', ['id int'])
    .table('shop', 'c', ['id int'])
    .table('shop', '_c', ['id int'])
    .table('shop', 'm', ['id int'], [], 'MYSTERY')
    .table('shop', 's', ['id int']);
}

describe('ShadowStates', () => {
  it('says of each source table how its shadow stood', async () => {
    const states = new ShadowStates();
    const told: ChangedStandings[] = [];
    const end = states.onDidChange((changed) => told.push(changed));
    const { comparison } = await readComparison(toyWorld(shop()), toyRequest({ skip: ['_s'] }));
    states.take(shownBy(comparison));
    const stateOf = (table: string): string | undefined => states.of('c1', 'shop', table)?.state;
    assert.deepEqual(['a', 'b', 'c', 'm', 's', '_b'].map(stateOf), [
      'none',
      'differs',
      'consistent',
      'unsupported',
      'skipped',
      undefined,
    ]);
    assert.deepEqual(told, [{ connectionId: 'c1', database: 'shop' }]);
    assert.equal(states.of('c2', 'shop', 'a'), null);

    const part = await readComparison(
      toyWorld(shop()),
      toyRequest({ range: { include: ['s'], exclude: [] } }),
    );
    states.take(shownBy(part.comparison));
    assert.deepEqual(
      ['a', 's'].map(stateOf),
      ['none', 'none'],
      'tables outside the range stand as they were',
    );

    end();
    states.forget('c1');
    assert.equal(stateOf('a'), undefined);
    assert.equal(told.length, 2);
  });

  it('follows a run, and what was found afterwards takes its place', async () => {
    const states = new ShadowStates();
    const { comparison } = await readComparison(toyWorld(shop()));
    const { plan } = shownBy(comparison);
    states.take(shownBy(comparison));
    const seen = new Set<string>();
    comparison.onDidChange((state) => {
      if (state.kind !== 'running') return;
      states.follow(state.compared, state.progress);
      seen.add(`b ${String(states.of('c1', 'shop', 'b')?.state)}`);
      assert.equal(states.of('c1', 'shop', 'c')?.state, 'consistent', 'no table of the run');
    });
    const choices = { planHash: plan.hash, allowed: [], parallel: 1, confirmedDatabase: null } as const;
    await comparison.run({ ...choices, onError: 'continue' });
    assert.deepEqual([...seen], ['b differs', 'b changing', 'b consistent']);
    states.take(shownBy(comparison));
    assert.equal(states.of('c1', 'shop', 'b')?.state, 'consistent');
  });

  it('two tables side by side are no shadow and source', async () => {
    const states = new ShadowStates();
    const { connection } = toyRequest();
    const request = requestForTwoTables(
      connection,
      { database: 'shop', table: 'a' },
      { database: 'shop', table: 'b' },
    );
    const { comparison } = await readComparison(toyWorld(shop()), request);
    states.take(shownBy(comparison));
    assert.equal(states.of('c1', 'shop', 'a'), null);
  });
});

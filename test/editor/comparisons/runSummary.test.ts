import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { RunChoices } from '../../../src/comparison/runComparison.ts';
import { AllowedStatements } from '../../../src/editor/comparisons/allowedStatements.ts';
import {
  allowedFindings,
  runSummary,
  unconfirmedShadows,
  unsafeStatements,
} from '../../../src/editor/comparisons/runSummary.ts';
import { readComparison, shownBy, toyRequest, toyWorld } from '../../comparison/toyWorld.ts';
import { ToyServer } from '../../support/toyServer.ts';

/** To create; to alter without risk; to drop a column, which is unsafe. */
function shop(): ToyServer {
  return new ToyServer()
    .table('shop', 'a', ['id int'])
    .table('shop', 'b', ['id int', 'x int'])
    .table('shop', '_b', ['id int'])
    .table('shop', 'c', ['id int'])
    .table('shop', '_c', ['id int', 'old int']);
}

const nothing: Omit<RunChoices, 'planHash'> = {
  allowed: [],
  onError: 'abort',
  parallel: 1,
  confirmedDatabase: null,
};

describe('what a run would do', () => {
  it('leaves tables as they are whose unsafe statement was not ticked, and says so', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    const { plan } = shownBy(comparison);
    const summary = runSummary(plan, { ...nothing, planHash: plan.hash });
    assert.deepEqual(
      { ...summary, leftOut: summary.leftOut.map(({ shadow }) => shadow.table) },
      {
        statements: 2,
        tables: 2,
        unsafe: 0,
        leftOut: ['_c'],
      },
    );
    assert.match(summary.leftOut[0]?.reason ?? '', /SS101/);
  });

  it('runs what was ticked', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    const { plan } = shownBy(comparison);
    const ticked = unsafeStatements(plan);
    assert.deepEqual(
      ticked.map(({ pair }) => pair.shadow.table),
      ['_c'],
    );
    const allowed = allowedFindings(ticked);
    assert.deepEqual(
      allowed.map(({ codes }) => codes),
      [['SS101']],
    );
    const summary = runSummary(plan, { ...nothing, planHash: plan.hash, allowed });
    assert.deepEqual(summary, { statements: 3, tables: 3, unsafe: 1, leftOut: [] });
  });

  it('is what the run then does', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    const { plan } = shownBy(comparison);
    const choices: RunChoices = { ...nothing, planHash: plan.hash, onError: 'continue' };
    const { counts } = await comparison.run(choices);
    const { tables, leftOut } = runSummary(plan, choices);
    assert.deepEqual([counts.succeeded, counts.skipped], [tables, leftOut.length]);
  });

  it('names a table once that has to be confirmed', async () => {
    const server = new ToyServer()
      .table('shop', 'd', ['id int', 'x int'])
      .table('shop', '_d', ['other int', 'columns int', 'altogether int']);
    const { comparison } = await readComparison(toyWorld(server));
    assert.deepEqual(unconfirmedShadows(shownBy(comparison).plan), [{ database: 'shop', table: '_d' }]);
    await comparison.setAdopted(['_d'], true);
    assert.deepEqual(unconfirmedShadows(shownBy(comparison).plan), []);
  });
});

describe('statements that were allowed', () => {
  it('stay allowed in a plan that is made anew, as long as their text does', async () => {
    const { comparison } = await readComparison(toyWorld(shop()), toyRequest({ skip: ['_a'] }));
    let changes = 0;
    const allowed = new AllowedStatements(() => (changes += 1));
    const [before] = unsafeStatements(shownBy(comparison).plan);
    assert.ok(before !== undefined);
    allowed.set(before, true);
    allowed.set(before, true);
    assert.equal(changes, 1);
    await comparison.setSkip(['_a'], false);
    const [after] = unsafeStatements(shownBy(comparison).plan);
    assert.ok(after !== undefined);
    assert.notEqual(after.id, before.id);
    assert.equal(allowed.has(after), true);
    assert.equal(allowed.has({ ...after, sql: `${after.sql} ` }), false);
    allowed.set(after, false);
    assert.equal(allowed.has(before), false);
  });
});

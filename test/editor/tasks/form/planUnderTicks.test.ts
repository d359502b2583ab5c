import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { planUnderTicks, taskSql, wasAllowed } from '../../../../src/editor/tasks/form/planUnderTicks.ts';
import { submitObstacle } from '../../../../src/editor/tasks/form/submitObstacle.ts';
import type { SubmitSituation } from '../../../../src/editor/tasks/form/submitObstacle.ts';
import { previewTables } from '../../../../src/editor/tasks/form/tablePreview.ts';
import { english } from '../../../../src/schema/phrase.ts';
import { statementFingerprint } from '../../../../src/task/model/statementFingerprint.ts';
import { readComparison, shownBy, toyWorld } from '../../../comparison/toyWorld.ts';
import { toyNames } from '../../../support/toyDialect.ts';
import { ToyServer } from '../../../support/toyServer.ts';

/** To create; to alter without risk; to drop a column, which is unsafe. */
function shop(): ToyServer {
  return new ToyServer()
    .table('shop', 'a', ['id int'])
    .table('shop', 'b', ['id int', 'x int'])
    .table('shop', '_b', ['id int'])
    .table('shop', 'c', ['id int'])
    .table('shop', '_c', ['id int', 'old int']);
}

describe('what a task would run', () => {
  it('is what was ticked and what needs no tick, in the SQL too', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    const compared = shownBy(comparison);
    const without = planUnderTicks(compared, () => false);
    assert.deepEqual([without.running.length, without.risky.length, without.allowed], [2, 1, []]);
    assert.equal(without.leftOut.length, 1);
    const text = taskSql(compared, without, english);
    const [risky] = without.risky;
    assert.ok(risky !== undefined && !text.includes(`${risky.sql};`), 'O-65: the text is the selected set');
    assert.match(text, /Left as it is: SS101 on shop\._c was not allowed/);

    const ticked = planUnderTicks(compared, () => true);
    assert.deepEqual([ticked.running.length, ticked.leftOut.length], [3, 0]);
    assert.deepEqual(ticked.allowed, [{ statement: statementFingerprint(risky.sql), code: 'SS101' }]);
    assert.ok(taskSql(compared, ticked, english).includes(`${risky.sql};`));
  });

  it('knows a tick again by the text of the statement and its risks, and by nothing less', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    const [risky] = planUnderTicks(shownBy(comparison), () => false).risky;
    assert.ok(risky !== undefined);
    const statement = statementFingerprint(risky.sql);
    assert.ok(wasAllowed(risky, [{ statement, code: 'SS101' }]));
    assert.ok(!wasAllowed(risky, [{ statement, code: 'SS102' }]));
    assert.ok(!wasAllowed(risky, [{ statement: statementFingerprint('x'), code: 'SS101' }]));
    assert.ok(!wasAllowed(risky, []));
  });
});

describe('what keeps a task from being submitted', () => {
  async function situation(more: Partial<SubmitSituation> = {}): Promise<SubmitSituation> {
    const { comparison } = await readComparison(toyWorld(shop()));
    return {
      isTrusted: true,
      isSubmitting: false,
      problems: [],
      previewError: null,
      analysis: comparison.state,
      isOutdated: false,
      underTicks: planUnderTicks(shownBy(comparison), () => false),
      isRecurring: false,
      ...more,
    };
  }

  it('is nothing once something runs', async () => {
    assert.equal(submitObstacle(await situation()), null);
  });

  it('is the first thing in the way', async () => {
    const nothing = { running: [], tables: 0, risky: [], unconfirmed: new Set<number>() };
    const empty = { ...nothing, ticked: new Set<number>(), allowed: [], leftOut: [] };
    const cases: readonly (readonly [Partial<SubmitSituation>, string | null])[] = [
      [{ isTrusted: false, isSubmitting: true }, 'not-trusted'],
      [{ isSubmitting: true, analysis: null }, 'submitting'],
      [{ problems: [{ field: 'zone', mistake: { kind: 'no-zone' } }], analysis: null }, 'mistake'],
      [{ previewError: 'the pattern x matches no table' }, 'said'],
      [{ analysis: null }, 'not-analyzed'],
      [{ analysis: { kind: 'cancelled' } }, 'not-analyzed'],
      [{ isOutdated: true }, 'outdated'],
      [{ analysis: { kind: 'reading', step: 'reading', done: 0, of: 1 } }, 'analyzing'],
      [{ underTicks: empty }, 'nothing-to-run'],
      [{ underTicks: { ...empty, leftOut: ['x'] } }, 'nothing-allowed'],
      // A schedule that keeps tables in line may well begin with tables that are.
      [{ underTicks: empty, isRecurring: true }, null],
    ];
    for (const [more, kind] of cases) {
      assert.equal(submitObstacle(await situation(more))?.kind ?? null, kind, JSON.stringify(more));
    }
  });
});

describe('the preview of names', () => {
  const table = (name: string, kind: 'table' | 'view' = 'table') =>
    ({ name: { database: 'shop', table: name }, kind }) as const;
  const sources = [table('a'), table('_a'), table('b'), table('_b', 'view')];
  const listed = { database: 'shop', sources, shadowDatabase: 'shop', shadows: sources, names: toyNames };
  const rule = { prefix: '_', suffix: '', shadowDatabase: null, overrides: [] };
  const all = { include: [], exclude: [] };

  it('pairs as the analysis will, and says what clashes', () => {
    const { pairs, shadows, error } = previewTables(listed, rule, all);
    assert.equal(error, null);
    assert.deepEqual([...shadows], ['_a']);
    assert.deepEqual(
      pairs.map(({ pair, kind }) => `${pair.source.table} ${kind}`),
      ['a good', 'b refused'],
    );
  });

  it('says why there is none: the rule, or a pattern that matches nothing', () => {
    assert.equal(previewTables(listed, { ...rule, prefix: '' }, all).error?.code, 'naming');
    assert.equal(previewTables(listed, rule, { include: ['x*'], exclude: [] }).error?.code, 'usage');
  });
});

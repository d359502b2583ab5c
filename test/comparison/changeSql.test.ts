import assert from 'node:assert/strict';
import { changeSql, undoSql } from '../../src/comparison/changeSql.ts';
import { atOnce } from '../../src/shadow/inSlices.ts';
import type { Comparison } from '../../src/comparison/comparison.ts';
import { ToyServer } from '../support/toyServer.ts';
import { readComparison, shownBy, toyRequest, toyWorld } from './toyWorld.ts';

function shop(): ToyServer {
  return new ToyServer()
    .table('shop', 'a', ['id int'])
    .table('shop', 'b', ['id int', 'x int'])
    .table('shop', '_b', ['id int'])
    .table('shop', 'm', ['id int'], [], 'MYSTERY');
}

async function runAll(comparison: Comparison): Promise<void> {
  const { plan } = shownBy(comparison);
  await comparison.run({
    planHash: plan.hash,
    allowed: [],
    onError: 'continue',
    parallel: 1,
    confirmedDatabase: null,
  });
}

describe('the change SQL of a comparison', () => {
  it('says what it is, of what, and what is left out and why', async () => {
    const connection = { id: 'c1', name: 'Toys\nDROP', environment: 'production' as const };
    const { comparison } = await readComparison(toyWorld(shop()), toyRequest({ connection, skip: ['_a'] }));
    const shown = shownBy(comparison);
    const { text, headingLines } = atOnce(changeSql(shown));
    assert.deepEqual(text.split('\n').slice(0, headingLines), [
      '-- Shadow Sync: change SQL',
      '-- Connection Toys\\u{a}DROP (production)',
      '-- toy 1.0, database shop',
      '-- Naming rule: prefix _',
      `-- Made at ${new Date(shown.readAt).toISOString()}`,
      '-- 1 statement for 1 shadow table',
      `-- Plan ${shown.plan.hash}`,
      '-- Options: column order strict, comments strict, foreign keys map, storage strict, partitions strict',
      '-- not taken as sources, because they are shadow tables themselves: _b',
      '-- Left out (skipped, skipped by choice): _a',
      '-- Left out (unsupported, the engine MYSTERY is not modelled): _m',
      'SET toy = 1;',
    ]);
  });

  it('names the first of many, and counts the rest', async () => {
    const server = new ToyServer();
    const names = Array.from({ length: 23 }, (_, i) => `t${String(i + 10)}`);
    for (const name of names) server.table('shop', name, ['id int']);
    const { comparison } = await readComparison(
      toyWorld(server),
      toyRequest({ skip: names.map((name) => `_${name}`) }),
    );
    assert.match(
      atOnce(changeSql(shownBy(comparison))).text,
      /skipped by choice\): _t10, .*, _t29 and 3 more$/m,
    );
  });

  it('after a run says what was done; the undo SQL takes back what was done, and nothing else', async () => {
    const world = toyWorld(shop());
    const { comparison } = await readComparison(world, toyRequest({ skip: ['_a'] }));
    assert.match(atOnce(undoSql(shownBy(comparison))).text, /^ALTER TABLE "shop"\."_b" BECOME/m);
    await runAll(comparison);
    const { text, statements } = atOnce(changeSql(shownBy(comparison)));
    assert.match(text, /^-- The last run, succeeded: ALTER TABLE "shop"\."_b" BECOME/m);
    assert.equal(statements.length, 0);
    await comparison.setSkip(['_a'], false);
    const undo = atOnce(undoSql(shownBy(comparison)));
    assert.match(undo.text, /^-- Takes back the run run-1 \(succeeded\)$/m);
    const before = world.server.snapshot();
    for (const { startLine, endLine } of undo.statements) {
      const sql = undo.text
        .split('\n')
        .slice(startLine, endLine + 1)
        .join('\n');
      world.server.execute(sql.replace(/;$/, ''));
    }
    assert.notDeepEqual(world.server.snapshot(), before);
    await comparison.refresh();
    assert.equal(
      shownBy(comparison).found.results.find(({ pair }) => pair.source.table === 'b')?.result,
      'update',
    );
    assert.doesNotMatch(undo.text, /"_a"/, 'what never ran is not taken back');
  });

  it('the same result gives the same text', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    assert.equal(atOnce(changeSql(shownBy(comparison))).text, atOnce(changeSql(shownBy(comparison))).text);
  });
});

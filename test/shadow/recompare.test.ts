import assert from 'node:assert/strict';
import { defaultCompareOptions } from '../../src/diff/compareOptions.ts';
import { tableKey } from '../../src/schema/tableName.ts';
import { recompare } from '../../src/shadow/analyse.ts';
import type { Analysis } from '../../src/shadow/analysis.ts';
import { toyDialect } from '../support/toyDialect.ts';
import type { ToyTable } from '../support/toyDialect.ts';
import { toyAnalysis } from '../support/toyPlans.ts';
import { ToyServer } from '../support/toyServer.ts';

const dialect = toyDialect();

function kinds(analysis: Analysis): Record<string, string> {
  return Object.fromEntries(analysis.results.map(({ pair, result }) => [pair.source.table, result]));
}

/** The shadow of one source, as it should be. */
function expected(analysis: Analysis, source: string): ToyTable {
  return analysis.results.find(({ pair }) => pair.source.table === source)?.expected as ToyTable;
}

describe('recompare', () => {
  it('options decide what counts, and recompare asks nothing again', async () => {
    const server = new ToyServer()
      .table('shop', 'a', ['id int hello'])
      .table('shop', '_a', ['id int'])
      .table('shop', 'b', ['id int'], [], 'ONE')
      .table('shop', '_b', ['id int'], [], 'TWO')
      .triggers('a', ['t']);
    const strict = await toyAnalysis(server);
    assert.deepEqual(kinds(strict), { a: 'update', b: 'update' });
    const asked = server.calls.length;
    const lax = recompare(strict, {
      dialect,
      options: { ...defaultCompareOptions, comments: 'ignored', storage: 'ignored' },
    });
    assert.deepEqual(kinds(lax), { a: 'consistent', b: 'consistent' });
    assert.equal(expected(lax, 'b').engine, 'TWO');
    assert.deepEqual(recompare(lax, { dialect, options: defaultCompareOptions }).results, strict.results);
    assert.equal(server.calls.length, asked);
  });

  it('a skipped shadow stays out, and foreign keys to it too when it is not there', async () => {
    const server = new ToyServer().table('shop', 'p', ['id int']).table('shop', 'c', ['x int'], ['x -> p']);
    const all = await toyAnalysis(server);
    const skip = new Set([tableKey({ database: 'shop', table: '_p' })]);
    const skipped = recompare(all, { dialect, skip });
    assert.deepEqual(kinds(skipped), { c: 'create', p: 'skipped' });
    assert.deepEqual(expected(skipped, 'c').foreignKeys, []);
    assert.deepEqual(recompare(skipped, { dialect }).results, all.results);
    assert.deepEqual((await toyAnalysis(server, {}, dialect, skip)).results, skipped.results);
  });

  it('what fails under some options is compared again under others', async () => {
    const picky: typeof dialect = {
      ...dialect,
      shadowOf: (source, mapping) => {
        if (mapping.foreignKeys === 'keep') throw new Error('no');
        return dialect.shadowOf(source, mapping);
      },
    };
    const server = new ToyServer()
      .table('shop', 'a', ['id int'])
      .table('shop', 'b', ['id int'])
      .table('shop', '_b', ['id int'])
      .triggers('a', ['t']);
    const failed = await toyAnalysis(server, { foreignKeys: 'keep' }, picky);
    assert.deepEqual(kinds(failed), { a: 'failed', b: 'failed' });
    const again = recompare(failed, { dialect: picky, options: defaultCompareOptions });
    assert.deepEqual(kinds(again), { a: 'create', b: 'consistent' });
    assert.equal(again.results[0]?.notices[0]?.code, 'SS302');
  });
});

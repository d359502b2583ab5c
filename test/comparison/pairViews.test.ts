import assert from 'node:assert/strict';
import { changeSql } from '../../src/comparison/changeSql.ts';
import { atOnce } from '../../src/shadow/inSlices.ts';
import { pairDetails } from '../../src/comparison/pairDetails.ts';
import { pairRows } from '../../src/comparison/pairRows.ts';
import { schemaDiffContract } from '../../src/protocol/schemaDiff.ts';
import type { Said } from '../../src/schema/phrase.ts';
import * as v from 'valibot';
import { ToyServer } from '../support/toyServer.ts';
import { readComparison, shownBy, toyRequest, toyWorld } from './toyWorld.ts';

function shop(): ToyServer {
  return new ToyServer()
    .table('shop', 'a', ['id int'])
    .table('shop', 'b', ['id int', 'k int', 'x int'])
    .table('shop', '_b', ['id int', 'k int', 'old int'])
    .table('shop', 'c', ['id int'])
    .table('shop', '_c', ['id int'])
    .table('shop', 'f', ['id int'], [], 'FEDERATED')
    .table('shop', 'm', ['id int'], [], 'MYSTERY')
    .table('shop', 'z', ['id int', 'n int'])
    .table('shop', '_z', ['id int'], [], 'FROZEN')
    .triggers('c', ['t']);
}

describe('pairs as rows and in full', () => {
  it('say what was found, skipped or not', async () => {
    const { comparison } = await readComparison(toyWorld(shop()), toyRequest({ skip: ['_b'] }));
    const rows = pairRows(shownBy(comparison), null, 0, 100);
    assert.deepEqual(
      rows.map((row) => [
        row.source,
        row.result,
        row.isSkippedByUser,
        row.differences,
        row.statements,
        row.level,
      ]),
      [
        ['a', 'create', false, 0, 1, null],
        ['b', 'update', true, 2, 0, null],
        ['c', 'consistent', false, 0, 0, 'info'],
        ['f', 'unsupported', false, 0, 0, null],
        ['m', 'unsupported', false, 0, 0, null],
        ['z', 'unsupported', false, 2, 0, null],
      ],
    );
    assert.deepEqual(rows[2]?.codes, ['SS302']);
    assert.match(rows[5]?.reason ?? '', /FROZEN/);
    await comparison.setSkip(['_b'], false);
    const [, b] = pairRows(shownBy(comparison), null, 0, 100);
    assert.deepEqual([b?.statements, b?.level, b?.codes], [1, 'unsafe', ['SS101']]);
    assert.equal(b?.id, rows[1]?.id);
  });

  it('say it in another language, names as they are', async () => {
    const { comparison } = await readComparison(toyWorld(shop()), toyRequest({ skip: ['_b'] }));
    const shown = shownBy(comparison);
    const say = (said: Said): string => (typeof said === 'string' ? said : `«${said.template}»`);
    const rows = pairRows(shown, null, 0, 100, say);
    assert.equal(rows[5]?.reason, 'a FROZEN table takes no ALTER');
    const c = pairDetails(shown, null, rows[2]?.id ?? -1, say);
    assert.deepEqual(
      c?.findings.map(({ message }) => message),
      ['«{0} has the trigger {1}, which is not copied: writes to the shadow table fire no trigger.»'],
    );
    const created = pairDetails(shown, null, rows[0]?.id ?? -1, say);
    assert.equal(
      created?.statements[0]?.undoNote,
      '«Drops {0} with every row that was written to it since.»',
    );
    assert.match(atOnce(changeSql(shown, say)).text, /^-- «Left out \(\{0\}\): \{1\}»$/m);
    assert.match(atOnce(changeSql(shown)).text, /^-- Left out \(skipped, skipped by choice\): _b$/m);
  });

  it('come in pages', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    const shown = shownBy(comparison);
    const all = pairRows(shown, null, 0, 100);
    assert.deepEqual([...pairRows(shown, null, 0, 2), ...pairRows(shown, null, 2, 100)], all);
    assert.deepEqual(pairRows(shown, null, 100, 5), []);
  });

  it('in full: both tables, findings, statements with their undo, the texts of what is not understood', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    const shown = shownBy(comparison);
    const of = (source: string) => {
      const row = pairRows(shown, null, 0, 100).find((one) => one.source === source);
      return pairDetails(shown, null, row?.id ?? -1) ?? assert.fail(source);
    };
    const { sections, findings, statements } = of('b');
    assert.deepEqual(
      sections.map(({ kind, rows }) => [kind, rows.map((row) => `${row.name} ${row.kind}`)]),
      [
        ['columns', ['id same', 'k same', 'old removed', 'x added']],
        ['options', ['ENGINE same']],
      ],
    );
    assert.deepEqual(findings, [
      { code: 'SS101', level: 'unsafe', message: 'Drops the column old.', documentation: 'ss101' },
    ]);
    assert.deepEqual(statements[0]?.findings, ['SS101']);
    assert.match(statements[0].undo ?? '', /^ALTER TABLE "shop"\."_b" BECOME .*;$/);
    assert.match(statements[0].undoNote ?? '', /Does not bring back/);
    assert.deepEqual(
      of('a').sections.flatMap(({ rows }) => rows.map(({ kind }) => kind)),
      ['added', 'added'],
    );
    assert.deepEqual(of('m').texts, { server: 'server text', printed: 'our text' });
    assert.deepEqual(
      [of('f').sections, of('f').texts],
      [[], null],
      'P-12 nothing of a table that may hold a password',
    );
    assert.equal(pairDetails(shown, null, 99), null);
  });

  it('are what the panel’s contract says', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    const shown = shownBy(comparison);
    const { rows, pair } = schemaDiffContract.requests;
    const page = pairRows(shown, null, 0, 100);
    v.parse(rows.result, { revision: shown.revision, total: page.length, rows: page });
    for (const { id } of page) v.parse(pair.result, pairDetails(shown, null, id));
  });
});

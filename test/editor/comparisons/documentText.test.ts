import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ComparisonState } from '../../../src/comparison/comparisonState.ts';
import { changeDocument, madeChangeDocument } from '../../../src/editor/documents/changeDocument.ts';
import { documentText } from '../../../src/editor/documents/documentText.ts';
import { findingExplanation } from '../../../src/editor/documents/findingExplanation.ts';
import { schemaDiffState } from '../../../src/editor/panels/schemaDiff/schemaDiffState.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import type { Pacing } from '../../../src/shadow/inSlices.ts';
import { readComparison, shownBy, toyRequest, toyWorld } from '../../comparison/toyWorld.ts';
import { ToyServer } from '../../support/toyServer.ts';

function shop(): ToyServer {
  return new ToyServer()
    .table('shop', 'a', ['id int'])
    .table('shop', 'b', ['id int', 'x int'])
    .table('shop', '_b', ['id int'])
    .table('shop', 'm', ['id int'], [], 'MYSTERY');
}

const shadow = (table: string): { database: string; table: string } => ({ database: 'shop', table });

/** Whatever is made takes longer than a slice. */
let turns = 0;
let time = 0;
const pacing: Pacing = {
  clock: () => (time += 100),
  pause: () => {
    turns += 1;
    return Promise.resolve();
  },
  signal: new AbortController().signal,
};

describe('the text of documents', () => {
  it('is the change SQL, the undo SQL, and single tables', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    const shown = shownBy(comparison);
    const text = (content: Parameters<typeof documentText>[1]): Promise<string> =>
      documentText({ state: comparison.state, shown }, content, pacing);
    assert.match(await text({ kind: 'change' }), /^-- Shadow Sync: change SQL/);
    assert.match(await text({ kind: 'undo' }), /^-- Shadow Sync: undo SQL/);
    assert.match(await text({ kind: 'source', shadow: shadow('_b') }), /^CREATE.*"x".*;\n$/);
    assert.doesNotMatch(await text({ kind: 'shadow', shadow: shadow('_b') }), /"x"/);
    assert.match(await text({ kind: 'expected', shadow: shadow('_b') }), /"_b".*"x"|`_b`.*"x"|_b.*"x"/);
    assert.equal(await text({ kind: 'shadow', shadow: shadow('_a') }), '', 'a table that is not there');
    assert.match(
      await text({ kind: 'shadow', shadow: shadow('gone') }),
      /^-- gone is not part of this comparison/,
    );
  });

  it('is both texts of a table that is not understood', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    const source = { state: comparison.state, shown: shownBy(comparison) };
    assert.equal(
      await documentText(source, { kind: 'shadow', shadow: shadow('_m') }, pacing),
      'server text\n',
    );
    assert.equal(
      await documentText(source, { kind: 'expected', shadow: shadow('_m') }, pacing),
      'our text\n',
    );
  });

  it('says why there is nothing, and how to go on', async () => {
    const error = new ShadowSyncError('connection', 'No\nway', { remedy: 'Look at it.' });
    const states: readonly [ComparisonState, RegExp][] = [
      [{ kind: 'reading', step: 'connecting', done: 0, of: 0 }, /being read/],
      [{ kind: 'cancelled' }, /was stopped.\n.*Refresh/],
      [{ kind: 'failed', error }, /No\\u\{a\}way\n-- Look at it.\n-- .*Refresh/],
    ];
    for (const [state, expected] of states) {
      const text = await documentText({ state, shown: null }, { kind: 'change' }, pacing);
      assert.match(text, expected);
      assert.match(text, /^(-- .*\n)+$/, 'comments only');
    }
  });

  it('points at what the last run did', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    const { plan } = shownBy(comparison);
    assert.deepEqual((await changeDocument(shownBy(comparison), pacing)).done, []);
    const choices = { planHash: plan.hash, allowed: [], parallel: 1, confirmedDatabase: null } as const;
    await comparison.run({ ...choices, onError: 'continue' });
    const { done, text, lineCount } = await changeDocument(shownBy(comparison), pacing);
    const lines = text.split('\n');
    assert.equal(lines.length, lineCount);
    assert.equal(done.length, 2);
    for (const { line, outcome } of done) {
      assert.equal(outcome, 'succeeded');
      assert.match(lines[line] ?? '', /^-- The last run, succeeded: /);
    }
  });

  it('is made once, giving way on the way, however many ask for the change SQL', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    const shown = shownBy(comparison);
    assert.equal(madeChangeDocument(shown), null);
    turns = 0;
    const asked = await Promise.all([changeDocument(shown, pacing), changeDocument(shown, pacing)]);
    assert.equal(turns, shown.plan.groups.flatMap(({ statements }) => statements).length);
    assert.ok(asked.every((one) => one === madeChangeDocument(shown)));
    assert.equal(await changeDocument(shown, pacing), asked[0]);
  });

  it('explains findings', () => {
    assert.match(findingExplanation('SS101'), /^# SS101\n/);
    assert.match(findingExplanation('SS999'), /No finding/);
  });
});

describe('what the schema diff panel is told', () => {
  it('follows the comparison', async () => {
    const { comparison } = await readComparison(toyWorld(shop()), toyRequest({ skip: ['_a'] }));
    const { request, state } = comparison;
    const told = schemaDiffState({ request, state, shown: shownBy(comparison), cannotRunReason: null });
    assert.equal(told.heading.rule, '_ + name');
    assert.equal(told.heading.serverVersion, '1.0');
    assert.equal(told.statements, 1);
    assert.equal(told.canRun, true);
    assert.equal(told.phase.kind, 'ready');
  });

  it('keeps the way back open after a run that left nothing to do', async () => {
    const { comparison } = await readComparison(toyWorld(shop()), toyRequest());
    const { plan } = shownBy(comparison);
    const choices = { planHash: plan.hash, allowed: [], parallel: 1, confirmedDatabase: null } as const;
    await comparison.run({ ...choices, onError: 'continue' });
    const { request, state } = comparison;
    const told = schemaDiffState({ request, state, shown: shownBy(comparison), cannotRunReason: 'done' });
    assert.deepEqual([told.statements, told.hasUndo], [0, true]);
  });

  it('says why it can’t be run, and what is wrong', () => {
    const error = new ShadowSyncError('connection', 'No way', { remedy: 'Look at it.' });
    const told = schemaDiffState({
      request: toyRequest(),
      state: { kind: 'failed', error },
      shown: null,
      cannotRunReason: 'because',
    });
    assert.deepEqual(told.phase, { kind: 'failed', message: 'No way', remedy: 'Look at it.' });
    assert.deepEqual([told.canRun, told.cannotRunReason, told.statements], [false, 'because', 0]);
    assert.equal(told.hasUndo, false);
  });
});

import assert from 'node:assert/strict';
import type { PairRow } from '../../../src/protocol/schemaDiff.ts';
import { noFilter, rowMatcher } from '../../../webview-ui/src/schemaDiff/model/pairFilter.ts';
import type { PairFilter } from '../../../webview-ui/src/schemaDiff/model/pairFilter.ts';
import { groupRows, linesOf } from '../../../webview-ui/src/schemaDiff/model/pairTree.ts';
import { SkipChoices } from '../../../webview-ui/src/schemaDiff/model/skipChoices.ts';
import { wordChanges } from '../../../webview-ui/src/schemaDiff/model/wordChanges.ts';

function pair(id: number, source: string, more: Partial<PairRow> = {}): PairRow {
  return {
    id,
    source,
    shadow: `_t_${source}`,
    result: 'update',
    isSkippedByUser: false,
    reason: null,
    differences: 1,
    statements: 1,
    level: null,
    codes: [],
    outcome: null,
    ...more,
  };
}

const rows = [
  pair(0, 'Orders', { level: 'unsafe', codes: ['SS101'] }),
  pair(1, 'order_items', { level: 'caution', codes: ['SS201'] }),
  pair(2, 'a*b', { result: 'create' }),
  pair(3, 'log', { result: 'consistent', differences: 0 }),
  pair(4, 'old', { result: 'skipped' }),
  pair(5, 'refused', { level: 'refused', codes: ['SS116'] }),
];

const matching = (filter: Partial<PairFilter>): readonly number[] =>
  rows.filter(rowMatcher({ ...noFilter, ...filter })).map(({ id }) => id);

describe('the filter of pairs', () => {
  const cases: readonly (readonly [Partial<PairFilter>, readonly number[]])[] = [
    [{}, [0, 1, 2, 3, 4, 5]],
    [{ text: ' ORDER ' }, [0, 1]],
    [{ text: '_t_log' }, [3]],
    [{ text: 'order*' }, [0, 1]],
    [{ text: '_t_o?d' }, [4]],
    [{ text: '[ol]*' }, [0, 1, 3, 4]],
    [{ text: 'a\\*b*' }, [2]],
    [{ text: 'ss101' }, [0]],
    [{ text: 'ss1' }, []],
    [{ results: ['create', 'consistent'] }, [2, 3]],
    [{ level: 'caution' }, [0, 1, 5]],
    [{ level: 'unsafe' }, [0, 5]],
    [{ level: 'unsafe', text: 'order', results: ['update'] }, [0]],
  ];
  for (const [filter, ids] of cases) {
    it(JSON.stringify(filter), () => assert.deepEqual(matching(filter), ids));
  }
});

describe('the groups of pairs', () => {
  const arrange = (
    choices: SkipChoices,
    filter: Partial<PairFilter> = {},
    collapsed: readonly string[] = [],
  ) =>
    groupRows(rows, {
      matches: rowMatcher({ ...noFilter, ...filter }),
      isSkipped: (row) => choices.isSkipped(row),
      isExpanded: (result) => !collapsed.includes(result),
    });

  it('count what can be ticked, and what is', () => {
    const choices = new SkipChoices();
    choices.choose([0], true, 1);
    const figures = arrange(choices).map(({ result, total, tickable, ticked }) => [
      result,
      total,
      tickable,
      ticked,
    ]);
    assert.deepEqual(figures, [
      ['update', 3, 3, 2],
      ['create', 1, 1, 1],
      ['skipped', 1, 0, 0],
      ['consistent', 1, 0, 0],
    ]);
  });

  it('hold only what the filter lets through, and leave out what is empty', () => {
    const groups = arrange(new SkipChoices(), { text: 'order' });
    assert.deepEqual(
      groups.map(({ result, total, rows: shown }) => [result, total, shown.length]),
      [['update', 3, 2]],
    );
  });

  it('become lines, with positions that count within the group', () => {
    const lines = linesOf(arrange(new SkipChoices(), {}, ['update']));
    assert.deepEqual(
      lines.map(({ key, position, setSize }) => `${key} ${position}/${setSize}`),
      [
        'group-update 1/4',
        'group-create 2/4',
        '2 1/1',
        'group-skipped 3/4',
        '4 1/1',
        'group-consistent 4/4',
        '3 1/1',
      ],
    );
  });
});

describe('the choices that the editor has not confirmed', () => {
  const row = pair(7, 'x');
  const skipped = pair(7, 'x', { isSkippedByUser: true });

  it('hold at once', () => {
    const choices = new SkipChoices();
    choices.choose([7], true, 1);
    assert.equal(choices.isSkipped(row), true);
  });

  it('outlive rows that can’t know of them yet, and end with those that do', () => {
    const choices = new SkipChoices();
    choices.choose([7], true, 1);
    choices.settle([row], 1);
    assert.equal(choices.isSkipped(row), true, 'the editor has not heard of it');
    choices.heard([7], true);
    choices.settle([row], 1);
    assert.equal(choices.isSkipped(row), true, 'the revision is the one it was made on');
    choices.settle([skipped], 2);
    assert.equal(choices.isSkipped(row), false, 'the rows say it themselves now');
  });

  it('give way to the editor’s rows when it decided otherwise', () => {
    const choices = new SkipChoices();
    choices.choose([7], true, 1);
    choices.heard([7], true);
    choices.settle([row], 2);
    assert.equal(choices.isSkipped(row), false);
  });

  it('are withdrawn when the editor refuses, and not confirmed by the answer to an older one', () => {
    const choices = new SkipChoices();
    choices.choose([7], true, 1);
    choices.choose([7], false, 1);
    choices.heard([7], true);
    choices.settle([skipped], 2);
    assert.equal(choices.isSkipped(skipped), false);
    choices.withdraw([7]);
    assert.equal(choices.isSkipped(skipped), true);
  });
});

describe('the words that differ', () => {
  it('are marked on each side, and together give each text', () => {
    const { source, shadow } = wordChanges('decimal(14,4) NOT NULL', 'decimal(12,4)');
    assert.equal(source.map(({ text }) => text).join(''), 'decimal(14,4) NOT NULL');
    assert.equal(shadow.map(({ text }) => text).join(''), 'decimal(12,4)');
    assert.deepEqual(
      shadow.filter(({ isChanged }) => isChanged).map(({ text }) => text),
      ['12'],
    );
  });

  it('of very long texts are all of them', () => {
    const long = 'x,'.repeat(5000);
    assert.deepEqual(wordChanges(long, 'y').source, [{ text: long, isChanged: true }]);
  });
});

import assert from 'node:assert/strict';
import { listKey } from '../../../webview-ui/src/controls/listKeys.ts';
import type { Key } from '../../../webview-ui/src/controls/listKeys.ts';
import {
  chosenKeys,
  nothingSelected,
  select,
  selectAll,
} from '../../../webview-ui/src/controls/listSelection.ts';
import type { ListSelection, SelectMode } from '../../../webview-ui/src/controls/listSelection.ts';

const items = ['G', 'a', 'b', 'c', 'H', 'd', 'e'].map((key) => ({ key, isHeading: /[A-Z]/.test(key) }));

function pressed(...steps: readonly (readonly [key: string, mode: SelectMode])[]): ListSelection {
  return steps.reduce((selection, [key, mode]) => {
    const target = items.find((item) => item.key === key);
    assert.ok(target !== undefined);
    return select(items, selection, target, mode);
  }, nothingSelected);
}

const shown = ({ active, selected }: ListSelection): string =>
  `${[...selected].sort().join('')}@${active ?? ''}`;

describe('the selection of a list', () => {
  const cases: readonly (readonly [title: string, selection: ListSelection, expected: string])[] = [
    ['one', pressed(['b', 'only']), 'b@b'],
    ['a range down, over a heading', pressed(['b', 'only'], ['d', 'range']), 'bcd@d'],
    ['a range up', pressed(['d', 'only'], ['a', 'range']), 'abcd@a'],
    ['a range that turns around its anchor', pressed(['c', 'only'], ['e', 'range'], ['a', 'range']), 'abc@a'],
    ['one in, one out', pressed(['a', 'only'], ['d', 'toggle'], ['a', 'toggle']), 'd@a'],
    ['only the keyboard moves', pressed(['a', 'only'], ['e', 'move']), 'a@e'],
    ['a heading selects nothing', pressed(['a', 'only'], ['H', 'only']), '@H'],
    ['a heading can’t be put in', pressed(['a', 'only'], ['H', 'toggle']), 'a@H'],
    ['a range from nowhere is one', pressed(['c', 'range']), 'c@c'],
  ];
  for (const [title, selection, expected] of cases) {
    it(title, () => assert.equal(shown(selection), expected));
  }

  it('forgets an anchor that a filter hid', () => {
    const from = { active: 'x', anchor: 'x', selected: new Set(['x']) };
    assert.equal(shown(select(items, from, { key: 'c', isHeading: false }, 'range')), '@c');
    const target = items[3];
    assert.ok(target !== undefined);
    assert.equal(shown(select(items, from, target, 'range')), 'c@c');
  });

  it('takes all, and leaves the keyboard where it is', () => {
    assert.equal(shown(selectAll(items, pressed(['b', 'only']))), 'abcde@b');
  });

  it('is what a command works on, unless the keyboard is elsewhere', () => {
    assert.deepEqual(chosenKeys(pressed(['a', 'only'], ['c', 'range'])), ['a', 'b', 'c']);
    assert.deepEqual(chosenKeys(pressed(['a', 'only'], ['e', 'move'])), ['e']);
    assert.deepEqual(chosenKeys(nothingSelected), []);
  });
});

describe('the keys of a list', () => {
  const key = (name: string, more: Partial<Key> = {}): Key => ({
    key: name,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...more,
  });
  const cases: readonly (readonly [Key, ReturnType<typeof listKey>])[] = [
    [key('ArrowDown'), { kind: 'by', rows: 1, mode: 'only' }],
    [key('ArrowUp', { shiftKey: true }), { kind: 'by', rows: -1, mode: 'range' }],
    [key('End', { metaKey: true }), { kind: 'last', mode: 'move' }],
    [key(' '), { kind: 'check', withRange: false }],
    [key(' ', { shiftKey: true }), { kind: 'check', withRange: true }],
    [key('a'), { kind: 'letter', letter: 'a' }],
    [key('A', { ctrlKey: true, shiftKey: true }), { kind: 'all' }],
    [key('F10', { shiftKey: true }), { kind: 'menu' }],
    [key('F10'), null],
    [key('ArrowDown', { altKey: true }), null],
    [key('r', { ctrlKey: true }), null],
    [key('Tab'), null],
    [key('constructor'), null],
  ];
  for (const [pressedKey, move] of cases) {
    it(`${pressedKey.ctrlKey ? 'Ctrl+' : ''}${pressedKey.shiftKey ? 'Shift+' : ''}${pressedKey.key}`, () =>
      assert.deepEqual(listKey(pressedKey), move));
  }
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { rangeOf, rangeText, readRange } from '../../../src/editor/comparisons/rangeText.ts';
import { parseGlob } from '../../../src/shadow/glob.ts';

describe('the range as it is typed', () => {
  it('takes patterns between commas, and ! for those that are left out', () => {
    assert.deepEqual(readRange(' order_*, !*_old ,, customers '), {
      include: ['order_*', 'customers'],
      exclude: ['*_old'],
    });
  });

  it('stands for all tables when it names nothing', () => {
    for (const text of ['', '  ', ',', ' ! '])
      assert.deepEqual(readRange(text), { include: [], exclude: [] });
  });

  it('names exactly the tables that were chosen, whatever characters they have', () => {
    const name = fc.string({
      minLength: 1,
      maxLength: 12,
      unit: fc.constantFrom('a', 'b', ',', '!', '*', '?', '[', ']', '\\', ' ', '_'),
    });
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
        fc.pre(names.every((one) => one.trim() === one));
        const { include, exclude } = readRange(rangeText(rangeOf(names)));
        assert.deepEqual(exclude, []);
        assert.deepEqual(
          include.map((pattern) => parseGlob(pattern).literal),
          names,
        );
      }),
    );
  });
});

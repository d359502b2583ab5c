import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { namingPreview, namingText, readNaming } from '../../../src/editor/comparisons/namingText.ts';

describe('the naming rule as it is typed', () => {
  for (const [text, prefix, suffix, shadowDatabase] of [
    ['__test_*', '__test_', '', null],
    ['*_shadow', '', '_shadow', null],
    ['_*_s', '_', '_s', null],
    ['other.*', '', '', 'other'],
    ['other.__test_*', '__test_', '', 'other'],
    ['a.b.x*', 'x', '', 'a.b'],
    ['shop.t_*', 't_', '', null],
    ['  t_*  ', 't_', '', null],
    ['*.x', '', '.x', null],
  ] as const) {
    it(`understands ${text}`, () => {
      const rule = { prefix, suffix, shadowDatabase, overrides: [] };
      assert.deepEqual(readNaming(text, 'shop'), { kind: 'rule', rule });
    });
  }

  for (const [text, mistake] of [
    ['', 'empty'],
    ['   ', 'empty'],
    ['orders', 'no-star'],
    ['*_*', 'two-stars'],
    ['*', 'same-name'],
    ['shop.*', 'same-name'],
    ['.*', 'no-database'],
    ['t\u202e_*', 'hidden-character'],
    ['t\u0000*', 'hidden-character'],
    [`${'x'.repeat(61)}*`, 'too-long'],
  ] as const) {
    it(`refuses ${JSON.stringify(text)}: ${mistake}`, () => {
      assert.deepEqual(readNaming(text, 'shop'), { kind: 'mistake', mistake });
    });
  }

  it('shows what becomes of a table', () => {
    const rule = { prefix: '_', suffix: '', shadowDatabase: 'other', overrides: [] };
    assert.equal(namingPreview(rule, 'orders'), 'orders → other._orders');
  });

  it('is read back as it was written', () => {
    const affix = fc.stringMatching(/^[a-z_]{0,8}$/);
    fc.assert(
      fc.property(
        affix,
        affix,
        fc.option(fc.stringMatching(/^[a-z]{1,8}$/)),
        (prefix, suffix, shadowDatabase) => {
          fc.pre(prefix + suffix !== '' || shadowDatabase !== null);
          const rule = { prefix, suffix, shadowDatabase, overrides: [] };
          assert.deepEqual(readNaming(namingText(rule), 'SHOP'), { kind: 'rule', rule });
        },
      ),
    );
  });
});

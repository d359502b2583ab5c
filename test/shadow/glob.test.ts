import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeGlob, parseGlob } from '../../src/shadow/glob.ts';

describe('glob', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['*', '', true],
    ['*', 'anything', true],
    ['orders', 'orders', true],
    ['orders', 'Orders', false],
    ['orders', 'orders2', false],
    ['ord*', 'orders', true],
    ['*_log', 'access_log', true],
    ['*_log', 'access_logs', false],
    ['a*b*c', 'aXXbYYbZc', true],
    ['a*b*c', 'acb', false],
    ['?', '表', true],
    ['?', '\u{1f600}', true],
    ['??', 'a', false],
    ['t[123]', 't2', true],
    ['t[1-3]', 't4', false],
    ['t[!1-3]', 't4', true],
    ['t[]]', 't]', true],
    ['t[a-]', 't-', true],
    ['t[\\]]', 't]', true],
    ['t[', 't[', true],
    ['a.b', 'axb', false],
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'axb', false],
    ['a\\', 'a\\', true],
    ['(a|b)+', '(a|b)+', true],
  ];
  for (const [pattern, name, expected] of cases) {
    it(`${pattern} ${expected ? 'takes' : 'leaves'} ${JSON.stringify(name)}`, () => {
      assert.equal(parseGlob(pattern).matches(name), expected);
    });
  }

  it('knows a name from a pattern', () => {
    assert.equal(parseGlob('orders').literal, 'orders');
    assert.equal(parseGlob('a\\*b').literal, 'a*b');
    assert.equal(parseGlob('t[').literal, 't[');
    assert.equal(parseGlob('a?').literal, null);
    assert.equal(parseGlob('[a]').literal, null);
  });

  it('compares as the server compares', () => {
    const fold = (name: string): string => name.toLowerCase();
    assert.equal(parseGlob('Ord*', fold).matches('ORDERS'), true);
    assert.equal(parseGlob('ORDERS', fold).matches('orders'), true);
    assert.equal(parseGlob('T[A-C]', fold).matches('tb'), true);
  });

  it('an escaped name stands for exactly itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (name, other) => {
        const glob = parseGlob(escapeGlob(name));
        assert.equal(glob.literal, name);
        assert.equal(glob.matches(name), true);
        assert.equal(glob.matches(other), other === name);
      }),
    );
  });

  it('agrees with the definition by recursion', () => {
    const matches = (pattern: string, name: string): boolean => {
      if (pattern === '') return name === '';
      const rest = pattern.slice(1);
      if (pattern.startsWith('*'))
        return matches(rest, name) || (name !== '' && matches(pattern, name.slice(1)));
      return (
        name !== '' &&
        (pattern.startsWith('?') || name.startsWith(pattern.charAt(0))) &&
        matches(rest, name.slice(1))
      );
    };
    const text = (letters: string): fc.Arbitrary<string> =>
      fc.string({ unit: fc.constantFrom(...letters), maxLength: 8 });
    fc.assert(
      fc.property(text('ab*?'), text('ab'), (pattern, name) => {
        assert.equal(parseGlob(pattern).matches(name), matches(pattern, name));
      }),
      { numRuns: 1000 },
    );
  });

  it('does not explode on many stars', () => {
    assert.equal(parseGlob('*a'.repeat(30) + 'b').matches('a'.repeat(5000)), false);
  });
});

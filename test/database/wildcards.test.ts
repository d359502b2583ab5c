import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { matchesWildcards } from '../../src/database/wildcards.ts';

const rules = { many: '%', one: '_', escape: '\\' };

/** The same by an expression, for short patterns. */
function byExpression(text: string, pattern: string): boolean {
  const source = pattern.replaceAll(/\\.|[\s\S]/g, (part) => {
    if (part === '%') return '[\\s\\S]*';
    if (part === '_') return '[\\s\\S]';
    const character = part.length > 1 ? part.slice(1) : part;
    return `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`;
  });
  return new RegExp(`^${source}$`, 'u').test(text);
}

describe('wildcards', () => {
  it('match what the same expression matches', () => {
    const pieces = fc.constantFrom('a', 'b', '%', '_', '\\', '.');
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '%', '_', '\\', '.'), maxLength: 6 });
    const law = fc.property(text, fc.string({ unit: pieces, maxLength: 6 }), (value, pattern) => {
      assert.equal(matchesWildcards(value, pattern, rules), byExpression(value, pattern));
    });
    fc.assert(law, { numRuns: 5000 });
  });

  it('take no time that a pattern could stretch', () => {
    assert.equal(matchesWildcards('a'.repeat(64), `${'%_'.repeat(30)}b`, rules), false);
    assert.equal(matchesWildcards('a'.repeat(2000), `${'%a'.repeat(500)}b`, rules), false);
  });
});

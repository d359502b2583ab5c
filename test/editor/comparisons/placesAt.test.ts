import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { spanAt } from '../../../src/editor/documents/placesAt.ts';

describe('what stands on a line', () => {
  it('is the span that holds it, and no other', () => {
    const steps = fc.array(fc.record({ gap: fc.nat(3), length: fc.integer({ min: 1, max: 4 }) }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(steps, fc.nat(120), (list, line) => {
        let next = 0;
        const spans = list.map(({ gap, length }) => {
          const startLine = next + gap;
          next = startLine + length;
          return { startLine, endLine: next - 1 };
        });
        const expected = spans.find(({ startLine, endLine }) => startLine <= line && line <= endLine) ?? null;
        assert.equal(spanAt(spans, line), expected);
      }),
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeGeneration, encodeGeneration } from '../../../src/store/generations/generationFile.ts';
import type { Generation } from '../../../src/store/generations/generationFile.ts';

const sample: Generation = {
  schema: 1,
  rev: 12,
  uid: 'b7c6',
  prev: 'a1',
  data: { entries: ['x', '表 "q" \\ \u2028', '__proto__'], more: { n: -1.5e300, t: true, z: null } },
};

describe('generationFile', () => {
  it('law: what was written is read', () => {
    const header = { schema: fc.nat(), rev: fc.nat(), uid: fc.string(), prev: fc.option(fc.string()) };
    fc.assert(
      fc.property(fc.record(header), fc.jsonValue(), (fields, value) => {
        // JSON has no −0.
        const data: unknown = JSON.parse(JSON.stringify({ value }));
        const generation = { ...fields, data };
        assert.deepEqual(decodeGeneration(Buffer.from(encodeGeneration(generation)), fields.rev), generation);
      }),
    );
  });

  it('F-04 every bit flipped and every byte left out or doubled is damage', () => {
    const whole = Buffer.from(encodeGeneration(sample));
    assert.notEqual(decodeGeneration(whole, 12), null);
    for (let at = 0; at < whole.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const flipped = Buffer.from(whole);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        assert.equal(decodeGeneration(flipped, 12), null, `bit ${bit} of byte ${at}`);
      }
      const without = Buffer.concat([whole.subarray(0, at), whole.subarray(at + 1)]);
      const doubled = Buffer.concat([whole.subarray(0, at + 1), whole.subarray(at)]);
      for (const changed of [without, doubled]) {
        assert.ok(changed.equals(whole) || decodeGeneration(changed, 12) === null, `byte ${at}`);
      }
    }
  });

  it('F-04 every truncation is damage, and so are zeros to the same length (ext4 after a power cut)', () => {
    const whole = Buffer.from(encodeGeneration(sample));
    for (let length = 0; length < whole.length; length += 1) {
      assert.equal(decodeGeneration(whole.subarray(0, length), 12), null, `${length} bytes`);
      const zeroed = Buffer.alloc(whole.length);
      whole.copy(zeroed, 0, 0, length);
      assert.equal(decodeGeneration(zeroed, 12), null, `${length} bytes, then zeros`);
    }
  });

  it('a generation under the number of another is damage', () => {
    assert.equal(decodeGeneration(Buffer.from(encodeGeneration(sample)), 13), null);
  });

  it('a right sum over something else is damage', () => {
    for (const strange of [{}, { ...sample, rev: '12' }, { ...sample, uid: 7 }, { ...sample, prev: 7 }]) {
      assert.equal(decodeGeneration(Buffer.from(encodeGeneration(strange as Generation)), 12), null);
    }
  });
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sha256 } from '../../src/shadow/sha256.ts';

describe('sha256', () => {
  // NIST's examples for FIPS 180-4.
  const vectors: readonly (readonly [string, string])[] = [
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ];
  for (const [text, hash] of vectors) {
    it(`hashes ${text.length} characters as the standard says`, () => {
      assert.equal(sha256(text), hash);
    });
  }

  it('agrees with an independent implementation on every length around the block size', () => {
    for (let length = 0; length < 200; length++) {
      const text = 'é'.repeat(length % 3) + 'x'.repeat(length);
      assert.equal(sha256(text), createHash('sha256').update(text, 'utf8').digest('hex'));
    }
  });

  it('agrees with an independent implementation on any well-formed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        assert.equal(sha256(text), createHash('sha256').update(text, 'utf8').digest('hex'));
      }),
    );
  });

  it('keeps lone surrogates apart from each other and from the replacement character', () => {
    assert.equal(new Set(['\ud800', '\udc00', '\ufffd', '\udbff'].map(sha256)).size, 4);
  });
});

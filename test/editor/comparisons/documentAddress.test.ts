import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  addressParts,
  findingCode,
  findingParts,
  readAddress,
} from '../../../src/editor/documents/documentAddress.ts';
import type { DocumentContent } from '../../../src/editor/documents/documentAddress.ts';

const comparison = '0123456789abcdef';
const shown = { folders: ['My server', 'shop'], label: 'orders' };

describe('addresses of documents', () => {
  it('say everything, whatever the names hold', () => {
    const plain = { noNullPrototype: true };
    const shadow = fc.record({ database: fc.string(), table: fc.string() }, plain);
    const content: fc.Arbitrary<DocumentContent> = fc.oneof(
      fc.constantFrom({ kind: 'change' as const }, { kind: 'undo' as const }),
      fc.record({ kind: fc.constantFrom('source', 'shadow', 'expected'), shadow }, plain),
    );
    fc.assert(
      fc.property(content, fc.string(), (one, label) => {
        const parts = addressParts({ comparison, content: one }, { ...shown, label });
        assert.deepEqual(readAddress(parts), { comparison, content: one });
        assert.equal(parts.path.split('/').length, 4);
      }),
    );
  });

  it('are shown as file names', () => {
    const { path } = addressParts(
      { comparison, content: { kind: 'change' } },
      { ...shown, label: 'a/b\\..' },
    );
    assert.equal(path, '/My server/shop/a∕b∖...change.sql');
  });

  it('of others are none of ours', () => {
    const ours = addressParts({ comparison, content: { kind: 'change' } }, shown);
    for (const parts of [
      { ...ours, scheme: 'file' },
      { ...ours, authority: '../../etc' },
      { ...ours, query: '' },
      { ...ours, query: '["change","x"]' },
      { ...ours, query: '["source"]' },
      { ...ours, query: '["source","a","b","c"]' },
      { ...ours, query: '{"kind":"change"}' },
      { ...ours, query: '["drop","a","b"]' },
    ]) {
      assert.equal(readAddress(parts), null, JSON.stringify(parts));
    }
  });

  it('lead to the explanation of a finding', () => {
    assert.equal(findingCode(findingParts('SS101')), 'SS101');
    assert.equal(readAddress(findingParts('SS101')), null);
    assert.equal(findingCode({ ...findingParts('SS101'), path: '/../x.md' }), null);
  });
});

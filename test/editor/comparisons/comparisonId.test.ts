import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ComparisonRequest } from '../../../src/comparison/comparisonRequest.ts';
import { defaultCompareOptions } from '../../../src/diff/compareOptions.ts';
import { comparisonId } from '../../../src/editor/comparisons/comparisonId.ts';

const request: ComparisonRequest = {
  connection: { id: 'a', name: 'A', environment: 'test' },
  database: 'shop',
  rule: { prefix: '__test_', suffix: '', shadowDatabase: null, overrides: [] },
  range: { include: ['x', 'y'], exclude: [] },
  options: defaultCompareOptions,
  adopt: [],
  skip: [],
  isByHand: false,
};

describe('the id of a comparison', () => {
  it('is the same for the same question', () => {
    const same: ComparisonRequest = {
      ...request,
      connection: { id: 'a', name: 'renamed', environment: 'production' },
      range: { include: ['y', 'x'], exclude: [] },
      options: { ...defaultCompareOptions, comments: 'ignored' },
      skip: ['__test_x'],
      adopt: ['__test_y'],
    };
    assert.equal(comparisonId(same), comparisonId(request));
    assert.match(comparisonId(request), /^[0-9a-f]{16}$/);
  });

  it('is another one for another question', () => {
    const others: readonly ComparisonRequest[] = [
      { ...request, connection: { ...request.connection, id: 'b' } },
      { ...request, database: 'shop2' },
      { ...request, rule: { ...request.rule, suffix: '_' } },
      { ...request, rule: { ...request.rule, overrides: [{ source: 'x', shadow: 'z' }] } },
      { ...request, range: { include: ['x'], exclude: ['y'] } },
      { ...request, isByHand: true },
    ];
    assert.equal(new Set([request, ...others].map(comparisonId)).size, others.length + 1);
  });
});

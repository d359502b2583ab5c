import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { tableFilter } from '../../../src/editor/trees/connections/tableFilter.ts';

const names = ['orders', 'Order_items', 'products', 'reorder'];

function passing(filter: string): readonly string[] {
  return names.filter(tableFilter(filter));
}

describe('the filter of tables', () => {
  it('takes a part of the name, in upper or lower case', () => {
    assert.deepEqual(passing('ORDER'), ['orders', 'Order_items', 'reorder']);
  });

  it('takes a pattern for the whole name', () => {
    assert.deepEqual(passing('order*'), ['orders', 'Order_items']);
    assert.deepEqual(passing('*s'), ['orders', 'Order_items', 'products']);
  });

  it('lets everything through when it is empty', () => {
    assert.deepEqual(passing('  '), names);
  });
});

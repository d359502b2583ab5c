import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { NamingRule } from '../../../src/shadow/namingRule.ts';
import type { ListedTable } from '../../../src/shadow/schemaReader.ts';
import { tableRows } from '../../../src/editor/trees/connections/tableRows.ts';
import type { ListedDatabase } from '../../../src/editor/trees/connections/tableRows.ts';

const rule: NamingRule = { prefix: '__test_', suffix: '', shadowDatabase: null };

function listed(database: string, ...names: readonly string[]): readonly ListedTable[] {
  return names.map((table) => ({ name: { database, table }, kind: 'table' }));
}

function shop(...names: readonly string[]): ListedDatabase {
  return {
    database: 'shop',
    tables: listed('shop', ...names),
    shadowTables: null,
    fold: (name) => name,
  };
}

describe('the tables of a database', () => {
  it('stand with their shadows, which are no tables of their own', () => {
    assert.deepEqual(tableRows(shop('__test_orders', 'items', 'orders'), rule, null), [
      { table: 'items', shadow: '__test_items', mark: 'none' },
      { table: 'orders', shadow: '__test_orders', mark: 'exists' },
    ]);
  });

  it('are sources when they are only named like a shadow', () => {
    assert.deepEqual(
      tableRows(shop('__test_gone', 'orders'), rule, null).map(({ table }) => table),
      ['__test_gone', 'orders'],
    );
  });

  it('have what the last comparison found, and only a name where it found nothing', () => {
    const found = new Map([['orders', 'differs' as const]]);
    assert.deepEqual(
      tableRows(shop('__test_items', '__test_orders', 'items', 'orders'), rule, found).map(
        ({ mark }) => mark,
      ),
      ['exists', 'differs'],
    );
  });

  it('have shadows in another database, which hides nothing here', () => {
    const other = { ...rule, prefix: '', shadowDatabase: 'shop_test' };
    const read = { ...shop('items', 'orders'), shadowTables: listed('shop_test', 'orders') };
    assert.deepEqual(tableRows(read, other, null), [
      { table: 'items', shadow: 'shop_test.items', mark: 'none' },
      { table: 'orders', shadow: 'shop_test.orders', mark: 'exists' },
    ]);
  });

  it('are compared as the server compares names', () => {
    const read = { ...shop('__TEST_orders', 'Orders'), fold: (name: string) => name.toLowerCase() };
    assert.deepEqual(tableRows(read, rule, null), [
      { table: 'Orders', shadow: '__test_Orders', mark: 'exists' },
    ]);
  });

  it('leave out views and the like', () => {
    const tables: readonly ListedTable[] = [
      ...listed('shop', 'orders'),
      { name: { database: 'shop', table: 'totals' }, kind: 'view' },
    ];
    assert.equal(tableRows({ ...shop(), tables }, rule, null).length, 1);
  });

  it('follow single names that the rule has', () => {
    const overrides = new Map([['orders', 'orders_copy']]);
    assert.deepEqual(tableRows(shop('orders', 'orders_copy'), { ...rule, overrides }, null), [
      { table: 'orders', shadow: 'orders_copy', mark: 'exists' },
    ]);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { NameRules } from '../../src/schema/nameRules.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { pairTables } from '../../src/shadow/pairing.ts';
import type { Pairing, PairingRequest } from '../../src/shadow/pairing.ts';
import type { NamingRule } from '../../src/shadow/namingRule.ts';
import type { ListedTable } from '../../src/shadow/schemaReader.ts';
import { foldingToyNames, toyNames } from '../support/toyDialect.ts';

const all = { include: [], exclude: [] };
const prefix: NamingRule = { prefix: '__test_', suffix: '', shadowDatabase: null };
const elsewhere: NamingRule = { prefix: '', suffix: '', shadowDatabase: 'copy' };

function list(
  database: string,
  names: readonly string[],
  kind: ListedTable['kind'] = 'table',
): ListedTable[] {
  return names.map((table) => ({ name: { database, table }, kind }));
}

function pair(names: readonly string[], more: Partial<PairingRequest> = {}): Pairing {
  const sources = list('shop', names);
  return pairTables({
    database: 'shop',
    rule: prefix,
    range: all,
    names: toyNames,
    sources,
    shadows: sources,
    ...more,
  });
}

/** source → shadow, or the refusal. */
function shown({ tables }: Pairing): Record<string, string> {
  return Object.fromEntries(
    tables.map((table) => [
      table.pair.source.table,
      table.kind === 'good' ? table.pair.shadow.table : `${table.result}: ${table.reason}`,
    ]),
  );
}

function throws(code: string, pattern: RegExp, run: () => unknown): void {
  assert.throws(
    run,
    (error) => ShadowSyncError.is(error) && error.code === code && pattern.test(error.message),
  );
}

describe('pairing', () => {
  describe('range', () => {
    it('takes all tables, in code unit order whatever the order of the listing', () => {
      const { tables } = pair(['b', 'ä', 'a', 'B']);
      assert.deepEqual(
        tables.map((table) => table.pair.source.table),
        ['B', 'a', 'b', 'ä'],
      );
    });

    it('includes and excludes by pattern', () => {
      const range = { include: ['ord*', 'items'], exclude: ['*_log'] };
      assert.deepEqual(shown(pair(['orders', 'order_log', 'items', 'users'], { range })), {
        items: '__test_items',
        orders: '__test_orders',
      });
    });

    it('a pattern that matches nothing is a usage error', () => {
      throws('usage', /nothing\* matches no table in shop/, () =>
        pair(['a'], { range: { include: ['nothing*'], exclude: [] } }),
      );
    });

    it('a name that does not exist fails alone, with a suggestion', () => {
      const result = shown(
        pair(['orders', 'items'], { range: { include: ['ordres', 'items'], exclude: [] } }),
      );
      assert.equal(result['items'], '__test_items');
      assert.equal(result['ordres'], 'failed: there is no such table in shop, did you mean orders?');
    });

    it('suggests the other case on a server that tells case apart, and nothing when nothing is near', () => {
      const range = { include: ['ORDERS', 'zzzzzzzz'], exclude: [] };
      const result = shown(pair(['orders'], { range }));
      assert.match(result['ORDERS']!, /did you mean orders\?/);
      assert.equal(result['zzzzzzzz'], 'failed: there is no such table in shop');
    });

    it('exclude patterns that match nothing, or leave nothing, are noted', () => {
      const notesOf = (include: string[], exclude: string[]): string =>
        pair(['a', 'b'], { range: { include, exclude } }).notes.join();
      assert.match(notesOf([], ['x*']), /x\* matches no table in shop/);
      for (const noted of [notesOf([], ['*']), notesOf(['a'], ['a'])])
        assert.match(noted, /leave no table of shop/);
      for (const other of [notesOf(['zzz'], ['b']), notesOf([], ['a'])]) assert.equal(other, '');
    });

    it('P-24 views and sequences are passed over with a note, and refused when they are named', () => {
      const sources = [
        ...list('shop', ['a']),
        ...list('shop', ['v1', 'v2'], 'view'),
        ...list('shop', ['s'], 'sequence'),
      ];
      const silent = pair([], { sources, shadows: sources });
      assert.deepEqual(shown(silent), { a: '__test_a' });
      assert.match(silent.notes.join(), /2 views, 1 sequence/);
      const named = pair([], { sources, shadows: sources, range: { include: ['v1', 's'], exclude: [] } });
      assert.deepEqual(shown(named), {
        s: 'unsupported: shop.s is a sequence; only tables have shadow tables',
        v1: 'unsupported: shop.v1 is a view; only tables have shadow tables',
      });
    });

    it('O-63 an empty database gives an empty pairing', () => {
      assert.deepEqual(pair([]).tables, []);
    });
  });

  describe('shadows are never sources', () => {
    it('O-48 all tables: known shadows are excluded and shown', () => {
      const result = pair(['x', '__test_x', 'y']);
      assert.deepEqual(shown(result), { x: '__test_x', y: '__test_y' });
      assert.deepEqual(result.excluded, [
        {
          table: { database: 'shop', table: '__test_x' },
          reason: 'it is the shadow table of shop.x; shadow tables are never sources',
        },
      ]);
      assert.match(result.notes.join(), /shadow tables themselves: __test_x$/);
    });

    it('O-48 a shadow that is named is skipped with the reason', () => {
      const result = shown(pair(['x', '__test_x'], { range: { include: ['__test_x'], exclude: [] } }));
      assert.match(result['__test_x']!, /^skipped: it is the shadow table of shop\.x/);
    });

    it('O-48 chains: only the first is a source', () => {
      const rule = { ...prefix, prefix: 'x' };
      const result = pair(['a', 'xa', 'xxa', 'xxxa'], { rule });
      assert.deepEqual(shown(result), { a: 'xa' });
      assert.deepEqual(
        result.excluded.map(({ table }) => table.table),
        ['xa', 'xxa', 'xxxa'],
      );
    });

    it('a table that only carries the affix stays a source, and is noted', () => {
      const result = pair(['__test_gone']);
      assert.deepEqual(shown(result), { __test_gone: '__test___test_gone' });
      assert.match(result.notes.join(), /without a source table.*: __test_gone\./);
    });

    it('in another database everything may be a source', () => {
      const sources = list('shop', ['x', '__test_x']);
      const result = pair([], { sources, shadows: [], rule: { ...prefix, shadowDatabase: 'copy' } });
      assert.deepEqual(shown(result), { x: '__test_x', __test_x: '__test___test_x' });
      assert.deepEqual(result.excluded, []);
    });
  });

  describe('names', () => {
    it('O-50 the same database without an affix is refused as a whole', () => {
      throws('naming', /name of its source table/, () =>
        pair(['a'], { rule: { ...elsewhere, shadowDatabase: null } }),
      );
      throws('naming', /name of its source table/, () =>
        pair(['a'], { rule: { ...elsewhere, shadowDatabase: 'shop' } }),
      );
      throws('naming', /name of its source table/, () =>
        pair(['a'], { rule: { ...elsewhere, shadowDatabase: 'SHOP' }, names: foldingToyNames }),
      );
    });

    it('O-53 another database needs no affix', () => {
      const result = pair(['a'], { rule: elsewhere, shadows: list('copy', ['a', 'b']) });
      assert.deepEqual(result.tables, [
        {
          kind: 'good',
          pair: { source: { database: 'shop', table: 'a' }, shadow: { database: 'copy', table: 'a' } },
          shadowExists: true,
        },
      ]);
    });

    it('O-49 P-17 65 characters are refused, 64 are not; the others go on', () => {
      const fits = 'f'.repeat(57);
      const result = shown(pair([fits, `${fits}x`, 'a']));
      assert.equal(result[fits], `__test_${fits}`);
      assert.match(result[`${fits}x`]!, /^failed: .* has 65 characters; this server takes 64/);
      assert.equal(result['a'], '__test_a');
    });

    it('P-17 characters are counted as code points, bytes as the server stores them', () => {
      const names: NameRules = { ...toyNames, tableBytes: (name) => name.length * 5 };
      assert.match(
        shown(pair(['表'.repeat(57)], { names }))['表'.repeat(57)]!,
        /takes 320 bytes .* takes 250/,
      );
      assert.equal(
        shown(pair(['\u{20000}'.repeat(57)]))['\u{20000}'.repeat(57)],
        `__test_${'\u{20000}'.repeat(57)}`,
      );
    });

    it('names that the server refuses are refused here', () => {
      const rule = { ...prefix, prefix: '', suffix: ' ' };
      assert.match(shown(pair(['a'], { rule }))['a']!, /^failed: .*end in a space/);
    });

    it('P-18 two sources with one shadow are both refused', () => {
      const rule = { ...prefix, overrides: new Map([['b', '__test_a']]) };
      const result = shown(pair(['a', 'b', 'c'], { rule }));
      assert.match(result['a']!, /^failed: .*__test_a would also be the shadow of shop\.b/);
      assert.match(result['b']!, /^failed: .*__test_a would also be the shadow of shop\.a/);
      assert.equal(result['c'], '__test_c');
    });

    it('P-18 O-50 case counts as the server counts it', () => {
      const rule = { ...prefix, overrides: new Map([['b', '__TEST_A']]) };
      assert.equal(shown(pair(['a', 'b'], { rule }))['b'], '__TEST_A');
      assert.match(
        shown(pair(['a', 'b'], { rule, names: foldingToyNames }))['b']!,
        /^failed: .*also be the shadow of shop\.a/,
      );
    });

    it('P-19 a shadow that is named as a source is refused', () => {
      const result = shown(pair(['a', '__test_a'], { range: { include: ['a', '__test_a'], exclude: [] } }));
      assert.equal(
        result['a'],
        'failed: its shadow table would be shop.__test_a, which is itself named as a source table',
      );
      assert.match(result['__test_a']!, /^skipped/);
    });

    it('P-19 two tables that would be each other’s shadow are refused', () => {
      const rule = {
        ...prefix,
        overrides: new Map([
          ['a', 'b'],
          ['b', 'a'],
        ]),
      };
      const result = pair(['a', 'b'], { rule, range: { include: ['a', 'b'], exclude: [] } });
      assert.ok(result.tables.every(({ kind }) => kind === 'refused'));
    });

    it('P-19 a shadow that is another task’s source is refused, as is a source that is another task’s shadow', () => {
      const table = (name: string): { database: string; table: string } => ({
        database: 'shop',
        table: name,
      });
      const otherTasks = [
        { table: table('__test_a'), role: 'source', task: 'T1' },
        { table: table('b'), role: 'shadow', task: 'T2' },
        { table: table('__test_c'), role: 'shadow', task: 'T3' },
      ] as const;
      const result = shown(pair(['a', 'b', 'c'], { otherTasks }));
      assert.equal(
        result['a'],
        'failed: its shadow table would be shop.__test_a, which is a source table of the task T1',
      );
      assert.equal(
        result['b'],
        'failed: shop.b is a shadow table of the task T2; shadow tables are never sources',
      );
      assert.equal(result['c'], '__test_c');
    });

    it('P-24 a shadow’s name that a view has is refused', () => {
      const sources = [...list('shop', ['a']), ...list('shop', ['__test_a'], 'view')];
      assert.equal(
        shown(pair([], { sources, shadows: sources }))['a'],
        "failed: the shadow table's name shop.__test_a is taken by a view. Choose another prefix, suffix or database for shadow tables, or leave the table out",
      );
    });

    it('O-51 an override of a table that is not there is a usage error', () => {
      const rule = { ...prefix, overrides: new Map([['ordrs', 'x']]) };
      throws('usage', /names the shadow of ordrs/, () => pair(['orders'], { rule }));
    });

    it('a new shadow is spelled as a server with lower_case_table_names=1 stores it', () => {
      const rule = { prefix: 'T_', suffix: '', shadowDatabase: 'COPY' };
      const result = pair(['orders'], { rule, shadows: [], names: foldingToyNames });
      assert.deepEqual(result.tables[0]?.pair.shadow, { database: 'copy', table: 't_orders' });
      assert.equal(pair(['orders'], { rule, shadows: [] }).tables[0]?.pair.shadow.table, 'T_orders');
    });

    it('an existing shadow keeps the server’s spelling', () => {
      const result = pair(['Orders', '__test_orders'], { names: foldingToyNames });
      assert.deepEqual(shown(result), { Orders: '__test_orders' });
    });
  });

  it('P-18 P-19 law: good pairs share no shadow, and no good shadow is a good source', () => {
    const name = fc.string({ unit: fc.constantFrom('x', 'X', 'y', '_'), minLength: 1, maxLength: 5 });
    const affix = fc.string({ unit: fc.constantFrom('x', 'X', '_'), maxLength: 2 });
    const database = fc.constantFrom(null, 'shop', 'copy');
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { maxLength: 12 }),
        affix,
        affix,
        database,
        fc.boolean(),
        fc.dictionary(name, name, { maxKeys: 3 }),
        (tables, before, after, shadowDatabase, folds, named) => {
          const names = folds ? foldingToyNames : toyNames;
          const listed = folds ? [...new Set(tables.map((table) => table.toLowerCase()))] : tables;
          const overrides = new Map(Object.entries(named).filter(([table]) => listed.includes(table)));
          const rule = { prefix: before, suffix: after, shadowDatabase, overrides };
          fc.pre(before + after !== '' || shadowDatabase === 'copy' || overrides.size > 0);
          const shadows = list(
            shadowDatabase ?? 'shop',
            shadowDatabase === 'copy' ? listed.slice(0, 3) : listed,
          );
          const good = pair(listed, { rule, names, shadows }).tables.filter(({ kind }) => kind === 'good');
          const key = (n: { database: string; table: string }): string =>
            `${n.database}.${names.foldTable(n.table)}`;
          const shadowKeys = good.map((table) => key(table.pair.shadow));
          const sourceKeys = new Set(good.map((table) => key(table.pair.source)));
          assert.equal(new Set(shadowKeys).size, shadowKeys.length);
          assert.ok(shadowKeys.every((shadow) => !sourceKeys.has(shadow)));
        },
      ),
      { numRuns: 500 },
    );
  });
});

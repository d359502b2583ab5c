import assert from 'node:assert/strict';
import { oracleNameRules } from '../../../src/schema/oracle/nameRules.ts';
import { quoteIdentifier, quoteString } from '../../../src/schema/oracle/quote.ts';
import { constraintNamer } from '../../../src/shadow/shadowNames.ts';

const old = oracleNameRules({ maxNameBytes: 30 });

describe('names on Oracle', () => {
  it('are counted in bytes', () => {
    assert.equal(old.refuseTable('A'.repeat(30)), null);
    assert.notEqual(old.refuseTable('A'.repeat(31)), null);
    assert.notEqual(old.refuseTable('表'.repeat(11)), null);
    assert.equal(oracleNameRules({ maxNameBytes: 128 }).refuseTable('表'.repeat(42)), null);
  });

  it('hold no double quote, which no quoting could bring through', () => {
    assert.notEqual(old.refuseTable('a"b'), null);
    assert.throws(() => quoteIdentifier('a"b'), /double quote/);
    assert.equal(quoteIdentifier('a b'), '"a b"');
    assert.equal(quoteString("it's"), "'it''s'");
  });

  it('of constraints are cut to bytes, and stay different', () => {
    const name = constraintNamer(
      { prefix: '__test_', suffix: '', shadowDatabase: null },
      { database: 'S', table: 'T' },
      old,
    );
    assert.equal(name('ORDERS_PK'), '__test_ORDERS_PK');
    const [a, b] = [name(`${'表'.repeat(9)}a`), name(`${'表'.repeat(9)}b`)];
    assert.notEqual(a, b);
    for (const cut of [a, b]) assert.ok(Buffer.byteLength(cut) <= 30, cut);
  });
});

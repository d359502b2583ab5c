import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyAffix,
  characterCount,
  constraintNamer,
  shadowName,
  stripAffix,
} from '../../src/shadow/shadowNames.ts';

const rule = { prefix: '__test_', suffix: '', shadowDatabase: null };
const limit = { maxConstraintCharacters: 64 };
const shadow = { database: 'shop', table: '__test_orders' };

describe('shadow names', () => {
  it('applies prefix, suffix and database', () => {
    const source = { database: 'shop', table: 'orders' };
    assert.deepEqual(shadowName(rule, source), shadow);
    assert.deepEqual(shadowName({ prefix: 'a_', suffix: '_b', shadowDatabase: 'copy' }, source), {
      database: 'copy',
      table: 'a_orders_b',
    });
  });

  it('O-53 a single table may have a shadow name of its own', () => {
    const overrides = new Map([['orders', 'orders_2027']]);
    assert.equal(
      shadowName({ ...rule, overrides }, { database: 'shop', table: 'orders' }).table,
      'orders_2027',
    );
    assert.equal(
      shadowName({ ...rule, overrides }, { database: 'shop', table: 'items' }).table,
      '__test_items',
    );
  });

  it('stripping undoes applying, for every name and affix', () => {
    const text = fc.string({ unit: 'binary', maxLength: 10 });
    fc.assert(
      fc.property(text, text, fc.string({ unit: 'binary', minLength: 1 }), (prefix, suffix, name) => {
        const any = { prefix, suffix, shadowDatabase: null };
        assert.equal(stripAffix(any, applyAffix(any, name)), name);
      }),
    );
  });

  it('strips nothing that is not there', () => {
    assert.equal(stripAffix(rule, 'orders'), null);
    assert.equal(stripAffix(rule, '__test_'), null);
    assert.equal(stripAffix({ prefix: 'aba', suffix: 'aba', shadowDatabase: null }, 'ababa'), null);
  });

  it('counts code points', () => {
    assert.equal(characterCount('a表\u{1f600}'), 3);
    assert.equal(characterCount('\ud800\ud800\udc00'), 2);
  });

  it('O-19 P-11 constraint names get the affix and stay within the limit', () => {
    const name = constraintNamer(rule, shadow, limit);
    assert.equal(name('orders_ibfk_1'), '__test_orders_ibfk_1');
    const long = name('f'.repeat(60));
    assert.equal(characterCount(long), 64);
    assert.equal(long, name('f'.repeat(60)));
  });

  it('O-19 P-11 different source names never get the same constraint name', () => {
    const name = constraintNamer(rule, shadow, limit);
    const tail = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.integer({ min: 50, max: 62 }), tail, tail, (length, a, b) => {
        const [one, two] = ['表'.repeat(length) + a, '表'.repeat(length) + b];
        assert.ok(characterCount(name(one)) <= 64);
        assert.equal(name(one) === name(two), one === two);
      }),
    );
  });

  it('without an affix the shadow tells constraint names apart', () => {
    const none = { prefix: '', suffix: '', shadowDatabase: null };
    const name = constraintNamer(none, shadow, limit);
    assert.notEqual(name('fk'), 'fk');
    assert.notEqual(name('fk'), constraintNamer(none, { database: 'shop', table: 'other' }, limit)('fk'));
  });
});

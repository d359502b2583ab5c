import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  english,
  fill,
  joined,
  phrase,
  reasoned,
  saidFrom,
  withTexts,
  type Said,
} from '../../src/schema/phrase.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';

/** A language in which words come in the opposite order. */
const backwards = new Map([
  ['Column {0} {1}.', '.{1} {0} nmuloC'],
  ['is dropped', 'deppord si'],
]);

function inBackwards(said: Said): string {
  if (typeof said === 'string') return said;
  const args = said.args.map((arg) => (typeof arg === 'number' ? arg : inBackwards(arg)));
  return fill(backwards.get(said.template) ?? said.template, args);
}

describe('phrase', () => {
  const said = phrase`Column ${'a'} ${phrase`is dropped`}.`;

  it('is what a template literal says, in English', () => {
    assert.equal(english(said), 'Column a is dropped.');
    assert.equal(english(phrase`${3} of ${4n.toString()}`), '3 of 4');
    assert.equal(english('somebody else’s words'), 'somebody else’s words');
  });

  it('is translated with the phrases in it, in whatever order', () => {
    assert.equal(inBackwards(said), '.deppord si a nmuloC');
  });

  it('takes nothing that is filled in for a placeholder', () => {
    assert.equal(english(phrase`${'{1}'} and ${'$&'}`), '{1} and $&');
  });

  it('joins texts that keep their own words', () => {
    assert.equal(english(joined([phrase`is dropped`, 'x', 'y'], ', ')), 'is dropped, x, y');
    assert.equal(inBackwards(joined(['x', phrase`is dropped`], '; ')), 'x; deppord si');
    assert.equal(english(joined(['x', 'y'], ', and ')), 'x, and y');
    assert.equal(english(joined([], ' ')), '');
  });

  it('stands beside the English of a reason and of an error', () => {
    assert.deepEqual(reasoned(said), { reason: 'Column a is dropped.', saidReason: said });
    const error = new ShadowSyncError('usage', said, { remedy: phrase`Choose ${'b'}.` });
    assert.deepEqual([error.message, error.remedy], ['Column a is dropped.', 'Choose b.']);
    assert.equal(error.said, said);
    const plain = new ShadowSyncError('usage', 'plain');
    assert.deepEqual(
      [plain.message, plain.remedy, plain.said, plain.saidRemedy],
      ['plain', null, 'plain', null],
    );
  });

  it('comes back from a file as it was', () => {
    const nested = phrase`Run ${'r1'} of ${3}: ${phrase`${'a'} is ${said}`}`;
    assert.deepEqual(saidFrom(JSON.parse(JSON.stringify(nested))), nested);
    assert.equal(saidFrom('a text'), 'a text');
    for (const other of [
      null,
      7,
      [],
      {},
      { template: 1, args: [] },
      { template: '', args: [null] },
      { template: '' },
    ])
      assert.equal(saidFrom(other), null, JSON.stringify(other));
    let deep: unknown = 'x';
    for (let i = 0; i < 1000; i++) deep = { template: '{0}', args: [deep] };
    assert.equal(saidFrom(deep), null, 'a file may hold anything');
  });

  it('has every foreign text changed at whatever depth, and no word of ours', () => {
    const changed = withTexts(phrase`a ${'a'} ${phrase`a ${'b'}`} ${1}`, (text) => text.toUpperCase());
    assert.equal(english(changed), 'a A a B 1');
  });
});

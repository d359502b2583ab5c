import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { wrapText } from '../../../src/editor/ui/wrapText.ts';

describe('a text in lines', () => {
  it('breaks between words', () => {
    assert.deepEqual(wrapText('one two three four', 9), ['one two', 'three', 'four']);
  });

  it('cuts a word that is longer than a line', () => {
    assert.deepEqual(wrapText('abcdefgh ij', 3), ['abc', 'def', 'gh', 'ij']);
  });

  it('has no line for no text', () => {
    assert.deepEqual(wrapText('', 10), []);
  });
});

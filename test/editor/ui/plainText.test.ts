import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { plainLabel, plainText } from '../../../src/editor/ui/plainText.ts';

describe('foreign text on the editor’s surfaces', () => {
  it('U-01, U-02: holds no link', () => {
    const link = '[Fix](command:workbench.action.reloadWindow)';
    // Titles of progress and prompts are labels, and VS Code looks for links there too.
    for (const plain of [plainText, plainLabel]) assert.doesNotMatch(plain(link), /\]\(/);
  });

  it('U-04: shows what would hide or turn around', () => {
    assert.equal(plainText('a\u202eb\u001b[31m'), 'a\\u{202e}b\\u{1b}[31m');
    assert.equal(plainLabel('a\u200bb'), 'a\\u{200b}b');
  });

  it('U-06: holds no icon', () => {
    // A prompt is read for links and for icons.
    for (const plain of [plainText, plainLabel]) assert.doesNotMatch(plain('$(trash) all'), /\$\(/);
  });

  it('has an end', () => {
    assert.ok(plainText('x'.repeat(100_000)).length < 2000);
    assert.ok(plainLabel('x'.repeat(100_000)).length < 400);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  quoteIdentifier,
  quoteString,
  unquoteIdentifier,
  unquoteString,
} from '../../../src/schema/mysql/quote.ts';
import { anyText } from './arbitraries.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';

describe('quoting', () => {
  it('C5 doubles backticks and refuses what can be no name', () => {
    assert.equal(quoteIdentifier('a`b'), '`a``b`');
    for (const name of ['', 'a\0b']) {
      assert.throws(
        () => quoteIdentifier(name),
        (error) => ShadowSyncError.is(error, 'naming'),
      );
    }
  });

  it('C5 O-16 escapes quotes, backslashes and control characters of strings', () => {
    assert.equal(quoteString('a\'b\\c\n\r\0\x1a\t"`'), "'a''b\\\\c\\n\\r\\0\\Z\t\"`'");
    assert.equal(quoteString(''), "''");
    assert.equal(quoteString('plain'), "'plain'");
  });

  it('decodes what the servers print, in both ways', () => {
    assert.equal(unquoteString("'a\\tb\\Z\\0\\r\\n\\\\''\\'\\\"\\x\\%\\_'"), "a\tb\x1a\0\r\n\\''\"x\\%\\_");
    assert.equal(unquoteString("'a\\tb\\\\''c'", false), "a\\tb\\\\'c");
    assert.equal(unquoteString('"a""b\'c"'), 'a"b\'c');
  });

  it('PR8 laws: unquote is the inverse of quote', () => {
    fc.assert(fc.property(anyText, (text) => unquoteString(quoteString(text)) === text));
    fc.assert(
      fc.property(
        anyText,
        (text) => text === '' || text.includes('\0') || unquoteIdentifier(quoteIdentifier(text)) === text,
      ),
    );
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Lexer, maxTextLength, tokenKind, type TokenKind } from '../../../src/schema/mysql/lexer.ts';
import { ParseRefusal } from '../../../src/schema/mysql/parse/parseRefusal.ts';
import { quoteIdentifier, quoteString } from '../../../src/schema/mysql/quote.ts';
import { anyName, anyText } from './arbitraries.ts';

interface Token {
  readonly kind: TokenKind;
  readonly raw: string;
  readonly symbol: string;
}

function tokensOf(text: string): readonly Token[] {
  const lexer = new Lexer(text);
  const tokens: Token[] = [];
  while (lexer.next()) {
    tokens.push({ kind: lexer.kind, raw: lexer.raw, symbol: lexer.symbol });
  }
  return tokens;
}

const raws = (text: string): readonly string[] => tokensOf(text).map(({ raw }) => raw);
const kinds = (text: string): readonly number[] => tokensOf(text).map(({ kind }) => kind);
const refused = (text: string, message: RegExp): void => {
  assert.throws(
    () => tokensOf(text),
    (error) => error instanceof ParseRefusal && message.test(error.message),
  );
};

describe('lexer', () => {
  it('splits names, strings, numbers and literals', () => {
    assert.deepEqual(raws("`a``b` 'it''s' 'x\\'y' \"q\" 12 -1.5e-3 .5 0x6A b'01' X'6a' _utf8mb4'z' t.c p0"), [
      '`a``b`',
      "'it''s'",
      "'x\\'y'",
      '"q"',
      '12',
      '-',
      '1.5e-3',
      '.5',
      '0x6A',
      "b'01'",
      "X'6a'",
      '_utf8mb4',
      "'z'",
      't',
      '.',
      'c',
      'p0',
    ]);
    const { bits, number, escapedString, escapedIdentifier, word } = tokenKind;
    assert.deepEqual(kinds("0b01 1 'a\\n' `a``` 2024q1"), [
      bits,
      number,
      escapedString,
      escapedIdentifier,
      word,
    ]);
  });

  it('a dot behind a name separates, though a digit follows', () => {
    assert.deepEqual(raws('`t`.5a a.5b 1.5'), ['`t`', '.', '5a', 'a', '.', '5b', '1.5']);
  });

  it('words are compared in upper case, quoted names are not words', () => {
    assert.deepEqual(
      tokensOf('default `DEFAULT` Default').map(({ symbol }) => symbol),
      ['DEFAULT', '', 'DEFAULT'],
    );
  });

  it('version comments are transparent, their delimiters are tokens of their own', () => {
    const { versionOpen, versionClose, word } = tokenKind;
    assert.deepEqual(kinds('/*!80023 INVISIBLE */ /*M!100301 COMPRESSED*/ /*! X */'), [
      versionOpen,
      word,
      versionClose,
      versionOpen,
      word,
      versionClose,
      versionOpen,
      word,
      versionClose,
    ]);
    assert.deepEqual(raws('a */ b'), ['a', '*', '/', 'b']);
    assert.deepEqual(raws("'/*!50000 x */' `*/`"), ["'/*!50000 x */'", '`*/`']);
  });

  it('P-22 refuses what no server prints: comments, a second statement, open quotes', () => {
    refused('a /* x */', /comment/);
    refused('a -- x', /comment/);
    refused('a --', /comment/);
    refused('a # x', /"#" is not expected/);
    refused('a; b', /";" is not expected/);
    refused("'abc", /string is not closed/);
    refused("'abc\\'", /string is not closed/);
    refused('`abc``', /name is not closed/);
    refused('/*!50100 a', /version comment is not closed/);
    refused('`a` int /* `foo`=1 */', /engine does not know.*= DEFAULT/);
    refused('`a` int -- b', /a comment is not expected/);
    assert.deepEqual(raws('a - -1'), ['a', '-', '-', '1']);
  });

  it('P-23 C8 refuses a text over the limit at once', () => {
    assert.throws(() => new Lexer(' '.repeat(maxTextLength + 1)), /more than/);
    assert.doesNotThrow(() => new Lexer(' '.repeat(maxTextLength)));
  });

  it('law: joining tokens with spaces and splitting again gives the same tokens', () => {
    const token = fc.oneof(
      anyName.map(quoteIdentifier),
      anyText.map(quoteString),
      fc.nat().map(String),
      fc.constantFrom(
        '(',
        ')',
        ',',
        '.',
        '=',
        '+',
        '*',
        '/',
        '%',
        '<',
        '>',
        'NOT',
        'null',
        'x1',
        '0xff',
        "b'1'",
        '1.5e3',
      ),
    );
    fc.assert(
      fc.property(fc.array(token), (tokens) => {
        assert.deepEqual(raws(tokens.join(' ')), tokens);
      }),
    );
  });

  it('law: any text is split or refused, never anything else', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        try {
          tokensOf(text);
        } catch (error) {
          assert.ok(error instanceof ParseRefusal);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

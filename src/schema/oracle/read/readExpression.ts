/** From an expression's text to the expression, in one spelling. */
import type { Expression } from '../model.ts';
import { quoteIdentifier, quoteString } from '../quote.ts';
import { tokenise } from './lexer.ts';
import type { Token } from './lexer.ts';

/** Takes the dictionary's text and the names of the table's columns. Throws ReadRefusal. */
export function readExpression(text: string, columns: ReadonlySet<string>): Expression {
  const tokens = tokenise(text);
  return {
    text: write(tokens),
    key: write(tokens.map((token) => plainName(token, columns))),
  };
}

/**
 * A column's quoted name that means the same without quotes, for comparing only: what is printed keeps its quotes,
 * because some words are functions where no quotes are (SYSTIMESTAMP).
 */
function plainName(token: Token, columns: ReadonlySet<string>): Token {
  const isPlain =
    token.kind === 'name' &&
    columns.has(token.text) &&
    /^[A-Z][A-Z0-9_$#]*$/.test(token.text) &&
    !wordsOfTheirOwn.has(token.text);
  return isPlain ? { kind: 'word', text: token.text } : token;
}

/** Words that stand for values or operators where they are not quoted (SQL Language Reference, Oracle SQL Reserved Words; pseudocolumns; functions without brackets). */
const wordsOfTheirOwn: ReadonlySet<string> = new Set(
  `ALL AND ANY AS ASC BETWEEN BY CASE CAST CHECK CONNECT CURRENT CURRENT_DATE CURRENT_TIMESTAMP DATE DBTIMEZONE DEFAULT
  DESC DISTINCT ELSE END ESCAPE EXISTS FALSE FROM IN INTERVAL INTO IS ITERATION_NUMBER LEVEL LIKE LIKEC LIKE2 LIKE4
  LOCALTIMESTAMP MINUS NULL NOT OF ON OR ORDER ORA_ROWSCN PRIOR ROWID ROWNUM SELECT SESSIONTIMEZONE SET SYSDATE
  SYSTIMESTAMP THEN TIMESTAMP TO TRUE UID UNION UNIQUE USER VALUES WHEN WHERE WITH`.split(/\s+/),
);

/** Words that no call is made of: a blank stands between them and a bracket. */
const operators: ReadonlySet<string> = new Set(
  'ALL AND ANY AS BETWEEN CASE ELSE ESCAPE EXISTS FROM IN IS LIKE NOT OR PRIOR SOME THEN WHEN'.split(' '),
);

function write(tokens: readonly Token[]): string {
  let text = '';
  for (const [i, token] of tokens.entries()) {
    if (i > 0 && isSpaced(tokens, i)) text += ' ';
    text += writeToken(token);
  }
  return text;
}

function isSpaced(tokens: readonly Token[], at: number): boolean {
  const [previous, token] = [tokens[at - 1], tokens[at]];
  if (previous === undefined || token === undefined) return false;
  if (token.kind === 'mark' && [')', ',', '.'].includes(token.text)) return false;
  if (previous.kind === 'mark' && ['(', '.'].includes(previous.text)) return false;
  if (isSign(tokens, at - 1)) return false;
  const isCall = token.kind === 'mark' && token.text === '(';
  const isCallable = previous.kind === 'name' || (previous.kind === 'word' && !operators.has(previous.text));
  return !(isCall && isCallable);
}

/** A sign belongs to the number behind it when nothing stands before it that could be added to. */
function isSign(tokens: readonly Token[], at: number): boolean {
  const [previous, token] = [tokens[at - 1], tokens[at]];
  if (token?.kind !== 'mark' || (token.text !== '-' && token.text !== '+')) return false;
  if (previous === undefined) return true;
  return previous.kind === 'mark' && previous.text !== ')';
}

function writeToken({ kind, text }: Token): string {
  switch (kind) {
    case 'name':
      return quoteIdentifier(text);
    case 'string':
      return quoteString(text);
    case 'national':
      return `N${quoteString(text)}`;
    case 'word':
    case 'number':
    case 'mark':
      return text;
  }
}

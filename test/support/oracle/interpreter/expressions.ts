/** Expressions as the dictionary keeps them, and the columns that they stand on. */
import type { SyntaxNode } from '../grammar.ts';
import { OraError } from './oraError.ts';
import { folded, leaves } from './syntax.ts';
import type { TableState } from './tableState.ts';

/**
 * Expressions of virtual columns and of indexes are not kept as they were written: names are quoted, and blanks stand
 * between words only.
 */
export function normalisedExpression(node: SyntaxNode, state: TableState): string {
  const names = namesOfColumns(state);
  let text = '';
  for (const token of leaves(node)) {
    const written = isWord(token)
      ? names.has(token.toUpperCase())
        ? `"${token.toUpperCase()}"`
        : token.toUpperCase()
      : token;
    text += /[\w"']$/.test(text) && /^[\w"']/.test(written) ? ` ${written}` : written;
  }
  return text;
}

/** Throws ORA-00904 where a quoted name is no column. */
export function columnsIn(node: SyntaxNode, state: TableState): readonly string[] {
  const names = namesOfColumns(state);
  const found = new Set<string>();
  for (const token of leaves(node)) {
    if (!isWord(token) && !token.startsWith('"')) continue;
    const name = folded(token);
    if (names.has(name)) found.add(name);
    else if (token.startsWith('"')) throw new OraError(904, `"${name}": invalid identifier`);
  }
  return [...found];
}

/** The same of a text of the dictionary. */
export function columnsInText(text: string, state: TableState): readonly string[] {
  const tokens = text.match(/'(?:[^']|'')*'|"[^"]*"|[A-Za-z][\w$#]*/g) ?? [];
  const names = namesOfColumns(state);
  return [...new Set(tokens.filter((token) => !token.startsWith("'")).map(folded))].filter((name) =>
    names.has(name),
  );
}

function isWord(token: string): boolean {
  return /^[A-Za-z][\w$#]*$/.test(token);
}

function namesOfColumns({ columns }: TableState): ReadonlySet<string> {
  return new Set(columns.map(({ columnName }) => columnName));
}

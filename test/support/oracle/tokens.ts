/** SQL text of a server cut into tokens: an oracle's own eyes, which share nothing with the product's parser. */

export type Token =
  | { readonly kind: 'name'; readonly text: string; readonly value: string }
  | { readonly kind: 'string' | 'word' | 'mark'; readonly text: string; readonly value: string };

const pattern = /`(?:[^`]|``)*`|'(?:[^'\\]|\\[^]|'')*'|"(?:[^"\\]|\\[^]|"")*"|[\w$.@]+|[^\s]/gu;

/** All tokens; white space is gone, what stands in quotes is whole. */
export function tokens(sql: string): readonly Token[] {
  return [...sql.matchAll(pattern)].map(([text]): Token => {
    const [first] = text;
    if (first === '`') return { kind: 'name', text, value: text.slice(1, -1).split('``').join('`') };
    if (first === "'" || first === '"') return { kind: 'string', text, value: text };
    return { kind: /^[\w$.@]+$/.test(text) ? 'word' : 'mark', text, value: text.toUpperCase() };
  });
}

/** Cut at the commas that stand outside of brackets. */
export function splitAtCommas(list: readonly Token[]): readonly (readonly Token[])[] {
  const items: Token[][] = [[]];
  let depth = 0;
  for (const token of list) {
    if (token.kind === 'mark' && token.text === '(') depth += 1;
    if (token.kind === 'mark' && token.text === ')') depth -= 1;
    if (depth === 0 && token.kind === 'mark' && token.text === ',') items.push([]);
    else items.at(-1)?.push(token);
  }
  return items;
}

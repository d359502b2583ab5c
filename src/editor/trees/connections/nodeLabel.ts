import { visibleText } from '../../../shadow/visibleText.ts';

/** No name is longer; a bound for messages of servers. */
const longest = 300;

/** Foreign text as a tree shows it: one line, nothing hidden in it (U3). */
export function nodeLabel(text: string): string {
  const visible = visibleText(text);
  return visible.length > longest ? `${visible.slice(0, longest)}…` : visible;
}

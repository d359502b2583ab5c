/** The range as people type it: patterns between commas, `!` before those that leave tables out. Without `vscode`. */
import { escapeGlob } from '../../shadow/glob.ts';
import type { Range } from '../../shadow/range.ts';

/** Understands what was typed; empty when it names nothing, which stands for all tables. */
export function readRange(text: string): Range {
  const include: string[] = [];
  const exclude: string[] = [];
  for (const part of splitAtCommas(text)) {
    const pattern = part.trim();
    if (pattern === '' || pattern === '!') continue;
    if (pattern.startsWith('!')) exclude.push(pattern.slice(1).trim());
    else include.push(pattern);
  }
  return { include, exclude };
}

/** The range as it would be typed; empty for all tables. */
export function rangeText({ include, exclude }: Range): string {
  return [...include.map(typed), ...exclude.map((pattern) => `!${typed(pattern)}`)].join(', ');
}

/** The range of exactly these tables. */
export function rangeOf(tables: readonly string[]): Range {
  return { include: tables.map(escapeGlob), exclude: [] };
}

/** A backslash takes the next character as it is, here as in the patterns themselves. */
function splitAtCommas(text: string): string[] {
  return text.match(/(?:\\.|[^,\\]|\\$)+/gsu) ?? [];
}

/** A comma or a leading `!` that belongs to a name. */
function typed(pattern: string): string {
  return pattern.replace(/\\.|^!|,/gsu, (found) => (found.startsWith('\\') ? found : `\\${found}`));
}

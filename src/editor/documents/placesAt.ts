/** What stands on a line of the change SQL. Without `vscode`. */
import type { LineSpan } from '../../shadow/planText.ts';

/** Of spans in the order of their lines, none over another, the one that holds the line; null when none does. */
export function spanAt<T extends LineSpan>(spans: readonly T[], line: number): T | null {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span === undefined) return null;
    if (line < span.startLine) high = middle - 1;
    else if (line > span.endLine) low = middle + 1;
    else return span;
  }
  return null;
}

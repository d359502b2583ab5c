/** Which columns an expression, an index or a key stands on. */
import type { Expression, Index, IndexPart } from '../../schema/oracle/model.ts';
import { tokenise } from '../../schema/oracle/read/lexer.ts';

/** Whether an expression names one of these columns; a word that is no column at all may count too. */
export function mentions({ text }: Expression, columns: ReadonlySet<string>): boolean {
  if (columns.size === 0) return false;
  return tokenise(text).some(
    ({ kind, text: name }) => (kind === 'name' || kind === 'word') && columns.has(name),
  );
}

/** Whether an index has one of these columns in it. */
export function indexMentions(index: Index, columns: ReadonlySet<string>): boolean {
  const { parts, partitioning } = index;
  const isKey = partitioning?.kind === 'global' && partitioning.columns.some((name) => columns.has(name));
  return isKey || parts.some((part) => partMentions(part, columns));
}

/** Whether an expression of the index names one of these columns: a descending column is one to the server. */
export function indexComputesFrom({ parts }: Index, columns: ReadonlySet<string>): boolean {
  return parts.some(
    (part) => (part.key.kind === 'expression' || part.isDescending) && partMentions(part, columns),
  );
}

function partMentions({ key }: IndexPart, columns: ReadonlySet<string>): boolean {
  return key.kind === 'column' ? columns.has(key.name) : mentions(key.expression, columns);
}

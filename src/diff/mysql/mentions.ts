/** Which columns an expression names. */
import type { Expression, Index, Partitioning } from '../../schema/mysql/model.ts';
import { foldName } from './names.ts';

const nothing: ReadonlySet<string> = new Set();

/**
 * The folded names that an expression's text may mean as columns: every quoted name and every bare word outside strings.
 * Words are taken too, because MySQL 5.6 prints a partition's expression as it was typed (`year(d)`); a word too many only
 * makes a dependency too many.
 */
function mentionedNames(expression: Expression | null): ReadonlySet<string> {
  if (expression === null) return nothing;
  const names = new Set<string>();
  const pattern = /'(?:[^'\\]|\\[\s\S]|'')*'|`((?:[^`]|``)*)`|([\p{L}\p{N}_$]+)/gu;
  for (const [, quoted, word] of expression.text.matchAll(pattern)) {
    if (quoted !== undefined) names.add(foldName(quoted.replaceAll('``', '`')));
    else if (word !== undefined) names.add(foldName(word));
  }
  return names;
}

/** Whether the expression may name one of these columns (folded names). */
export function mentions(expression: Expression | null, columns: ReadonlySet<string>): boolean {
  if (expression === null || columns.size === 0) return false;
  for (const name of mentionedNames(expression)) if (columns.has(name)) return true;
  return false;
}

/** Whether the index is on one of these columns, as a part or inside an expression. */
export function indexMentions(index: Index, columns: ReadonlySet<string>): boolean {
  if (columns.size === 0) return false;
  return (
    index.parts.some((part) =>
      part.key.kind === 'column'
        ? columns.has(foldName(part.key.name))
        : mentions(part.key.expression, columns),
    ) || index.storing.some((name) => columns.has(foldName(name)))
  );
}

/** The folded names of the columns that decide a row's partition; for `KEY ()` the caller adds the primary key's. */
export function partitioningColumns(partitioning: Partitioning | null): ReadonlySet<string> {
  if (partitioning === null) return nothing;
  const names = new Set<string>();
  for (const by of [partitioning.by, partitioning.subpartitionBy]) {
    if (by === null) continue;
    for (const name of by.columns) names.add(foldName(name));
    for (const name of mentionedNames(by.expression)) names.add(name);
  }
  return names;
}

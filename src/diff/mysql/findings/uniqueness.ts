import type { Index, IndexPart, MysqlTable } from '../../../schema/mysql/model.ts';
import { foldColumn, foldNames, uniqueKeys } from './tableChange.ts';

/** Whether two indexes have the same parts in the same order. */
export function sameParts(a: Index, b: Index): boolean {
  return (
    a.parts.length === b.parts.length &&
    a.parts.every((part, i) => {
      const other = b.parts[i];
      return other !== undefined && keyText(part) === keyText(other) && part.length === other.length;
    })
  );
}

/**
 * Whether the rows of a table are told apart by these parts already, because a unique key of it has some of them: then
 * a unique key over them can't find duplicates.
 */
export function isImplied(table: MysqlTable, wanted: Index): boolean {
  return uniqueKeys(table).some((key) =>
    key.parts.every((part) => wanted.parts.some((other) => covers(other, part))),
  );
}

/** `wanted` tells apart what `had` tells apart: the same key with the same or a longer prefix. */
function covers(wanted: IndexPart, had: IndexPart): boolean {
  if (wanted.withoutOverlaps || had.withoutOverlaps || keyText(wanted) !== keyText(had)) return false;
  return wanted.length === null || (had.length !== null && wanted.length >= had.length);
}

function keyText(part: IndexPart): string {
  return part.key.kind === 'column'
    ? `c${foldColumn(part.key.name)}`
    : `e${foldNames(part.key.expression.text)}`;
}

/** Whether a column is part of an index, by its name; not when only an expression mentions it. */
export function hasColumn(index: Index, column: string): boolean {
  return index.parts.some(({ key }) => key.kind === 'column' && foldColumn(key.name) === foldColumn(column));
}

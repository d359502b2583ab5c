import type { Column } from '../model.ts';

/** A column's definition, behind the name, without what differs most between columns of one shape. */
export interface DefinitionShape {
  /** The definition with a gap in the place of what follows. */
  readonly key: string;
  /** The digits of `varchar(n)`; null for other types. */
  readonly length: number | null;
  /** The comment that ends it; null when there is none, or one that needs escapes and so stays in the key. */
  readonly comment: string | null;
}

const varchar = ' varchar(';
const commentWord = " COMMENT '";

/**
 * Definitions of one shape are parsed to the same thing but for length and comment, because both are read and printed
 * without a look at what they are. A quote in a string is doubled or escaped, so what is found here is never inside one.
 */
export function shapeOfDefinition(definition: string): DefinitionShape {
  const comment = plainComment(definition);
  const end =
    comment === null ? definition.length : definition.length - comment.length - commentWord.length - 1;
  const digits = varcharDigits(definition);
  if (digits === '') return { key: definition.slice(0, end), length: null, comment };
  const rest = definition.slice(varchar.length + digits.length, end);
  return { key: varchar + rest, length: Number(digits), comment };
}

function plainComment(definition: string): string | null {
  const { length } = definition;
  const at = definition.charCodeAt(length - 1) === 0x27 ? definition.lastIndexOf(commentWord) : -1;
  const from = at + commentWord.length;
  if (at < 0 || from >= length) return null;
  for (let i = from; i < length - 1; i++) {
    const code = definition.charCodeAt(i);
    if (code < 0x20 || code === 0x27 || code === 0x5c) return null;
  }
  return definition.slice(from, -1);
}

/** Without a leading zero, so that they are printed as they were read. */
function varcharDigits(definition: string): string {
  if (!definition.startsWith(varchar)) return '';
  const digits = definition.slice(varchar.length, definition.indexOf(')', varchar.length));
  return /^[1-9]\d{0,4}$/.test(digits) ? digits : '';
}

/** A column of that shape as it is kept for others; null when it is not what the shape says. */
export function likeOfShape(column: Column, { length, comment }: DefinitionShape): Column | null {
  if (length !== null && column.type.length !== length) return null;
  if (comment === null) return column;
  return column.comment === comment ? { ...column, comment: null } : null;
}

/** The column of this name and shape, like one that was kept; null when it would not be printed as it is written. */
export function columnOfShape(
  like: Column,
  name: string,
  { length, comment }: DefinitionShape,
): Column | null {
  // Printed behind the comment, or instead of it.
  const isBehind = like.comment !== null || like.attributes.length > 0 || like.check !== null;
  if (comment !== null && isBehind) return null;
  const type = length === null || length === like.type.length ? like.type : { ...like.type, length };
  return { ...like, name, type, comment: comment ?? like.comment };
}

/** Quoting of names and strings. */
import { phrase } from '../phrase.ts';
import { ShadowSyncError } from '../shadowSyncError.ts';
import type { TableName } from '../tableName.ts';

/**
 * A name as SQL, always in double quotes, so that its letters stay as they are (reliability.md C5). No name of the family
 * can hold a double quote or NUL (SQL Language Reference, Database Object Naming Rules): ShadowSyncError 'naming'.
 */
export function quoteIdentifier(name: string): string {
  if (name === '') throw new ShadowSyncError('naming', phrase`An empty name can’t be quoted.`);
  if (name.includes('\0'))
    throw new ShadowSyncError('naming', phrase`A name with a NUL character can’t be quoted.`);
  if (name.includes('"'))
    throw new ShadowSyncError('naming', phrase`A name with a double quote can’t be quoted.`);
  return `"${name}"`;
}

/** The same for a list. */
export function quoteIdentifiers(names: readonly string[]): string {
  return names.map(quoteIdentifier).join(', ');
}

/** A table's name with its schema. */
export function quoteTable({ database, table }: TableName): string {
  return `${quoteIdentifier(database)}.${quoteIdentifier(table)}`;
}

/** A string as SQL: only the quote is special, and doubled. */
export function quoteString(value: string): string {
  if (value.includes('\0'))
    throw new ShadowSyncError('naming', phrase`A text with a NUL character can’t be quoted.`);
  return `'${value.replaceAll("'", "''")}'`;
}

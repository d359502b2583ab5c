import { quoteIdentifier } from '../../schema/mysql/quote.ts';
import type { TableName } from '../../schema/tableName.ts';

/** A table's full name in SQL. Throws ShadowSyncError 'naming' for a name that no server of the family has. */
export function quoteTable(name: TableName): string {
  return `${quoteIdentifier(name.database)}.${quoteIdentifier(name.table)}`;
}

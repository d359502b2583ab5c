/** A table's full name, as the server spells it. Never quoted, never folded. */
export interface TableName {
  readonly database: string;
  readonly table: string;
}

/** A string that is equal for equal names and for no others; NUL is legal in no identifier, so it can separate. */
export function tableKey(name: TableName): string {
  return `${name.database}\0${name.table}`;
}

/** The name as people read it: `database.table`, unquoted. Not for SQL. */
export function displayName(name: TableName): string {
  return `${name.database}.${name.table}`;
}

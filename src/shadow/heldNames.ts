/** Names of constraints that are taken in the shadows' database. */
import type { Dialect } from '../diff/dialect.ts';
import type { TableModel } from '../schema/tableModel.ts';
import { tableKey } from '../schema/tableName.ts';
import type { TableName } from '../schema/tableName.ts';

/** Whether a table other than this shadow has a constraint of the name. */
export type HeldNames = (name: string, shadow: TableName) => boolean;

/**
 * Looks at all tables that were read, and at the names that others hold (`outside`, in lower case). A constraint that moved
 * from one source to another would otherwise be added to one shadow while the other still has it (MySQL 9.7: 3822, 1826;
 * MariaDB: errno 121), and a shadow may keep a constraint under a name of its own, because names alone make no difference.
 */
export function heldNames(
  tables: readonly (TableModel | null)[],
  shadowDatabase: string,
  dialect: Pick<Dialect, 'names' | 'constraintNames'>,
  outside: ReadonlySet<string>,
): HeldNames {
  const holders = new Map<string, Set<string>>();
  const database = dialect.names.foldTable(shadowDatabase);
  for (const table of tables) {
    if (table === null || dialect.names.foldTable(table.name.database) !== database) continue;
    for (const name of dialect.constraintNames(table)) {
      const key = name.toLowerCase();
      const known = holders.get(key);
      if (known === undefined) holders.set(key, new Set([tableKey(table.name)]));
      else known.add(tableKey(table.name));
    }
  }
  return (name, shadow) => {
    const key = name.toLowerCase();
    if (outside.has(key)) return true;
    const known = holders.get(key);
    return known !== undefined && (known.size > 1 || !known.has(tableKey(shadow)));
  };
}

/** Which names of foreign keys and checks the tables of a database hold. */
import type { HeldConstraint } from '../../shadow/schemaReader.ts';
import { asking, databaseIn, hasDictionary, ifAllowed, innodbName, tableIn } from './keyQuestions.ts';
import type { Ask, KeysSource } from './keyQuestions.ts';
import type { Row } from './serverConnection.ts';

/** More are not opened for names that hardly ever clash: that would take seconds, and the server says it when one does. */
const mostOpened = 2_000;

/**
 * From where `readIncomingKeys` has its keys, for the same reasons. Checks where their names belong to the database, which is
 * where a dictionary is: MariaDB's belong to the table, and MySQL before 8 has none. Throws ShadowSyncError.
 */
export async function readConstraintNames(
  database: string,
  tables: number,
  source: KeysSource,
): Promise<readonly HeldConstraint[]> {
  return await asking(source, async (ask, connection) => {
    if (hasDictionary(source.facts)) return named(database, await fromDictionary(database, ask));
    const rows = await ifAllowed(connection, () => fromInnodb(database, ask));
    if (rows !== null) return named(database, rows);
    return tables > mostOpened ? [] : named(database, await fromKeyColumns(database, ask));
  });
}

async function fromDictionary(database: string, ask: Ask): Promise<readonly Row[]> {
  return await ask(
    'SELECT table_name AS child, constraint_name AS name FROM information_schema.table_constraints ' +
      "WHERE constraint_schema = ? AND constraint_type IN ('FOREIGN KEY', 'CHECK')",
    [database],
  );
}

async function fromInnodb(database: string, ask: Ask): Promise<readonly Row[]> {
  const rows = await ask(
    `SELECT id, ${tableIn('for_name')} FROM information_schema.innodb_sys_foreign WHERE ${databaseIn('for_name')} = ?`,
    [database],
  );
  return rows.map(([id, child]): Row => [child ?? '', innodbName(id)]);
}

/** `table_constraints` would want more than SELECT on the table (manual of 5.6). */
async function fromKeyColumns(database: string, ask: Ask): Promise<readonly Row[]> {
  return await ask(
    'SELECT DISTINCT table_name AS child, constraint_name AS name FROM information_schema.key_column_usage ' +
      'WHERE table_schema = ? AND referenced_table_name IS NOT NULL',
    [database],
  );
}

function named(database: string, rows: readonly Row[]): readonly HeldConstraint[] {
  return rows.map(([child, name]) => ({ table: { database, table: child ?? '' }, constraint: name ?? '' }));
}

/** Which foreign keys point at tables of a database. */
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import type { SchemaReader } from '../../shadow/schemaReader.ts';
import { asking, databaseIn, hasDictionary, ifAllowed, innodbName, tableIn } from './keyQuestions.ts';
import type { Ask, KeysSource } from './keyQuestions.ts';
import type { Row, ServerConnection } from './serverConnection.ts';

type IncomingKeys = Awaited<ReturnType<SchemaReader['readIncomingKeys']>>;
type IncomingKey = IncomingKeys extends readonly (infer T)[] ? T : never;

/**
 * MySQL 8 answers from its dictionary, for all databases at once (25 ms for 5,000 tables with 1,000 keys). The older servers
 * and MariaDB open every table of a database for `key_column_usage` (150 to 1,000 ms for 5,000 tables on MariaDB 10.11), so
 * there InnoDB's own tables are asked (12 to 50 ms), which takes the PROCESS privilege; without it, the named databases only.
 * Throws ShadowSyncError.
 */
export async function readIncomingKeys(
  database: string,
  alsoIn: readonly string[],
  source: KeysSource,
): Promise<IncomingKeys> {
  return await asking(
    source,
    async (ask, connection) =>
      (await atHand(database, source.facts, ask, connection)) ?? (await fromDatabases(database, alsoIn, ask)),
  );
}

/** The same of all databases; null where only opened tables would tell. Throws ShadowSyncError. */
export async function glanceIncomingKeys(database: string, source: KeysSource): Promise<IncomingKeys | null> {
  return await asking(source, (ask, connection) => atHand(database, source.facts, ask, connection));
}

async function atHand(
  database: string,
  facts: MysqlServerFacts,
  ask: Ask,
  connection: ServerConnection,
): Promise<IncomingKeys | null> {
  return hasDictionary(facts)
    ? await fromKeyColumns(database, null, ask)
    : await ifAllowed(connection, () => fromInnodb(database, ask));
}

async function fromDatabases(database: string, alsoIn: readonly string[], ask: Ask): Promise<IncomingKeys> {
  const keys: IncomingKey[] = [];
  // One database at a time with a constant: the form for which the server looks into no other.
  for (const one of new Set([database, ...alsoIn])) keys.push(...(await fromKeyColumns(database, one, ask)));
  return keys;
}

/** From `information_schema.key_column_usage`, which shows what the account may read (SELECT is enough on 5.6, 9.7, 10.11). */
async function fromKeyColumns(
  database: string,
  childDatabase: string | null,
  ask: Ask,
): Promise<IncomingKeys> {
  const rows = await ask(
    'SELECT table_schema AS child_database, table_name AS child, constraint_name AS name, referenced_table_schema AS parent_database, ' +
      'referenced_table_name AS parent, referenced_column_name AS column_name FROM information_schema.key_column_usage ' +
      `WHERE referenced_table_schema = ?${childDatabase === null ? '' : ' AND table_schema = ?'} ` +
      'ORDER BY table_schema, table_name, constraint_name, ordinal_position',
    childDatabase === null ? [database] : [database, childDatabase],
  );
  return grouped(rows);
}

async function fromInnodb(database: string, ask: Ask): Promise<IncomingKeys> {
  const keys = await ask(
    `SELECT id, ${databaseIn('for_name')}, ${tableIn('for_name')}, ${databaseIn('ref_name')}, ${tableIn('ref_name')} ` +
      `FROM information_schema.innodb_sys_foreign WHERE ${databaseIn('ref_name')} = ?`,
    [database],
  );
  if (keys.length === 0) return [];
  const columns = await ask(
    'SELECT id, ref_col_name FROM information_schema.innodb_sys_foreign_cols ORDER BY id, pos',
    [],
  );
  const columnsOf = new Map<string, (string | null)[]>();
  for (const [id, column] of columns) {
    const list = columnsOf.get(id ?? '');
    if (list === undefined) columnsOf.set(id ?? '', [column ?? null]);
    else list.push(column ?? null);
  }
  return grouped(
    keys.flatMap(([id, childDatabase, child, parentDatabase, parent]) => {
      const name = innodbName(id);
      const own = columnsOf.get(id ?? '') ?? [];
      return own.map((column): Row => [
        childDatabase ?? '',
        child ?? '',
        name,
        parentDatabase ?? '',
        parent ?? '',
        column,
      ]);
    }),
  );
}

/** Rows of one column each, those of a key one after the other. */
function grouped(rows: readonly Row[]): IncomingKeys {
  const keys = new Map<string, IncomingKey & { readonly columns: string[] }>();
  for (const [childDatabase, child, name, parentDatabase, parent, column] of rows) {
    const id = [childDatabase, child, name].join('\0');
    const known = keys.get(id);
    if (known !== undefined) known.columns.push(column ?? '');
    else {
      keys.set(id, {
        parent: { database: parentDatabase ?? '', table: parent ?? '' },
        child: { database: childDatabase ?? '', table: child ?? '' },
        constraint: name ?? '',
        columns: [column ?? ''],
      });
    }
  }
  return [...keys.values()];
}

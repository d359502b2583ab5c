/** A generated schema on a real server, as sources and as drifted shadows; what the server refuses is left out and counted. */
import type { Connection } from 'mysql2/promise';
import type { Flavour } from './flavour.ts';
import type { ForeignKey, Schema } from './model.ts';
import { addForeignKey, createTable, identifier, type Place, type SqlStyle } from './print.ts';

/** What became of a schema. */
export interface Creation {
  /** Names, as the schema has them. */
  readonly made: ReadonlySet<string>;
  readonly tried: number;
  /** The server's words for each refused statement, with it. */
  readonly refused: readonly { readonly sql: string; readonly why: string; readonly isTable: boolean }[];
}

/**
 * Makes the tables, then the foreign keys between those that stand. The connection's session decides what is taken; one
 * without strict mode takes most.
 */
export async function createSchema(
  connection: Connection,
  schema: Schema,
  place: Place,
  style: SqlStyle,
): Promise<Creation> {
  const made = new Set<string>();
  const refused: { sql: string; why: string; isTable: boolean }[] = [];
  const attempt = async (sql: string, isTable: boolean): Promise<boolean> => {
    try {
      await connection.query(sql);
      return true;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      refused.push({ sql, why, isTable });
      return false;
    }
  };
  for (const table of schema.tables) {
    if (await attempt(createTable(table, place, style), true)) made.add(table.name);
  }
  for (const table of schema.tables) {
    for (const key of made.has(table.name) ? table.foreignKeys : []) {
      if (made.has(key.parent) || key.toSource) await attempt(addForeignKey(table, key, place), false);
    }
  }
  return { made, tried: schema.tables.length, refused };
}

/** Where sources go. */
export function sourcePlace(database: string): Place {
  return {
    database,
    table: (name) => name,
    constraint: (name) => name,
    parent: (key) => `${identifier(database)}.${identifier(key.parent)}`,
  };
}

/** Where the shadows of these sources go. */
export function shadowPlace(
  source: string,
  rule: { readonly prefix: string; readonly suffix: string; readonly shadowDatabase: string | null },
): Place {
  const database = rule.shadowDatabase ?? source;
  const affix = (name: string): string => `${rule.prefix}${name}${rule.suffix}`;
  return {
    database,
    table: affix,
    constraint: (name) => (rule.shadowDatabase === null ? affix(name) : name),
    parent: (key: ForeignKey) =>
      key.toSource
        ? `${identifier(source)}.${identifier(key.parent)}`
        : `${identifier(database)}.${identifier(affix(key.parent))}`,
  };
}

const mariadb = new WeakMap<Connection, boolean>();

async function isMariadb(connection: Connection): Promise<boolean> {
  const known = mariadb.get(connection);
  if (known !== undefined) return known;
  const [rows] = await connection.query('SELECT VERSION() AS version');
  const is = JSON.stringify(rows).includes('MariaDB');
  mariadb.set(connection, is);
  return is;
}

/** MariaDB prints backticks in the names of foreign keys and of their columns as they are; here they are doubled. */
function escaped(showCreate: string, isRaw: boolean): string {
  if (!isRaw) return showCreate;
  return showCreate.replace(
    /(\n {2}CONSTRAINT `)([^]+?)(` FOREIGN KEY \(`)([^]+?)(`\) REFERENCES (?:`(?:[^`]|``)+`\.)?`(?:[^`]|``)+` \(`)([^]+?)(`\)(?: ON |,\n|\n\)))/g,
    (_whole, a: string, name: string, b: string, own: string, c: string, theirs: string, d: string) =>
      a + name.replaceAll('`', '``') + b + doubled(own) + c + doubled(theirs) + d,
  );
}

function doubled(list: string): string {
  return list
    .split('`, `')
    .map((name) => name.replaceAll('`', '``'))
    .join('`, `');
}

/** SHOW CREATE TABLE of each of these tables, by the names given. */
export async function showTables(
  connection: Connection,
  database: string,
  tables: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const table of tables) {
    const [rows] = await connection.query(`SHOW CREATE TABLE ${identifier(database)}.${identifier(table)}`);
    const [row] = rows as readonly Readonly<Record<string, string>>[];
    texts.set(table, escaped(row?.['Create Table'] ?? '', await isMariadb(connection)));
  }
  return texts;
}

/** The session in which generated tables are made: it takes what older sessions would have taken. */
export async function relaxSession(connection: Connection, flavour: Flavour): Promise<void> {
  await connection.query("SET SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION', SESSION time_zone = '+00:00'");
  await connection.query('SET SESSION innodb_strict_mode = OFF');
  if (flavour.engine === 'mysql-9')
    await connection.query('SET SESSION sql_generate_invisible_primary_key = OFF');
}

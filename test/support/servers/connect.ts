import { createConnection, type Connection, type ConnectionOptions } from 'mysql2/promise';

/** Where a server is and as whom it is spoken to: a test server, or one that somebody else runs. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** One row of a test's query, by column name. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Opens a connection to a server over TCP (a test server: as root). `options` go to mysql2 and win; numbers beyond
 * 2^53 and dates come as text, and the session has the server's own `sql_mode`. The caller ends it.
 */
export async function openConnection(
  server: ServerAddress,
  options: ConnectionOptions = {},
): Promise<Connection> {
  return await createConnection({
    host: server.host,
    port: server.port,
    user: server.user,
    password: server.password,
    charset: 'utf8mb4',
    supportBigNumbers: true,
    dateStrings: true,
    // mysql2's default flag would put IGNORE_SPACE into the session's sql_mode (reference/testing.md §1).
    flags: ['-IGNORE_SPACE'],
    ...options,
  });
}

/**
 * Runs one statement on a connection of its own and gives its rows, none for a statement without a result.
 * Throws the server's error as mysql2 gives it.
 */
export async function query(server: ServerAddress, sql: string, database?: string): Promise<readonly Row[]> {
  const connection = await openConnection(server, database === undefined ? {} : { database });
  try {
    const [result] = await connection.query(sql);
    return Array.isArray(result) ? (result as unknown as readonly Row[]) : [];
  } finally {
    connection.destroy();
  }
}

/**
 * Runs a script of several statements, separated by `;`, in one database. Stops at and throws the first
 * error. For schema files of tests; it knows no DELIMITER.
 */
export async function runScript(server: ServerAddress, script: string, database?: string): Promise<void> {
  const connection = await openConnection(server, {
    multipleStatements: true,
    ...(database === undefined ? {} : { database }),
  });
  try {
    await connection.query(script);
  } finally {
    connection.destroy();
  }
}

/** A name as a quoted identifier. */
export function quoted(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

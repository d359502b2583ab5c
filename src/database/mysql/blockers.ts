/** Who keeps a table's metadata lock. Each server tells it in another place, or does not tell it. */
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { TableName } from '../../schema/tableName.ts';
import { controlTimeoutMs, describedSession } from './processList.ts';
import type { Row, ServerConnection } from './serverConnection.ts';

/** A question, the values it takes for a table, and how sure its answer is. */
interface Source {
  readonly sql: string;
  readonly values: (table: TableName) => readonly string[];
  readonly isCertain: boolean;
}

const session = 'p.id AS id, p.user AS user, p.host AS host, p.command AS command, p.time AS time';

const sources: readonly Source[] = [
  {
    // MySQL 5.7 (where switched on) and later; MariaDB 10.5 and later with the performance schema.
    sql:
      `SELECT DISTINCT ${session} FROM performance_schema.metadata_locks l ` +
      'JOIN performance_schema.threads t ON t.thread_id = l.owner_thread_id ' +
      'JOIN information_schema.processlist p ON p.id = t.processlist_id ' +
      "WHERE l.object_type = 'TABLE' AND l.object_schema = ? AND l.object_name = ? AND l.lock_status = 'GRANTED'",
    values: (table) => [table.database, table.table],
    isCertain: true,
  },
  {
    // MariaDB with the plugin metadata_lock_info, which shows granted locks only.
    sql:
      `SELECT DISTINCT ${session} FROM information_schema.metadata_lock_info l ` +
      'JOIN information_schema.processlist p ON p.id = l.thread_id ' +
      "WHERE l.lock_type = 'Table metadata lock' AND l.table_schema = ? AND l.table_name = ?",
    values: (table) => [table.database, table.table],
    isCertain: true,
  },
  {
    // Open transactions; needs PROCESS. Which tables they touched is not said.
    sql:
      `SELECT DISTINCT ${session} FROM information_schema.innodb_trx x ` +
      'JOIN information_schema.processlist p ON p.id = x.trx_mysql_thread_id WHERE p.id <> CONNECTION_ID()',
    values: () => [],
    isCertain: false,
  },
];

/**
 * The sessions that hold the table's metadata lock, in words; without a server that tells, those with an open
 * transaction, marked as a guess; empty when nothing can be told. `ownIds` are not named.
 */
export async function findBlockers(
  connection: ServerConnection,
  table: TableName,
  ownIds: ReadonlySet<string>,
): Promise<readonly Said[]> {
  for (const source of sources) {
    const rows = await answerOf(connection, source, table);
    const others = rows.filter((row) => !ownIds.has(row[0] ?? ''));
    if (others.length > 0) {
      return others.map((row) =>
        source.isCertain ? describedSession(row) : phrase`${describedSession(row)}, in an open transaction`,
      );
    }
  }
  return [];
}

/** No rows where the source does not exist or the account may not ask it. */
async function answerOf(
  connection: ServerConnection,
  source: Source,
  table: TableName,
): Promise<readonly Row[]> {
  try {
    return await connection.rows(source.sql, source.values(table), { timeoutMs: controlTimeoutMs });
  } catch (error) {
    if (ShadowSyncError.is(error) && error.errno !== null) return [];
    throw error;
  }
}

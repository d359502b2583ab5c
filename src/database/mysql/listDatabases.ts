/** The databases of a server that a user may want to look into. */
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { CancelSignal } from '../../shadow/schemaReader.ts';
import { metadataTimeoutMs } from '../queryLimits.ts';
import type { MetadataSessions } from './metadataSession.ts';

/**
 * What the servers keep for themselves: MySQL and MariaDB (their manuals' chapters on INFORMATION_SCHEMA, the mysql, sys and
 * performance schemas, NDB's ndbinfo), and OceanBase (its system tenant databases and its recycle bin). Compared in lower case.
 */
const systemDatabases = new Set([
  'information_schema',
  'performance_schema',
  'mysql',
  'sys',
  'ndbinfo',
  'oceanbase',
  'lbacsys',
  'oraauditor',
  '__recyclebin',
  '__public',
]);

/** C8. */
const maxDatabases = 100_000;

/** Those that the account may see, without the server's own, in the server's order. */
export async function listDatabases(
  sessions: MetadataSessions,
  signal: CancelSignal,
): Promise<readonly string[]> {
  const rows = await sessions.with({ signal }, (connection) =>
    connection.rows('SHOW DATABASES', [], { timeoutMs: metadataTimeoutMs, signal }),
  );
  if (rows.length > maxDatabases) {
    throw new ShadowSyncError(
      'limit',
      phrase`The server has ${rows.length} databases; at most ${maxDatabases} are listed.`,
    );
  }
  return rows
    .map(([name]) => name ?? '')
    .filter((name) => name !== '' && !systemDatabases.has(name.toLowerCase()));
}

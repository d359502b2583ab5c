/** How a server is asked about keys and constraints: its dictionary, or InnoDB's own tables. */
import { atLeast } from '../../schema/mysql/serverFacts.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { CancelSignal } from '../../shadow/schemaReader.ts';
import { metadataTimeoutMs } from '../queryLimits.ts';
import type { MetadataSessions } from './metadataSession.ts';
import type { Row, ServerConnection } from './serverConnection.ts';

/** Where questions about keys go. */
export interface KeysSource {
  readonly facts: MysqlServerFacts;
  readonly sessions: MetadataSessions;
  readonly signal: CancelSignal;
}

/** Sends one question with values for its question marks. Throws ShadowSyncError. */
export type Ask = (sql: string, values: readonly string[]) => Promise<readonly Row[]>;

/** Lends a session for some questions. */
export async function asking<T>(
  { sessions, signal }: KeysSource,
  work: (ask: Ask, connection: ServerConnection) => Promise<T>,
): Promise<T> {
  return await sessions.with({ signal }, (connection) =>
    work((sql, values) => connection.rows(sql, values, { timeoutMs: metadataTimeoutMs, signal }), connection),
  );
}

/** Whether information_schema is answered without opening tables. */
export function hasDictionary(facts: MysqlServerFacts): boolean {
  return facts.dialect === 'oceanbase' || (facts.dialect === 'mysql' && atLeast(facts, 8));
}

/** Null when the account may not look there (1227), or the server has no such tables (1109). */
export async function ifAllowed<T>(connection: ServerConnection, look: () => Promise<T>): Promise<T | null> {
  try {
    return await look();
  } catch (error) {
    const isNotThere = ShadowSyncError.is(error) && (error.errno === 1227 || error.errno === 1109);
    if (isNotThere && connection.lost === null) return null;
    throw error;
  }
}

/** The database in InnoDB's `database/table`, which is in the file system's character set; the server knows the way back. */
export function databaseIn(column: string): string {
  return decoded(column, 1);
}

/** The table in it. */
export function tableIn(column: string): string {
  return decoded(column, -1);
}

function decoded(column: string, part: number): string {
  return `CONVERT(CONVERT(BINARY SUBSTRING_INDEX(${column}, '/', ${part}) USING filename) USING utf8)`;
}

/** Of `database/name`; the database is in the file system's spelling, the name as it is. */
export function innodbName(id: string | null | undefined): string {
  return (id ?? '').slice((id ?? '').indexOf('/') + 1);
}

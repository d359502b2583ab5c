import { createConnection } from 'mysql2/promise';
import type { Connection } from 'mysql2/promise';

/** The server that was started for this suite; test/support/editor/hostSuite.ts says where it is. */
export function hostDatabaseUrl(): string {
  const url = process.env['SHADOW_SYNC_HOST_DATABASE'];
  if (url === undefined) throw new Error('SHADOW_SYNC_HOST_DATABASE names no server');
  return url;
}

/** A connection of its own; the caller ends it. */
export async function openHostDatabase(): Promise<Connection> {
  return await createConnection({ uri: hostDatabaseUrl(), multipleStatements: true });
}

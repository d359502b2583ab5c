import type { Said } from '../schema/phrase.ts';
import type { Connection, Environment } from './connection.ts';
import { parseConnectionUrl } from './connectionUrl.ts';
import { readConnection } from './readConnection.ts';

/** What a URL doesn't say. */
export interface NewConnection {
  readonly id: string;
  /** Null: named after its database and host. */
  readonly name: string | null;
  readonly group: string | null;
  readonly environment: Environment;
  readonly createdAt: number;
}

export interface ConnectionFromUrl {
  readonly connection: Connection;
  /** Goes to the secret storage and nowhere else; empty when the URL has none. */
  readonly password: string;
  /** The names of the URL's parts that were not taken (C3). */
  readonly dropped: readonly Said[];
}

/**
 * Takes a pasted URL by the rules of `parseConnectionUrl` and makes a connection of host, port, user and database.
 * Throws ShadowSyncError 'usage' that never repeats the URL.
 */
export function connectionFromUrl(url: string, more: NewConnection): ConnectionFromUrl {
  const { target, dropped } = parseConnectionUrl(url);
  const { dialect, host, port, user, database, oracle, password } = target;
  const connection = readConnection({
    ...more,
    name: more.name ?? nameFor(host, database),
    dialect,
    host,
    port,
    user,
    database,
    ...(oracle === undefined ? {} : { oracle }),
    tls: { mode: target.tls.mode, caFile: null, certFile: null, keyFile: null },
    ssh: null,
  });
  return { connection, password, dropped };
}

/** A database's name may hold what a label may not, and the label has a limit. */
function nameFor(host: string, database: string | null): string {
  const whole = database === null ? host : `${database} on ${host}`;
  return [...whole.replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '?').trim()].slice(0, 100).join('').trim();
}

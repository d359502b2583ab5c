import type { Connection, MysqlFamilyConnection } from '../../../src/connection/connection.ts';
import type { StoredConnection } from '../../../src/connection/connectionStore.ts';

/** A connection to this computer, with these fields in the place of its own. */
export function connectionWith(fields: Partial<MysqlFamilyConnection> = {}): Connection {
  return {
    id: 'sample',
    name: 'Sample',
    group: null,
    dialect: 'mariadb',
    host: '127.0.0.1',
    port: 3306,
    user: 'app',
    database: 'shop',
    environment: 'development',
    tls: { mode: 'off', caFile: null, certFile: null, keyFile: null },
    ssh: null,
    createdAt: 0,
    ...fields,
  };
}

export function storedWith(fields: Partial<MysqlFamilyConnection> = {}): StoredConnection {
  return { connection: connectionWith(fields), version: 1 };
}

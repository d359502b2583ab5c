import type { Connection, MysqlFamilyConnection } from '../../src/connection/connection.ts';

/** A connection that uses every field; `change` replaces some. */
export function sampleConnection(change: Partial<MysqlFamilyConnection> = {}): Connection {
  return {
    id: 'c1',
    name: 'Shop',
    group: 'Team A',
    dialect: 'mariadb',
    host: 'db.example',
    port: 3306,
    user: 'app',
    database: 'shop',
    environment: 'test',
    tls: { mode: 'verify-identity', caFile: '/etc/ca.pem', certFile: null, keyFile: null },
    ssh: {
      host: 'gate.example',
      port: 22,
      user: 'me',
      auth: 'key',
      keyFile: '~/.ssh/id',
      jump: { host: 'outer.example', port: 2222, user: 'me', auth: 'agent', keyFile: null },
      knownHostsFile: 'C:\\Users\\me\\known_hosts',
    },
    createdAt: 1_700_000_000_000,
    ...change,
  };
}

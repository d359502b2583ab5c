import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { importDbeaver } from '../../../src/connection/import/dbeaver.ts';
import { parseJdbcUrl } from '../../../src/connection/import/jdbcUrl.ts';
import { english } from '../../../src/schema/phrase.ts';
import { missing, only } from './drafts.ts';

describe('importing from DBeaver', () => {
  const configuration = {
    host: 'db.example',
    port: '3307',
    database: 'shop',
    url: 'jdbc:mysql://db.example:3307/shop',
    type: 'prod',
    configurationType: 'MANUAL',
    'auth-model': 'native',
    properties: { useCompression: 'true' },
    handlers: {
      ssh_tunnel: {
        type: 'TUNNEL',
        enabled: true,
        'save-password': true,
        properties: {
          host: 'gate',
          port: 2222,
          authType: 'PUBLIC_KEY',
          keyPath: '/k',
          implementation: 'sshj',
          'jumpServer.count': '1',
          'jumpServer0.enabled': 'true',
          'jumpServer0.host': 'front',
          'jumpServer0.port': '22',
          'jumpServer0.name': 'jumper',
          'jumpServer0.authType': 'AGENT',
        },
      },
      mysql_ssl: {
        type: 'CONFIG',
        enabled: true,
        properties: { 'ssl.verify.server': 'true', 'ssl.ca.cert': '/ca.pem' },
      },
    },
  };
  const entry = {
    provider: 'mysql',
    driver: 'mysql8',
    name: 'Shop',
    folder: 'Team/Live',
    'read-only': true,
    configuration,
  };

  it('takes host, folder, environment, both SSH servers and TLS, and says that accounts are encrypted', () => {
    const found = importDbeaver({ folders: {}, connections: { a: entry } });
    const { draft, dropped, secrets } = only(found);
    assert.deepEqual(
      [draft.name, draft.group, draft.host, draft.port, draft.database, draft.environment],
      ['Shop', 'Team/Live', 'db.example', 3307, 'shop', 'production'],
    );
    assert.deepEqual(draft.tls, {
      mode: 'verify-identity',
      caFile: '/ca.pem',
      certFile: null,
      keyFile: null,
    });
    assert.deepEqual(draft.ssh, {
      ...{ host: 'gate', port: 2222, user: '', auth: 'key', keyFile: '/k', knownHostsFile: null },
      jump: { host: 'front', port: 22, user: 'jumper', auth: 'agent', keyFile: null },
    });
    assert.deepEqual(dropped.map(english), [
      'user and password (encrypted)',
      "the SSH server's user and password (encrypted)",
      'read-only',
      'configuration.properties',
    ]);
    assert.deepEqual(secrets, {});
    assert.deepEqual(missing(only(found)), ['user', 'ssh.user']);
  });

  it('tells its drivers apart', () => {
    const drivers = [
      ['mysql', 'mariaDB', 'mariadb'],
      ['mysql', 'mysql5', 'mysql'],
      ['oceanbase', 'alipay_oceanbase', 'oceanbase'],
      ['oceanbase', 'alipay_oceanbase_oracle', null],
      ['postgresql', 'postgres-jdbc', null],
      ['oracle', 'oracle_thin', null],
    ] as const;
    for (const [provider, driver, dialect] of drivers) {
      const found = importDbeaver({ connections: { a: { ...entry, provider, driver } } });
      assert.deepEqual(
        found.map(({ draft }) => draft.dialect),
        dialect === null ? [] : [dialect],
        driver,
      );
    }
  });

  it('reads a URL where that is all there is, and an account that stands there in plain text', () => {
    const url = 'jdbc:mariadb://db.example:3310/shop?useSSL=true&user=x';
    const handlers = { ssh_tunnel: { enabled: false, properties: { host: 'gate' } } };
    const found = importDbeaver({
      connections: { a: { ...entry, configuration: { url, user: 'app', handlers } } },
    });
    const { draft, dropped } = only(found);
    assert.deepEqual(
      [draft.host, draft.port, draft.database, draft.user, draft.ssh],
      ['db.example', 3310, 'shop', 'app', null],
    );
    assert.deepEqual(dropped.slice(0, 3).map(english), [
      'password (encrypted)',
      'url parameter useSSL',
      'url parameter user',
    ]);
    assert.deepEqual(parseJdbcUrl('jdbc:mysql://[::1]/d'), {
      host: '::1',
      port: null,
      database: 'd',
      parameters: [],
    });
    assert.equal(parseJdbcUrl('sqlite:x'), null);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ImportedConnection } from '../../../src/connection/import/importedConnection.ts';
import { importSqlTools } from '../../../src/connection/import/sqlTools.ts';
import { importText } from '../../../src/connection/import/findImports.ts';
import { english } from '../../../src/schema/phrase.ts';
import { assertSecretsApart, missing, only, secret } from './drafts.ts';

describe('importing from SQLTools', () => {
  const entry = {
    name: 'Release',
    driver: 'MySQL',
    group: 'pp',
    server: 'DB.example',
    port: 3308,
    database: 'pp',
    username: 'qa',
    password: secret,
    previewLimit: 50,
    connectionTimeout: 30,
    mysqlOptions: { authProtocol: 'default', enableSsl: 'Enabled', ssl: { ca: '/ca.pem', crl: '/crl.pem' } },
    ssh: 'Enabled',
    sshOptions: {
      host: 'gate',
      port: 2222,
      username: 'me',
      password: `${secret}2`,
      privateKeyPath: '~/.ssh/id',
    },
  };

  it('takes connections of our drivers, and names the rest', () => {
    const found = importSqlTools([
      entry,
      { ...entry, driver: 'PostgreSQL' },
      { ...entry, driver: 'MariaDB' },
    ]);
    assert.deepEqual(
      found.map(({ draft }) => draft.dialect),
      ['mysql', 'mariadb'],
    );
    const [{ draft, dropped, secrets }] = found as [ImportedConnection];
    assert.deepEqual(
      [
        draft.name,
        draft.group,
        draft.host,
        draft.port,
        draft.user,
        draft.database,
        draft.tls.mode,
        draft.tls.caFile,
      ],
      ['Release', 'pp', 'db.example', 3308, 'qa', 'pp', 'verify-ca', '/ca.pem'],
    );
    assert.deepEqual(draft.ssh, {
      ...{ host: 'gate', port: 2222, user: 'me', auth: 'key', keyFile: '~/.ssh/id' },
      ...{ jump: null, knownHostsFile: null },
    });
    assert.deepEqual(dropped.map(english), ['connectionTimeout', 'mysqlOptions.ssl.crl']);
    assert.deepEqual(secrets, { password: secret, sshPassword: `${secret}2` });
    assert.deepEqual(missing(found[0]!), []);
    assertSecretsApart(found);
  });

  it('reads a connection string by our own rules', () => {
    const url = `mysql://app:${secret}@db.example:3309/shop?multipleStatements=true`;
    const { draft, dropped, secrets } = only(
      importSqlTools([{ name: 'x', driver: 'MySQL', connectString: url }]),
    );
    assert.deepEqual(
      [draft.host, draft.port, draft.user, draft.database],
      ['db.example', 3309, 'app', 'shop'],
    );
    assert.deepEqual(dropped.map(english), ['multipleStatements']);
    assert.deepEqual(secrets, { password: secret });
    const broken = only(importSqlTools([{ name: 'x', driver: 'MySQL', connectString: 'nonsense' }]));
    assert.deepEqual(broken.dropped.map(english), ['connectString']);
    assert.deepEqual(missing(broken), ['user']);
  });

  it('drops paths that only SQLTools can resolve, and a socket', () => {
    const mysqlOptions = {
      enableSsl: 'Enabled',
      ssl: { ca: '${workspaceFolder}/ca.pem', rejectUnauthorized: false },
    };
    const { draft, dropped } = only(
      importSqlTools([{ driver: 'MySQL', server: 'h', username: 'u', socketPath: '/s', mysqlOptions }]),
    );
    assert.deepEqual(dropped.map(english), ['the file of the certificate authority', 'socketPath']);
    assert.equal(draft.tls.mode, 'required');
    assert.equal(draft.name, 'h');
  });

  it('reads a settings file with comments', () => {
    const text = `{ // mine\n "a": "//no comment, ]", /* , */ "sqltools.connections": [ ${JSON.stringify(entry)}, /* last */ ], }`;
    assert.equal(only(importText('SQLTools', text, 'settings.json')).draft.name, 'Release');
  });
});

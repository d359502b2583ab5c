import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { importDatabaseClient } from '../../../src/connection/import/databaseClient.ts';
import { english } from '../../../src/schema/phrase.ts';
import { assertSecretsApart, missing, secret } from './drafts.ts';

describe('importing from Database Client', () => {
  const entry = {
    key: '1',
    connectionKey: 'database.connections',
    dbType: 'MySQL',
    name: 'Shop',
    host: '127.0.0.1',
    port: '3306',
    user: 'root',
    password: secret,
    database: 'shop',
    useSSL: false,
    usingSSH: true,
    savePassword: 'Forever',
    ssh: {
      host: 'gate',
      port: 22,
      username: 'me',
      privateKeyPath: '/k',
      passphrase: `${secret}2`,
      tunnelPort: 1,
      type: 'privateKey',
    },
    fs: { encoding: 'utf8' },
    connectTimeout: 5000,
    connectionUrl: '',
  };

  it('takes connections of our kinds out of the map, and names the rest', () => {
    const found = importDatabaseClient({
      database: {
        1: entry,
        2: { ...entry, dbType: 'SQLite' },
        3: { ...entry, dbType: 'OceanBase', usingSSH: false },
      },
      nosql: { 4: entry },
      $schema: 'x',
    });
    assert.deepEqual(
      found.map(({ draft }) => [draft.dialect, draft.tls.mode, draft.ssh?.auth ?? null, draft.environment]),
      [
        ['mysql', 'off', 'key', 'production'],
        ['oceanbase', 'off', null, 'development'],
      ],
    );
    assert.deepEqual(found[0]?.dropped.map(english), ['connectTimeout']);
    assert.deepEqual(found[0].secrets, { password: secret, sshPassphrase: `${secret}2` });
    assert.deepEqual(found[1]?.secrets, { password: secret });
    assert.deepEqual(missing(found[0]), []);
    assertSecretsApart(found);
  });

  it('finds nothing in what is something else', () => {
    for (const file of [null, 1, 'x', [], {}, { database: null }, { database: [null, 1] }]) {
      assert.deepEqual(importDatabaseClient(file), []);
    }
  });
});

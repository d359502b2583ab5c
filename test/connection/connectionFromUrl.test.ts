import assert from 'node:assert/strict';
import { connectionFromUrl } from '../../src/connection/connectionFromUrl.ts';
import { english } from '../../src/schema/phrase.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';

const more = { id: 'c1', name: null, group: null, environment: 'development', createdAt: 5 } as const;

describe('connectionFromUrl', () => {
  it('C-05 takes host, port, user and database; the password apart; the rest by name', () => {
    const url = 'mysql://app:canary@db.example:3307/shop?multipleStatements=true&ssl=x#y';
    const { connection, password, dropped } = connectionFromUrl(url, more);
    assert.deepEqual(connection, {
      id: 'c1',
      name: 'shop on db.example',
      group: null,
      dialect: 'mysql',
      host: 'db.example',
      port: 3307,
      user: 'app',
      database: 'shop',
      environment: 'development',
      tls: { mode: 'verify-identity', caFile: null, certFile: null, keyFile: null },
      ssh: null,
      createdAt: 5,
    });
    assert.equal(password, 'canary');
    assert.deepEqual(dropped.map(english), ['multipleStatements', 'ssl', 'fragment']);
    assert.ok(!JSON.stringify(connection).includes('canary'));
  });

  it('names it after the host when there is no database, and as the user says when he does', () => {
    assert.equal(connectionFromUrl('mariadb://u@[::1]', more).connection.name, '::1');
    assert.equal(connectionFromUrl('mariadb://u@h/d', { ...more, name: 'Mine' }).connection.name, 'Mine');
  });

  it('finds a name for every database', () => {
    for (const database of ['\u202e', 'a\nb', ' x ', '表'.repeat(120), '`"\'*/']) {
      const url = `oceanbase://u@h/${encodeURIComponent(database)}`;
      assert.equal(connectionFromUrl(url, more).connection.database, database);
    }
  });

  it('refuses what no connection may be, without repeating the URL', () => {
    for (const url of ['mysql://canary%0A@h/d', 'mysql://:canary@h', 'ftp://canary@h']) {
      assert.throws(
        () => connectionFromUrl(url, more),
        (error) => ShadowSyncError.is(error, 'usage') && !error.message.includes('canary'),
      );
    }
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { defaultTls, displayTarget } from '../../src/connection/connectionTarget.ts';
import { parseConnectionUrl } from '../../src/connection/connectionUrl.ts';
import { english } from '../../src/schema/phrase.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';

function target(url: string): ReturnType<typeof parseConnectionUrl>['target'] {
  return parseConnectionUrl(url).target;
}

describe('connectionUrl', () => {
  it('takes host, port, user, password and database', () => {
    assert.deepEqual(parseConnectionUrl('mysql://app:pw@db.example:3307/shop'), {
      target: {
        dialect: 'mysql',
        host: 'db.example',
        port: 3307,
        user: 'app',
        password: 'pw',
        database: 'shop',
        tls: { mode: 'verify-identity' },
        ssh: null,
      },
      dropped: [],
    });
  });

  it('C-05 names every other part and takes none of them', () => {
    const parsed = parseConnectionUrl(
      'mysql://app:pw@127.0.0.1/shop/x?multipleStatements=true&debug=1&ssl=%7B%7D&enableCleartextPlugin=1' +
        '&socketPath=/tmp/s&flags=LOCAL_FILES&host=evil&password=other&flags=a#part',
    );
    assert.deepEqual(parsed.dropped.map(english), [
      'multipleStatements',
      'debug',
      'ssl',
      'enableCleartextPlugin',
      'socketPath',
      'flags',
      'host',
      'password',
      'path after the database',
      'fragment',
    ]);
    assert.deepEqual(Object.keys(parsed.target).sort(), [
      'database',
      'dialect',
      'host',
      'password',
      'port',
      'ssh',
      'tls',
      'user',
    ]);
    assert.equal(parsed.target.host, '127.0.0.1');
    assert.equal(parsed.target.password, 'pw');
    assert.deepEqual(parsed.target.tls, { mode: 'off' });
  });

  it('C-05 names the parts, never their values', () => {
    const { dropped } = parseConnectionUrl('mysql://a@h/d?token=canary-1#canary-2');
    assert.ok(!dropped.map(english).join().includes('canary'));
  });

  it('C-06 brings every password through percent-encoding', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (password) => {
        fc.pre(!password.includes('\0'));
        assert.equal(target(`mysql://u:${encodeURIComponent(password)}@h/d`).password, password);
      }),
    );
  });

  it('C-06 takes @, : and # of a password as they are', () => {
    assert.equal(target('mysql://u:p@ss:w#rd@h:1/d').password, 'p@ss:w#rd');
  });

  it('knows the default ports and an IPv6 host', () => {
    assert.equal(target('mysql://u@h').port, 3306);
    assert.equal(target('mariadb://u@h/').port, 3306);
    assert.equal(target('oceanbase://u@h/d').port, 2881);
    assert.equal(target('mysql://u@[::1]:3310/d').host, '::1');
    assert.deepEqual(target('mysql://u@[::1]/d').tls, { mode: 'off' });
    assert.equal(displayTarget(target('mysql://u@[fe80::2]:3310')), 'u@[fe80::2]:3310');
  });

  it('takes accounts of OceanBase with tenant and cluster', () => {
    for (const user of ['root@sys#main', 'root%40sys%23main']) {
      const parsed = target(`oceanbase://${user}:pw@ob.example:2883/shop`);
      assert.equal(parsed.user, 'root@sys#main');
      assert.equal(parsed.host, 'ob.example');
      assert.equal(parsed.password, 'pw');
    }
  });

  it('leaves the database out when there is none', () => {
    assert.equal(target('mysql://u@h').database, null);
    assert.equal(target('mysql://u@h/').database, null);
    assert.equal(target('mysql://u@h/a%2Fb').database, 'a/b');
  });

  const refused = [
    ['', 'another scheme'],
    ['canary', 'no scheme'],
    ['http://canary@h/d', 'another scheme'],
    ['postgres://canary@h/d', 'another scheme'],
    ['mysql://h/canary', 'no user'],
    ['mysql://:canary@h/d', 'no user'],
    ['mysql://u:canary@/d', 'no host'],
    ['mysql://u:canary@h:0/d', 'port 0'],
    ['mysql://u:canary@h:65536/d', 'port too big'],
    ['mysql://u:canary@h:12x/d', 'port is no number'],
    ['mysql://u:canary/x@h/d', 'a slash in the password'],
    ['mysql://u:canary%zz@h/d', 'broken percent-encoding'],
    ['mysql://u:canary@h/d%00', 'NUL in the database'],
    ['mysql://u:canary@a b/d', 'a space in the host'],
    ['mysql://u:canary@[::1/d', 'a broken IPv6 host'],
  ] as const;
  for (const [url, why] of refused) {
    it(`refuses ${why} without repeating the URL`, () => {
      assert.throws(
        () => parseConnectionUrl(url),
        (error: unknown) =>
          ShadowSyncError.is(error, 'usage') &&
          error.remedy !== null &&
          !`${error.message}${error.remedy}`.includes('canary'),
      );
    });
  }

  it('C-03 asks for the strongest check as soon as the connection leaves this computer', () => {
    for (const host of ['localhost', '127.0.0.1', '127.8.9.1', '::1'])
      assert.equal(defaultTls(host).mode, 'off');
    for (const host of ['db.example', '10.0.0.1', '127.evil.example', 'localhost.example']) {
      assert.equal(defaultTls(host).mode, 'verify-identity');
    }
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { importMyCnf } from '../../../src/connection/import/myCnf.ts';
import { english } from '../../../src/schema/phrase.ts';
import { assertSecretsApart, missing, only, secret } from './drafts.ts';

describe('importing from option files', () => {
  it('takes the client’s groups, the later over the earlier', () => {
    const text = `
# mine
[client]
host = db.example
port=3307
user = "app"      # not root
password='${secret}'
[mysqldump]
user=dumper
[mysql]
database=shop
prompt=\\u>
`;
    const found = importMyCnf(text, '~/.my.cnf');
    const { draft, dropped, secrets, source } = only(found);
    assert.deepEqual(
      [draft.host, draft.port, draft.user, draft.database, draft.dialect, draft.tls.mode],
      ['db.example', 3307, 'app', 'shop', 'mysql', 'verify-identity'],
    );
    assert.equal(draft.name, 'shop on db.example');
    assert.equal(source, '~/.my.cnf [mysql]');
    assert.deepEqual(dropped.map(english), []);
    assert.deepEqual(secrets, { password: secret });
    assert.deepEqual(missing(only(found)), []);
    assertSecretsApart(found);
  });

  it('makes one of each group suffix, over the plain groups', () => {
    const text =
      '[client]\nuser=app\n[client_prod]\nhost=p.example\n[mysql_prod]\ndatabase=d\n[client_dev]\nhost=localhost\n[mysql_upgrade]\nhost=x';
    const found = importMyCnf(text, 'f').map(({ draft }) => [
      draft.name,
      draft.host,
      draft.user,
      draft.environment,
    ]);
    assert.deepEqual(found, [
      ['localhost', 'localhost', 'app', 'development'],
      ['prod', 'p.example', 'app', 'production'],
      ['dev', 'localhost', 'app', 'development'],
    ]);
  });

  const values: readonly (readonly [string, string])[] = [
    ['"a#b"', 'a#b'],
    ['"a\\"b"', 'a"b'],
    ["'it is'", 'it is'],
    ['  spaces around  ', 'spaces around'],
    ['a\\sb\\tc\\\\d', 'a b\tc\\d'],
    ['C:\\x\\yes', 'C:\\x\\yes'],
    ['a#b', 'a#b'],
    ['a #b', 'a'],
    ['a=b', 'a=b'],
    ['"" # none', ''],
  ];
  for (const [written, meant] of values) {
    it(`reads the value ${JSON.stringify(written)}`, () => {
      const { secrets } = only(importMyCnf(`[client]\nuser=u\npassword=${written}\n`, 'f'));
      assert.equal(secrets.password ?? '', meant);
    });
  }

  for (const [lines, mode] of [
    ['ssl-mode=VERIFY_IDENTITY', 'verify-identity'],
    ['ssl_mode=required', 'required'],
    ['loose-ssl-mode=DISABLED', 'off'],
    ['ssl-ca=/ca.pem', 'verify-ca'],
    ['ssl', 'required'],
    ['skip-ssl', 'off'],
    ['ssl\nssl-verify-server-cert', 'verify-identity'],
    ['ssl-mode=PREFERRED', 'verify-identity'],
  ] as const) {
    it(`reads ${JSON.stringify(lines)} as ${mode}`, () => {
      const { draft, dropped } = only(importMyCnf(`[client]\nhost=db.example\n${lines}`, 'f'));
      assert.equal(draft.tls.mode, mode);
      assert.deepEqual(dropped.map(english), lines.includes('PREFERRED') ? ['ssl-mode'] : []);
    });
  }

  it('names what it does not take, and follows no include', () => {
    const text =
      '!includedir /etc/mysql/conf.d/\n[client]\nuser=u\nsocket=/tmp/s\nssl-ca=relative.pem\ninit-command=DROP';
    const { draft, dropped } = only(importMyCnf(text, 'f'));
    assert.deepEqual(dropped.map(english), [
      'the file of the certificate authority',
      'socket',
      'init-command',
      '!includedir /etc/mysql/conf.d/',
    ]);
    assert.equal(draft.tls.caFile, null);
  });

  it('finds nothing in a file of settings only', () => {
    assert.deepEqual(importMyCnf('[client]\ndefault-character-set=utf8mb4\n[mysqld]\nuser=mysql', 'f'), []);
    assert.deepEqual(importMyCnf('\0\x01 no option file', 'f'), []);
  });
});

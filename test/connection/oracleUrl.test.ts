import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { connectionFromUrl } from '../../src/connection/connectionFromUrl.ts';
import { connectionProblems, readConnection } from '../../src/connection/readConnection.ts';
import { parseConnectionUrl } from '../../src/connection/connectionUrl.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { sampleConnection } from './sampleConnection.ts';

const target = (url: string): ReturnType<typeof parseConnectionUrl>['target'] =>
  parseConnectionUrl(url).target;
const usage = (error: unknown): boolean => ShadowSyncError.is(error, 'usage') && error.remedy !== null;

describe('oracle URLs', () => {
  it('take the path as the service, and the account’s own schema', () => {
    assert.deepEqual(target('oracle://app:pw@127.0.0.1/XEPDB1'), {
      dialect: 'oracle',
      host: '127.0.0.1',
      port: 1521,
      user: 'app',
      password: 'pw',
      database: 'APP',
      oracle: { kind: 'service', name: 'XEPDB1', folder: null },
      tls: { mode: 'off' },
      ssh: null,
    });
  });

  it('take a schema, in capitals unless it is quoted', () => {
    assert.equal(target('oracle://app@h/s?schema=hr').database, 'HR');
    assert.equal(target('oracle://app@h/s?schema=%22hr%22').database, 'hr');
  });

  it('take a SID, an alias and a descriptor', () => {
    assert.deepEqual(target('oracle://app@h?sid=ORCL').oracle, { kind: 'sid', name: 'ORCL', folder: null });
    const alias = target('oracle://app@/?tns=PROD.WORLD&tns_admin=%2Fetc%2Foracle');
    assert.deepEqual(alias.oracle, { kind: 'alias', name: 'PROD.WORLD', folder: '/etc/oracle' });
    assert.equal(alias.host, 'prod.world');
    const text = '(DESCRIPTION=(ADDRESS=(HOST=db1)(PORT=1530))(CONNECT_DATA=(SID=x)))';
    const described = target(`oracle://app@/?descriptor=${encodeURIComponent(text)}`);
    assert.deepEqual([described.host, described.port, described.oracle?.name], ['db1', 1530, text]);
  });

  it('C-05 name what is not taken', () => {
    assert.deepEqual(parseConnectionUrl('oracle://a@h/s?wallet_location=/x&schema=b').dropped, [
      'wallet_location',
    ]);
  });

  for (const url of [
    'oracle://app@h',
    'oracle://app@h/s?sid=x',
    'oracle://app@/s',
    'oracle://app@h/a)(b',
    'oracle://app@h?descriptor=x',
  ]) {
    it(`refuse ${url} with a remedy`, () => {
      assert.throws(() => parseConnectionUrl(url), usage);
    });
  }

  it('of an Oracle tenant of OceanBase are as the MySQL family’s, with the account’s own schema', () => {
    const tenant = target('oceanbase-oracle://app@t1#c1:pw@127.0.0.1');
    assert.deepEqual([tenant.user, tenant.port, tenant.database], ['app@t1#c1', 2881, 'APP']);
    assert.equal('oracle' in tenant, false);
    assert.equal(target('oceanbase-oracle://app@t1@h/HR').database, 'HR');
  });

  it('make a connection that is valid when it is kept', () => {
    const more = { id: 'c1', name: null, group: null, environment: 'test', createdAt: 0 } as const;
    const { connection } = connectionFromUrl('oracle://app@h/s?schema=hr', more);
    assert.deepEqual(connectionProblems(JSON.parse(JSON.stringify(connection))), []);
  });

  it('leave connections readable that were kept before the dialect was known', () => {
    const kept = sampleConnection();
    assert.deepEqual(readConnection(JSON.parse(JSON.stringify(kept))), kept);
    assert.notDeepEqual(connectionProblems({ ...kept, dialect: 'oracle' }), []);
    assert.notDeepEqual(
      connectionProblems({ ...kept, oracle: { kind: 'sid', name: 'x', folder: null } }),
      [],
    );
  });
});

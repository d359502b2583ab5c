import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isOmsUrl, omsConnectionFromUrl, parseOmsUrl } from '../../src/connection/oms/omsConnectionUrl.ts';
import { omsConnectionProblems, readOmsConnection } from '../../src/connection/oms/readOmsConnection.ts';
import { resolveOmsConnection } from '../../src/connection/oms/resolveOmsConnection.ts';
import { displayOmsTarget } from '../../src/connection/omsConnection.ts';
import type { OmsConnection } from '../../src/connection/omsConnection.ts';
import { english } from '../../src/schema/phrase.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { memoryFiles, memorySecrets } from './memoryParts.ts';
import { sampleOmsConnection } from './sampleOmsConnection.ts';

const more = { id: 'o1', name: null, group: null, environment: 'test', createdAt: 5 } as const;
const fingerprint = `${'AB:'.repeat(31)}CD`;

describe('the address of an OMS server', () => {
  it('C-05 gives host, port, base and user; the password apart; the rest by name', () => {
    const url = 'oms+https://ops%40corp:can%3Aary@OMS.example:8443/gate/way/?x=1#y';
    const { connection, password, dropped } = omsConnectionFromUrl(url, more);
    assert.deepEqual(connection, {
      id: 'o1',
      name: 'OMS oms.example',
      group: null,
      environment: 'test',
      host: 'oms.example',
      port: 8443,
      basePath: '/gate/way',
      user: 'ops@corp',
      tls: { mode: 'verify-identity', caFile: null, fingerprint: null },
      createdAt: 5,
    });
    assert.equal(password, 'can:ary');
    assert.deepEqual(dropped.map(english), ['the query', 'the fragment']);
  });

  const table: readonly (readonly [string, string, number, string])[] = [
    ['oms+https://u@h', 'h', 8089, ''],
    ['oms+http://u@h/oms', 'h', 8089, '/oms'],
    ['https://u@h', 'h', 443, ''],
    ['http://h:8089/', 'h', 8089, ''],
    ['https://u@[::1]:9/oms-v2/migration', '::1', 9, ''],
    ['https://u@h/gw/api/v2', 'h', 443, '/gw'],
  ];
  for (const [url, host, port, basePath] of table) {
    it(url, () => {
      const parsed = parseOmsUrl(url);
      assert.deepEqual([parsed.host, parsed.port, parsed.basePath], [host, port, basePath]);
      assert.equal(parsed.isEncrypted, url.includes('https:'));
    });
  }

  it('is told from those of databases', () => {
    assert.deepEqual(
      ['oms+https://h', ' OMS+HTTP://h', 'https://h', 'mysql://h'].map((url) => isOmsUrl(url)),
      [true, true, false, false],
    );
  });

  it('that is none is refused without being repeated', () => {
    for (const url of [
      'mysql://canary@h',
      'oms+https://canary@',
      'oms+https://canary@h:0',
      'oms+https://canary@h:99999',
      'oms+https://can%ZZary@h',
      'oms+https://canary%0a@h',
      'oms+https://:canary@h',
      'oms+https://u:canary@h/../x',
    ]) {
      assert.throws(
        () => omsConnectionFromUrl(url, more),
        (error) =>
          ShadowSyncError.is(error, 'usage') &&
          error.remedy !== null &&
          !`${error.message} ${error.remedy}`.includes('canary'),
        url,
      );
    }
  });

  it('law: any user and password come through', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .filter((one) => !/\p{Cc}/u.test(one));
    fc.assert(
      fc.property(text, text, (user, password) => {
        const url = `oms+https://${encodeURIComponent(user)}:${encodeURIComponent(password)}@h`;
        const parsed = parseOmsUrl(url);
        assert.deepEqual([parsed.user, parsed.password], [user, password]);
      }),
    );
  });
});

describe('a kept connection to an OMS server', () => {
  it('is read back as it is, its fields in order, and nothing besides', () => {
    const sample = sampleOmsConnection();
    assert.deepEqual(readOmsConnection(JSON.parse(JSON.stringify(sample))), sample);
    assert.deepEqual(Object.keys(readOmsConnection({ ...sample })), Object.keys(sample));
  });

  const wrong: readonly (readonly [string, Record<string, unknown>])[] = [
    ['basePath', { basePath: 'oms' }],
    ['basePath', { basePath: '/oms/' }],
    ['basePath', { basePath: '/../x' }],
    ['user', { user: 'a:b' }],
    ['host', { host: 'https://h' }],
    ['port', { port: 0 }],
    ['tls.fingerprint', { tls: { mode: 'fingerprint', caFile: null, fingerprint: null } }],
    ['tls.fingerprint', { tls: { mode: 'verify-ca', caFile: null, fingerprint } }],
    ['tls.fingerprint', { tls: { mode: 'fingerprint', caFile: null, fingerprint: 'ab' } }],
    ['tls.mode', { tls: { mode: 'required', caFile: null, fingerprint: null } }],
    ['password', { password: 'canary' }],
  ];
  for (const [field, change] of wrong) {
    it(`is refused for its ${field}: ${JSON.stringify(change)}`, () => {
      const value = { ...sampleOmsConnection(), ...change };
      assert.deepEqual(
        omsConnectionProblems(value).map((one) => one.field),
        [field],
      );
      assert.throws(
        () => readOmsConnection(value),
        (error) => ShadowSyncError.is(error, 'usage') && !error.message.includes('canary'),
      );
    });
  }

  it('is resolved with its password and its authority’s file', async () => {
    const kept = sampleOmsConnection({
      tls: { mode: 'verify-ca', caFile: '~/ca.pem', fingerprint: null },
    });
    const sources = {
      secrets: memorySecrets(kept.id, { password: 'canary' }),
      files: memoryFiles({ files: { '/home/me/ca.pem': 'PEM' } }),
    };
    const target = await resolveOmsConnection(kept, sources);
    assert.deepEqual(target.tls, { mode: 'verify-ca', ca: 'PEM' });
    assert.equal(target.password, 'canary');
    assert.equal(displayOmsTarget(target), 'ops@oms.example:8089/oms');
    for (const files of [memoryFiles(), memoryFiles({ files: { '/home/me/ca.pem': new Error('canary') } })]) {
      await assert.rejects(
        resolveOmsConnection(kept, { ...sources, files }),
        (error) =>
          ShadowSyncError.is(error, 'usage') &&
          error.message.includes('tls.caFile') &&
          !error.message.includes('canary'),
      );
    }
  });

  it('is resolved in the other modes, without a password as with an empty one', async () => {
    const resolved = async (tls: OmsConnection['tls']): Promise<object> => {
      const kept = sampleOmsConnection({ tls });
      const target = await resolveOmsConnection(kept, { secrets: memorySecrets(), files: memoryFiles() });
      assert.equal(target.password, '');
      return target.tls;
    };
    assert.deepEqual(await resolved({ mode: 'off', caFile: '/gone', fingerprint: null }), { mode: 'off' });
    assert.deepEqual(await resolved({ mode: 'fingerprint', caFile: null, fingerprint }), {
      mode: 'fingerprint',
      fingerprint,
    });
    assert.deepEqual(await resolved({ mode: 'verify-identity', caFile: null, fingerprint: null }), {
      mode: 'verify-identity',
    });
  });
});

/** What the client makes of an OMS server that goes wrong, and of one that is not who it should be. */
import assert from 'node:assert/strict';
import type { MigrationServer } from '../../src/alert/oms/migrationServer.ts';
import { openOmsServer } from '../../src/composeOms.ts';
import type { OmsTarget } from '../../src/connection/omsConnection.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import type { ErrorCode } from '../../src/schema/shadowSyncError.ts';
import type { FakeFault } from '../support/oms/fakeFault.ts';
import { errorOf } from '../support/oms/errorOf.ts';
import { startFakeOms } from '../support/oms/fakeOmsServer.ts';
import type { FakeOms } from '../support/oms/fakeOmsServer.ts';
import { targetOf } from '../support/oms/targetOf.ts';

describe('an OMS server that goes wrong', () => {
  let fake: FakeOms;
  let server: MigrationServer;
  beforeEach(async () => {
    fake = await startFakeOms({ basePath: '/oms' });
    server = opened();
  });
  afterEach(async () => {
    server.close();
    await fake.close();
  });

  function opened(more: Partial<OmsTarget> = {}, timeoutMs = 20_000, maxBytes = 1_000_000): MigrationServer {
    return openOmsServer(targetOf(fake, more), { limits: { timeoutMs, maxBytes } });
  }

  describe('errors', () => {
    const table: readonly (readonly [string, FakeFault, ErrorCode, RegExp])[] = [
      [
        '200 with success:false and PARAM_ERROR',
        { kind: 'refuse', code: 'PARAM_ERROR' },
        'usage',
        /操作失败/,
      ],
      ['… and INNER_ERROR', { kind: 'refuse', code: 'INNER_ERROR' }, 'protocol', /INNER_ERROR/],
      ['… and CM-RESOAT1111', { kind: 'refuse', code: 'CM-RESOAT1111' }, 'protocol', /CM-RESOAT1111/],
      [
        '… and GHANA-OPERAT000123',
        { kind: 'refuse', code: 'GHANA-OPERAT000123' },
        'conflict',
        /GHANA-OPERAT/,
      ],
      ['408', { kind: 'status', status: 408 }, 'timeout', /in time/],
      ['429', { kind: 'status', status: 429, headers: { 'Retry-After': '17' } }, 'limit', /no more requests/],
      ['403', { kind: 'status', status: 403 }, 'privilege', /may not/],
      ['404', { kind: 'status', status: 404 }, 'protocol', /no API of OMS/],
      ['500', { kind: 'status', status: 500 }, 'connection', /HTTP 500/],
      ['502 with a page', { kind: 'status', status: 502 }, 'connection', /HTTP 502/],
      ['half a JSON', { kind: 'truncated' }, 'protocol', /no answer of OMS/],
      ['no JSON', { kind: 'text', body: '<html>log in</html>' }, 'protocol', /no answer of OMS/],
      ['JSON of something else', { kind: 'text', body: '{"ok":1}' }, 'protocol', /no answer of OMS/],
      [
        'JSON without end of depth',
        { kind: 'text', body: '['.repeat(400_000) },
        'protocol',
        /no answer of OMS/,
      ],
      [
        'data that is no list',
        { kind: 'text', body: '{"success":true,"data":{"a":1}}' },
        'protocol',
        /another form/,
      ],
      ['a reset', { kind: 'reset' }, 'connection', /ECONNRESET/],
    ];
    for (const [name, fault, code, message] of table) {
      it(`${name} is ${code}`, async () => {
        fake.breakNext('ListProjects', fault);
        const error = await errorOf(server.listTasks({}), fake);
        assert.equal(error.code, code);
        assert.match(error.message, message);
        assert.notEqual(error.remedy, null);
      });
    }

    it('a proposal of the server is passed on', async () => {
      fake.breakNext('*', { kind: 'refuse', code: 'INNER_ERROR', proposal: '请联系管理员' });
      assert.match((await errorOf(server.listTasks({}), fake)).remedy ?? '', /请联系管理员/);
    });

    it('a server that repeats the secrets is not repeated', async () => {
      fake.breakNext('*', { kind: 'echo' });
      assert.match((await errorOf(server.listTasks({}), fake)).message, /…/);
    });

    it('a wrong password is said, and tried once', async () => {
      server.close();
      server = opened({ password: 'wrong' });
      assert.equal((await errorOf(server.listTasks({}), fake)).code, 'authentication');
      assert.equal(fake.requests.length, 1);
    });

    it('another address is not followed, and gets nothing', async () => {
      const other = await startFakeOms();
      try {
        for (const status of [301, 302, 307, 308]) {
          fake.heal();
          fake.breakNext('*', { kind: 'status', status, headers: { Location: `${other.url}/api/v2` } });
          assert.match((await errorOf(server.listTasks({}), fake)).message, /not followed/);
        }
        assert.equal(other.requests.length, 0);
      } finally {
        await other.close();
      }
    });

    for (const kind of ['silent', 'drip'] as const) {
      it(`an answer that is ${kind} ends with the time`, async () => {
        server.close();
        server = opened({}, 300);
        fake.breakNext('*', { kind });
        assert.equal((await errorOf(server.listTasks({}), fake)).code, 'timeout');
      });
    }

    it('an answer without end ends at the limit', async () => {
      fake.breakNext('*', { kind: 'huge' });
      assert.equal((await errorOf(server.listTasks({}), fake)).code, 'limit');
    });

    it('a request can be cancelled, and closing cancels the rest', async () => {
      fake.breakNext('*', { kind: 'silent' });
      const stop = new AbortController();
      const asked = errorOf(server.listTasks({}, stop.signal), fake);
      stop.abort();
      assert.equal((await asked).code, 'cancelled');
      const waiting = errorOf(server.listTasks({}), fake);
      server.close();
      assert.equal((await waiting).code, 'cancelled');
      assert.equal((await errorOf(server.listTasks({}), fake)).code, 'cancelled');
    });

    it('nobody there, and something else there', async () => {
      const { port } = fake;
      await fake.close();
      assert.match((await errorOf(server.listTasks({}), fake)).message, /ECONNREFUSED/);
      fake = await startFakeOms({ port, tls: true });
      server.close();
      server = opened({ tls: { mode: 'off' } });
      assert.ok(['protocol', 'connection'].includes((await errorOf(server.listTasks({}), fake)).code));
    });

    it('a kept connection that the server has ended is no error', async () => {
      await server.listTasks({});
      const { port } = fake;
      await fake.close();
      fake = await startFakeOms({ port, basePath: '/oms' });
      assert.equal((await server.listTasks({})).tasks.length, 1);
    });
  });
});

describe('an OMS server with TLS', () => {
  let fake: FakeOms;
  before(async () => {
    fake = await startFakeOms({ tls: true, certificateHosts: ['127.0.0.1'] });
  });
  after(() => fake.close());

  async function list(more: Partial<OmsTarget>): Promise<number> {
    const server = openOmsServer(targetOf(fake, more));
    try {
      return (await server.listTasks({})).tasks.length;
    } finally {
      server.close();
    }
  }

  const pem = (): string => fake.authority ?? '';

  it('is trusted by its authority, with or without its name, and by its fingerprint', async () => {
    assert.equal(await list({}), 1);
    assert.equal(await list({ tls: { mode: 'verify-ca', ca: pem() } }), 1);
    assert.equal(await list({ tls: { mode: 'fingerprint', fingerprint: fake.fingerprint ?? '' } }), 1);
  });

  it('is not trusted otherwise, and gets no password', async () => {
    const before = fake.requests.length;
    const wrong = 'AA:'.repeat(31) + 'AA';
    for (const tls of [
      { mode: 'verify-identity' },
      { mode: 'verify-ca' },
      { mode: 'fingerprint', fingerprint: wrong },
    ] as const) {
      await assert.rejects(
        list({ tls }),
        (error) =>
          ShadowSyncError.is(error, 'tls') &&
          'copyText' in error &&
          error.copyText === fake.fingerprint &&
          error.remedy !== null,
      );
    }
    assert.equal(fake.requests.length, before);
  });

  it('has to have the name that it is reached by', async () => {
    const named = await startFakeOms({ tls: true, certificateHosts: ['oms.example'] });
    try {
      const target = targetOf(named);
      const other = openOmsServer(target);
      await assert.rejects(other.listTasks({}), (error) => ShadowSyncError.is(error, 'tls'));
      other.close();
      const any = openOmsServer({ ...target, tls: { mode: 'verify-ca', ca: named.authority ?? '' } });
      assert.equal((await any.listTasks({})).tasks.length, 1);
      any.close();
    } finally {
      await named.close();
    }
  });

  it('that does not speak TLS, and an authority that is none, are said', async () => {
    const plain = await startFakeOms();
    try {
      await assert.rejects(
        list({ port: plain.port, tls: { mode: 'verify-ca', ca: pem() } }),
        (error) => ShadowSyncError.is(error, 'tls') && error.remedy !== null,
      );
      const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
      for (const ca of ['no certificate', broken]) {
        await assert.rejects(list({ tls: { mode: 'verify-ca', ca } }), (error) =>
          ShadowSyncError.is(error, 'tls'),
        );
      }
    } finally {
      await plain.close();
    }
  });
});

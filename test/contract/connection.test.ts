import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect, promisify } from 'node:util';
import { after, afterEach, before, describe, it } from 'mocha';
import { removeFolder } from '../support/removeFolder.ts';
import { connectTo } from '../support/rogue/connectTo.ts';
import type { ConnectionTarget, TlsChoice } from '../../src/connection/connectionTarget.ts';
import { parseConnectionUrl } from '../../src/connection/connectionUrl.ts';
import { openDatabase } from '../../src/database/mysql/openDatabase.ts';
import type { ErrorCode } from '../../src/schema/shadowSyncError.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { makeAuthority, makeCertificate } from '../support/rogue/certificates.ts';
import type { Certificate } from '../support/rogue/certificates.ts';
import { startChaosProxy } from '../support/rogue/chaosProxy.ts';
import { startTlsServer } from '../support/rogue/tlsServer.ts';
import type { TlsServer } from '../support/rogue/tlsServer.ts';
import { openConnection, query } from '../support/servers/connect.ts';
import { eachEngine } from '../support/servers/sharedServer.ts';
import { startServer } from '../support/servers/startServer.ts';
import type { TestServer } from '../support/servers/startServer.ts';

const canary = 'Canary#271828@"\'`\\ ;--%é漢';
const limits = { timeoutMs: 60_000 };

function targetOf(server: TestServer, change: Partial<ConnectionTarget> = {}): ConnectionTarget {
  return { ...parseConnectionUrl(server.url()).target, ...change };
}

async function refused(work: Promise<{ close(): Promise<void> }>, code: ErrorCode): Promise<ShadowSyncError> {
  const error = await work.then(
    async (opened) => {
      await opened.close();
      return assert.fail('it was let through');
    },
    (reason: unknown) => reason,
  );
  assert.ok(ShadowSyncError.is(error), String(error));
  assert.equal(error.code, code, error.message);
  return error;
}

const authority = makeAuthority('Shadow Sync tests');
const stranger = makeAuthority('Nobody knows me');
const certificates = {
  good: makeCertificate(authority, { name: 'good', hosts: ['localhost', '127.0.0.1'] }),
  'other host': makeCertificate(authority, { name: 'other', hosts: ['db.example', '10.1.2.3'] }),
  'name only': makeCertificate(authority, { name: 'named', hosts: ['localhost'] }),
  expired: makeCertificate(authority, { name: 'old', hosts: ['localhost', '127.0.0.1'], days: [-10, -1] }),
  'not yet valid': makeCertificate(authority, {
    name: 'new',
    hosts: ['localhost', '127.0.0.1'],
    days: [2, 9],
  }),
  'unknown CA': makeCertificate(stranger, { name: 'strange', hosts: ['localhost', '127.0.0.1'] }),
} satisfies Record<string, Certificate>;

type CertificateName = keyof typeof certificates;

/** What each mode says to each certificate, for the host it connects to; null: it connects. */
const verdicts: readonly (readonly [CertificateName, string, TlsChoice['mode'], RegExp | null])[] = [
  ['good', '127.0.0.1', 'required', null],
  ['good', '127.0.0.1', 'verify-ca', null],
  ['good', '127.0.0.1', 'verify-identity', null],
  ['good', 'localhost', 'verify-identity', null],
  ['other host', '127.0.0.1', 'required', null],
  ['other host', '127.0.0.1', 'verify-ca', null],
  ['other host', '127.0.0.1', 'verify-identity', /for another host/],
  ['other host', 'localhost', 'verify-identity', /for another host/],
  ['name only', 'localhost', 'verify-identity', null],
  ['name only', '127.0.0.1', 'verify-identity', /for another host/],
  ['expired', '127.0.0.1', 'required', null],
  ['expired', '127.0.0.1', 'verify-ca', /has expired/],
  ['expired', '127.0.0.1', 'verify-identity', /has expired/],
  ['not yet valid', '127.0.0.1', 'verify-ca', /not valid yet/],
  ['unknown CA', '127.0.0.1', 'required', null],
  ['unknown CA', '127.0.0.1', 'verify-ca', /authority that is not trusted/],
  ['unknown CA', '127.0.0.1', 'verify-identity', /authority that is not trusted/],
];

eachEngine('TLS on a real server', (engine) => {
  // MySQL 5.6 has yaSSL, which ends at TLS 1.1; no Node speaks that any more.
  if (engine === 'mysql-5.6') return;
  let tls: TlsServer | undefined;
  before(async function () {
    this.timeout(300_000);
    tls = await startTlsServer(engine, authority, certificates.good);
  });
  after(async () => tls?.stop());

  for (const name of Object.keys(certificates) as CertificateName[]) {
    describe(`with the certificate "${name}"`, () => {
      before(async function () {
        this.timeout(300_000);
        await tls?.present(certificates[name]);
      });
      for (const [, host, mode, verdict] of verdicts.filter(([certificate]) => certificate === name)) {
        it(`C-04 ${mode} to ${host} ${verdict === null ? 'connects, encrypted' : `is refused: ${verdict.source}`}`, async () => {
          const target = targetOf(tls!.server, { host, tls: { mode, ca: authority.cert } });
          if (verdict !== null) {
            const error = await refused(connectTo(target), 'tls');
            assert.match(error.message, verdict);
            assert.notEqual(error.remedy, null);
            return;
          }
          const connection = await connectTo(target);
          const [row] = await connection.rows("SHOW SESSION STATUS LIKE 'Ssl_cipher'", [], limits);
          assert.notEqual(row?.[1], '');
          await connection.close();
        });
      }
    });
  }

  it('C-04 without a named authority, the ones that come with Node count', async () => {
    await tls?.present(certificates.good);
    const error = await refused(connectTo(targetOf(tls!.server, { tls: { mode: 'verify-ca' } })), 'tls');
    assert.match(error.message, /not trusted/);
  });

  it('C-04 an account that must show a certificate is let in with it, and not without', async () => {
    const { server } = tls!;
    await tls?.present(certificates.good);
    await query(server, "CREATE USER 'shower'@'%' IDENTIFIED BY 'pw' REQUIRE X509");
    const own = makeCertificate(authority, { name: 'shower', hosts: [] });
    const account = { user: 'shower', password: 'pw' };
    const choice: TlsChoice = { mode: 'verify-identity', ca: authority.cert };
    await refused(connectTo(targetOf(server, { ...account, tls: choice })), 'authentication');
    const connection = await connectTo(targetOf(server, { ...account, tls: { ...choice, ...own } }));
    await connection.close();
  });

  it('C-03 mode off stays in clear although the server offers TLS', async () => {
    const connection = await connectTo(targetOf(tls!.server));
    const [row] = await connection.rows("SHOW SESSION STATUS LIKE 'Ssl_cipher'", [], limits);
    assert.equal(row?.[1], '');
    await connection.close();
  });
});

eachEngine('accounts on a real server', (engine, getServer) => {
  const made: string[] = [];
  afterEach(async () => {
    for (const user of made.splice(0)) await query(getServer(), `DROP USER '${user}'@'%'`);
  });

  async function account(
    user: string,
    password: string,
  ): Promise<Pick<ConnectionTarget, 'user' | 'password'>> {
    const connection = await openConnection(getServer());
    await connection.query("CREATE USER ?@'%' IDENTIFIED BY ?", [user, password]);
    await connection.end();
    made.push(user);
    return { user, password };
  }

  const passwords = {
    'quotes, @ and a backslash': 'a\'b"c`d@e\\f;--/*',
    unicode: 'pässwörd-漢字-🔑',
    '200 characters': 'x'.repeat(190) + '0123456789',
    none: '',
  };
  for (const [kind, password] of Object.entries(passwords)) {
    it(`C-06 a password with ${kind} works, also in a URL`, async () => {
      const { user } = await account('c06', password);
      const url = `mysql://c06:${encodeURIComponent(password)}@127.0.0.1:${String(getServer().port)}/`;
      const connection = await connectTo(parseConnectionUrl(url).target);
      const [row] = await connection.rows('SELECT CURRENT_USER() AS account', [], limits);
      assert.equal(row?.[0], `${user}@%`);
      await connection.close();
    });
  }

  it('C-10 a wrong password is tried once and named nowhere', async () => {
    await account('c10', 'right');
    const server = getServer();
    const proxy = await startChaosProxy(server);
    try {
      const target = targetOf(server, { port: proxy.port, user: 'c10', password: canary });
      const error = await refused(openDatabase(target), 'authentication');
      assert.equal(error.errno, 1045);
      assert.match(error.message, /c10@127\.0\.0\.1/);
      assert.ok(!inspect(error, { depth: 20, showHidden: true }).includes(canary.slice(0, 13)));
      assert.equal(proxy.accepted, 1);
    } finally {
      await proxy.close();
    }
  });

  it('a database that is not there, and one that may not be used, are told apart', async () => {
    await refused(openDatabase(targetOf(getServer(), { database: 'no such' })), 'unknown-database');
    const user = await account('nobody', 'pw');
    await refused(openDatabase(targetOf(getServer(), { ...user, database: 'mysql' })), 'privilege');
  });

  it('C-06 C-12 a password reaches neither a file, nor any output, with every trace switched on', async () => {
    await account('c12', canary);
    const home = mkdtempSync(join(tmpdir(), 'shadow-sync-canary-'));
    try {
      const script = fileURLToPath(import.meta.resolve('../support/rogue/tracedConnection.ts'));
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [script], {
        cwd: home,
        maxBuffer: 64 * 1024 * 1024,
        env: {
          HOME: home,
          TMPDIR: home,
          DEBUG: '*',
          NODE_DEBUG: 'net,stream,tls,timer,module,esm',
          SHADOW_SYNC_TEST_PORT: String(getServer().port),
          SHADOW_SYNC_TEST_PASSWORD: canary,
        },
      });
      assert.match(stdout, /connected/);
      const outputs = [stdout, stderr, ...filesUnder(home).map((file) => readFileSync(file, 'latin1'))];
      for (const form of spellings(canary)) {
        for (const output of outputs) assert.ok(!output.includes(form), `found as ${form}`);
      }
    } finally {
      removeFolder(home);
    }
  }).timeout(300_000);

  it(`X-23 a server without a free connection says so, ${engine}`, async () => {
    const server = await startServer(engine, { args: ['--max-connections=10'] });
    const taken = [];
    try {
      await query(server, "CREATE USER 'full'@'%' IDENTIFIED BY 'pw'");
      const target = targetOf(server, { user: 'full', password: 'pw' });
      for (let i = 0; i < 10; i += 1) taken.push(await connectTo(target));
      const error = await refused(openDatabase(target), 'connection');
      assert.equal(error.errno, 1040);
      assert.match(error.remedy ?? '', /max_connections/);
    } finally {
      await Promise.all(taken.map((connection) => connection.close()));
      await server.stop();
    }
  }).timeout(300_000);
});

describe('no server', () => {
  it('a host that does not exist and a port that nobody answers are told apart', async () => {
    const away: ConnectionTarget = { ...parseConnectionUrl('mysql://u@127.0.0.1:1/').target };
    const error = await refused(openDatabase(away), 'connection');
    assert.equal(error.symbol, 'ECONNREFUSED');
    const unknown = await refused(openDatabase({ ...away, host: 'no-such-host.invalid' }), 'connection');
    assert.match(unknown.remedy ?? '', /name of the host/);
  });
});

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile());
}

/** The ways in which a secret could be written down. */
function spellings(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    bytes.toString('latin1'),
    bytes.toString('base64'),
    bytes.toString('hex'),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    'Canary#271828',
  ];
}

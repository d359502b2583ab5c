/** What the staged test of a connection says of TLS. */
import assert from 'node:assert/strict';
import { after, before, it } from 'mocha';
import type { ConnectionTarget } from '../../src/connection/connectionTarget.ts';
import type { StageReport } from '../../src/connection/connectionTest.ts';
import { makeAuthority, makeCertificate } from '../support/rogue/certificates.ts';
import { startTlsServer } from '../support/rogue/tlsServer.ts';
import type { TlsServer } from '../support/rogue/tlsServer.ts';
import { eachEngine } from '../support/servers/sharedServer.ts';
import { ends, stage, targetOf, tested } from '../support/stages.ts';

eachEngine('the TLS stage', (engine) => {
  if (engine === 'mysql-5.6') return;
  const authority = makeAuthority('Shadow Sync stages');
  const hosts = ['localhost', '127.0.0.1'];
  const good = makeCertificate(authority, { name: 'good', hosts });
  let server: TlsServer | undefined;
  before(async function () {
    this.timeout(300_000);
    server = await startTlsServer(engine, authority, good);
  });
  after(async () => server?.stop());

  async function tls(change: Partial<ConnectionTarget['tls']>, host = '127.0.0.1'): Promise<StageReport> {
    assert.ok(server !== undefined);
    const choice = { mode: 'verify-identity', ca: authority.cert, ...change } as const;
    const result = await tested(targetOf(server.server, { host, tls: choice }));
    assert.deepEqual(ends(result).slice(0, 2), ['dns ok', 'tcp ok']);
    const report = stage(result, 'tls');
    const next = report.state === 'ok' ? 'authentication ok' : 'authentication skipped';
    assert.equal(ends(result)[3], next);
    return report;
  }

  it('says what was agreed on, and with whom', async () => {
    const report = await tls({});
    assert.equal(report.state, 'ok');
    assert.match(
      report.detail ?? '',
      /^TLSv1\.\d with TLS_\S+; a certificate for DNS:localhost, IP Address:127\.0\.0\.1, /,
    );
    assert.match(report.detail ?? '', /signed by "Shadow Sync stages", valid until /);
    assert.match((await tls({ mode: 'required' })).detail ?? '', /not checked who that is/);
  });

  it('C-04 names what the certificate has against it', async function () {
    this.timeout(300_000);
    const stranger = makeAuthority('Nobody knows me');
    for (const [certificate, detail, remedy] of [
      [
        makeCertificate(authority, { name: 'o', hosts: ['db.example', '10.1.2.3'] }),
        /another host \(it names DNS:db\.example, IP Address:10\.1\.2\.3\)/,
        /name that the certificate has/,
      ],
      [
        makeCertificate(authority, { name: 'e', hosts, days: [-9, -1] }),
        /expired \(it was valid until /,
        /renewed/,
      ],
      [
        makeCertificate(authority, { name: 'n', hosts, days: [2, 9] }),
        /not valid yet \(it is valid from /,
        /clock/,
      ],
      [
        makeCertificate(stranger, { name: 's', hosts }),
        /signed by "Nobody knows me", SHA-256 /,
        /Name the authority/,
      ],
    ] as const) {
      await server?.present(certificate);
      const report = await tls({});
      assert.equal(report.state, 'failed');
      assert.match(report.detail ?? '', detail);
      assert.match(report.remedy ?? '', remedy);
    }
    await server?.present(good);
  });

  it('C-04 names the file that can not be used', async () => {
    assert.ok(server !== undefined);
    for (const [files, detail] of [
      [{ ca: 'hello' }, /file of the authority/],
      [{ cert: 'hello', key: good.key }, /client's certificate/],
      [{ cert: good.cert, key: 'hello' }, /client's key/],
      [
        { cert: good.cert, key: makeCertificate(authority, { name: 'x', hosts }).key },
        /not belong to the certificate/,
      ],
    ] as const) {
      const choice = { mode: 'verify-ca', ...files } as const;
      const result = await tested(targetOf(server.server, { tls: choice }));
      const failed = result.stages.find(({ state }) => state === 'failed');
      assert.match(failed?.detail ?? '', detail);
    }
  });
});

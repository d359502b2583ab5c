/** A real database behind an SSH server: everything that is sent goes through one tunnel, and a cut is never a success. */
import assert from 'node:assert/strict';
import { afterEach, it } from 'mocha';
import type { ConnectionTarget, SshTarget, TlsChoice } from '../../src/connection/connectionTarget.ts';
import { openDatabase } from '../../src/database/mysql/openDatabase.ts';
import { makeAuthority, makeCertificate } from '../support/rogue/certificates.ts';
import { connectTo } from '../support/rogue/connectTo.ts';
import { ddlBench, endless, nextMarker, patient, refused, until } from '../support/rogue/ddlBench.ts';
import { startTlsServer } from '../support/rogue/tlsServer.ts';
import { eachEngine } from '../support/servers/sharedServer.ts';
import { startSshServer } from '../support/ssh/sshServer.ts';
import type { TestSshServer } from '../support/ssh/sshServer.ts';
import { behind, hopTo, password, through } from '../support/ssh/sshTarget.ts';

const signal = { aborted: false };
const secret = password('through');

eachEngine('a database behind SSH', (engine, getServer) => {
  const bench = ddlBench(getServer);
  const servers: TestSshServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  async function bastion(): Promise<TestSshServer> {
    const server = await startSshServer({ password: 'through' });
    servers.push(server);
    return server;
  }

  async function tunnelled(): Promise<{ readonly server: TestSshServer; readonly ssh: SshTarget }> {
    const server = await bastion();
    return { server, ssh: through(server, secret) };
  }

  it('is read and changed through one SSH connection, which ends with it', async () => {
    const { server, ssh } = await tunnelled();
    const opened = await bench.open({ ssh });
    await bench.rows('CREATE TABLE a (id INT)');
    const names = ['a', 'missing'].map((table) => ({ database: bench.database, table }));
    const tables = await opened.reader.readTables(names, signal);
    assert.equal(tables.size, 2);
    const session = await opened.ddlServer.openSession();
    await session.execute(`CREATE TABLE ${bench.table('b')} (id INT)`, nextMarker(), patient);
    assert.ok(await bench.exists('b'));
    assert.ok(server.forwarded.length >= 4, server.forwarded.join());
    assert.equal(server.logins, 1);
    assert.equal(server.open, 1);
    await opened.close();
    await until(() => Promise.resolve(server.open === 0));
  });

  it('is reached over a jump server', async () => {
    const [jump, server] = [await bastion(), await bastion()];
    const ssh: SshTarget = {
      server: hopTo(server, secret),
      jump: hopTo(jump, secret),
      knownHosts: [{ path: 'k', text: jump.knownHosts + server.knownHosts }],
    };
    const opened = await bench.open({ ssh });
    assert.deepEqual(await opened.reader.listTables(bench.database, signal), []);
    assert.deepEqual(jump.forwarded, [`127.0.0.1:${String(server.port)}`]);
  });

  it('X-05 a tunnel that is cut in the middle of a statement leaves an unknown outcome', async function () {
    this.timeout(300_000);
    const { server, ssh } = await tunnelled();
    const session = await bench.session({ ssh });
    const marker = nextMarker();
    const running = refused(
      session.execute(endless(bench.table('slow')), marker, patient),
      'unknown-outcome',
    );
    await until(async () => (await bench.running(marker)) === 1);
    server.cut();
    const error = await running;
    assert.match(error.message, /tunnel is gone/);
    // Asked through a tunnel of its own, which is made anew.
    const found = await bench.opened.ddlServer.findRunning(marker.run);
    for (const { connectionId } of found) await bench.opened.ddlServer.kill(connectionId, marker);
    assert.equal(server.logins, 2);
    await session.close();
    await until(async () => (await bench.running(marker)) === 0);
    assert.equal(await bench.exists('slow'), false);
  });

  it('a reading that loses its tunnel fails, and the next one has a new tunnel', async () => {
    const { server, ssh } = await tunnelled();
    const opened = await bench.open({ ssh });
    server.cut();
    await until(() => Promise.resolve(server.open === 0));
    assert.deepEqual(await opened.reader.listTables(bench.database, signal), []);
    assert.equal(server.logins, 2);
  });

  it('a database that is not there, seen from the SSH server, ends the SSH connection too', async () => {
    const { server, ssh } = await tunnelled();
    await refused(openDatabase(bench.target({ ssh, database: 'no such' })), 'unknown-database');
    await until(() => Promise.resolve(server.open === 0));
    const error = await refused(openDatabase(bench.target({ ssh, port: 1 })), 'connection');
    assert.match(error.message, /can't reach 127\.0\.0\.1:1/);
    await until(() => Promise.resolve(server.open === 0));
  });

  if (engine === 'mysql-5.6') return; // yaSSL ends at TLS 1.1; no Node speaks that any more.
  it('C-04 behind SSH, TLS is with the database host that was named', async function () {
    this.timeout(300_000);
    const authority = makeAuthority('Shadow Sync tunnels');
    const good = makeCertificate(authority, { name: 'good', hosts: ['localhost', '127.0.0.1'] });
    const tls = await startTlsServer(engine, authority, good);
    try {
      const { ssh } = await tunnelled();
      const to = (host: string, mode: TlsChoice['mode']): ConnectionTarget =>
        behind(ssh, tls.server, { host, tls: { mode, ca: authority.cert } });
      for (const host of ['localhost', '127.0.0.1']) {
        const opened = await openDatabase(to(host, 'verify-identity'));
        await opened.close();
      }
      for (const hosts of [['db.example'], ['localhost']]) {
        await tls.present(makeCertificate(authority, { name: 'other', hosts }));
        const error = await refused(openDatabase(to('127.0.0.1', 'verify-identity')), 'tls');
        assert.match(error.message, /for another host \(it names DNS:/);
      }
      await refused(connectTo(to('127.0.0.1', 'verify-identity')), 'tls');
      const opened = await openDatabase(to('127.0.0.1', 'verify-ca'));
      await opened.close();
    } finally {
      await tls.stop();
    }
  });
});

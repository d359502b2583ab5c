/** The staged test of a connection, on real servers: each failure is named at its own stage, with what helps. */
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { after, afterEach, before, it } from 'mocha';
import type { ConnectionTarget } from '../../src/connection/connectionTarget.ts';
import type { StageReport } from '../../src/connection/connectionTest.ts';
import { testConnection } from '../../src/database/mysql/testConnection.ts';
import { until } from '../support/rogue/rogueBench.ts';
import { query, quoted } from '../support/servers/connect.ts';
import { dropDatabase, eachEngine, freshDatabase } from '../support/servers/sharedServer.ts';
import { startSshServer } from '../support/ssh/sshServer.ts';
import type { TestSshServer } from '../support/ssh/sshServer.ts';
import { behind, hopTo, password, through } from '../support/ssh/sshTarget.ts';
import { canary, ends, stage, targetOf, tested } from '../support/stages.ts';

eachEngine('the test of a connection', (engine, getServer) => {
  let database = '';
  const closing: (() => Promise<void> | void)[] = [];
  before(async () => {
    database = await freshDatabase(getServer());
  });
  after(async () => {
    if (database !== '') await dropDatabase(getServer(), database);
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });

  /** An account with these grants; `?` stands for the database. */
  async function account(...grants: readonly string[]): Promise<Pick<ConnectionTarget, 'user' | 'password'>> {
    const server = getServer();
    await query(server, `CREATE USER 'staged'@'%' IDENTIFIED BY '${canary}'`);
    closing.push(async () => {
      await query(server, "DROP USER 'staged'@'%'");
    });
    for (const grant of grants) {
      await query(server, `GRANT ${grant.replaceAll('?', quoted(database))} TO 'staged'@'%'`);
    }
    return { user: 'staged', password: canary };
  }

  async function ssh(): Promise<TestSshServer> {
    const server = await startSshServer({ password: canary });
    closing.push(() => server.close());
    return server;
  }

  it('names each stage as it goes well, and what was found', async () => {
    const result = await tested(targetOf(getServer(), { database }));
    assert.deepEqual(ends(result), ['dns ok', 'tcp ok', 'authentication ok', 'privileges ok']);
    assert.equal(result.canAnalyse, true);
    assert.equal(result.canRun, true);
    const name = engine.startsWith('mariadb') ? 'MariaDB' : 'MySQL';
    assert.ok(stage(result, 'authentication').detail?.includes(`: ${name} ${getServer().version}`));
  });

  it('goes through SSH servers, each a stage', async () => {
    const [jump, server] = [await ssh(), await ssh()];
    const one = behind(through(server, password(canary)), getServer(), { database });
    assert.deepEqual(ends(await tested(one)), [
      'dns ok',
      'tcp ok',
      'ssh ok',
      'forward ok',
      'authentication ok',
      'privileges ok',
    ]);
    const known = [{ path: 'k', text: jump.knownHosts + server.knownHosts }] as const;
    const secret = password(canary);
    const two = { server: hopTo(server, secret), jump: hopTo(jump, secret), knownHosts: known };
    assert.deepEqual(ends(await tested(behind(two, getServer()))).slice(2, 5), [
      'jump ok',
      'ssh ok',
      'forward ok',
    ]);
    const wrong = { ...two, jump: hopTo(jump, password('wrong')) };
    const failed = await tested(behind(wrong, getServer()));
    assert.deepEqual(ends(failed).slice(2, 5), ['jump failed', 'ssh skipped', 'forward skipped']);
    const stranger = await tested(
      behind({ ...two, knownHosts: [{ path: 'k', text: jump.knownHosts }] }, getServer()),
    );
    assert.deepEqual(ends(stranger).slice(2, 5), ['jump ok', 'ssh failed', 'forward skipped']);
    assert.equal(stage(stranger, 'ssh').copyText, server.knownHosts.trim());
    const nobody = await tested(behind(two, getServer(), { port: 1 }));
    assert.deepEqual(ends(nobody).slice(3), [
      'ssh ok',
      'forward failed',
      'authentication skipped',
      'privileges skipped',
    ]);
    await until(() => jump.open + server.open === 0);
  });

  it('names a name that is not found, a port that refuses, and one that says nothing', async () => {
    const unknown = await tested(targetOf(getServer(), { host: 'no-such-host.invalid' }));
    assert.deepEqual(ends(unknown), [
      'dns failed',
      'tcp skipped',
      'authentication skipped',
      'privileges skipped',
    ]);
    assert.match(stage(unknown, 'dns').detail ?? '', /host no-such-host\.invalid/);
    const refusing = await tested(targetOf(getServer(), { port: 1 }));
    assert.deepEqual(ends(refusing).slice(0, 3), ['dns ok', 'tcp failed', 'authentication skipped']);
    assert.match(stage(refusing, 'tcp').detail ?? '', /127\.0\.0\.1:1 refuses connections/);
    const silent = await listening(() => undefined);
    const quiet = await tested(targetOf(getServer(), { port: silent }), { timeoutMs: 4000 });
    assert.deepEqual(ends(quiet).slice(0, 3), ['dns ok', 'tcp ok', 'authentication failed']);
  });

  it('can be cancelled', async () => {
    const signal = { aborted: false };
    const silent = await listening(() => (signal.aborted = true));
    const told: StageReport[] = [];
    const onReport = (report: StageReport): unknown => told.push(report);
    const testing = testConnection(targetOf(getServer(), { port: silent }), { signal, onReport });
    await assert.rejects(testing, { code: 'cancelled' });
    const last = told.slice(-2).map(({ stage: name, state, detail }) => `${name} ${state} ${detail ?? ''}`);
    assert.deepEqual(last, [
      'authentication skipped The test was cancelled.',
      'privileges skipped Not reached.',
    ]);
  });

  it('tells a wrong password, a database that is not there, and one that may not be used', async () => {
    const user = await account();
    const server = getServer();
    const wrong = await tested(targetOf(server, { ...user, password: `${canary}?` }));
    assert.deepEqual(ends(wrong).slice(2), ['authentication failed', 'privileges skipped']);
    assert.match(stage(wrong, 'authentication').remedy ?? '', /password/);
    const missing = await tested(targetOf(server, { database: 'no such' }));
    assert.deepEqual(ends(missing).slice(2), ['authentication failed', 'privileges skipped']);
    assert.match(stage(missing, 'authentication').detail ?? '', /no such/);
    const shut = await tested(targetOf(server, { ...user, database }));
    assert.deepEqual(ends(shut).slice(2), ['authentication ok', 'privileges failed']);
    assert.match(stage(shut, 'privileges').copyText ?? '', /^GRANT SELECT, CREATE, .* TO 'staged'@'%';$/);
    const besides = await tested(targetOf(server, { database }), { databases: ['shadows nowhere'] });
    assert.match(stage(besides, 'privileges').detail ?? '', /no database shadows nowhere/);
  });

  it('gives the statements that are missing, and they are enough', async () => {
    const user = await account('SELECT ON ?.*');
    const server = getServer();
    const target = targetOf(server, { ...user, database });
    const before = await tested(target);
    assert.deepEqual(ends(before).slice(2), ['authentication ok', 'privileges warning']);
    assert.deepEqual([before.canAnalyse, before.canRun], [true, false]);
    const statement = stage(before, 'privileges').copyText ?? '';
    assert.match(statement, /^GRANT CREATE, REFERENCES, INSERT, ALTER, INDEX, DROP ON /);
    await query(server, statement.replace(/;$/, ''));
    assert.equal((await tested(target)).canRun, true);
  });

  it('counts what is granted everywhere, by a pattern, and table by table', async () => {
    const server = getServer();
    await query(server, 'CREATE TABLE t (id INT)', database);
    const user = await account('SELECT ON ?.t');
    const target = targetOf(server, { ...user, database });
    const one = stage(await tested(target), 'privileges');
    assert.equal(one.state, 'warning');
    assert.match(one.detail ?? '', new RegExp(`only these tables of ${database}: t,`));
    await query(server, `GRANT ALL PRIVILEGES ON \`${database.slice(0, -1)}_\`.* TO 'staged'@'%'`);
    assert.equal(stage(await tested(target), 'privileges').state, 'ok');
    // The more specific one counts alone: what the pattern gave is gone.
    await query(server, `GRANT INSERT ON ${quoted(database.replaceAll('_', '\\_'))}.* TO 'staged'@'%'`);
    assert.match(stage(await tested(target), 'privileges').copyText ?? '', /^GRANT SELECT, CREATE/);
    await query(server, "GRANT ALL PRIVILEGES ON *.* TO 'staged'@'%'");
    assert.equal(stage(await tested(target), 'privileges').state, 'ok');
  });

  if (engine === 'mysql-5.6') return; // no roles, and a TLS that no Node speaks any more

  it('counts a role that is in force, and names one that is not', async () => {
    const server = getServer();
    const user = await account();
    await query(server, 'CREATE ROLE keeper');
    closing.push(async () => {
      await query(server, 'DROP ROLE keeper');
    });
    await query(server, `GRANT ALL PRIVILEGES ON ${quoted(database)}.* TO keeper`);
    await query(server, "GRANT keeper TO 'staged'@'%'");
    const target = targetOf(server, { ...user, database });
    assert.match(stage(await tested(target), 'privileges').detail ?? '', /Not in force: the role keeper/);
    const to = server.dialect === 'mariadb' ? 'FOR' : 'TO';
    await query(server, `SET DEFAULT ROLE keeper ${to} 'staged'@'%'`);
    assert.equal(stage(await tested(target), 'privileges').state, 'ok');
  });

  if (engine === 'mysql-9') {
    it('counts partial revokes', async () => {
      const server = getServer();
      const user = await account('ALL ON *.*');
      await query(server, 'SET GLOBAL partial_revokes = ON');
      closing.push(async () => {
        await query(server, "REVOKE ALL PRIVILEGES, GRANT OPTION FROM 'staged'@'%'");
        await query(server, 'SET GLOBAL partial_revokes = OFF');
      });
      const target = targetOf(server, { ...user, database });
      assert.equal((await tested(target)).canRun, true);
      await query(server, `REVOKE DROP ON ${quoted(database)}.* FROM 'staged'@'%'`);
      const report = stage(await tested(target), 'privileges');
      assert.equal(report.state, 'warning');
      assert.equal(report.copyText, `GRANT DROP ON ${quoted(database)}.* TO 'staged'@'%';`);
    });
  }

  it('tells an account that is locked', async () => {
    const user = await account();
    await query(getServer(), "ALTER USER 'staged'@'%' ACCOUNT LOCK");
    const report = stage(await tested(targetOf(getServer(), user)), 'authentication');
    assert.equal(report.state, 'failed');
    assert.match(report.remedy ?? '', /unlocked/);
  });

  async function listening(serve: () => void): Promise<number> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
      serve();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return (server.address() as AddressInfo).port;
  }
});

import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, it } from 'mocha';
import { openConnection, query, runScript } from '../support/servers/connect.ts';
import type { EngineName } from '../support/servers/engineRecipe.ts';
import { sweepAbandonedFolders } from '../support/servers/ownedFolder.ts';
import { dropDatabase, eachEngine, freshDatabase, sharedServer } from '../support/servers/sharedServer.ts';
import { startServer, type StartOptions, type TestServer } from '../support/servers/startServer.ts';

const startLimitMs = 300_000;
const versions: Readonly<Record<EngineName, RegExp>> = {
  'mariadb-10.11': /^10\.11\.\d+-MariaDB/,
  'mariadb-11.8': /^11\.8\.\d+-MariaDB/,
  'mysql-5.6': /^5\.6\.\d+/,
  'mysql-9': /^9\.\d+\.\d+/,
};

function isRunning(pid: number): boolean {
  // A killed child that nobody has waited for yet is a zombie: it has no command line any more.
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
}

async function until(what: string, isTrue: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + 120_000;
  while (!isTrue()) {
    assert.ok(Date.now() < giveUpAt, `${what} within 120 s`);
    await pause(20);
  }
}

eachEngine('test server', (engine, getServer) => {
  const own: TestServer[] = [];
  const start = async (options?: StartOptions): Promise<TestServer> => {
    const server = await startServer(engine, options);
    own.push(server);
    return server;
  };
  afterEach(async () => {
    await Promise.all(own.splice(0).map((server) => server.stop()));
  });

  it('starts, says its version, makes a table, stops, and leaves no process and no folder', async function () {
    this.timeout(startLimitMs);
    const server = await start();
    const [row] = await query(
      server,
      'SELECT VERSION() AS version, @@port AS port, CURRENT_USER() AS account',
    );
    assert.match(String(row?.['version']), versions[engine]);
    assert.equal(row?.['version'], server.version);
    assert.equal(row['port'], server.port);
    assert.equal(row['account'], 'root@localhost');
    await query(server, 'CREATE DATABASE shop');
    await query(server, 'CREATE TABLE orders (id INT PRIMARY KEY, note VARCHAR(20)) ENGINE=InnoDB', 'shop');
    const [created] = await query(server, 'SHOW CREATE TABLE orders', 'shop');
    assert.match(String(created?.['Create Table']), /DEFAULT CHARSET=utf8mb4/);
    const { pid } = server;
    assert.ok(isRunning(pid));
    await server.stop();
    assert.ok(!isRunning(pid), 'the process is gone');
    assert.ok(!existsSync(dirname(server.dataDir)), 'the folder is gone');
    await server.stop();
  });

  it('has root and the server’s own accounts only, none of them open to other machines', async () => {
    const accounts = await query(getServer(), 'SELECT User AS name, Host AS host FROM mysql.user');
    const isOwn = (name: string): boolean => /^(root|PUBLIC|mariadb\.sys|mysql\.\w+)$/.test(name);
    assert.deepEqual(
      accounts.filter(({ name }) => !isOwn(String(name))),
      [],
    );
    const hosts = new Set(accounts.map(({ host }) => String(host)));
    assert.deepEqual(
      [...hosts].filter((host) => !['localhost', '127.0.0.1', '::1', ''].includes(host)),
      [],
    );
  });

  it('has no databases but the system’s', async () => {
    const rows = await query(getServer(), 'SHOW DATABASES');
    const names = rows.flatMap((row) => Object.values(row).map(String));
    const others = names.filter((name) => !/^(mysql|sys|(information|performance)_schema)$/.test(name));
    assert.deepEqual(
      others.filter((name) => !name.startsWith('shadow_sync_')),
      [],
    );
  });

  it('keeps compressed rows, large packets and a UTC clock', async () => {
    const database = await freshDatabase(getServer());
    const sql =
      'CREATE TABLE packed (id INT PRIMARY KEY) ENGINE=InnoDB ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8';
    await query(getServer(), sql, database);
    const [status] = await query(getServer(), "SHOW TABLE STATUS LIKE 'packed'", database);
    assert.equal(status?.['Row_format'], 'Compressed');
    const settings =
      'SELECT @@max_allowed_packet AS packet, @@max_connections AS connections, @@log_bin AS log_bin, ' +
      'TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), NOW()) AS off_by';
    assert.deepEqual(await query(getServer(), settings), [
      { packet: 256 * 1024 * 1024, connections: 200, log_bin: 0, off_by: 0 },
    ]);
    await dropDatabase(getServer(), database);
    await assert.rejects(dropDatabase(getServer(), 'mysql'), /not a database of freshDatabase/);
  });

  it('is shared by all suites of the process', async () => {
    assert.equal(await sharedServer(engine), getServer());
  });

  it('is talked to in the sql_mode it has by itself', async () => {
    const connection = await openConnection(getServer());
    const [rows] = await connection.query('SELECT @@SESSION.sql_mode = @@GLOBAL.sql_mode AS is_own');
    await connection.end();
    assert.deepEqual(rows, [{ is_own: 1 }]);
  });

  it('runs scripts of several statements in one database', async () => {
    const database = await freshDatabase(getServer());
    await runScript(getServer(), 'CREATE TABLE one (id INT); CREATE TABLE two (id INT);', database);
    assert.equal((await query(getServer(), 'SHOW TABLES', database)).length, 2);
  });

  it('gives every caller another database', async () => {
    const names = await Promise.all([freshDatabase(getServer()), freshDatabase(getServer())]);
    assert.equal(new Set(names).size, 2);
  });

  it('writes the general log when asked to, and takes arguments of the test', async function () {
    this.timeout(startLimitMs);
    const server = await start({ generalLog: true, args: ['--lower-case-table-names=1'] });
    const [row] = await query(server, 'SELECT @@lower_case_table_names AS folding, 1 AS seen_in_the_log');
    assert.equal(row?.['folding'], 1);
    const { generalLogFile } = server;
    assert.ok(generalLogFile !== undefined);
    assert.match(readFileSync(generalLogFile, 'utf8'), /seen_in_the_log/);
    assert.equal(getServer().generalLogFile, undefined);
  });

  it('comes back on the same port with its data after it was killed', async function () {
    this.timeout(startLimitMs);
    const server = await start();
    await query(server, 'CREATE DATABASE shop');
    await query(server, 'CREATE TABLE orders (id INT PRIMARY KEY) ENGINE=InnoDB', 'shop');
    const { pid, port } = server;
    await assert.rejects(server.restart(), /still runs/);
    await server.kill('SIGKILL');
    assert.ok(!isRunning(pid));
    await assert.rejects(query(server, 'SELECT 1'), { code: 'ECONNREFUSED' });
    await server.restart();
    assert.equal(server.port, port);
    assert.notEqual(server.pid, pid);
    assert.deepEqual(await query(server, 'SELECT COUNT(*) AS found FROM orders', 'shop'), [{ found: 0 }]);
  });

  it('says what the server said when it refuses to start', async function () {
    this.timeout(startLimitMs);
    await assert.rejects(start({ args: ['--no-such-option'] }), {
      code: 'SERVER_START',
      message: /ended while starting:[^]*no-such-option/,
    });
  });

  it('sees that a port was taken', async function () {
    this.timeout(startLimitMs);
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const address = blocker.address();
    assert.ok(address !== null && typeof address === 'object');
    const starting = start({ args: [`--port=${String(address.port)}`] });
    await assert.rejects(starting, { code: 'SERVER_START', isPortTaken: true });
    blocker.close();
  });

  // The rest is the same code for every engine: enough on a server of the system and on one under a loader.
  if (!engine.startsWith('mariadb')) return;

  it('starts as several at once, each on a port of its own', async function () {
    this.timeout(startLimitMs);
    const servers = await Promise.all([start(), start(), start()]);
    assert.equal(new Set(servers.map(({ port }) => port)).size, 3);
    const asked = await Promise.all(servers.map((server) => query(server, 'SELECT @@datadir AS folder')));
    const folders = asked.map(([row]) => String(row?.['folder']));
    assert.deepEqual(
      folders,
      servers.map(({ dataDir }) => `${dataDir}/`),
    );
  });

  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    it(`goes away when the test process dies of ${signal}`, async function () {
      this.timeout(startLimitMs);
      const holder = await holdServer(engine);
      assert.ok(isRunning(holder.serverPid));
      holder.process.kill(signal);
      const [, endedBy] = (await once(holder.process, 'exit')) as [number | null, NodeJS.Signals | null];
      assert.equal(endedBy, signal);
      await until('the server ends', () => !isRunning(holder.serverPid));
      // Only a process that could still act has removed the folder; for the others the next start does.
      if (signal === 'SIGKILL') assert.ok(sweepAbandonedFolders().includes(holder.folder));
      assert.ok(!existsSync(holder.folder));
      assert.ok(isRunning(getServer().pid), 'a living process keeps its server');
      assert.ok(existsSync(getServer().dataDir), 'and its folder');
    });
  }

  it('lets a script that has stopped it go on', async function () {
    this.timeout(startLimitMs);
    const holder = await holdServer(engine, 'process.stdin.unref(); await stop(); process.exitCode = 5;');
    await once(holder.process, 'exit');
    assert.equal(holder.process.exitCode, 5);
    assert.ok(!existsSync(holder.folder));
  });

  it('goes away when a test process ends without stopping it', async function () {
    this.timeout(startLimitMs);
    const holder = await holdServer(engine, 'process.stdin.unref();');
    await once(holder.process, 'exit');
    assert.equal(holder.process.exitCode, 0);
    await until('the server ends', () => !isRunning(holder.serverPid));
    assert.ok(!existsSync(holder.folder));
  });
});

interface Holder {
  readonly process: ChildProcess;
  readonly serverPid: number;
  readonly folder: string;
}

/** A process of its own that starts a server and then waits, or ends if `afterwards` lets it. */
async function holdServer(engine: EngineName, afterwards = ''): Promise<Holder> {
  const module = new URL('../support/servers/startServer.ts', import.meta.url).href;
  const code = `
    import { startServer } from '${module}';
    process.stdin.resume();
    const { pid, dataDir, stop } = await startServer('${engine}');
    console.log(JSON.stringify({ pid, dataDir }));
    ${afterwards}`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    const { pid, dataDir } = JSON.parse(line) as { pid: number; dataDir: string };
    return { process: child, serverPid: pid, folder: dirname(dataDir) };
  }
  throw new Error('The process ended before its server was up.');
}

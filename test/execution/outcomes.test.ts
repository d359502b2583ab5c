/** What a run makes of refusals, locks, grants and closed servers (X-10…, O-67…O-77). */
import assert from 'node:assert/strict';
import type { OpenedServer } from '../../src/compose.ts';
import { openConnection, query, runScript } from '../support/servers/connect.ts';
import { useLive } from '../support/liveStage.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import { leftToDo, openLive, outcomes, planLive, prefix, runLive } from './liveRun.ts';
import { eachExecutionEngine } from './executionEngines.ts';
import { makeTenPairs } from './sampleTables.ts';
import { sentStatements, sentTwice } from './sentStatements.ts';

/** Five pairs; the second can't be made unique on its server, because its shadow holds a value twice. */
async function makeFivePairs(server: TestServer, database: string): Promise<void> {
  const pairs = ['a', 'b', 'c', 'd', 'e'].map(
    (name) =>
      `CREATE TABLE ${name} (id INT PRIMARY KEY, v INT, UNIQUE KEY one_v (v));` +
      `CREATE TABLE ${prefix}${name} (id INT PRIMARY KEY, v INT)`,
  );
  await runScript(server, [...pairs, `INSERT INTO ${prefix}b VALUES (1, 7), (2, 7)`].join(';'), database);
}

eachExecutionEngine('outcomes', (engine, getServer) => {
  let server: TestServer;
  let opened: OpenedServer;
  let database: string;
  let folder: string;

  useLive(getServer, (stage) => {
    ({ server, opened, database, folder } = stage);
  });

  it('O-74 O-77 ten pairs, parents before children: done, verified, undo planned, nothing sent twice', async function () {
    this.timeout(300_000);
    await makeTenPairs(server, database);
    const plan = await planLive(opened, database);
    const result = await runLive(opened, plan, folder);
    assert.equal(result.outcome, 'succeeded');
    assert.ok(result.tables.every(({ verified }) => verified === true));
    assert.ok(
      plan.groups
        .flatMap(({ statements }) => statements)
        .every(({ undo }) => undo !== null && undo.length > 0),
    );
    assert.deepEqual(await leftToDo(opened, database), []);
    assert.deepEqual(sentTwice(sentStatements(server, database)), []);
    assert.equal((await planLive(opened, database)).groups.length, 0);
  });

  it('the same with four sessions side by side', async function () {
    this.timeout(300_000);
    await makeTenPairs(server, database);
    const result = await runLive(opened, await planLive(opened, database), folder, {
      policy: { parallel: 4 },
    });
    assert.equal(result.outcome, 'succeeded');
    assert.deepEqual(await leftToDo(opened, database), []);
  });

  it('X-10 O-76 an idle transaction on the shadow: three tries, the blocker named, a bystander is let through', async function () {
    this.timeout(300_000);
    await runScript(
      server,
      `CREATE TABLE a (id INT PRIMARY KEY, n INT); CREATE TABLE ${prefix}a (id INT PRIMARY KEY)`,
      database,
    );
    const idle = await openConnection(server, { database });
    await idle.query('BEGIN');
    await idle.query(`SELECT * FROM ${prefix}a`);
    const bystanders: Promise<unknown>[] = [];
    const result = await runLive(opened, await planLive(opened, database), folder, {
      onEvent: (event) => {
        // Queues behind the ALTER, and is free again when that gives up (lock_wait_timeout, R8).
        if (event.kind === 'waiting' || event.kind === 'retry')
          bystanders.push(query(server, `SELECT * FROM ${prefix}a`, database));
      },
    });
    await Promise.all(bystanders);
    assert.ok(bystanders.length >= 2);
    const [statement] = result.tables[0]?.statements ?? [];
    assert.deepEqual(outcomes(result), ['a failed lock']);
    assert.equal(statement?.attempts, 3);
    assert.equal(statement.error?.errno, 1205);
    assert.match(statement.error.message, new RegExp(`connection ${String(idle.threadId)} `));
    await idle.query('COMMIT');
    idle.destroy();
    assert.equal((await runLive(opened, await planLive(opened, database), folder)).outcome, 'succeeded');
  });

  it('X-10 a lock that is given up in time costs nothing but an attempt', async function () {
    this.timeout(300_000);
    await runScript(
      server,
      `CREATE TABLE a (id INT PRIMARY KEY, n INT); CREATE TABLE ${prefix}a (id INT PRIMARY KEY)`,
      database,
    );
    const idle = await openConnection(server, { database });
    await idle.query('BEGIN');
    await idle.query(`SELECT * FROM ${prefix}a`);
    const result = await runLive(opened, await planLive(opened, database), folder, {
      onEvent: (event) => {
        if (event.kind === 'retry') idle.destroy();
      },
    });
    assert.equal(result.outcome, 'succeeded');
    assert.equal(result.tables[0]?.statements[0]?.attempts, 2);
  });

  it('X-11 O-70 table 2 of 5 fails with abort: 3 to 5 skipped, counts right', async function () {
    this.timeout(300_000);
    await makeFivePairs(server, database);
    const result = await runLive(opened, await planLive(opened, database), folder);
    assert.deepEqual(outcomes(result), [
      'a succeeded',
      'b failed statement',
      'c skipped stopped',
      'd skipped stopped',
      'e skipped stopped',
    ]);
    assert.deepEqual(result.counts, { succeeded: 1, failed: 1, skipped: 3 });
    assert.equal(sentStatements(server, database).length, 2);
  });

  it('X-12 O-69 table 2 of 5 fails with continue: 3 to 5 run, partial, the error in the result', async function () {
    this.timeout(300_000);
    await makeFivePairs(server, database);
    const result = await runLive(opened, await planLive(opened, database), folder, {
      policy: { onError: 'continue' },
    });
    assert.deepEqual(outcomes(result), [
      'a succeeded',
      'b failed statement',
      'c succeeded',
      'd succeeded',
      'e succeeded',
    ]);
    assert.equal(result.outcome, 'partial');
    const error = result.tables[1]?.statements[0]?.error;
    assert.equal(error?.errno, 1062);
    assert.match(error.message, /7/);
  });

  it('X-13 O-67 statement 2 of a table fails: the first is in force, and the same plan resumes from there', async function () {
    this.timeout(300_000);
    // The parent's shadow is new and empty, so the child's rows have no parent there when the key is connected.
    await runScript(
      server,
      [
        'CREATE TABLE p (id INT PRIMARY KEY)',
        'CREATE TABLE c (id INT PRIMARY KEY, p INT, extra INT, CONSTRAINT c_p FOREIGN KEY (p) REFERENCES p (id))',
        `CREATE TABLE ${prefix}c (id INT PRIMARY KEY, p INT)`,
        `INSERT INTO ${prefix}c VALUES (1, 5)`,
      ].join(';'),
      database,
    );
    const plan = await planLive(opened, database);
    const first = await runLive(opened, plan, folder);
    const child = first.tables.find(({ pair }) => pair.source.table === 'c');
    assert.equal(child?.outcome, 'failed');
    assert.equal(child.statements.find(({ error }) => error !== null)?.error?.errno, 1452);
    const inForce = child.position ?? -1;
    assert.ok(inForce >= 0);
    await query(server, `INSERT INTO ${prefix}p VALUES (5)`, database);
    const before = sentStatements(server, database).length;
    const second = await runLive(opened, plan, folder);
    assert.equal(second.outcome, 'succeeded');
    assert.equal(sentStatements(server, database).length - before, child.statements.length - inForce);
    assert.deepEqual(await leftToDo(opened, database), []);
  });

  it('X-23 a server that is read-only: classified, asked once, the rest skipped', async function () {
    this.timeout(300_000);
    await query(server, 'CREATE TABLE a (id INT PRIMARY KEY)', database);
    await query(server, 'CREATE TABLE b (id INT PRIMARY KEY)', database);
    await query(server, "CREATE USER IF NOT EXISTS 'plain'@'%' IDENTIFIED BY 'secret'");
    await query(server, "GRANT SELECT, INSERT, CREATE, ALTER, INDEX, DROP, REFERENCES ON *.* TO 'plain'@'%'");
    const plain = await openLive({ host: server.host, port: server.port, user: 'plain', password: 'secret' });
    const plan = await planLive(plain, database);
    await query(server, 'SET GLOBAL read_only = 1');
    try {
      const result = await runLive(plain, plan, folder, { policy: { onError: 'continue' } });
      assert.equal(result.error?.code, 'read-only');
      assert.deepEqual(outcomes(result), ['a failed read-only', 'b skipped stopped']);
      assert.equal(sentStatements(server, database).length, 1);
    } finally {
      await query(server, 'SET GLOBAL read_only = 0');
      await plain.close();
    }
  });

  it('P-25 X-23 no right to alter the shadow: named with the GRANT, not tried again', async function () {
    this.timeout(300_000);
    await runScript(
      server,
      `CREATE TABLE a (id INT PRIMARY KEY, n INT); CREATE TABLE ${prefix}a (id INT PRIMARY KEY)`,
      database,
    );
    await query(server, "CREATE USER IF NOT EXISTS 'reader'@'%' IDENTIFIED BY 'secret'");
    await query(server, `GRANT SELECT ON \`${database}\`.* TO 'reader'@'%'`);
    const reader = await openLive({
      host: server.host,
      port: server.port,
      user: 'reader',
      password: 'secret',
    });
    const result = await runLive(reader, await planLive(reader, database), folder);
    await reader.close();
    assert.deepEqual(outcomes(result), ['a failed privilege']);
    assert.match(result.tables[0]?.statements[0]?.error?.remedy ?? '', /GRANT .*ALTER/);
    assert.equal(sentStatements(server, database).length, 1);
  });

  it('P-25 no right to point at the parent: the GRANT names the parent and REFERENCES, nothing else', async function () {
    this.timeout(300_000);
    await runScript(
      server,
      'CREATE TABLE p (id INT PRIMARY KEY);' +
        'CREATE TABLE c (id INT PRIMARY KEY, p INT, CONSTRAINT c_p FOREIGN KEY (p) REFERENCES p (id));' +
        `CREATE TABLE ${prefix}p (id INT PRIMARY KEY); CREATE TABLE ${prefix}c (id INT PRIMARY KEY, p INT)`,
      database,
    );
    await query(server, "CREATE USER IF NOT EXISTS 'child'@'%' IDENTIFIED BY 'secret'");
    await query(server, `GRANT SELECT ON \`${database}\`.* TO 'child'@'%'`);
    const rights = 'SELECT, INSERT, CREATE, ALTER, INDEX, REFERENCES, DROP';
    await query(server, `GRANT ${rights} ON \`${database}\`.\`${prefix}c\` TO 'child'@'%'`);
    const child = await openLive({ host: server.host, port: server.port, user: 'child', password: 'secret' });
    try {
      const first = await runLive(child, await planLive(child, database), folder);
      // MariaDB does not ask for it.
      if (engine === 'mariadb-10.11') return assert.equal(first.outcome, 'succeeded');
      assert.deepEqual(outcomes(first), ['c failed privilege']);
      const remedy = first.tables[0]?.statements.find(({ error }) => error !== null)?.error?.remedy ?? '';
      const grant = `GRANT REFERENCES ON \`${database}\`.\`${prefix}p\` TO 'child'@'%';`;
      assert.ok(remedy.endsWith(grant), remedy);
      await query(server, grant);
      assert.equal((await runLive(child, await planLive(child, database), folder)).outcome, 'succeeded');
    } finally {
      await child.close();
      await query(server, "DROP USER 'child'@'%'");
    }
  });

  it('X-23 no connection left on the server: classified, nothing sent', async function () {
    this.timeout(300_000);
    await query(server, 'CREATE TABLE a (id INT PRIMARY KEY)', database);
    await query(server, "CREATE USER IF NOT EXISTS 'few'@'%' IDENTIFIED BY 'secret'");
    await query(server, "GRANT ALL ON *.* TO 'few'@'%'");
    const few = await openLive({ host: server.host, port: server.port, user: 'few', password: 'secret' });
    const plan = await planLive(few, database);
    await query(server, "ALTER USER 'few'@'%' WITH MAX_USER_CONNECTIONS 1");
    try {
      const result = await runLive(few, plan, folder);
      assert.equal(result.outcome, 'failed');
      assert.ok([1203, 1226].includes(result.error?.errno ?? 0), JSON.stringify(result.error));
      assert.deepEqual(outcomes(result), ['a skipped stopped']);
      assert.deepEqual(sentStatements(server, database), []);
    } finally {
      await few.close();
      await query(server, "DROP USER 'few'@'%'");
    }
  });
});

import assert from 'node:assert/strict';
import { it } from 'mocha';
import { routeTo } from '../../src/database/serverRoute.ts';
import { makeDdlServer } from '../../src/database/mysql/ddlServer.ts';
import { english } from '../../src/schema/phrase.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import type { StatementMarker } from '../../src/task/ports.ts';
import { ddlBench, endless, nextMarker, patient, refused, until } from '../support/rogue/ddlBench.ts';
import { openConnection, query, runScript } from '../support/servers/connect.ts';
import { eachEngine } from '../support/servers/sharedServer.ts';

eachEngine('ddlServer: what becomes of a statement', (_engine, getServer) => {
  const bench = ddlBench(getServer);

  it('X-05 a connection that is cut while a statement runs leaves an unknown outcome', async () => {
    const proxy = await bench.proxied();
    const ddl = await bench.session({ port: proxy.port });
    const marker = nextMarker();
    const work = refused(ddl.execute(endless(bench.table('x')), marker, patient), 'unknown-outcome');
    await until(async () => (await bench.running(marker)) === 1);
    proxy.cut();
    await work;
    // The server goes on (§1.6); the next process finds it by its marker and may stop it.
    const [found] = await bench.opened.ddlServer.findRunning(marker.run);
    assert.equal(found?.connectionId, ddl.connectionId);
    assert.equal(found.statement, 3);
    assert.equal(await bench.opened.ddlServer.kill(found.connectionId, marker), 'killed');
    await until(async () => (await bench.running(marker)) === 0);
    await refused(
      ddl.execute(`CREATE TABLE ${bench.table('y')} (id int)`, nextMarker(), patient),
      'connection',
    );
    assert.ok(!(await bench.exists('y')));
  });

  it('X-05 a reply that is torn in the middle leaves an unknown outcome', async () => {
    const proxy = await bench.proxied();
    const ddl = await bench.session({ port: proxy.port });
    proxy.resetAfter(3);
    await refused(
      ddl.execute(`CREATE TABLE ${bench.table('t')} (id int)`, nextMarker(), patient),
      'unknown-outcome',
    );
    await until(() => bench.exists('t'));
  });

  it('X-06 a black hole is noticed when the server has finished', async () => {
    const proxy = await bench.proxied();
    const ddl = await bench.session({ port: proxy.port });
    const marker = nextMarker();
    const holder = await openConnection(getServer());
    bench.ends.push(() => holder.end());
    await holder.query('SELECT GET_LOCK(?, 0)', [marker.run]);
    const waiting = `CREATE TABLE ${bench.table('b')} AS SELECT GET_LOCK('${marker.run}', 60) AS got`;
    const work = refused(ddl.execute(waiting, marker, patient), 'unknown-outcome');
    await until(async () => (await bench.running(marker)) === 1);
    // From now on nothing of it comes back, on the control connection neither.
    proxy.blackHole();
    await holder.query('SELECT RELEASE_LOCK(?)', [marker.run]);
    const error = await work;
    assert.match(error.message, /its answer did not arrive/);
    assert.ok(await bench.exists('b'));
  });

  it('X-06 a statement behind a black hole is stopped when its time is over', async () => {
    const proxy = await bench.proxied();
    const ddl = await bench.session({ port: proxy.port });
    const marker = nextMarker();
    const work = refused(
      ddl.execute(endless(bench.table('x')), marker, { ...patient, timeoutMs: 4000 }),
      'unknown-outcome',
    );
    await until(async () => (await bench.running(marker)) === 1);
    proxy.blackHole();
    await work;
    assert.equal(await bench.running(marker), 0);
    assert.ok(!(await bench.exists('x')));
  });

  it('X-06 a server that can’t be reached at all is given up, some time after the limit', async () => {
    const proxy = await bench.proxied();
    const ddl = await bench.session({ port: proxy.port });
    const marker = nextMarker();
    const work = refused(
      ddl.execute(endless(bench.table('x')), marker, { ...patient, timeoutMs: 4000 }),
      'unknown-outcome',
    );
    await until(async () => (await bench.running(marker)) === 1);
    proxy.blackHole({ later: true });
    assert.match((await work).message, /could not be asked/);
    proxy.heal();
    assert.equal(await bench.opened.ddlServer.kill(ddl.connectionId, marker), 'killed');
    await until(async () => (await bench.running(marker)) === 0);
  });

  it('X-07 a statement whose time is over is really stopped on the server', async () => {
    const ddl = await bench.session();
    const marker = nextMarker();
    const error = await refused(
      ddl.execute(endless(bench.table('x')), marker, { ...patient, timeoutMs: 2000 }),
      'timeout',
    );
    assert.equal(error.errno, 1317);
    assert.equal(await bench.running(marker), 0);
    assert.ok(!(await bench.exists('x')));
    await ddl.execute(`CREATE TABLE ${bench.table('y')} (id int)`, nextMarker(), patient);
  });

  it('X-08 an abort stops the statement on the server, and the session works on', async () => {
    const ddl = await bench.session();
    const marker = nextMarker();
    const abort = new AbortController();
    const work = refused(
      ddl.execute(endless(bench.table('x')), marker, { ...patient, signal: abort.signal }),
      'cancelled',
    );
    await until(async () => (await bench.running(marker)) === 1);
    abort.abort();
    await work;
    assert.equal(await bench.running(marker), 0);
    assert.ok(!(await bench.exists('x')));
    await ddl.execute(`CREATE TABLE ${bench.table('y')} (id int)`, nextMarker(), patient);
  });

  it('X-08 an abort stops an ALTER that copies a table, and the table is as it was', async () => {
    await bench.rows('CREATE TABLE big (id int PRIMARY KEY AUTO_INCREMENT, v varchar(200))');
    await bench.rows("INSERT INTO big (v) VALUES (REPEAT('x', 200)), (REPEAT('y', 200)), (REPEAT('z', 200))");
    for (let i = 0; i < 16; i += 1) await bench.rows('INSERT INTO big (v) SELECT v FROM big');
    const ddl = await bench.session();
    const marker = nextMarker();
    const abort = new AbortController();
    const sql = `ALTER TABLE ${bench.table('big')} ADD w varchar(10), ALGORITHM=COPY`;
    const work = ddl.execute(sql, marker, { ...patient, signal: abort.signal }).then(
      () => 'done',
      (error: unknown) => error,
    );
    await until(async () => (await bench.running(marker)) === 1);
    abort.abort();
    const outcome = await work;
    assert.ok(ShadowSyncError.is(outcome, 'cancelled'), String(outcome));
    assert.equal((await bench.rows("SHOW COLUMNS FROM big LIKE 'w'")).length, 0);
  });

  it('X-08 an abort before the statement is sent sends nothing', async () => {
    const ddl = await bench.session();
    const sql = `CREATE TABLE ${bench.table('n')} (id int)`;
    await refused(ddl.execute(sql, nextMarker(), { ...patient, signal: AbortSignal.abort() }), 'cancelled');
    assert.ok(!(await bench.exists('n')));
  });

  it('X-08 a statement that somebody else kills is not called our abort', async () => {
    const ddl = await bench.session();
    const marker = nextMarker();
    const work = refused(ddl.execute(endless(bench.table('x')), marker, patient), 'statement');
    await until(async () => (await bench.running(marker)) === 1);
    await query(getServer(), `KILL QUERY ${ddl.connectionId}`);
    assert.match((await work).message, /Another session/);
  });

  it('X-08 a session that somebody else kills leaves an unknown outcome', async () => {
    const ddl = await bench.session();
    const marker = nextMarker();
    const work = refused(ddl.execute(endless(bench.table('x')), marker, patient), 'unknown-outcome');
    await until(async () => (await bench.running(marker)) === 1);
    await query(getServer(), `KILL CONNECTION ${ddl.connectionId}`);
    await work;
  });

  it('X-09 a connection that carries something else is not killed', async () => {
    const { ddlServer } = await bench.open();
    const ddl = await ddlServer.openSession();
    const marker = nextMarker();
    const work = refused(ddl.execute(endless(bench.table('x')), marker, patient), 'statement');
    await until(async () => (await bench.running(marker)) === 1);
    const others: readonly StatementMarker[] = [
      { ...marker, run: `${marker.run}0` },
      { ...marker, statement: 33 },
      { ...marker, fence: 8 },
    ];
    for (const other of others) assert.equal(await ddlServer.kill(ddl.connectionId, other), 'not-ours');
    assert.equal(await bench.running(marker), 1);
    assert.deepEqual(await ddlServer.findRunning(`${marker.run}0`), []);
    assert.equal(await ddlServer.kill(ddl.connectionId, marker), 'killed');
    await work;
    // The server answers first and clears its list then.
    await until(async () => (await ddlServer.kill(ddl.connectionId, marker)) === 'gone');
    assert.equal(await ddlServer.kill('999999999', marker), 'gone');
  });

  it('X-10 a lock wait ends after its 5 s and names who holds the table', async () => {
    await runScript(
      getServer(),
      'CREATE TABLE l (id int) ENGINE=InnoDB; INSERT INTO l VALUES (1)',
      bench.database,
    );
    const holder = await openConnection(getServer(), { database: bench.database });
    bench.ends.push(() => holder.end());
    await holder.query('BEGIN');
    await holder.query('SELECT * FROM l');
    const ddl = await bench.session();
    const error = await refused(
      ddl.execute(`ALTER TABLE ${bench.table('l')} ADD v int`, nextMarker(), patient),
      'lock',
    );
    assert.equal(error.errno, 1205);
    assert.match(error.message, new RegExp(`Held by connection ${String(holder.threadId)} \\(root@`));
    const blockers = (await bench.opened.ddlServer.blockers(bench.shadow('l'))).map(english);
    assert.ok(
      blockers.some((blocker) => blocker.startsWith(`connection ${String(holder.threadId)} `)),
      blockers.join(),
    );
    assert.equal((await bench.rows('SELECT id FROM l')).length, 1);
  });

  it('X-19 another server behind the same address opens no session and answers nothing', async () => {
    const { facts } = await bench.open();
    const elsewhere = makeDdlServer({
      route: routeTo(bench.target()),
      facts: { ...facts, identity: 'another one' },
      account: 'x@y',
    });
    await refused(elsewhere.openSession(), 'identity');
    await refused(elsewhere.identity(), 'identity');
    await elsewhere.close();
  });
});

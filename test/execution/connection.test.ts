/** Connections that break while a statement runs, and statements that are stopped (X-05…, O-72, O-73). */
import assert from 'node:assert/strict';
import type { OpenedServer } from '../../src/compose.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import type { RunResult } from '../../src/task/runResult.ts';
import { startChaosProxy } from '../support/rogue/chaosProxy.ts';
import type { ChaosProxy } from '../support/rogue/chaosProxy.ts';
import { openConnection, query, quoted } from '../support/servers/connect.ts';
import { freshDatabase } from '../support/servers/sharedServer.ts';
import { startServer } from '../support/servers/startServer.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import {
  dropFolder,
  journalFolder,
  journalsIn,
  leftToDo,
  openLive,
  outcomes,
  planLive,
  recoverLive,
  runLive,
} from './liveRun.ts';
import { eachExecutionEngine } from './executionEngines.ts';
import { makeSlowPair, makeTenPairs } from './sampleTables.ts';
import { sentStatements } from './sentStatements.ts';
import { startSwitch } from './switchProxy.ts';
import { runningStatements, untilRunning } from './untilRunning.ts';

/** A server that is started anew may take a busy computer minutes. */
const patient = { reconnectMs: 240_000 };

/** The code of the error that a question ends with; a connection that was lost a moment ago is asked past. */
async function refusal(ask: () => Promise<unknown>): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await ask();
      return 'answered';
    } catch (error) {
      if (!ShadowSyncError.is(error)) throw error;
      if (error.code !== 'connection' || attempt === 5) return error.code;
    }
  }
}

eachExecutionEngine('connections', (engine, getServer) => {
  let server: TestServer;
  let proxy: ChaosProxy;
  let through: OpenedServer;
  let database: string;
  let folder: string;

  beforeEach(async () => {
    server = getServer();
    database = await freshDatabase(server);
    folder = journalFolder();
    proxy = await startChaosProxy(server);
    through = await openLive(proxy);
  });
  afterEach(async () => {
    proxy.heal();
    proxy.cut();
    await through.close();
    await proxy.close();
    dropFolder(folder);
  });

  /** Nothing differs any more; asked past the proxy. */
  const assertConverged = async (): Promise<void> => {
    const direct = await openLive(server);
    assert.deepEqual(await leftToDo(direct, database), []);
    await direct.close();
  };

  /** Runs the slow pair and does something to the connection while the server copies rows. */
  const runSlow = async (disturb: () => void | Promise<void>): Promise<RunResult> => {
    await makeSlowPair(server, database);
    const running = runLive(through, await planLive(through, database), folder);
    await untilRunning(server, database);
    await disturb();
    return await running;
  };

  it('X-05 connection cut in the middle of an ALTER: outcome unknown, then reconciled; sent once', async function () {
    this.timeout(300_000);
    const result = await runSlow(() => proxy.cut());
    assert.deepEqual(outcomes(result), ['slow succeeded']);
    assert.equal(result.tables[0]?.statements[0]?.recovered, true);
    assert.equal(sentStatements(server, database).length, 1);
    await assertConverged();
  });

  it('X-06 a connection that swallows everything: the watchdog notices, the table is read, sent once', async function () {
    this.timeout(300_000);
    const result = await runSlow(() => proxy.blackHole());
    assert.deepEqual(outcomes(result), ['slow succeeded']);
    assert.equal(result.tables[0]?.statements[0]?.recovered, true);
    assert.equal(sentStatements(server, database).length, 1);
    await assertConverged();
  });

  it('X-07 O-72 a statement that takes too long is really stopped on the server, and called a timeout', async function () {
    this.timeout(300_000);
    await makeSlowPair(server, database, 1500);
    const plan = await planLive(through, database);
    const result = await runLive(through, plan, folder, { policy: { statementTimeoutMs: 200 } });
    assert.deepEqual(await runningStatements(server, database), []);
    assert.deepEqual(outcomes(result), ['slow failed timeout']);
    assert.equal(result.tables[0]?.position, 0);
    assert.equal((await planLive(through, database)).groups.length, 1, 'the table is as it was');
  });

  it('X-08 O-73 abort: the statement is stopped on the server, the table is read again', async function () {
    this.timeout(300_000);
    await makeSlowPair(server, database);
    await query(server, `CREATE TABLE ${quoted('after')} (id INT PRIMARY KEY)`, database);
    const abort = new AbortController();
    const plan = await planLive(through, database);
    const running = runLive(through, plan, folder, { signal: abort.signal });
    // `after` comes first by name; the slow one is caught at work.
    await untilRunning(server, database);
    abort.abort();
    const result = await running;
    assert.equal(result.outcome, 'aborted');
    assert.deepEqual(await runningStatements(server, database), []);
    assert.deepEqual(outcomes(result), ['after succeeded', 'slow failed cancelled']);
    assert.equal(result.tables[1]?.position, 0);
    assert.deepEqual(await journalsIn(folder).unfinished(), []);
  });

  it('X-08 abort while nothing comes back from the server: it ends without waiting for it, and the next start finds out', async function () {
    // Far less than what the run is told to wait for the server and for the lock.
    this.timeout(300_000);
    await makeSlowPair(server, database);
    const abort = new AbortController();
    const plan = await planLive(through, database);
    const running = runLive(through, plan, folder, {
      signal: abort.signal,
      policy: { reconnectMs: 3_600_000, handoverMs: 3_600_000 },
    });
    await untilRunning(server, database);
    proxy.blackHole();
    abort.abort();
    const result = await running;
    assert.equal(result.outcome, 'aborted');
    assert.deepEqual(outcomes(result), ['slow failed unknown-outcome']);
    // The server learns that the other end is gone, and gives the lock up.
    proxy.cut();
    const direct = await openLive(server);
    const [run] = await recoverLive(direct, folder);
    await direct.close();
    assert.ok(run?.kind === 'recovered', JSON.stringify(run));
  });

  it('X-09 a connection id that carries another statement by now is not killed', async () => {
    const [holder, stranger] = [await openConnection(server), await openConnection(server)];
    await holder.query('SELECT GET_LOCK(?, 0)', [database]);
    const waiting = stranger.query('SELECT GET_LOCK(?, 60) AS got', [database]);
    const session = await through.ddlServer.openSession();
    const killed = await through.ddlServer.kill(String(stranger.threadId), {
      run: 'r1',
      statement: 1,
      fence: 1,
    });
    assert.equal(killed, 'not-ours');
    await holder.query('SELECT RELEASE_LOCK(?)', [database]);
    const [rows] = await waiting;
    assert.deepEqual(rows, [{ got: 1 }], 'it waited to its end');
    assert.equal(
      await through.ddlServer.kill(session.connectionId, { run: 'r1', statement: 1, fence: 1 }),
      'gone',
    );
    await session.close();
    stranger.destroy();
    holder.destroy();
  });

  it('X-18 the server is killed and restarted in the middle of a run: reconciled, and the run goes on', async function () {
    this.timeout(600_000);
    const own = await startServer(engine, { generalLog: true });
    try {
      const name = await freshDatabase(own);
      await makeSlowPair(own, name);
      await makeTenPairs(own, name);
      const opened = await openLive(own);
      const running = runLive(opened, await planLive(opened, name), folder, { policy: patient });
      await untilRunning(own, name, /copy/i);
      await own.kill('SIGKILL');
      await own.restart();
      const result = await running;
      assert.equal(
        result.outcome,
        'succeeded',
        JSON.stringify(result.tables.filter(({ reason }) => reason !== null)),
      );
      assert.deepEqual(await leftToDo(opened, name), []);
      await opened.close();
    } finally {
      await own.stop();
    }
  });

  it('X-18 the server is restarted between two tables: a fresh session, and the run goes on', async function () {
    this.timeout(600_000);
    const own = await startServer(engine, { generalLog: true });
    try {
      const name = await freshDatabase(own);
      await makeTenPairs(own, name);
      const opened = await openLive(own);
      let groups = 0;
      const result = await runLive(opened, await planLive(opened, name), folder, {
        policy: patient,
        failPoint: async (point) => {
          if (point !== 'exec.after-unlock') return;
          groups += 1;
          if (groups !== 3) return;
          await own.kill('SIGKILL');
          await own.restart();
        },
      });
      assert.equal(result.outcome, 'succeeded', JSON.stringify(result.error));
      assert.deepEqual(await leftToDo(opened, name), []);
      await opened.close();
    } finally {
      await own.stop();
    }
  });

  it('X-19 failover to another server in the middle of a run: stop, and nothing reaches the other one', async function () {
    this.timeout(300_000);
    const other = await startServer(engine, { generalLog: true });
    const address = await startSwitch(server);
    const opened = await openLive(address);
    try {
      await query(other, `CREATE DATABASE ${quoted(database)}`);
      for (const each of [server, other]) {
        await makeSlowPair(each, database, each === other ? 0 : 700);
        await query(each, 'CREATE TABLE zz (id INT PRIMARY KEY)', database);
      }
      const running = runLive(opened, await planLive(opened, database), folder, {
        policy: { onError: 'continue', reconnectMs: 3000, handoverMs: 3000 },
      });
      await untilRunning(server, database);
      address.switchTo(other);
      const result = await running;
      assert.deepEqual(outcomes(result), ['slow failed unknown-outcome', 'zz skipped stopped']);
      assert.match(result.error?.message ?? '', /not the server/);
      assert.deepEqual(sentStatements(other, database), []);
      // The first server's run stays open, and is completed by the next start that is connected there.
      address.switchTo(server);
      const back = await openLive(server);
      const [run] = await recoverLive(back, folder);
      assert.ok(run?.kind === 'recovered', JSON.stringify(run));
      assert.deepEqual(
        run.statements.map(({ outcome }) => outcome),
        ['succeeded'],
      );
      await back.close();
    } finally {
      await opened.close();
      await address.close();
      await other.stop();
    }
  });

  it('X-19 after a failover neither reading nor asking goes on with the other server', async function () {
    this.timeout(300_000);
    const other = await startServer(engine);
    const address = await startSwitch(server);
    const opened = await openLive(address);
    const signal = { aborted: false };
    const name = { database, table: 'a' };
    const questions: readonly (() => Promise<unknown>)[] = [
      () => opened.reader.listTables(database, signal),
      () => opened.reader.readTables([name], signal),
      () => opened.reader.readFacts([name], signal),
      () => opened.reader.readTriggers(database, signal),
      () => opened.ddlServer.findRunning('run'),
      () => opened.ddlServer.blockers(name),
      () => opened.ddlServer.kill('1', { run: 'run', statement: 1, fence: 1 }),
      () => opened.ddlServer.openSession(),
    ];
    try {
      await query(other, `CREATE DATABASE ${quoted(database)}`);
      await query(server, 'CREATE TABLE a (id INT PRIMARY KEY)', database);
      await opened.ddlServer.findRunning('run');
      for (const ask of questions) {
        address.switchTo(other);
        assert.equal(await refusal(ask), 'identity', ask.toString());
      }
      // A failover that is taken back is none.
      address.switchTo(server);
      assert.equal((await opened.reader.listTables(database, signal)).length, 1);
      assert.deepEqual(await opened.ddlServer.findRunning('run'), []);
    } finally {
      await opened.close();
      await address.close();
      await other.stop();
    }
  });

  it('X-19 another server than the plan was made on: nothing is sent', async function () {
    this.timeout(300_000);
    await query(server, 'CREATE TABLE a (id INT PRIMARY KEY)', database);
    const plan = await planLive(through, database);
    const result = await runLive(through, { ...plan, serverIdentity: 'another' }, folder);
    assert.equal(result.error?.code, 'identity');
    assert.deepEqual(sentStatements(server, database), []);
  });

  it('O-78 a server that is away at the start: a classified error, every table skipped, nothing thrown', async function () {
    this.timeout(300_000);
    await query(server, `CREATE TABLE ${quoted('a')} (id INT PRIMARY KEY)`, database);
    const plan = await planLive(through, database);
    proxy.refuse();
    proxy.cut();
    const result = await runLive(through, plan, folder);
    assert.equal(result.outcome, 'failed');
    assert.equal(result.error?.code, 'connection');
    assert.deepEqual(outcomes(result), ['a skipped stopped']);
  });
});

/** Processes that die: kill -9 at every fail point, and what the next process makes of it (X-01…X-04, PR4, O-71, O-75). */
import assert from 'node:assert/strict';
import type { OpenedServer } from '../../src/compose.ts';
import type { RecoveredRun } from '../../src/task/recover.ts';
import { failPointNames } from '../../src/task/failPoint.ts';
import { useLive } from '../support/liveStage.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import { journalsIn, leftToDo, outcomes, planLive, recoverLive, runLive } from './liveRun.ts';
import { eachExecutionEngine } from './executionEngines.ts';
import { makeSlowPair, makeTenPairs } from './sampleTables.ts';
import { sentStatements, sentTwice } from './sentStatements.ts';
import { runToEnd, spawnRun } from './spawnRun.ts';
import { untilRunning } from './untilRunning.ts';

eachExecutionEngine('crashes', (engine, getServer) => {
  let server: TestServer;
  let opened: OpenedServer;
  let database: string;
  let folder: string;

  useLive(getServer, (stage) => {
    ({ server, opened, database, folder } = stage);
  });

  const work = (): Parameters<typeof spawnRun>[0] => ({
    address: { host: server.host, port: server.port },
    database,
    folder,
  });

  const assertConverged = async (): Promise<void> => {
    assert.deepEqual(await leftToDo(opened, database), []);
    assert.deepEqual(sentTwice(sentStatements(server, database)), []);
    assert.deepEqual(await journalsIn(folder).unfinished(), []);
  };

  /** The next process, which is this one, recovers and runs again; all is converged, and nothing was sent twice. */
  const goOn = async (): Promise<readonly RecoveredRun[]> => {
    const recovered = await recoverLive(opened, folder);
    await runLive(opened, await planLive(opened, database), folder);
    await assertConverged();
    return recovered;
  };

  it('X-01 kill -9 before a statement is sent: the next process looks, and it runs once', async function () {
    this.timeout(300_000);
    await makeTenPairs(server, database);
    const first = await runToEnd(work(), 'exec.after-intent:1:kill');
    assert.equal(first.signal, 'SIGKILL');
    assert.deepEqual(sentStatements(server, database), []);
    const [run] = await goOn();
    assert.ok(run?.kind === 'recovered');
    assert.equal(run.outcome, 'aborted');
    assert.deepEqual(
      run.statements.map(({ outcome }) => outcome),
      ['not-applied'],
    );
  });

  it('X-02 O-75 kill -9 during an ALTER: waited for by its marker, done without a second ALTER', async function () {
    this.timeout(300_000);
    await makeSlowPair(server, database, 1500);
    const child = spawnRun(work());
    await child.says('statement-sent');
    await untilRunning(server, database);
    child.kill('SIGKILL');
    await child.ended;
    let waited = 0;
    const [run] = await recoverLive(opened, folder, { onWaiting: () => (waited += 1) });
    assert.ok(waited > 0, 'the ALTER was still at work');
    assert.ok(run?.kind === 'recovered');
    assert.equal(run.outcome, 'succeeded');
    await assertConverged();
    assert.equal(sentStatements(server, database).length, 1);
  });

  it('X-03 kill -9 after an ALTER, before its result is recorded: done (recovered), no error 1060', async function () {
    this.timeout(300_000);
    await makeTenPairs(server, database);
    const first = await runToEnd(work(), 'exec.after-send:2:kill');
    assert.equal(first.signal, 'SIGKILL');
    assert.equal(sentStatements(server, database).length, 2);
    // A process of its own, as a user would start it.
    const next = await runToEnd(work());
    assert.equal(next.code, 0, next.errors);
    await assertConverged();
    const [run] = next.recovered;
    assert.ok(run?.kind === 'recovered');
    assert.deepEqual(
      run.statements.map(({ outcome }) => outcome),
      ['succeeded'],
    );
    assert.equal(next.result?.outcome, 'succeeded');
  });

  it('X-04 kill -9 between tables 3 and 4 of 10: goes on with the fourth, same end', async function () {
    this.timeout(300_000);
    await makeTenPairs(server, database);
    const before = await planLive(opened, database);
    const first = await runToEnd(work(), 'exec.after-unlock:3:kill');
    assert.equal(first.signal, 'SIGKILL');
    const done = sentStatements(server, database).length;
    // The same plan, not a new one: every fingerprint leads to where the dead run had come.
    const result = await runLive(opened, before, folder);
    assert.equal(result.outcome, 'succeeded');
    const statements = before.groups.flatMap((group) => group.statements);
    assert.equal(
      result.tables.flatMap((table) => table.statements).filter(({ recovered }) => recovered).length,
      done,
    );
    assert.equal(sentStatements(server, database).length, statements.length);
    await goOn();
  });

  it('O-71 the record of a run is on the disk statement by statement, while it runs', async function () {
    this.timeout(300_000);
    await makeSlowPair(server, database, 1500);
    const child = spawnRun(work());
    await child.says('statement-sent');
    // The file itself: as long as its process lives, the run is nobody else's to recover.
    assert.deepEqual(await journalsIn(folder).unfinished(), []);
    child.kill('SIGKILL');
    await child.ended;
    const [run] = await journalsIn(folder).unfinished();
    assert.deepEqual(
      run?.entries.map(({ kind }) => kind),
      ['started', 'intent'],
    );
    const [recovered] = await recoverLive(opened, folder);
    assert.equal(recovered?.kind, 'recovered');
  });

  it('O-71 a paused run is left alone by another process that starts beside it', async function () {
    this.timeout(300_000);
    await makeTenPairs(server, database);
    const child = spawnRun(work(), 'exec.after-lock:2:pause');
    await child.says('paused');
    const second = await runLive(opened, await planLive(opened, database), folder, {
      policy: { onError: 'continue' },
    });
    assert.deepEqual(await recoverLive(opened, folder), []);
    assert.equal(outcomes(second).filter((one) => one.endsWith('failed lock')).length, 1);
    child.kill('SIGKILL');
    await child.ended;
    await goOn();
  });

  // PR4: for every fail point the resumed state is the uninterrupted one, and each statement is sent at most once.
  const hits = engine === 'mariadb-10.11' ? [1, 4] : [2];
  for (const name of failPointNames) {
    for (const hit of name.startsWith('run.') || name.startsWith('recover.') ? [1] : hits) {
      it(`PR4 kill -9 at ${name}, time ${hit}`, async function () {
        this.timeout(300_000);
        await makeTenPairs(server, database);
        if (name.startsWith('recover.')) {
          assert.equal((await runToEnd(work(), 'exec.after-send:3:kill')).signal, 'SIGKILL');
        }
        const first = await runToEnd(work(), `${name}:${hit}:kill`);
        assert.equal(first.signal, 'SIGKILL', first.errors);
        assert.equal((await goOn()).length, 1);
      });
    }
  }

  it('PR4 killed again and again, at a later point each time, with two lanes', async function () {
    this.timeout(300_000);
    await makeTenPairs(server, database);
    for (const point of [
      'exec.after-send:1',
      'recover.before-reconciled:1',
      'exec.after-intent:2',
      'exec.after-verified:1',
      'exec.after-result:2',
    ]) {
      const child = await runToEnd({ ...work(), parallel: 2 }, `${point}:kill`);
      assert.equal(child.signal, 'SIGKILL', `${point}: ${child.errors}`);
    }
    await goOn();
  });
});

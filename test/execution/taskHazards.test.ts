/** Tasks beside others who alter, lock and hold the same tables, and runners that are suspended (X-16, S-06, S-16, R3). */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from 'mysql2/promise';
import { english } from '../../src/schema/phrase.ts';
import type { Task } from '../../src/task/model/task.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { openTestStore } from '../task/openTestStore.ts';
import { openConnection, query, runScript } from '../support/servers/connect.ts';
import { eachExecutionEngine } from './executionEngines.ts';
import { sentStatements, sentTwice } from './sentStatements.ts';
import { ended, useTaskStage } from './taskStage.ts';
import { untilRunning } from './untilRunning.ts';

/** All that a store's logs of runs hold by now, as it is in the files. */
function logsIn(store: string): string {
  const logs = join(store, 'task-centre', 'logs');
  if (!existsSync(logs)) return '';
  const files = readdirSync(logs, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ndjson'))
    .map((file) => readFileSync(join(logs, file), 'utf8'))
    .join('');
}

const pair =
  'create table a (id int primary key, v int); create table __test_a (id int primary key) comment "old"';

eachExecutionEngine('tasks and others', (_engine, getServer) => {
  const stage = useTaskStage(getServer);
  let others: Connection[] = [];
  afterEach(() => {
    for (const other of others) other.destroy();
    others = [];
  });

  async function other(): Promise<Connection> {
    const opened = await openConnection(getServer(), { database: stage.database });
    others.push(opened);
    return opened;
  }

  async function gone(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      child.once('close', () => resolve());
    });
    child.kill(signal);
    await closed;
  }

  async function until(isSo: () => Promise<boolean>, seconds: number, what: string): Promise<void> {
    const end = performance.now() + seconds * 1000;
    while (!(await isSo())) {
      assert.ok(performance.now() < end, what);
      await wait(100);
    }
  }

  it('X-16: the shadow is altered between the look and the ALTER of a task: drifted, failed, and sent once', async () => {
    await runScript(getServer(), pair, stage.database);
    const task = await stage.add();
    const locker = await other();
    await locker.query('lock tables __test_a write');
    const runner = ended(stage.start(['run', '--once']));
    await untilRunning(getServer(), stage.database, /waiting/i);
    await locker.query('alter table __test_a add by_hand int');
    locker.destroy();
    assert.equal((await runner).code, 1);
    const { task: after, runs } = await stage.show(task);
    assert.equal(after.state.kind, 'failed');
    const [left] = runs[0]?.left ?? [];
    assert.match(left?.reason ?? '', /__test_a .*not what the plan says|somebody else changed .*__test_a/i);
    // Kept as a phrase too, so that it is shown in the language of the editor.
    assert.equal(english(left?.saidReason ?? ''), left?.reason);
    assert.deepEqual(sentTwice(sentStatements(getServer(), stage.database)), []);
    // What is there by now is nobody's approved plan: a retry sends nothing.
    await stage.command('task', 'retry', task.id);
    assert.equal((await stage.command('run', '--once')).code, 3);
    assert.equal((await stage.show(task)).task.state.kind, 'stale-plan');
    assert.equal(sentStatements(getServer(), stage.database).length, 1);
  });

  it('S-16, S9: two tasks of two stores on one shadow: the second waits, finds it done, and one ALTER was sent', async function () {
    this.timeout(400_000);
    await runScript(getServer(), pair, stage.database);
    const elsewhere = mkdtempSync(join(tmpdir(), 'shsync-elsewhere-'));
    try {
      const first = await stage.add('--lock-wait', '120');
      const second = await stage.add('--store', elsewhere);
      const reader = await other();
      await reader.query('begin');
      await reader.query('select * from __test_a');
      const one = ended(stage.start(['run', '--once']));
      await untilRunning(getServer(), stage.database, /waiting/i);
      const two = ended(stage.start(['run', '--once', '--store', elsewhere]));
      // In the file itself: a command that shows it takes as long as the second one's next attempts on a slow computer.
      const isTold = (): Promise<boolean> => Promise.resolve(logsIn(elsewhere).includes('Attempt 1 of 3'));
      await until(isTold, 120, 'the second one did not meet the first');
      await reader.query('rollback');
      assert.equal((await one).code, 0);
      if ((await two).code !== 0) {
        // It came so late that the first one rested between two of its attempts for longer than all of the second one's.
        assert.match(logsIn(elsewhere), /Attempt 2 of 3/);
        await stage.command('task', 'retry', second.id, '--store', elsewhere);
        const again = await ended(stage.start(['run', '--once', '--store', elsewhere]));
        assert.equal(again.code, 0, again.err);
      }
      assert.equal((await stage.show(first)).task.state.kind, 'succeeded');
      assert.equal((await stage.show(second, '--store', elsewhere)).task.state.kind, 'succeeded');
      // Only the first one sent anything, and again only for the lock that the reader had.
      assert.equal(new Set(sentStatements(getServer(), stage.database)).size, 1);
      const { out } = await stage.command('task', 'log', second.id, '--store', elsewhere);
      assert.doesNotMatch(out, /ALTER TABLE/);
      assert.match(out, /in line already|found done/);
    } finally {
      removeFolder(elsewhere);
    }
  });

  it('S-06, S8, PR5: a runner that is suspended longer than its lease sends nothing more when it wakes', async function () {
    this.timeout(400_000);
    const tables = Array.from({ length: 40 }, (_, i) => `t${String(i).padStart(2, '0')}`);
    await runScript(
      getServer(),
      tables.map((name) => `create table ${name} (id int primary key)`).join(';'),
      stage.database,
    );
    const proxy = await stage.addProxy();
    const task = await stage.add();
    // So slow that 40 tables take seconds: the runner is caught in the middle of them.
    proxy.setRoundTrip(20);
    const slept = stage.start(['run']);
    await until(async () => (await stage.shadows()).length >= 3, 120, 'it did not begin');
    slept.kill('SIGSTOP');
    proxy.setRoundTrip(0);
    const before = (await stage.shadows()).length;
    assert.ok(before < 40, 'it was too fast to be stopped in the middle');
    const heir = stage.start(['run']);
    await until(
      async () => (await stage.show(task)).task.state.kind === 'succeeded',
      300,
      'nobody took it over',
    );
    slept.kill('SIGCONT');
    // Long enough awake to look at its lease and at the tasks, and to end in an orderly way.
    await until(
      async () => (await stage.command('task', 'list', '--all')).code === 0,
      30,
      'the store is stuck',
    );
    await gone(slept, 'SIGTERM');
    await gone(heir, 'SIGTERM');
    const { task: after, runs } = await stage.show(task);
    assert.equal(after.state.kind, 'succeeded');
    assert.equal(runs.length, 1);
    assert.equal((await stage.shadows()).length, 40);
    assert.deepEqual(sentTwice(sentStatements(getServer(), stage.database)), []);
  });

  it('R3: a task sends nothing unsafe that was not ticked, and says what it would lose', async () => {
    await runScript(
      getServer(),
      'create table a (id int primary key); create table __test_a (id int primary key, precious int)',
      stage.database,
    );
    const task = await stage.add();
    assert.notEqual((await stage.command('run', '--once')).code, 0);
    const { task: after, runs } = await stage.show(task);
    assert.equal(after.state.kind, 'failed');
    assert.match(runs[0]?.reason ?? '', /SS101/);
    assert.deepEqual(sentStatements(getServer(), stage.database), []);
  });

  it('W2, P-12: a password in a definition is neither in the log of a run nor in what is said of it', async () => {
    await runScript(
      getServer(),
      "create table a (id int primary key) comment 'password=c4nary'; create table b (id int primary key)",
      stage.database,
    );
    await stage.add();
    const { code, out, err } = await stage.command('run', '--once');
    assert.equal(code, 0, err);
    const kept = logsIn(stage.folder);
    assert.match(kept, /CREATE TABLE .*password=…/);
    assert.doesNotMatch(`${kept}${out}${err}`, /c4nary/);
  });

  it('O-82, PR7: a task whose settings somebody changed in its file after it was submitted is stale', async () => {
    await runScript(
      getServer(),
      'create table a (id int primary key); create table b (id int primary key)',
      stage.database,
    );
    const task = await stage.add('--tables', 'a', '--manual');
    await tamper(stage.folder, task);
    await stage.command('task', 'run', task.id);
    assert.equal((await stage.command('run', '--once')).code, 3);
    assert.equal((await stage.show(task)).task.state.kind, 'stale-plan');
    assert.deepEqual(await stage.shadows(), []);
    assert.deepEqual(await query(getServer(), 'show tables like "%test%"', stage.database), []);
  });
});

/** Widens the range behind the task's back, by the store itself, so that only the plan's hash can tell. */
async function tamper(folder: string, { id }: Task): Promise<void> {
  const store = await openTestStore(join(folder, 'task-centre'));
  await store.change(id, (kept) => ({
    ...kept,
    intent: { ...kept.intent, range: { include: [], exclude: [] } },
  }));
  await store.close();
}

/** Tasks from the command line to a real server, by real processes: run, killed, taken up again (X, S; PR4 to PR7). */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { LogLine } from '../../src/task/taskPorts.ts';
import type { Task } from '../../src/task/model/task.ts';
import { openConnection, query, runScript } from '../support/servers/connect.ts';
import { eachExecutionEngine } from './executionEngines.ts';
import { sentStatements, sentTwice } from './sentStatements.ts';
import { useTaskStage } from './taskStage.ts';
import type { EndedCommand, ShownTask } from './taskStage.ts';

/** So slow that dozens of tables take seconds: a run is caught in the middle of them. */
const longWayMs = 20;

eachExecutionEngine('tasks', (_engine, getServer) => {
  const stage = useTaskStage(getServer);
  let folder: string;
  let database: string;
  beforeEach(() => ({ folder, database } = stage));

  const command = (...words: string[]): Promise<EndedCommand> => stage.command(...words);
  const add = (...words: string[]): Promise<Task> => stage.add(...words);
  const show = (task: Task): Promise<ShownTask> => stage.show(task);
  const shadows = (): Promise<readonly string[]> => stage.shadows();

  it('runs at once, logs, and finds nothing to do the next time (O-88)', async () => {
    await runScript(getServer(), 'create table a (id int primary key)', database);
    const task = await add();
    assert.equal(task.state.kind, 'waiting');
    const { code, err } = await command('run', '--once');
    assert.equal(code, 0, err);
    const shown = await show(task);
    assert.equal(shown.task.state.kind, 'succeeded');
    assert.deepEqual(shown.runs[0]?.counts, { succeeded: 1, failed: 0, skipped: 0 });
    const lines = await stage.json<readonly LogLine[]>('task', 'log', task.id);
    assert.ok(lines.some(({ message }) => message.includes('done and verified')));
    assert.deepEqual(await shadows(), ['__test_a']);
    assert.match(
      (await command('task', 'add', '--url', getServer().url(database), '--prefix', '__test_')).err,
      /nothing to run/,
    );
  });

  it('prints a plan that any client can run: its session is set up first', async () => {
    await runScript(
      getServer(),
      `set sql_mode = ''; create table a (id int primary key, d date not null default '0000-00-00')`,
      database,
    );
    const task = await add('--manual');
    const { out } = await command('task', 'plan', task.id);
    assert.match(out, /^SET NAMES utf8mb4;\nSET SESSION sql_mode = .*\nSET SESSION time_zone = /m);
    await runScript(getServer(), out, database);
    assert.deepEqual(await shadows(), ['__test_a']);
  });

  it('X-14, X-15, PR7: what moved after submission is not run, and what moved is said', async () => {
    await runScript(getServer(), 'create table a (id int primary key)', database);
    const task = await add('--manual');
    await query(getServer(), 'alter table a add column late int', database);
    await command('task', 'run', task.id);
    assert.equal((await command('run', '--once')).code, 3);
    const { state } = (await show(task)).task;
    assert.ok(state.kind === 'stale-plan');
    assert.match(state.reason, /the source of .*__test_a was changed/);
    assert.deepEqual(await shadows(), []);
  });

  it('X-12, X-13, O-89, O-90: one table fails under continue; a retry runs the rest of the approved plan', async () => {
    await runScript(
      getServer(),
      `create table a (id int primary key, v int not null unique); create table b (id int primary key);
       create table __test_a (id int primary key, v int not null); insert into __test_a values (1, 5), (2, 5)`,
      database,
    );
    const task = await add('--on-error', 'continue', '--allow-unsafe');
    assert.equal((await command('run', '--once')).code, 1);
    const { task: after, runs } = await show(task);
    assert.equal(after.state.kind, 'succeeded-with-errors');
    assert.deepEqual(runs[0]?.counts, { succeeded: 1, failed: 1, skipped: 0 });
    await query(getServer(), 'delete from __test_a where id = 2', database);
    await command('task', 'retry', task.id);
    const { code, err } = await command('run', '--once');
    assert.equal(code, 0, err);
    assert.equal((await show(task)).task.state.kind, 'succeeded');
  });

  it('X-04, S12, PR4: killed in the middle of 50 tables; the next process goes on, and no statement is sent twice', async () => {
    const tables = Array.from({ length: 50 }, (_, i) => `t${String(i).padStart(2, '0')}`);
    await runScript(
      getServer(),
      tables.map((name) => `create table ${name} (id int primary key, v varchar(20))`).join(';'),
      database,
    );
    const proxy = await stage.addProxy();
    const task = await add();
    proxy.setRoundTrip(longWayMs);
    const runner = stage.start(['run']);
    while ((await shadows()).length < 5) {
      assert.equal(runner.exitCode, null, 'the run ended before it was seen');
      await wait(5);
    }
    runner.kill('SIGKILL');
    await new Promise((resolve) => runner.once('close', resolve));
    proxy.setRoundTrip(0);
    const interrupted = await shadows();
    assert.ok(interrupted.length < 50, 'it was too fast to be killed in the middle');
    assert.equal((await show(task)).task.state.kind, 'executing');
    const { code, err } = await command('run', '--once');
    assert.equal(code, 0, err);
    assert.equal((await shadows()).length, 50);
    const { task: after, runs } = await show(task);
    assert.equal(after.state.kind, 'succeeded');
    assert.equal(runs.length, 1);
    assert.equal(runs[0]?.plans[0], after.plan?.hash, 'what ran before the death is known too');
    const lines = await stage.json<readonly LogLine[]>('task', 'log', task.id);
    const sent = sentStatements(getServer(), database);
    assert.equal(sent.length, 50);
    assert.deepEqual(sentTwice(sent), []);
    assert.ok(lines.some(({ message }) => message.includes('is taken up again')));
  });

  it('X-15: a source altered between a death and the next process is a stale plan, and nothing further is sent', async () => {
    const tables = Array.from({ length: 50 }, (_, i) => `t${String(i).padStart(2, '0')}`);
    await runScript(
      getServer(),
      tables.map((name) => `create table ${name} (id int primary key)`).join(';'),
      database,
    );
    const proxy = await stage.addProxy();
    const task = await add();
    proxy.setRoundTrip(longWayMs);
    const runner = stage.start(['run']);
    while ((await shadows()).length < 3) {
      assert.equal(runner.exitCode, null, 'the run ended before it was seen');
      await wait(5);
    }
    runner.kill('SIGKILL');
    await new Promise((resolve) => runner.once('close', resolve));
    proxy.setRoundTrip(0);
    await query(getServer(), 'alter table t49 add column late int', database);
    const before = (await shadows()).length;
    assert.equal((await command('run', '--once')).code, 3);
    assert.equal((await show(task)).task.state.kind, 'stale-plan');
    assert.ok((await shadows()).length <= before + 1, 'only the statement that was under way took effect');
  });

  it('S-01: three runners, one task: one run', async () => {
    await runScript(getServer(), 'create table a (id int primary key)', database);
    const task = await add();
    const ends = await Promise.all([1, 2, 3].map(() => command('run', '--once')));
    assert.ok(
      ends.every(({ code }) => code === 0),
      ends.map(({ err }) => err).join('\n'),
    );
    assert.equal((await show(task)).runs.length, 1);
  });

  it('O-73: a task is stopped from another process, and its statement with it', async () => {
    await runScript(
      getServer(),
      'create table a (id int primary key, v int); create table __test_a (id int primary key)',
      database,
    );
    const reader = await openConnection(getServer(), { database });
    await reader.query('begin');
    await reader.query('select * from __test_a');
    const task = await add('--lock-wait', '600');
    const runner = stage.start(['run']);
    try {
      const marked = async (): Promise<number> =>
        (
          await query(
            getServer(),
            `select 1 from information_schema.processlist where info like '/* shsync%'`,
          )
        ).length;
      while ((await marked()) === 0) await wait(20);
      await command('task', 'stop', task.id);
      for (let i = 0; (await show(task)).task.state.kind !== 'terminated'; i += 1) {
        assert.ok(i < 600, 'it was not stopped');
        await wait(200);
      }
      assert.equal(await marked(), 0);
    } finally {
      runner.kill('SIGTERM');
      await reader.query('rollback');
      await reader.end();
    }
  });

  it('approval: a process holds a task back until it is approved, and an outdated plan can’t be', async () => {
    const file = join(folder, 'processes.json');
    const conditions = {
      connection: null,
      environment: null,
      database: 'shadow*',
      tablesFrom: 1,
      level: null,
      creator: null,
    };
    const nodes = [{ name: 'DBA', approvers: [], isAutomatic: false }];
    const expiryHours = { approval: 24, waiting: 24, execution: 24 };
    writeFileSync(
      file,
      JSON.stringify([{ id: 'p1', name: 'All', isEnabled: true, conditions, nodes, expiryHours }]),
    );
    assert.equal((await command('task', 'processes', '--file', file)).code, 0);
    await runScript(getServer(), 'create table a (id int primary key)', database);
    const [first, second] = [await add(), await add()];
    assert.equal(first.state.kind, 'pending-approval');
    assert.equal((await command('run', '--once')).code, 0);
    assert.deepEqual(await shadows(), []);
    const approved = await command('task', 'approve', first.id, '--by', 'bo', '--comment', 'fine');
    assert.match(approved.err, /checklist/);
    assert.equal((await command('run', '--once')).code, 0);
    assert.deepEqual(await shadows(), ['__test_a']);
    await query(getServer(), 'alter table a add column late int', database);
    const outdated = await command('task', 'approve', second.id);
    assert.equal(outdated.code, 1);
    assert.match(outdated.err, /is outdated\. Since the plan was made, .*__test_a was changed/);
    assert.equal((await show(second)).task.state.kind, 'pending-approval');
  });
});

/** Runs that are taken back, on a real server: reviewed, run and settled like any other (R12, PR4). */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Task } from '../../src/task/model/task.ts';
import { query, runScript } from '../support/servers/connect.ts';
import { eachExecutionEngine } from './executionEngines.ts';
import { sentStatements, sentTwice } from './sentStatements.ts';
import { useTaskStage } from './taskStage.ts';
import type { EndedCommand, ShownTask } from './taskStage.ts';

eachExecutionEngine('undo of runs', (_engine, getServer) => {
  const stage = useTaskStage(getServer);
  let folder: string;
  let database: string;
  beforeEach(() => ({ folder, database } = stage));

  const start = (...words: string[]): ChildProcess => stage.start(words);
  const command = (...words: string[]): Promise<EndedCommand> => stage.command(...words);
  const json = <T>(...words: string[]): Promise<T> => stage.json<T>(...words);
  const shadows = (): Promise<readonly string[]> => stage.shadows();

  async function ran(...words: string[]): Promise<Task> {
    const task = await stage.add(...words);
    const { code, err } = await command('run', '--once');
    assert.equal(code, 0, err);
    return task;
  }

  async function definition(table: string): Promise<string> {
    const [row] = await query(getServer(), `show create table \`${table}\``, database);
    return String(Object.values(row ?? {})[1]);
  }

  it('leads back to exactly what was: altered, created, and tied by foreign keys', async () => {
    await runScript(
      getServer(),
      `create table parent (id bigint primary key, name varchar(80));
       create table child (id int primary key, parent bigint, key k (parent), constraint fk foreign key (parent) references parent (id));
       create table plain (id int primary key, note varchar(20) not null default 'x', key n (note));
       create table __test_plain (id int primary key, legacy int)`,
      database,
    );
    const before = await definition('__test_plain');
    const task = await ran('--allow-unsafe');
    assert.deepEqual(await shadows(), ['__test_child', '__test_parent', '__test_plain']);
    assert.notEqual(await definition('__test_plain'), before);
    const undo = await json<Task>('task', 'undo', task.id, '--allow-unsafe');
    assert.deepEqual([undo.origin?.kind, undo.origin?.task], ['undo', task.id]);
    const { out } = await command('task', 'plan', undo.id);
    assert.match(out, /undo SQL[^]*DROP TABLE/);
    const { code, err } = await command('run', '--once');
    assert.equal(code, 0, err);
    const shown = await json<ShownTask>('task', 'show', undo.id);
    assert.equal(shown.task.state.kind, 'succeeded');
    assert.deepEqual(await shadows(), ['__test_plain']);
    assert.equal(await definition('__test_plain'), before);
    const again = await command('task', 'undo', task.id);
    assert.match(again.err, /undone already/);
  });

  it('R3: runs nothing unsafe that was not ticked, and a source that moved on does not matter', async () => {
    await runScript(getServer(), 'create table a (id int primary key)', database);
    const task = await ran();
    const undo = await json<Task>('task', 'undo', task.id);
    await command('run', '--once');
    const refused = await json<ShownTask>('task', 'show', undo.id);
    assert.equal(refused.task.state.kind, 'failed');
    assert.match(refused.runs[0]?.left[0]?.reason ?? '', /SS121/);
    assert.deepEqual(await shadows(), ['__test_a']);
    await query(getServer(), 'alter table a add column later int', database);
    await json<Task>('task', 'undo', task.id, '--allow-unsafe');
    assert.equal((await command('run', '--once')).code, 0);
    assert.deepEqual(await shadows(), []);
  });

  it('X-15: what was changed since can’t be undone, before and after the review', async () => {
    await runScript(
      getServer(),
      'create table a (id int primary key); create table b (id int primary key)',
      database,
    );
    const task = await ran();
    const undo = await json<Task>('task', 'undo', task.id, '--allow-unsafe', '--manual');
    await query(getServer(), 'alter table __test_a add column mine int', database);
    const late = await command('task', 'undo', task.id);
    assert.match(late.err, /can't be undone: changed since: .*__test_a/);
    await command('task', 'run', undo.id);
    assert.equal((await command('run', '--once')).code, 3);
    const { state } = (await json<ShownTask>('task', 'show', undo.id)).task;
    assert.ok(state.kind === 'stale-plan', state.kind);
    assert.deepEqual(await shadows(), ['__test_a', '__test_b']);
  });

  it('drops no table that one from elsewhere refers to by now (1451, 3730), before and after the review', async () => {
    await runScript(
      getServer(),
      'create table a (id int primary key); create table b (id int primary key, a int, foreign key (a) references a (id))',
      database,
    );
    const task = await ran();
    const undo = await json<Task>('task', 'undo', task.id, '--allow-unsafe', '--manual');
    await runScript(
      getServer(),
      'create table mine (id int primary key, constraint of_mine foreign key (id) references __test_a (id))',
      database,
    );
    const late = await command('task', 'undo', task.id, '--allow-unsafe');
    assert.match(late.err, /__test_a can't be dropped.*of_mine of .*\.mine/);
    await command('task', 'run', undo.id);
    assert.equal((await command('run', '--once')).code, 3);
    const { state } = (await json<ShownTask>('task', 'show', undo.id)).task;
    assert.ok(state.kind === 'stale-plan' && state.reason.includes('of_mine'), JSON.stringify(state));
    assert.deepEqual(await shadows(), ['__test_a', '__test_b']);
    await query(getServer(), 'drop table mine', database);
    await json<Task>('task', 'undo', task.id, '--allow-unsafe');
    assert.equal((await command('run', '--once')).code, 0);
    assert.deepEqual(await shadows(), []);
  });

  it('undoes what a failed run did, and nothing that it did not', async () => {
    await runScript(
      getServer(),
      `create table a (id int primary key, v int not null unique); create table b (id int primary key);
       create table __test_a (id int primary key, v int not null); insert into __test_a values (1, 5), (2, 5)`,
      database,
    );
    const url = getServer().url(database);
    const task = await json<Task>(
      ...['task', 'add', '--url', url, '--prefix', '__test_', '--on-error', 'continue', '--allow-unsafe'],
    );
    await command('run', '--once');
    const before = await definition('__test_a');
    await json<Task>('task', 'undo', task.id, '--allow-unsafe');
    assert.equal((await command('run', '--once')).code, 0);
    assert.deepEqual(await shadows(), ['__test_a']);
    assert.equal(await definition('__test_a'), before);
  });

  it('PR4: killed in the middle of an undo, the next process goes on; no statement is sent twice', async () => {
    const tables = Array.from({ length: 40 }, (_, i) => `t${String(i).padStart(2, '0')}`);
    await runScript(
      getServer(),
      tables.map((name) => `create table ${name} (id int primary key)`).join(';'),
      database,
    );
    const proxy = await stage.addProxy();
    const task = await ran();
    const undo = await json<Task>('task', 'undo', task.id, '--allow-unsafe');
    // So slow that 40 tables take seconds: the run is caught in the middle of them.
    proxy.setRoundTrip(20);
    const runner = start('run');
    while ((await shadows()).length > 35) {
      assert.equal(runner.exitCode, null, 'the run ended before it was seen');
      await wait(5);
    }
    runner.kill('SIGKILL');
    await new Promise((resolve) => runner.once('close', resolve));
    proxy.setRoundTrip(0);
    assert.ok((await shadows()).length > 0, 'it was too fast to be killed in the middle');
    const { code, err } = await command('run', '--once');
    assert.equal(code, 0, err);
    assert.deepEqual(await shadows(), []);
    assert.equal((await json<ShownTask>('task', 'show', undo.id)).task.state.kind, 'succeeded');
    const sent = sentStatements(getServer(), database);
    assert.equal(sent.length, 80);
    assert.deepEqual(sentTwice(sent), []);
  });

  it('R1: a plan on the disk that was changed to reach another table is no plan any more', async () => {
    await runScript(getServer(), 'create table a (id int primary key)', database);
    const task = await ran();
    const undo = await json<Task>('task', 'undo', task.id, '--allow-unsafe', '--manual');
    const plans = join(folder, 'task-centre', 'plans');
    for (const file of readdirSync(plans)) {
      const path = join(plans, file);
      const changed = readFileSync(path, 'utf8').replaceAll('DROP TABLE `', 'DROP TABLE IF EXISTS `');
      writeFileSync(path, changed);
    }
    await command('task', 'run', undo.id);
    assert.equal((await command('run', '--once')).code, 3);
    assert.deepEqual(await shadows(), ['__test_a']);
  });
});

/** What synchronizing tasks of an other product do badly (odc.md §12), and these must not: on a real server. */
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { makeTaskWorker } from '../../src/comparison/taskWorker.ts';
import { ServerPool } from '../../src/comparison/serverPool.ts';
import { clock, newRunName, openJournals, openServer, parseConnectionUrl, pause } from '../../src/compose.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import type { AnalysisProgress } from '../../src/shadow/analyse.ts';
import type { Task } from '../../src/task/model/task.ts';
import type { LogLine } from '../../src/task/taskPorts.ts';
import { query, runScript } from '../support/servers/connect.ts';
import { sampleIntent } from '../task/sampleTasks.ts';
import { eachExecutionEngine } from './executionEngines.ts';
import { sentStatements } from './sentStatements.ts';
import { ended, useTaskStage } from './taskStage.ts';

eachExecutionEngine('weaknesses of tasks', (_engine, getServer) => {
  const stage = useTaskStage(getServer);

  async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
    const end = performance.now() + 90_000;
    while (!(await isSo())) {
      assert.ok(performance.now() < end, what);
      await wait(100);
    }
  }

  it('O-61: a password that is not right any more fails the task with its reason, and no table is blamed', async () => {
    const { host, port, dialect } = getServer();
    const account = `keeper_${String(process.pid)}`;
    await runScript(
      getServer(),
      `create user ${account}@'%' identified by 'c4nary-1'; grant all on \`${stage.database}\`.* to ${account}@'%';
       create table a (id int primary key)`,
      stage.database,
    );
    const url = `${dialect}://${account}@${host}:${String(port)}/${stage.database}`;
    const environment = { SHADOW_SYNC_PASSWORD: 'c4nary-1' };
    const added = ['task', 'add', '--url', url, '--prefix', '__test_', '--json'];
    const task = JSON.parse((await ended(stage.start(added, environment))).out) as Task;
    await query(getServer(), `alter user ${account}@'%' identified by 'another'`);
    const { code, err } = await ended(stage.start(['run', '--once'], environment));
    assert.equal(code, 1);
    assert.ok(err.includes(account), err);
    assert.doesNotMatch(err, /c4nary/);
    const { task: after, runs } = await stage.show(task);
    assert.equal(after.state.kind, 'failed');
    assert.match(runs[0]?.reason ?? '', /password|denied/i);
    assert.deepEqual([runs[0]?.left, runs[0]?.counts], [[], { succeeded: 0, failed: 0, skipped: 0 }]);
    assert.deepEqual(await stage.shadows(), []);
  });

  it('O-63: a database without tables is no task', async () => {
    const { code, err } = await stage.command('task', 'add', '--url', stage.url, '--prefix', '__test_');
    assert.equal(code, 64);
    assert.match(err, /nothing to run/);
    assert.deepEqual(await stage.json<readonly Task[]>('task', 'list', '--all'), []);
  });

  it('O-64, O-91: an analysis says how far it is table by table, and ends at once when it is cancelled', async () => {
    const count = 300;
    const tables = Array.from({ length: count }, (_, i) => `create table t${String(i)} (id int primary key)`);
    await runScript(getServer(), tables.join(';'), stage.database);
    const { target } = parseConnectionUrl(stage.url);
    const servers = new ServerPool({ clock, open: (_id, signal) => openServer(target, signal) });
    const worker = makeTaskWorker({
      servers,
      journals: openJournals(stage.folder),
      clock,
      pause,
      newRunName,
    });
    const intent = sampleIntent({ database: stage.database });
    const analyse = (
      stop: AbortController,
      onProgress: (progress: AnalysisProgress) => void,
    ): Promise<unknown> =>
      worker.withSession('c1', stop.signal, (session) => session.plan(intent, stop.signal, onProgress));
    try {
      const seen: AnalysisProgress[] = [];
      await analyse(new AbortController(), (progress) => seen.push(progress));
      assert.deepEqual(seen.at(-1), { phase: 'comparing', done: count, of: count });
      assert.deepEqual([...new Set(seen.map(({ phase }) => phase))], ['listing', 'reading', 'comparing']);
      const read = seen.flatMap(({ phase, done }) => (phase === 'reading' ? [done] : []));
      assert.deepEqual(
        read,
        read.toSorted((a, b) => a - b),
      );
      assert.ok(new Set(read).size > 1, JSON.stringify(seen));
      const stop = new AbortController();
      let told = 0;
      await assert.rejects(
        analyse(stop, () => {
          told += 1;
          stop.abort();
        }),
        (error: unknown) => ShadowSyncError.is(error, 'cancelled'),
      );
      assert.ok(told < seen.length, 'it went on after it was cancelled');
    } finally {
      await servers.dispose();
    }
  });

  it('O-66, O-71: one log leads from the analysis to the end, in order', async () => {
    await runScript(
      getServer(),
      'create table a (id int primary key); create table b (id int primary key); create view v as select 1',
      stage.database,
    );
    const task = await stage.add();
    assert.equal((await stage.command('run', '--once')).code, 0);
    const lines = await stage.json<readonly LogLine[]>('task', 'log', task.id);
    const text = lines.map(({ message }) => message).join('\n');
    const steps = [
      /started/,
      /approved one/,
      /2 statements on 2 tables/,
      /statement 1: CREATE TABLE/,
      /\[1\/2\]/,
      /\[2\/2\]/,
      /Ended: /,
    ];
    const places = steps.map((step) => text.search(step));
    assert.ok(!places.includes(-1), `${places.join()}: ${text}`);
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
    assert.ok(lines.every(({ at }, i) => at >= (lines[i - 1]?.at ?? 0)));
  });

  it('O-79: a recurring task keeps its shadows in line with what changes in between', async () => {
    await runScript(getServer(), 'create table a (id int primary key)', stage.database);
    const task = await stage.add('--cron', '*/2 * * * * *', '--keep-in-sync');
    const runner = stage.start(['run']);
    await until(async () => (await stage.shadows()).length === 1, 'the first run did not come');
    await query(getServer(), 'alter table a add column later varchar(10)', stage.database);
    const columns = async (): Promise<number> =>
      (await query(getServer(), 'show columns from __test_a', stage.database)).length;
    await until(async () => (await columns()) === 2, 'the change did not arrive');
    // The run that brought it is over a moment later only; one that is stopped before has no line.
    await until(async () => (await stage.show(task)).runs.length >= 2, 'the second run did not end');
    const closed = ended(runner);
    runner.kill('SIGTERM');
    await closed;
    const { runs } = await stage.show(task);
    assert.ok(runs.length >= 2);
    assert.ok(runs.every(({ outcome }) => outcome === 'succeeded' || outcome === 'skipped'));
    const taken = runs.map(({ slot }) => slot);
    assert.equal(new Set(taken).size, taken.length);
    assert.equal(sentStatements(getServer(), stage.database).length, 2);
  });
});

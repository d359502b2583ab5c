import assert from 'node:assert/strict';
import { commands, env, window } from 'vscode';
import { Dialogs, when } from './dialogs.ts';
import { openHostDatabase } from './hostDatabase.ts';
import { TasksStage, database, fourEyes } from './tasksStage.ts';
import { until } from './until.ts';

const hour = 3_600_000;

describe('tasks in VS Code', () => {
  const dialogs = new Dialogs();
  let stage: TasksStage;

  before(async () => {
    stage = await TasksStage.set(dialogs);
  });

  after(async () => {
    await stage.end(dialogs);
  });

  afterEach(async () => {
    await stage.store.setProcesses([]);
  });

  /** Statements on the tables that wait for somebody's lock. */
  async function waiting(): Promise<unknown[]> {
    const [rows] = await stage.server.query(
      "select info from information_schema.processlist where state like 'Waiting for table metadata lock' and info like ?",
      [`%${database}%`],
    );
    return rows as unknown[];
  }

  /** Whether somebody looks at the window, as the extension sees it. */
  function lookAway(isAway: boolean): void {
    const value = { focused: !isAway, active: !isAway };
    Object.defineProperty(window, 'state', { value, configurable: true, writable: true });
  }

  /** As from a row of the list. */
  async function command(name: string, ...ids: readonly string[]): Promise<void> {
    const targets = ids.map((taskId) => ({ kind: 'task', taskId }));
    await commands.executeCommand(`shadowSync.task.${name}`, targets[0], targets);
  }

  it('runs a task that another process made, at its time, after it was approved, and writes its log', async () => {
    await stage.makeTable('orders', 'note varchar(20)');
    await stage.store.setProcesses([fourEyes]);
    const at = new Date(Date.now() + 6000).toISOString();
    const id = await stage.add(
      'orders',
      '--at',
      at,
      '--missed',
      'run-once',
      '--remarks',
      'Before the load test',
    );
    assert.equal((await stage.task(id)).state.kind, 'pending-approval');
    dialogs.answer(when(/comment/i, 'fine'), when(/Approve/, 'Approve'));
    await command('approve', id);
    await until(
      async () => (await stage.task(id)).approvals.length === 1,
      () => JSON.stringify(dialogs.asked),
    );
    const done = await stage.inState(id, 'succeeded');
    assert.deepEqual(await stage.columnsOf('__test_orders'), ['id', 'note']);
    const [run] = await stage.runs(id);
    assert.ok(run !== undefined);
    assert.equal(run.slot, new Date(at).getTime());
    assert.ok(run.startedAt >= run.slot, 'not before its time');
    // The task is over as soon as the store says so; the last line of its log may be on its way then.
    const log = await until(async () => {
      const lines = (await stage.cli('log', done.id)) as readonly { readonly message: string }[];
      return JSON.stringify(lines).includes('Ended: succeeded') ? lines : null;
    });
    assert.ok(log.length > 2, JSON.stringify(log));
  });

  it('runs one when told to, and not in another state', async () => {
    await stage.makeTable('by_hand', 'note int');
    const id = await stage.add('by_hand', '--manual');
    dialogs.answer();
    await command('pause', id);
    assert.equal((await dialogs.said('does not allow this')).kind, 'error');
    await command('run', id);
    await stage.inState(id, 'succeeded');
    dialogs.answer();
    await command('run', id);
    await dialogs.said('does not allow this');
    await command('copyId', id);
    assert.equal(await env.clipboard.readText(), id);
  });

  it('S16: does nothing when the tables moved since the plan was made, and says so', async () => {
    await stage.makeTable('moved', 'note int');
    const id = await stage.add('moved', '--manual');
    await stage.server.query('alter table moved add column late int');
    dialogs.answer();
    await command('run', id);
    await stage.inState(id, 'stale-plan');
    assert.deepEqual(await stage.columnsOf('__test_moved'), []);
    const said = await dialogs.said('Stale Plan');
    assert.equal(said.kind, 'information');
  });

  it('X-08: aborts a run: its statement ends on the server, and nothing more is sent', async () => {
    await stage.makeTable('held', 'note int', true);
    const holder = await openHostDatabase();
    try {
      await holder.query(`begin; select * from ${database}.__test_held`);
      const id = await stage.add('held', '--manual', '--lock-wait', '900');
      dialogs.answer(when('Abort the task?', 'Abort'));
      await command('run', id);
      await until(
        async () => (await waiting()).length > 0,
        () => 'a statement that waits for the table',
      );
      await command('abort', id);
      await dialogs.said('stopped on its server');
      const ended = await stage.inState(id, 'terminated');
      assert.deepEqual(await waiting(), []);
      assert.equal(ended.progress.lastRun?.outcome, 'terminated');
    } finally {
      await holder.end();
    }
    assert.deepEqual(await stage.columnsOf('__test_held'), ['id']);
  });

  it('keeps in sync: what changes is followed by the next run, until the schedule is paused', async () => {
    await stage.makeTable('followed', 'a int');
    const id = await stage.add('followed', '--cron', '*/2 * * * * *', '--zone', 'UTC', '--keep-in-sync');
    await until(async () => (await stage.columnsOf('__test_followed')).length === 2);
    await stage.server.query('alter table followed add column b int');
    await until(async () => (await stage.columnsOf('__test_followed')).includes('b'));
    await until(async () => {
      await command('pause', id);
      return (await stage.task(id)).state.kind === 'paused';
    });
    const runs = (await stage.runs(id)).filter(({ slot }) => slot !== null);
    assert.equal(new Set(runs.map(({ slot }) => slot)).size, runs.length, 'S1: one run per slot');
    await command('resume', id);
    await until(async () => (await stage.task(id)).state.kind !== 'paused');
    dialogs.answer(when('Abort the task?', 'Abort'));
    await until(async () => {
      await command('abort', id);
      return (await stage.task(id)).state.kind === 'terminated';
    });
  });

  it('S3: asks once about starts that were missed, for all tasks together, and runs what is wanted', async () => {
    await stage.makeTable('missed_a', 'a int');
    await stage.makeTable('missed_b', 'a int');
    // Half an hour ago: later than what still counts as the same start.
    const minute = (new Date().getUTCMinutes() + 30) % 60;
    const hourly = ['--cron', `${String(minute)} * * * *`, '--zone', 'UTC', '--missed', 'ask'];
    const ids = [await stage.add('missed_a', ...hourly), await stage.add('missed_b', ...hourly)];
    dialogs.answer(when('Starts were missed', 'Run Now'));
    // Nobody looks while they are found one after the other, however long that takes on this computer.
    lookAway(true);
    for (const id of ids) {
      const lastSlot = Date.now() - 5 * hour;
      await stage.store.change(id, (task) => ({ ...task, progress: { ...task.progress, lastSlot } }));
    }
    for (const id of ids) {
      await until(
        async () => (await stage.task(id)).progress.asked !== null,
        () => `a missed start of ${id}`,
      );
    }
    const questions = (): number =>
      dialogs.asked.filter(({ text }) => text.includes('Starts were missed')).length;
    assert.equal(questions(), 0, 'nothing is asked while nobody is there');
    lookAway(false);
    // What changes next is looked at by somebody.
    await stage.add('missed_a', '--manual');
    const said = await dialogs.said('Starts were missed');
    for (const id of ids) assert.ok(said.text.includes(id), said.text);
    for (const table of ['missed_a', 'missed_b']) {
      await until(async () => (await stage.columnsOf(`__test_${table}`)).length === 2);
    }
    for (const id of ids) {
      const task = await stage.inState(id, 'waiting');
      assert.equal(task.progress.asked, null);
      assert.equal(task.progress.lastRun?.outcome, 'succeeded');
    }
    assert.equal(questions(), 1);
    dialogs.answer(when('Delete 2 tasks?', 'Delete'));
    await command('delete', ...ids);
    const left = (await stage.store.tasks()).map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id) => left.includes(id)),
      [],
    );
  });

  it('names a task that is not there, and asks for one where none is meant', async () => {
    dialogs.answer();
    await command('run', 'tnobody');
    assert.equal((await dialogs.said('There is no task tnobody')).kind, 'error');
    for (const strange of [7, 'x', null, { target: 7 }, [[]]]) {
      dialogs.answer();
      await commands.executeCommand('shadowSync.task.delete', strange);
      await dialogs.said('Which tasks?');
    }
  });

  it('filters, sorts, saves a filter, uses it and deletes it', async () => {
    let step = 0;
    dialogs.answer(
      ({ text }) =>
        text.startsWith('Filter Tasks:') ? (['Database', undefined][step++] ?? undefined) : null,
      when('Database: Tick', [database]),
    );
    await commands.executeCommand('shadowSync.tasks.filter');
    dialogs.answer(when('Save Task Filter', 'Mine'));
    await commands.executeCommand('shadowSync.tasks.saveFilter');
    const [saved] = await stage.store.filters();
    assert.deepEqual([saved?.name, saved?.filter.databases], ['Mine', [database]]);
    await commands.executeCommand('shadowSync.tasks.clearFilter');
    dialogs.answer(when('Sort Tasks', '$(arrow-up) Status'));
    await commands.executeCommand('shadowSync.tasks.sort');
    dialogs.answer(when('Which filter?', '$(filter) Mine'));
    await commands.executeCommand('shadowSync.tasks.useFilter');
    dialogs.answer(when('Which filter?', undefined));
    await commands.executeCommand('shadowSync.tasks.useFilter');
    assert.deepEqual(
      (await dialogs.said('Which filter?')).offered,
      ['$(check) Mine'],
      'it is the present one',
    );
    dialogs.answer(when('Tick those to delete', ['$(check) Mine']));
    await commands.executeCommand('shadowSync.tasks.deleteFilters');
    assert.deepEqual(await stage.store.filters(), []);
    await commands.executeCommand('shadowSync.tasks.clearFilter');
  });
});

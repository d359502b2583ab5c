import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { encodeGeneration } from '../../src/store/generations/generationFile.ts';
import { openLeaseStore } from '../../src/store/leaseStore.ts';
import { systemClock } from '../../src/store/systemClock.ts';
import type { ApprovalProcess } from '../../src/task/approval/approvalProcess.ts';
import { readRunRecord, readTask } from '../../src/task/model/readTask.ts';
import { newProgress } from '../../src/task/model/task.ts';
import type { RunRecord, Task } from '../../src/task/model/task.ts';
import { recordRuns } from '../../src/task/scheduler/recordRuns.ts';
import { defaultFilter } from '../../src/task/taskFilter.ts';
import type { TaskStore } from '../../src/task/taskPorts.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { openTestStore } from '../task/openTestStore.ts';
import { sampleRun, sampleTask } from '../task/sampleTasks.ts';

const day = 24 * 3_600_000;

describe('task store', () => {
  let folder: string;
  const opened: TaskStore[] = [];

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'shsync-tasks-'))));
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    removeFolder(folder);
  });

  async function open(pollMs = 20): Promise<TaskStore> {
    const store = await openTestStore(folder, { pollMs });
    opened.push(store);
    return store;
  }

  function run(id: string, task: string, endedAt = systemClock.now()): RunRecord {
    return sampleRun({ run: id, task, startedAt: endedAt, endedAt });
  }

  function process(id: string): ApprovalProcess {
    const conditions = { connection: null, environment: null, database: null };
    return {
      id,
      name: id,
      isEnabled: true,
      conditions: { ...conditions, tablesFrom: null, level: null, creator: null },
      nodes: [],
      expiryHours: { approval: null, waiting: null, execution: null },
    };
  }

  it('keeps tasks, runs, processes and filters for the next process', async () => {
    const first = await open();
    await first.add([sampleTask({ id: 'b' }), sampleTask({ id: 'a' })]);
    await first.addRun(run('r1', 'a'));
    await first.setFilters([{ name: 'Mine', filter: defaultFilter }]);
    const second = await open();
    assert.deepEqual(
      (await second.tasks()).map(({ id }) => id),
      ['a', 'b'],
    );
    assert.deepEqual(await second.tasks(), await first.tasks());
    assert.equal((await second.runs('a')).length, 1);
    assert.deepEqual(await second.filters(), [{ name: 'Mine', filter: defaultFilter }]);
  });

  it('PR6: changes of two at once are both there; the change is made on what the other one left', async () => {
    const [first, second] = [await open(), await open()];
    await first.add([sampleTask({ id: 'a' })]);
    const more = (task: Task): Task => ({
      ...task,
      progress: { ...task.progress, failuresInRow: task.progress.failuresInRow + 1 },
    });
    await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? first : second).change('a', more)));
    assert.equal((await (await open()).tasks())[0]?.progress.failuresInRow, 20);
  });

  it('gives what another one just added when it is asked for what is fresh, whoever listens', async () => {
    const [first, second] = [await open(100_000), await open()];
    const end = first.onDidChange(() => undefined);
    await first.tasks();
    await second.add([sampleTask({ id: 'a' })]);
    assert.deepEqual(
      (await first.tasks('fresh')).map(({ id }) => id),
      ['a'],
    );
    assert.deepEqual(
      (await first.tasks()).map(({ id }) => id),
      ['a'],
    );
    end();
  });

  it('keeps processes only over what was seen; the other one’s stay as they are', async () => {
    const [first, second] = [await open(), await open()];
    await second.setProcesses([process('theirs')]);
    await assert.rejects(
      first.setProcesses([process('mine')], (kept) => kept.length === 0),
      (error) => ShadowSyncError.is(error, 'conflict'),
    );
    assert.deepEqual(
      (await first.processes()).map(({ id }) => id),
      ['theirs'],
    );
    await first.setProcesses([process('mine')], ([kept]) => kept?.id === 'theirs');
    assert.deepEqual(
      (await second.processes()).map(({ id }) => id),
      ['mine'],
    );
  });

  it('reads what earlier versions kept: runs without plans, undo tasks without a run, tasks with nothing unrecorded', () => {
    const { plans, left, ...older } = run('r1', 'a');
    assert.deepEqual([plans, left], [[], []]);
    const read = readRunRecord(JSON.parse(JSON.stringify(older)));
    assert.deepEqual([read.plans, read.left], [[], []]);
    const task = { ...sampleTask(), origin: { kind: 'again', task: 't1' } };
    assert.deepEqual(readTask(JSON.parse(JSON.stringify(task))).origin, { ...task.origin, run: null });
    const { unrecorded, ...progress } = newProgress;
    assert.deepEqual(readTask(JSON.parse(JSON.stringify({ ...sampleTask(), progress }))), sampleTask());
    assert.deepEqual(unrecorded, []);
  });

  it('shows what is still to be recorded among the runs, and each once when the history has it too', async () => {
    const store = await open();
    const now = systemClock.now();
    const [older, newer] = [run('r1', 'a', now - 2), run('r2', 'a', now - 1)];
    await store.addRun(older);
    const progress = { ...newProgress, unrecorded: [newer] };
    await store.add([sampleTask({ id: 'a', progress }), sampleTask({ id: 'b' })]);
    assert.deepEqual(await store.runs('a'), [newer, older]);
    assert.deepEqual(await store.runs('b'), []);
    await store.addRun(newer);
    assert.deepEqual(await store.runs(null), [newer, older]);
  });

  it('has no line of a task that was removed while one was recorded', async () => {
    const store = await open();
    const task = sampleTask({ id: 'a', progress: { ...newProgress, unrecorded: [run('r1', 'a')] } });
    await store.add([task]);
    await store.remove(['a']);
    assert.deepEqual((await recordRuns(store, task)).progress.unrecorded, []);
    assert.deepEqual(await store.runs(null), []);
  });

  it('refuses to change a task that is gone, and one id twice', async () => {
    const store = await open();
    await store.add([sampleTask({ id: 'a' })]);
    await assert.rejects(store.add([sampleTask({ id: 'a' })]), /already/);
    await store.remove(['a']);
    await assert.rejects(
      store.change('a', (task) => task),
      (error: unknown) => ShadowSyncError.is(error, 'conflict'),
    );
  });

  it('removes nothing where what it is asked about one of them throws', async () => {
    const [first, second] = [await open(), await open()];
    await first.add([sampleTask({ id: 'a' }), sampleTask({ id: 'b' })]);
    await first.tasks();
    await second.change('b', (task) => ({ ...task, creator: 'bo' }));
    const seen: string[] = [];
    const check = ({ id, creator }: Task): void => {
      seen.push(id);
      if (creator === 'bo') throw new ShadowSyncError('conflict', 'busy');
    };
    await assert.rejects(first.remove(['a', 'b', 'gone'], check), /busy/);
    assert.deepEqual([seen, (await second.tasks('fresh')).length], [['a', 'b'], 2]);
  });

  it('tells a listener what another one changed (F-13)', async () => {
    const [first, second] = [await open(), await open()];
    const told = new Promise<void>((resolve) => second.onDidChange(resolve));
    await first.add([sampleTask({ id: 'a' })]);
    await told;
    assert.equal((await second.tasks()).length, 1);
  });

  it('F5: keeps 500 runs of a task and none older than 90 days, and each run once', async () => {
    const store = await open();
    const now = systemClock.now();
    await store.addRun(run('old', 'b', now - 91 * day));
    for (let i = 0; i < 503; i += 1) await store.addRun(run(`r${String(i)}`, 'a'));
    await store.addRun(run('r502', 'a'));
    const runs = await store.runs(null);
    assert.equal(runs.length, 500);
    assert.deepEqual([runs[0]?.run, runs.at(-1)?.run], ['r502', 'r3']);
  });

  it('reads the runs that earlier versions kept in one store, each once, and adds nothing there', async () => {
    mkdirSync(join(folder, 'runs'));
    const now = systemClock.now();
    const kept = [run('r1', 'a', now - 3), run('r2', 'b', now - 2)];
    const text = encodeGeneration({ schema: 1, rev: 1, uid: 'u', prev: null, data: { runs: kept } });
    writeFileSync(join(folder, 'runs', 'g.1.json'), text, { mode: 0o600 });
    const store = await open();
    await store.addRun(run('r3', 'a', now - 1));
    await store.addRun({ ...run('r1', 'a', now), outcome: 'failed' });
    const ids = (runs: readonly RunRecord[]): readonly string[] => runs.map(({ run: id }) => id);
    assert.deepEqual(ids(await store.runs(null)), ['r3', 'r2', 'r1']);
    assert.equal((await store.runs(null)).at(-1)?.outcome, 'succeeded');
    assert.deepEqual(readdirSync(join(folder, 'runs')), ['g.1.json']);
    await store.remove(['a']);
    assert.deepEqual(ids(await (await open()).runs(null)), ['r2']);
  });

  it('F-12: says once that nothing can be saved there, and keeps runs for this process', async () => {
    writeFileSync(join(folder, 'history'), 'in the way');
    const notices: string[] = [];
    const store = await openTestStore(folder, { onNotice: ({ kind }) => notices.push(kind) });
    opened.push(store);
    for (const task of ['a', 'b', 'c', 'd']) await store.addRun(run(`r-${task}`, task));
    assert.equal((await store.runs(null)).length, 4);
    assert.deepEqual(notices, ['not-saved']);
  });

  it('refuses to write what could not be read back', async () => {
    const store = await open();
    const broken = { ...sampleTask({ id: 'a' }), password: 'c4nary' };
    await assert.rejects(store.add([broken]), /password is no field/);
    assert.deepEqual(await store.tasks(), []);
  });
});

describe('scheduler lease', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'shsync-lease-'))));
  afterEach(() => {
    removeFolder(folder);
  });

  it('has one holder; another one gets it when its time is over or it is given back', async () => {
    let now = 1_000_000;
    const clock = { ...systemClock, now: () => now };
    const lease = await openLeaseStore(folder, { onNotice: () => undefined, clock });
    assert.deepEqual(await lease.take('one', 30_000), { owner: 'one', fence: 1 });
    assert.equal(await lease.take('two', 30_000), null);
    now += 29_000;
    assert.deepEqual(await lease.take('one', 30_000), { owner: 'one', fence: 1 });
    now += 30_000;
    assert.deepEqual(await lease.take('two', 30_000), { owner: 'two', fence: 2 });
    await lease.release('one');
    assert.equal(await lease.take('one', 30_000), null);
    await lease.release('two');
    assert.deepEqual(await lease.take('one', 30_000), { owner: 'one', fence: 3 });
    await lease.close();
  });

  it('S7: a lease from a clock that has been set back since is not waited for', async () => {
    let now = 10 * 3_600_000;
    const clock = { ...systemClock, now: () => now };
    const lease = await openLeaseStore(folder, { onNotice: () => undefined, clock });
    await lease.take('one', 30_000);
    now -= 3_600_000;
    assert.ok(await lease.take('two', 30_000));
    await lease.close();
  });
});

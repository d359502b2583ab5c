import assert from 'node:assert/strict';
import { CurrentFilter, isSameFilter } from '../../../src/editor/tasks/currentFilter.ts';
import { awaitsUser, missedSlot } from '../../../src/editor/tasks/missedStarts.ts';
import { NextRuns } from '../../../src/editor/tasks/nextRuns.ts';
import { isBad, needsUser, newestPerTask } from '../../../src/editor/tasks/noticeDigest.ts';
import { taskIdsOf } from '../../../src/editor/tasks/taskTarget.ts';
import { newProgress } from '../../../src/task/model/task.ts';
import type { Execution } from '../../../src/task/schedule/execution.ts';
import { defaultFilter } from '../../../src/task/taskFilter.ts';
import type { TaskNotice } from '../../../src/task/taskPorts.ts';
import { sampleProcess, sampleTask } from '../../task/sampleTasks.ts';

const minute = 60_000;
const everyMinute: Execution = {
  kind: 'cron',
  expression: '* * * * *',
  zone: 'UTC',
  missed: 'ask',
  keepInSync: false,
};

describe('CurrentFilter', () => {
  function memento(kept?: unknown): {
    get: () => unknown;
    update: (key: string, value: unknown) => Promise<void>;
  } {
    let value = kept;
    return {
      get: () => value,
      update: (_key, next) => {
        value = next;
        return Promise.resolve();
      },
    };
  }

  it('begins with the usual filter, tells changes, and is the same again after a reload', async () => {
    const kept = memento();
    const filter = new CurrentFilter(kept);
    assert.deepEqual(filter.value, defaultFilter);
    const told: string[] = [];
    filter.onDidChange(({ text }) => told.push(text));
    await filter.set({ ...defaultFilter, text: 'launch' });
    assert.deepEqual(told, ['launch']);
    assert.equal(new CurrentFilter(kept).value.text, 'launch');
  });

  it('takes what it can not read for nothing', () => {
    for (const strange of [7, null, [], { hours: 'x' }, { ...defaultFilter, more: 1 }]) {
      assert.deepEqual(new CurrentFilter(memento(strange)).value, defaultFilter);
    }
  });

  it('is the usual one in whatever order', async () => {
    const filter = new CurrentFilter(memento());
    await filter.set({ ...defaultFilter, sort: { by: 'tags', direction: 'up' } });
    assert.equal(filter.isDefault, true);
    await filter.set({ ...defaultFilter, hours: null });
    assert.equal(filter.isDefault, false);
  });

  it('compares by what is asked for', () => {
    const one = { ...defaultFilter, tags: ['a', 'b'], text: ' x ' };
    assert.equal(isSameFilter(one, { ...defaultFilter, tags: ['b', 'a'], text: 'x' }), true);
    assert.equal(isSameFilter(one, { ...one, databases: ['a'] }), false);
  });
});

describe('NextRuns', () => {
  const waiting = { kind: 'waiting', why: 'scheduled', since: 0 } as const;
  const scheduled = sampleTask({
    id: 'a',
    state: waiting,
    execution: everyMinute,
    progress: { ...newProgress, lastSlot: 0 },
  });

  it('says the next start of what waits for one', () => {
    const next = new NextRuns(() => 90_000);
    assert.equal(next.of(scheduled), 2 * minute);
    assert.equal(next.of(sampleTask({ state: { kind: 'waiting', why: 'manual', since: 0 } })), null);
    assert.equal(next.of(sampleTask({ state: { kind: 'paused', by: 'z', at: 0, reason: '' } })), null);
  });

  it('looks again when that time is over, and when the slot was taken', () => {
    let now = 90_000;
    const next = new NextRuns(() => now);
    assert.equal(next.of(scheduled), 2 * minute);
    now = 125_000;
    assert.equal(next.of(scheduled), 3 * minute);
    const taken = { ...scheduled, progress: { ...scheduled.progress, lastSlot: 5 * minute } };
    assert.equal(next.of(taken), 6 * minute);
  });

  it('computes thousands in slices, so that others get their turn, and knows them then', async () => {
    let now = 90_000;
    const tasks = Array.from({ length: 2000 }, (_, i) =>
      sampleTask({
        id: `t${String(i)}`,
        state: waiting,
        execution: {
          kind: 'cron',
          expression: `${String(i % 60)} ${String(Math.floor(i / 60) % 24)} ${String(1 + Math.floor(i / 1440))} * *`,
          zone: 'Europe/Berlin',
          missed: 'skip',
          keepInSync: false,
        },
      }),
    );
    const next = new NextRuns(() => now);
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    await next.prepare(tasks);
    clearInterval(timer);
    assert.ok(turns > 0);
    const first = next.first(tasks);
    // What was computed is not computed again before its time.
    now += 1;
    assert.deepEqual(next.first(tasks), first);
  });

  it('finds the first of all', () => {
    const once = sampleTask({
      id: 'b',
      state: waiting,
      execution: { kind: 'once', at: 95_000, missed: 'skip' },
    });
    const first = new NextRuns(() => 90_000).first([scheduled, once]);
    assert.deepEqual([first?.task.id, first?.at], ['b', 95_000]);
    assert.equal(new NextRuns(() => 0).first([]), null);
  });
});

describe('what awaits the user', () => {
  it('is an approval, and a question about missed starts', () => {
    const pending = sampleTask({
      state: { kind: 'pending-approval', node: 0, since: 0 },
      process: sampleProcess(1),
    });
    const asked = sampleTask({ progress: { ...newProgress, asked: { slot: 7, count: 1 } } });
    const missed = (policy: 'ask' | 'skip'): ReturnType<typeof sampleTask> =>
      sampleTask({
        state: { kind: 'missed', slot: 9, at: 10 },
        execution: { kind: 'once', at: 9, missed: policy },
      });
    assert.deepEqual(
      [pending, asked, missed('ask'), missed('skip'), sampleTask()].map((task) => awaitsUser(task)),
      [true, true, true, false, false],
    );
    assert.deepEqual(
      [pending, asked, missed('ask'), missed('skip')].map((task) => missedSlot(task)),
      [null, 7, 9, null],
    );
  });
});

describe('notices', () => {
  const notice = (kind: TaskNotice['kind'], id: string | null, at = 0): TaskNotice => ({
    kind,
    task: id === null ? null : sampleTask({ id }),
    at,
    message: '',
  });

  it('are shown when somebody has to do something, and only then', () => {
    const shown = (['stale-plan', 'approval-expired', 'waiting-expired'] as const).filter((kind) =>
      needsUser(notice(kind, 'a')),
    );
    assert.equal(shown.length, 3);
    for (const kind of ['started', 'succeeded', 'skipped', 'approved', 'recovering', 'missed'] as const) {
      assert.equal(needsUser(notice(kind, 'a')), false, kind);
    }
    assert.equal(needsUser(notice('stale-plan', null)), false);
  });

  it('of what alerts tell are for the log only', () => {
    for (const kind of ['failed', 'succeeded-with-errors', 'paused'] as const) {
      assert.deepEqual([needsUser(notice(kind, 'a')), isBad(notice(kind, 'a'))], [false, true], kind);
    }
  });

  it('of one task become one', () => {
    const all = [notice('failed', 'a', 1), notice('failed', 'b', 2), notice('paused', 'a', 3)];
    assert.deepEqual(
      newestPerTask(all).map(({ kind, at }) => [kind, at]),
      [
        ['paused', 3],
        ['failed', 2],
      ],
    );
  });
});

describe('taskIdsOf', () => {
  const target = (taskId: string): unknown => ({ kind: 'task', taskId });

  it('understands rows, selections and plain targets', () => {
    const row = { target: target('a') };
    assert.deepEqual(taskIdsOf([row]), ['a']);
    assert.deepEqual(taskIdsOf([row, [row, { target: target('b') }, row]]), ['a', 'b']);
    assert.deepEqual(taskIdsOf([target('c')]), ['c']);
  });

  it('U-09: leaves out whatever else is handed over', () => {
    const trap = new Proxy(
      {},
      {
        has: () => true,
        get: () => {
          throw new Error('trap');
        },
      },
    );
    for (const strange of [
      undefined,
      null,
      7,
      'a',
      [],
      {},
      { target: 7 },
      target(''),
      target('x'.repeat(101)),
      trap,
    ]) {
      assert.deepEqual(taskIdsOf([strange]), []);
    }
    assert.deepEqual(taskIdsOf([{ kind: 'connection', connectionId: 'c' }]), []);
  });
});

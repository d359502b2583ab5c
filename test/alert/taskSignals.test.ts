/** Which states and runs of our own tasks are an alert: a table. */
import assert from 'node:assert/strict';
import { fingerprintOf, sourceText } from '../../src/alert/signal.ts';
import { emptyBoard } from '../../src/alert/model/board.ts';
import type { DriftRecord } from '../../src/alert/model/board.ts';
import { defaultSettings } from '../../src/alert/model/settings.ts';
import { readKeptAlert } from '../../src/alert/model/readAlerts.ts';
import type { AlertSettings } from '../../src/alert/model/settings.ts';
import { noticeSignal, sourceOf, taskSignals } from '../../src/alert/rules/taskSignals.ts';
import type { Signal } from '../../src/alert/signal.ts';
import { english } from '../../src/schema/phrase.ts';
import { newProgress } from '../../src/task/model/task.ts';
import type { RunEnd, RunRecord, Task } from '../../src/task/model/task.ts';
import type { TaskState } from '../../src/task/state/taskState.ts';
import { sampleAlert } from '../editor/alerts/sampleAlerts.ts';
import { AlertWorld, hour, minute, play, start } from './alertWorld.ts';
import { sampleExecutions, sampleTask } from '../task/sampleTasks.ts';
import { SchedulerWorld } from '../task/scheduler/schedulerWorld.ts';

const now = Date.parse(start);

function record(outcome: RunRecord['outcome'], change: Partial<RunRecord> = {}): RunRecord {
  return {
    ...{
      run: 'r1',
      task: 't0000000aaaa',
      slot: null,
      startedAt: now - minute,
      endedAt: now - minute,
      lateMs: 0,
    },
    ...{ coalesced: 0, outcome, reason: 'Duplicate entry al@example.org', planHash: null },
    ...{ plans: [], left: [] },
    counts: { succeeded: 1, failed: 2, skipped: 3 },
    ...change,
  };
}

function ran(outcome: RunEnd, state: TaskState = { kind: 'waiting', why: 'manual', since: now }): Task {
  const progress = { ...newProgress, lastRun: { run: 'r1', outcome, at: now - minute } };
  return sampleTask({ state, progress, execution: { kind: 'manual' } });
}

function raised(
  tasks: readonly Task[],
  runs: readonly RunRecord[] = [],
  drift: readonly DriftRecord[] = [],
  settings: AlertSettings = defaultSettings,
): readonly string[] {
  const board = { ...emptyBoard, since: now - 10 * hour, drift };
  return taskSignals({ tasks, runs, board, settings, now }).flatMap((signal: Signal) =>
    signal.kind === 'raise' ? [signal.fingerprint.split('/').slice(1).join('/')] : [],
  );
}

const running = { run: 'r1', owner: 'o', slot: null, coalesced: 0 };
const drifted: DriftRecord = {
  task: 't0000000aaaa',
  checkedAt: now,
  tables: ['shop.__test_orders'],
  count: 1,
  error: null,
  run: 'r1',
};

describe('alerts of our own tasks', () => {
  const cases: readonly (readonly [string, Task, readonly RunRecord[], readonly string[]])[] = [
    ['a run that succeeded', ran('succeeded'), [record('succeeded')], []],
    ['a run that failed', ran('failed'), [record('failed')], ['oms_sync_failed/run']],
    ['a run that ended with errors', ran('succeeded-with-errors'), [], ['oms_sync_failed/run']],
    ['a run that somebody stopped', ran('terminated'), [], []],
    ['a stale plan', ran('stale-plan'), [record('stale-plan')], ['oms_sync_status_inconsistent/plan']],
    [
      'a missed start',
      sampleTask({ state: { kind: 'missed', slot: 0, at: 0 } }),
      [record('missed')],
      ['oms_sync_delay/missed'],
    ],
    [
      'a missed start, and a run since',
      ran('succeeded'),
      [record('succeeded'), record('missed', { run: 'r0' })],
      [],
    ],
    [
      'a run within its limit',
      sampleTask({ state: { kind: 'executing', ...running, startedAt: now - 59 * minute } }),
      [],
      [],
    ],
    [
      'a run that takes too long',
      sampleTask({ state: { kind: 'executing', ...running, startedAt: now - 61 * minute } }),
      [],
      ['oms_sync_delay/run'],
    ],
    [
      'an approval that takes too long',
      sampleTask({ state: { kind: 'pending-approval', node: 0, since: now - 25 * hour } }),
      [],
      ['oms_sync_delay/approval'],
    ],
    [
      'a start that waits for its turn',
      sampleTask({ state: { kind: 'waiting', why: 'queued', since: now - 16 * minute } }),
      [],
      ['oms_sync_delay/late'],
    ],
    [
      'a slot that nobody has run',
      sampleTask({
        state: { kind: 'waiting', why: 'scheduled', since: 0 },
        execution: { kind: 'once', at: now - 16 * minute, missed: 'skip' },
      }),
      [],
      ['oms_sync_delay/late'],
    ],
    [
      'a broken run that nobody could settle',
      sampleTask({ state: { kind: 'recovering', ...running, startedAt: now - 11 * minute } }),
      [],
      ['oms_sync_status_inconsistent/unknown'],
    ],
  ];
  for (const [what, task, runs, expected] of cases) {
    it(`${what}: ${expected.length === 0 ? 'nothing' : expected.join()}`, () => {
      assert.deepEqual(raised([task], runs), expected);
    });
  }

  it('W-09: says outside neither what the server said nor anything of a row', () => {
    const signals = taskSignals({
      tasks: [ran('failed')],
      runs: [record('failed')],
      board: { ...emptyBoard, since: 0 },
      settings: defaultSettings,
      now,
    });
    const [signal] = signals.filter(({ kind }) => kind === 'raise');
    assert.ok(signal?.kind === 'raise');
    assert.match(english(signal.message), /al@example\.org/);
    assert.doesNotMatch(english(signal.outside), /al@example\.org/);
    assert.match(english(signal.outside), /1 done, 2 failed, 3 not run/);
  });

  it('what failed before alerts were looked for is history', () => {
    const signals = taskSignals({
      tasks: [ran('failed')],
      runs: [],
      board: { ...emptyBoard, since: now },
      settings: defaultSettings,
      now,
    });
    assert.ok(signals.every(({ kind }) => kind === 'resolve'));
  });

  it('a level of IGNORE raises nothing, for an event and for one task', () => {
    const off = { ...defaultSettings, taskLevels: [{ taskId: 't0000000aaaa', level: 'IGNORE' as const }] };
    assert.deepEqual(raised([ran('failed')], [], [], off), []);
    const events = defaultSettings.events.map((one) => ({ ...one, level: 'IGNORE' as const }));
    assert.deepEqual(raised([ran('failed')], [], [], { ...defaultSettings, events }), []);
  });

  it('drift counts after a run that succeeded, until another run', () => {
    assert.deepEqual(raised([ran('succeeded')], [], [drifted]), ['oms_sync_status_inconsistent/drift']);
    assert.deepEqual(raised([ran('failed')], [], [drifted]), ['oms_sync_failed/run']);
    assert.deepEqual(raised([ran('succeeded')], [], [{ ...drifted, run: 'r0' }]), []);
    assert.deepEqual(raised([ran('succeeded')], [], [{ ...drifted, count: 0, tables: [] }]), []);
  });

  it('a task that is removed takes its alerts with it', async () => {
    const world = new AlertWorld();
    world.tasks = [
      {
        ...ran('failed'),
        progress: { ...newProgress, lastRun: { run: 'r1', outcome: 'failed', at: now + minute } },
      },
    ];
    await play(world, [], 5 * minute);
    assert.equal((await world.centre().counts()).firing, 1);
    world.tasks = [];
    await play(world, [], minute);
    assert.equal((await world.centre().counts()).open, 0);
  });

  it('of notices only trouble is an alert by itself; the rest is in tasks and runs', () => {
    const notice = { task: null, at: now, message: 'The disk is full.' };
    assert.equal(noticeSignal({ kind: 'failed', ...notice }, defaultSettings), null);
    const signal = noticeSignal({ kind: 'trouble', ...notice }, defaultSettings);
    assert.equal(signal?.kind === 'raise' ? signal.event : '', 'scheduler_trouble');
  });

  it('has one fingerprint for each condition of a task', () => {
    const source = sourceOf(sampleTask({ execution: sampleExecutions[0] ?? { kind: 'manual' } }));
    assert.equal(fingerprintOf(source, 'oms_sync_failed', 'run'), 'task:t0000000aaaa/oms_sync_failed/run');
  });
});

describe('what an alert of a task of ours is about', () => {
  const textOf = (remarks: string): string =>
    english(sourceText(sourceOf(sampleTask({ intent: { remarks } }))));

  it('is called as its people call it: by the first line of its remarks, and by its id', () => {
    assert.equal(
      textOf('Before the load test\nwith all of the shop'),
      'task Before the load test (t0000000aaaa) on Shop, database shop',
    );
  });

  it('is called by its id where it has no remarks', () => {
    assert.equal(textOf('  \n'), 'task t0000000aaaa on Shop, database shop');
  });

  it('is read from alerts that were kept before names were', () => {
    const source = sourceOf(sampleTask());
    const { taskName, ...before } = source.kind === 'task' ? source : assert.fail();
    const kept = { alert: sampleAlert({ source }), deliveries: [] };
    const older = { alert: { ...kept.alert, source: before }, deliveries: [] };
    assert.equal(taskName, '');
    assert.deepEqual(readKeptAlert(older, ''), readKeptAlert(kept, ''));
  });
});

describe('the drift watch', () => {
  it('looks read-only, raises one alert for all pairs of a task, and ends it when they agree again', async () => {
    const world = new AlertWorld();
    const { plan } = await SchedulerWorld.make();
    const empty = { ...plan, groups: [] };
    let live: typeof plan | null = plan;
    let looks = 0;
    world.worker = {
      withSession: (_connection, _signal, work) => {
        looks += 1;
        if (live === null) return Promise.reject(new Error('The server is away.'));
        const planned = { plan: live, problems: [], notes: [] };
        return work({
          serverIdentity: plan.serverIdentity,
          recover: () => Promise.reject(new Error('not asked')),
          plan: () => Promise.resolve(planned),
          run: () => Promise.reject(new Error('the watch must run nothing')),
          planUndo: () => Promise.reject(new Error('not asked')),
        });
      },
    };
    world.tasks = [ran('succeeded')];
    await world.settings((settings) => ({
      ...settings,
      drift: { everyMinutes: 60, tasks: ['t0000000aaaa'] },
    }));
    await play(world, [], 10 * minute);
    assert.equal(looks, 1);
    assert.equal((await world.centre().counts()).firing, 1);
    live = null;
    await play(world, [], hour);
    assert.equal((await world.centre().counts()).firing, 1, 'a server that is away says nothing about drift');
    live = empty;
    await play(world, [], hour);
    assert.equal((await world.centre().counts()).open, 0);
    const [alert] = (await world.store.board()).alerts;
    assert.ok(alert?.life.kind === 'resolved' && alert.life.how === 'recovered');
  });
});

/** What a scheduler of an other product does badly (odc.md §12), and this one must not. */
import assert from 'node:assert/strict';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { newProgress } from '../../../src/task/model/task.ts';
import type { Task } from '../../../src/task/model/task.ts';
import { transition } from '../../../src/task/state/transition.ts';
import { TaskCentre } from '../../../src/task/taskCentre.ts';
import type { TaskNotice } from '../../../src/task/taskPorts.ts';
import { sampleProcess } from '../sampleTasks.ts';
import {
  hour,
  hourly,
  hourlyWorld,
  minute,
  resultOf,
  SchedulerWorld,
  slots,
  start,
} from './schedulerWorld.ts';

const signal = new AbortController().signal;
const queued = { kind: 'waiting', why: 'queued', since: 0 } as const;

describe('scheduler: weaknesses', () => {
  it('O-59: more tasks than may run at once wait as queued, and each one runs', async () => {
    const world = await SchedulerWorld.make();
    let now = 0;
    let most = 0;
    world.working = async () => {
      most = Math.max(most, (now += 1));
      await world.clock.sleep(minute);
      now -= 1;
      return resultOf('succeeded');
    };
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    await world.store.add(ids.map((id) => world.task({ id, state: queued, intent: { connection: on(id) } })));
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(30_000);
    assert.equal(ids.filter((id) => world.find(id).state.kind === 'waiting').length, 5);
    await world.clock.pass(10 * minute);
    await scheduler.stop();
    assert.deepEqual([most, world.sent.length], [2, 7]);
    assert.ok(ids.every((id) => world.find(id).state.kind === 'succeeded'));
  });

  it('O-62: what waited or ran when the last process died is taken up by the next one, a day later too', async () => {
    const world = await SchedulerWorld.make();
    const dead = { run: 'r1', owner: 'dead', startedAt: start, slot: null, coalesced: 0 };
    await world.store.add([
      world.task({ id: 'a', state: queued }),
      world.task({ id: 'b', state: { kind: 'executing', ...dead }, intent: { connection: on('b') } }),
      world.task({
        id: 'c',
        state: { kind: 'recovering', ...dead, run: 'r2' },
        intent: { connection: on('c') },
      }),
    ]);
    await world.clock.pass(24 * hour);
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(minute);
    await scheduler.stop();
    assert.deepEqual(
      ['a', 'b', 'c'].map((id) => world.find(id).state.kind),
      Array(3).fill('succeeded'),
    );
  });

  it('O-81: a start while a run goes on is skipped and no failure; one that fails to begin is seen, with its reason', async () => {
    const world = await hourlyWorld();
    world.working = async () => {
      await world.clock.sleep(hour + minute);
      world.connecting = () =>
        Promise.reject(new ShadowSyncError('privilege', 'Access denied for user al', { remedy: 'Ask.' }));
      return resultOf('succeeded');
    };
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(2 * hour + 5 * minute);
    assert.deepEqual(slots(world), ['02:00 skipped', '01:00 succeeded']);
    assert.equal(world.find().progress.failuresInRow, 0);
    await world.clock.pass(hour);
    await scheduler.stop();
    assert.deepEqual(slots(world).at(-1), '03:00 failed');
    assert.match(world.store.records.at(-1)?.reason ?? '', /Access denied for user al/);
    assert.equal(world.find().progress.failuresInRow, 1);
  });

  it('O-82: an approval of another task’s plan, or of a plan that was not looked at, decides nothing', async () => {
    const world = await SchedulerWorld.make();
    const pending = { kind: 'pending-approval', node: 0, since: 0 } as const;
    const other = world.task({ id: 'b', process: sampleProcess(1), state: pending });
    assert.ok(other.plan);
    await world.store.add([
      world.task({ id: 'a', process: sampleProcess(1), state: pending }),
      { ...other, plan: { ...other.plan, hash: 'b'.repeat(64) } },
    ]);
    const centre = centreOf(world);
    await assert.rejects(
      centre.approve('a', 'bo', '', 'b'.repeat(64), signal),
      /not the one that was looked at/,
    );
    await assert.rejects(centre.reject('a', 'bo', '', ''), /not the one that was looked at/);
    assert.deepEqual([world.find('a').state, world.find('a').approvals], [pending, []]);
  });

  for (const [kind, scenario] of scenarios()) {
    it(`O-83: it is told when a task is ${kind}`, async () => {
      const world = await scenario();
      assert.ok(world.told().includes(kind), world.told().join());
      const notice = world.notices.find((one) => one.kind === kind);
      assert.ok(notice?.task !== null && (notice?.message.length ?? 0) > 0);
    });
  }

  it('O-84: what is told of a failure has its reason, and its record the counts', async () => {
    const world = await hourlyWorld();
    const error = { code: 'privilege', errno: 1142, message: 'ALTER command denied', remedy: null } as const;
    world.working = () =>
      Promise.resolve({ ...resultOf('failed', error), counts: { succeeded: 2, failed: 1, skipped: 3 } });
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(hour + minute);
    await scheduler.stop();
    assert.match(world.notices.find(({ kind }) => kind === 'failed')?.message ?? '', /ALTER command denied/);
    assert.deepEqual(world.store.records[0]?.counts, { succeeded: 2, failed: 1, skipped: 3 });
  });
});

function on(id: string): Task['intent']['connection'] {
  return { id, name: id, environment: 'test' };
}

function centreOf(world: SchedulerWorld): TaskCentre {
  return new TaskCentre({
    ...world.parts(),
    rules: { isAdvisory: true },
  });
}

type Scenario = () => Promise<SchedulerWorld>;

/** One way to each thing that is told. */
function scenarios(): readonly (readonly [TaskNotice['kind'], Scenario])[] {
  const afterHours = async (world: SchedulerWorld, hours: number): Promise<SchedulerWorld> => {
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(hours * hour + minute);
    await scheduler.stop();
    return world;
  };
  const holding = async (
    ...tasks: readonly Parameters<SchedulerWorld['task']>[0][]
  ): Promise<SchedulerWorld> => {
    const world = await SchedulerWorld.make();
    await world.store.add(tasks.map((change) => world.task(change)));
    return world;
  };
  const pending = {
    process: sampleProcess(1),
    state: { kind: 'pending-approval', node: 0, since: start },
  } as const;
  const running = { run: 'r1', owner: 'dead', startedAt: start, slot: null, coalesced: 0 };
  const failing = async (): Promise<SchedulerWorld> => {
    const world = await hourlyWorld();
    world.working = () => Promise.resolve(resultOf('failed'));
    return world;
  };
  const decided = async (decision: 'approve' | 'reject'): Promise<SchedulerWorld> => {
    const world = await holding(pending);
    const { id } = world.find();
    const { hash } = world.plan;
    if (decision === 'approve') await centreOf(world).approve(id, 'bo', '', hash, signal);
    else await centreOf(world).reject(id, 'bo', '', hash);
    return world;
  };
  return [
    ['approved', () => decided('approve')],
    ['rejected', () => decided('reject')],
    ['approval-expired', async () => afterHours(await holding(pending), 25)],
    [
      'waiting-expired',
      async () =>
        afterHours(
          await holding({
            process: sampleProcess(1),
            state: { kind: 'waiting', why: 'manual', since: start },
          }),
          25,
        ),
    ],
    ['started', async () => afterHours(await hourlyWorld(), 1)],
    ['succeeded', async () => afterHours(await hourlyWorld(), 1)],
    ['failed', async () => afterHours(await failing(), 1)],
    ['paused', async () => afterHours(await failing(), 3)],
    [
      'stale-plan',
      async () => {
        const world = await hourlyWorld();
        world.live = { ...world.plan, hash: 'another' };
        return afterHours(world, 1);
      },
    ],
    [
      'terminated',
      async () => {
        const world = await hourlyWorld();
        world.working = async ({ signal: stop }) => {
          await world.store.change(world.find().id, (task) =>
            transition(task, { kind: 'request-stop', by: 'bo', at: world.clock.now(), endsTask: false }),
          );
          await world.clock.sleep(24 * hour, stop);
          return resultOf('aborted');
        };
        return afterHours(world, 1);
      },
    ],
    [
      'skipped',
      async () => {
        const world = await hourlyWorld();
        world.working = async () => {
          await world.clock.sleep(90 * minute);
          return resultOf('succeeded');
        };
        // That run is over by then, and nobody has to wait for another one.
        return afterHours(world, 2.6);
      },
    ],
    [
      'missed',
      async () => {
        const world = await holding({ execution: hourly(), progress: { ...newProgress, lastSlot: start } });
        await world.clock.pass(3 * hour + 30 * minute);
        return afterHours(world, 0);
      },
    ],
    ['recovering', async () => afterHours(await holding({ state: { kind: 'executing', ...running } }), 0)],
  ];
}

import assert from 'node:assert/strict';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { newProgress } from '../../../src/task/model/task.ts';
import type { Execution } from '../../../src/task/schedule/execution.ts';
import { transition } from '../../../src/task/state/transition.ts';
import { abortOf } from '../../../src/task/taskAction.ts';
import { TaskCentre } from '../../../src/task/taskCentre.ts';
import { hour, hourlyWorld, minute, resultOf, SchedulerWorld, slots, start } from './schedulerWorld.ts';

/** Work that ends only when it is stopped. */
function untilAborted(world: Awaited<ReturnType<typeof hourlyWorld>>): typeof world.working {
  return async ({ signal }) => {
    await world.clock.sleep(24 * hour, signal);
    return resultOf('aborted');
  };
}

describe('scheduler: runs', () => {
  it('S-10: a run longer than its interval: the next slots are skipped, and said', async () => {
    const world = await hourlyWorld();
    world.working = async () => {
      await world.clock.sleep(2 * hour + 30 * minute);
      return resultOf('succeeded');
    };
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(4 * hour - minute);
    await scheduler.stop();
    assert.deepEqual(slots(world), ['02:00 skipped', '03:00 skipped', '01:00 succeeded']);
    assert.equal(world.sent.length, 1);
  });

  it('S-10: several slots that pass in one go while a run goes on are all in the history', async () => {
    const world = await SchedulerWorld.make();
    world.working = untilAborted(world);
    const execution: Execution = {
      kind: 'cron',
      expression: '* * * * *',
      zone: 'UTC',
      missed: 'skip',
      keepInSync: false,
    };
    await world.store.add([world.task({ execution, progress: { ...newProgress, lastSlot: start } })]);
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(minute + 30_000);
    // The computer slept for five minutes.
    world.clock.offset += 5 * minute;
    await world.clock.pass(10_000);
    await scheduler.stop();
    assert.deepEqual(slots(world), ['00:06 skipped']);
    assert.deepEqual(
      world.store.records.map(({ coalesced }) => coalesced),
      [4],
    );
  });

  it('S-11: what a run throws is its outcome, and the schedule lives', async () => {
    const world = await hourlyWorld();
    world.working = () => Promise.reject(new TypeError('a mistake'));
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(2 * hour + minute);
    await scheduler.stop();
    assert.deepEqual(slots(world), ['01:00 failed', '02:00 failed']);
    assert.match(world.store.records[0]?.reason ?? '', /a mistake/);
  });

  it('S-11: a look that fails is followed by the next one', async () => {
    const world = await hourlyWorld();
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(minute);
    world.lease.isAway = true;
    await world.clock.pass(30 * minute);
    world.lease.isAway = false;
    await world.clock.pass(hour);
    await scheduler.stop();
    assert.deepEqual(slots(world), ['01:00 succeeded']);
  });

  it('S11: a run that another process took over meanwhile is not ended by the first one', async () => {
    const world = await hourlyWorld();
    world.working = async () => {
      await world.store.change('t0000000aaaa', (task) =>
        transition(task, { kind: 'recover', owner: 'other', at: world.clock.now() }),
      );
      return resultOf('failed');
    };
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(hour + 2000);
    const { state } = world.find();
    assert.ok(state.kind === 'recovering' && state.owner === 'other', JSON.stringify(state));
    assert.match(world.notices.at(-1)?.message ?? '', /taken over by another process/);
    await scheduler.stop();
    // What the other one makes of it is what the history will have.
    assert.deepEqual([slots(world), world.find().progress.unrecorded], [[], []]);
  });

  it('S3: a history that can’t be written to for a while loses no line, has none twice, and delays no stop', async () => {
    const world = await hourlyWorld();
    world.working = untilAborted(world);
    const addRun = world.store.addRun.bind(world.store);
    world.store.addRun = () => Promise.reject(new ShadowSyncError('store', 'The disk is full.'));
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(2 * hour + minute);
    await world.store.change('t0000000aaaa', (task) =>
      transition(task, { kind: 'request-stop', by: 'bo', at: world.clock.now(), endsTask: false }),
    );
    await world.clock.pass(minute);
    assert.equal(world.find().state.kind, 'waiting');
    assert.deepEqual(slots(world), []);
    assert.deepEqual(
      world.find().progress.unrecorded.map(({ outcome }) => outcome),
      ['skipped', 'terminated'],
    );
    world.store.addRun = addRun;
    await world.clock.pass(minute);
    await scheduler.stop();
    assert.deepEqual(slots(world), ['02:00 skipped', '01:00 terminated']);
    assert.deepEqual(world.find().progress.unrecorded, []);
  });

  it('S-12: a stop ends the run that goes on; pausing and removing meanwhile affect the next slot only', async () => {
    const world = await hourlyWorld();
    world.working = untilAborted(world);
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(hour + minute);
    await world.store.change('t0000000aaaa', (task) =>
      transition(task, { kind: 'request-stop', by: 'bo', at: world.clock.now(), endsTask: false }),
    );
    await world.clock.pass(minute);
    assert.deepEqual(slots(world), ['01:00 terminated']);
    assert.equal(world.store.records[0]?.reason, 'bo');
    await world.store.change('t0000000aaaa', (task) =>
      transition(task, { kind: 'pause', by: 'bo', at: world.clock.now(), reason: 'x' }),
    );
    await world.clock.pass(3 * hour);
    await scheduler.stop();
    assert.equal(world.store.records.length, 1);
  });

  it('S-15: aborting what is seen to run stops that run only; what is seen to wait ends, also if it starts just then', async () => {
    const world = await hourlyWorld();
    world.working = untilAborted(world);
    const centre = new TaskCentre({ ...world.parts(), rules: { isAdvisory: true } });
    const scheduler = world.scheduler();
    scheduler.start();
    const seenWaiting = world.find();
    await world.clock.pass(hour + minute);
    await centre.act('t0000000aaaa', abortOf(world.find()), 'bo');
    await world.clock.pass(minute);
    assert.equal(world.find().state.kind, 'waiting');
    await world.clock.pass(hour);
    assert.equal(world.find().state.kind, 'executing');
    await centre.act('t0000000aaaa', abortOf(seenWaiting), 'bo');
    await world.clock.pass(3 * hour);
    await scheduler.stop();
    assert.equal(world.find().state.kind, 'terminated');
    assert.deepEqual(slots(world), ['01:00 terminated', '02:00 terminated']);
  });

  for (const last of ['terminate', 'stop'] as const) {
    it(`S-12: a recurring task that is terminated while it runs, or as it starts, has no further run, also if somebody says ${last} then`, async () => {
      const world = await hourlyWorld();
      world.working = untilAborted(world);
      const centre = new TaskCentre({ ...world.parts(), rules: { isAdvisory: true } });
      const scheduler = world.scheduler();
      scheduler.start();
      await world.clock.pass(hour + minute);
      assert.equal(world.find().state.kind, 'executing');
      await centre.act('t0000000aaaa', 'terminate', 'bo');
      await centre.act('t0000000aaaa', last, 'cy');
      await world.clock.pass(3 * hour);
      await scheduler.stop();
      assert.deepEqual(slots(world), ['01:00 terminated']);
      assert.equal(world.find().state.kind, 'terminated');
      assert.equal(world.find().progress.stopRequested, null);
    });
  }

  it('S-12: a stop that was asked for before the process died is obeyed by the next one', async () => {
    const world = await hourlyWorld();
    const dead = { run: 'r1', owner: 'dead', startedAt: start, slot: start + hour, coalesced: 0 };
    const stopRequested = { by: 'bo', at: start, endsTask: false };
    await world.store.add([
      world.task({
        id: 'a',
        state: { kind: 'executing', ...dead },
        progress: { ...newProgress, stopRequested },
      }),
    ]);
    world.working = ({ signal }) => Promise.resolve(resultOf(signal.aborted ? 'aborted' : 'succeeded'));
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(minute);
    await scheduler.stop();
    assert.deepEqual(world.find('a').state, { kind: 'terminated', by: 'bo', at: start });
  });

  it('S-13: three failures in a row pause the schedule, and say so', async () => {
    const world = await hourlyWorld();
    world.working = () =>
      Promise.resolve(resultOf('failed', { code: 'statement', errno: 1, message: 'no', remedy: null }));
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(6 * hour);
    await scheduler.stop();
    assert.equal(world.sent.length, 3);
    assert.equal(world.find().state.kind, 'paused');
    assert.equal(world.told().filter((kind) => kind === 'paused').length, 1);
  });

  it('S13: what passes by itself is tried again, three times at most', async () => {
    const world = await hourlyWorld();
    let fails = 2;
    world.connecting = () => {
      fails -= 1;
      return fails >= 0
        ? Promise.reject(new ShadowSyncError('connection', 'nobody listens'))
        : Promise.resolve();
    };
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(hour + minute);
    assert.deepEqual(slots(world), ['01:00 succeeded']);
    fails = 99;
    await world.clock.pass(hour);
    await scheduler.stop();
    assert.equal(99 - fails, 3);
    assert.equal(slots(world)[1], '02:00 failed');
  });

  it('S13: a wrong password is not tried again', async () => {
    const world = await hourlyWorld();
    let asked = 0;
    world.connecting = () => {
      asked += 1;
      return Promise.reject(new ShadowSyncError('authentication', 'no'));
    };
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(hour + minute);
    await scheduler.stop();
    assert.equal(asked, 1);
  });
});

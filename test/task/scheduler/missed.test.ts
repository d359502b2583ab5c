import assert from 'node:assert/strict';
import { newProgress } from '../../../src/task/model/task.ts';
import type { Execution } from '../../../src/task/schedule/execution.ts';
import { transition } from '../../../src/task/state/transition.ts';
import { hour, hourlyWorld, minute, SchedulerWorld, slots, start } from './schedulerWorld.ts';

describe('scheduler: slots', () => {
  it('S1: starts each slot once, at its time, and says when the next one is', async () => {
    const world = await hourlyWorld();
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(10_000);
    assert.equal(scheduler.nextAt, start + hour);
    await world.clock.pass(3 * hour);
    await scheduler.stop();
    assert.deepEqual(slots(world), ['01:00 succeeded', '02:00 succeeded', '03:00 succeeded']);
    assert.ok(world.store.records.every(({ slot, startedAt }) => startedAt - (slot ?? 0) < 1000));
  });

  it('S-03: one late run for three slots that passed within the grace', async () => {
    const world = await SchedulerWorld.make();
    const execution: Execution = {
      kind: 'cron',
      expression: '*/5 * * * *',
      zone: 'UTC',
      missed: 'skip',
      keepInSync: false,
    };
    await world.store.add([world.task({ execution, progress: { ...newProgress, lastSlot: start } })]);
    await world.clock.pass(16 * minute);
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(minute);
    await scheduler.stop();
    assert.deepEqual(slots(world), ['00:15 succeeded']);
    assert.deepEqual(
      world.store.records.map(({ coalesced, lateMs }) => [coalesced, lateMs]),
      [[2, minute]],
    );
  });

  for (const [policy, told, ran] of [
    ['skip', ['missed'], 0],
    ['ask', ['missed'], 0],
    ['run-once', ['started', 'succeeded'], 1],
  ] as const) {
    it(`S-04: three slots beyond the grace, policy ${policy}`, async () => {
      const world = await hourlyWorld(policy);
      await world.clock.pass(3 * hour + 20 * minute);
      const scheduler = world.scheduler();
      scheduler.start();
      await world.clock.pass(minute);
      await scheduler.stop();
      assert.deepEqual(world.told(), told);
      assert.equal(world.sent.length, ran);
      assert.equal(world.find().progress.asked?.count, policy === 'ask' ? 3 : undefined);
      if (policy !== 'run-once') assert.match(world.notices[0]?.message ?? '', /3 starts passed/);
    });
  }

  it('S-04: who is asked may run it, and then is asked no more', async () => {
    const world = await hourlyWorld('ask');
    await world.clock.pass(3 * hour + 20 * minute);
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(minute);
    await world.store.change('t0000000aaaa', (task) =>
      transition(task, { kind: 'request-run', at: world.clock.now() }),
    );
    await world.clock.pass(minute);
    await scheduler.stop();
    assert.equal(world.sent.length, 1);
    assert.equal(world.find().progress.asked, null);
    assert.deepEqual([world.find().state.kind], ['waiting']);
  });

  for (const [late, missed, state, ran] of [
    [10 * minute, 'skip', 'succeeded', 1],
    [2 * hour, 'skip', 'missed', 0],
    [2 * hour, 'run-once', 'succeeded', 1],
  ] as const) {
    it(`S-05, O-80: a single start ${String(late / minute)} min in the past, policy ${missed}`, async () => {
      const world = await SchedulerWorld.make();
      await world.store.add([world.task({ execution: { kind: 'once', at: start, missed } })]);
      await world.clock.pass(late);
      const scheduler = world.scheduler();
      scheduler.start();
      await world.clock.pass(minute);
      await scheduler.stop();
      assert.equal(world.find().state.kind, state);
      assert.equal(world.sent.length, ran);
    });
  }
});

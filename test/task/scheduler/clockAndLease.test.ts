import assert from 'node:assert/strict';
import { hour, hourlyWorld, minute, resultOf, slots } from './schedulerWorld.ts';

describe('scheduler: clock and lease', () => {
  for (const [title, jump] of [
    ['−1 h', -hour],
    ['+1 h', hour],
    ['−1 day', -24 * hour],
  ] as const) {
    it(`S-07: the clock is set by ${title}: no slot repeats, no burst, and it is said`, async () => {
      const world = await hourlyWorld();
      const scheduler = world.scheduler();
      scheduler.start();
      await world.clock.pass(2 * hour + minute);
      world.clock.offset += jump;
      await world.clock.pass(2 * hour);
      await scheduler.stop();
      const taken = world.store.records.map(({ slot }) => slot);
      assert.equal(new Set(taken).size, taken.length);
      assert.ok(taken.length <= 5, String(taken.length));
      assert.ok(world.told().includes('clock-jump'));
    });
  }

  it('S-08: after a long stop the lease is looked at first, and a slot that another process took is not run', async () => {
    const world = await hourlyWorld();
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(minute);
    world.lease.holder = { owner: 'other', until: Number.POSITIVE_INFINITY };
    await world.clock.pass(2 * hour);
    assert.deepEqual(world.sent, []);
    assert.equal(scheduler.isHolder, false);
    await scheduler.stop();
  });

  it('S-11, S11: the right to send ends 20 s after the last renewal was sent', async () => {
    const world = await hourlyWorld();
    const allowed: boolean[] = [];
    world.working = async ({ mayGoOn }) => {
      allowed.push(mayGoOn());
      world.lease.isAway = true;
      await world.clock.sleep(9000);
      allowed.push(mayGoOn());
      await world.clock.sleep(16_000);
      allowed.push(mayGoOn());
      return resultOf('failed', { code: 'lock', errno: null, message: 'no lease', remedy: null });
    };
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(hour + minute);
    assert.deepEqual(allowed, [true, true, false]);
    // Its run is left for whoever has the lease next; nothing was written as its outcome.
    assert.equal(world.find().state.kind, 'executing');
    assert.ok(world.told().includes('trouble'));
    world.lease.isAway = false;
    world.working = () => Promise.resolve(resultOf('succeeded'));
    await world.clock.pass(minute);
    await scheduler.stop();
    assert.ok(world.told().includes('recovering'));
    assert.deepEqual(slots(world), ['01:00 succeeded']);
  });
});

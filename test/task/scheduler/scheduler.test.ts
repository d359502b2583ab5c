import assert from 'node:assert/strict';
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

describe('scheduler', () => {
  it('S-14: a slot that is further away than a timer can be set does not fire at once', async () => {
    const world = await SchedulerWorld.make();
    const at = start + 40 * 24 * hour;
    await world.store.add([world.task({ execution: { kind: 'once', at, missed: 'skip' } })]);
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(hour);
    assert.deepEqual([world.sent.length, scheduler.nextAt], [0, at]);
    await scheduler.stop();
  });

  it('S-15, S-16: an approved plan whose tables moved is stale each time, and that is said once', async () => {
    const world = await hourlyWorld();
    world.live = { ...world.plan, hash: 'another' };
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(4 * hour);
    await scheduler.stop();
    assert.deepEqual(new Set(slots(world).map((text) => text.slice(6))), new Set(['stale-plan']));
    assert.equal(world.store.records.length, 4);
    assert.deepEqual(world.sent, []);
    assert.equal(world.told().filter((kind) => kind === 'stale-plan').length, 1);
  });

  it('keep-in-sync goes on when nothing unsafe is newly needed, and stops when something is', async () => {
    const world = await hourlyWorld('skip', true);
    world.live = { ...world.plan, hash: 'another' };
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(hour + minute);
    const unsafe = { code: 'SS101', level: 'unsafe', message: 'Drops x.', object: null } as const;
    world.live = {
      ...world.live,
      groups: world.live.groups.map((group) => ({
        ...group,
        statements: group.statements.map((statement) => ({ ...statement, findings: [unsafe] })),
      })),
    };
    await world.clock.pass(hour);
    await scheduler.stop();
    assert.deepEqual(slots(world), ['01:00 succeeded', '02:00 stale-plan']);
    assert.match(world.store.records[1]?.reason ?? '', /newly needs what was not allowed: SS101/);
  });

  it('X-19: another server than the plan was made on is no place to run it', async () => {
    const world = await hourlyWorld('skip', true);
    world.live = { ...world.plan, serverIdentity: 'server-2' };
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(hour + minute);
    await scheduler.stop();
    assert.deepEqual(slots(world), ['01:00 stale-plan']);
    assert.match(world.store.records[0]?.reason ?? '', /another server/);
  });

  it('S9: two tasks on one connection run one after the other, others side by side', async () => {
    const world = await SchedulerWorld.make();
    let now = 0;
    let most = 0;
    world.working = async () => {
      now += 1;
      most = Math.max(most, now);
      await world.clock.sleep(minute);
      now -= 1;
      return resultOf('succeeded');
    };
    const connection = { id: 'c2', name: 'Other', environment: 'test' } as const;
    const state = { kind: 'waiting', why: 'queued', since: 0 } as const;
    await world.store.add([world.task({ id: 'a', state }), world.task({ id: 'b', state })]);
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(10 * minute);
    assert.deepEqual([most, world.sent.length], [1, 2]);
    await world.store.add([
      world.task({ id: 'c', state }),
      world.task({ id: 'd', state, intent: { connection } }),
    ]);
    await world.clock.pass(10 * minute);
    await scheduler.stop();
    assert.deepEqual([most, world.sent.length], [2, 4]);
  });

  it('lets approvals and waiting end after the hours of the process, and stops a run that takes longer', async () => {
    const world = await SchedulerWorld.make();
    const process = sampleProcess(1);
    world.working = async ({ signal }) => {
      await world.clock.sleep(100 * hour, signal);
      return resultOf('aborted');
    };
    await world.store.add([
      world.task({ id: 'a', process, state: { kind: 'pending-approval', node: 0, since: start } }),
      world.task({ id: 'b', process, state: { kind: 'waiting', why: 'manual', since: start } }),
      world.task({ id: 'c', process, state: { kind: 'waiting', why: 'queued', since: start } }),
    ]);
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(24 * hour + minute);
    await scheduler.stop();
    assert.deepEqual(
      ['a', 'b', 'c'].map((id) => world.find(id).state.kind),
      ['approval-expired', 'waiting-expired', 'terminated'],
    );
  });

  it('S12: a run whose process died is found, settled, and its rest run; one that moved is stale', async () => {
    const world = await hourlyWorld();
    const dead = { run: 'r1', owner: 'dead', startedAt: start, slot: start + hour, coalesced: 0 };
    await world.store.add([
      world.task({ id: 'a', execution: hourly(), state: { kind: 'executing', ...dead } }),
      world.task({ id: 'b', state: { kind: 'recovering', ...dead, run: 'r2' } }),
    ]);
    await world.store.remove(['t0000000aaaa']);
    const scheduler = world.scheduler();
    scheduler.start();
    await world.clock.pass(minute);
    await scheduler.stop();
    assert.deepEqual(
      world.store.records.map(({ run, outcome }) => [run, outcome]),
      [
        ['r1', 'succeeded'],
        ['r2', 'succeeded'],
      ],
    );
    assert.equal(world.told().filter((kind) => kind === 'recovering').length, 2);
  });

  it('a process that ends leaves its run to the next one, without an outcome', async () => {
    const world = await hourlyWorld();
    world.working = async ({ signal }) => {
      await world.clock.sleep(24 * hour, signal);
      return resultOf('aborted');
    };
    const first = world.scheduler('one');
    first.start();
    await world.clock.pass(hour + minute);
    await first.stop();
    assert.equal(world.find().state.kind, 'executing');
    assert.equal(world.store.records.length, 0);
    world.working = () => Promise.resolve(resultOf('succeeded'));
    const second = world.scheduler('two');
    second.start();
    await world.clock.pass(minute);
    await second.stop();
    assert.deepEqual(slots(world), ['01:00 succeeded']);
  });

  it('S-01: of three schedulers over one store one runs, and each slot runs once', async () => {
    const world = await hourlyWorld();
    const all = ['one', 'two', 'three'].map((owner) => world.scheduler(owner));
    for (const scheduler of all) scheduler.start();
    await world.clock.pass(3 * hour + minute);
    assert.equal(all.filter(({ isHolder }) => isHolder).length, 1);
    for (const scheduler of all) await scheduler.stop();
    assert.equal(world.sent.length, 3);
  });
});

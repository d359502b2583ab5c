/** Stories of alerts on a virtual clock (oms.md §8 to §10): who is told what, when, and when nobody is. */
import assert from 'node:assert/strict';
import { isOpen } from '../../src/alert/model/alert.ts';
import { defaultAlertFilter } from '../../src/alert/alertFilter.ts';
import {
  AlertWorld,
  at,
  ends,
  fires,
  hour,
  minute,
  play,
  raise,
  second,
  start,
  statusOf,
} from './alertWorld.ts';

const t0 = Date.parse(start);

describe('alert timelines', () => {
  let world: AlertWorld;
  beforeEach(() => (world = new AlertWorld()));

  it('tells a firing and its end, once each', async () => {
    await world.channel();
    await play(world, [fires(60 * second, 'a'), ends(10 * minute, 'a')], hour);
    assert.deepEqual(
      world.sent.map(({ alerts }) => alerts.map(({ status }) => status).join()),
      ['firing', 'resolved'],
    );
    assert.deepEqual(await statusOf(world), ['a resolved completed']);
    assert.deepEqual(world.troubles, []);
  });

  it('D12: an alert that is over before its group was told is never told', async () => {
    await world.channel({ groupBy: 'all', groupWaitSeconds: 30 });
    await play(world, [fires(0, 'a', 'b'), ends(20 * second, 'a')], 10 * minute);
    assert.equal(world.sent.length, 1);
    assert.equal(world.sent[0]?.alerts.length, 1);
    const [b] = await world.centre().list({ ...defaultAlertFilter, text: 'message of a' });
    assert.deepEqual(
      b?.alert.decisions.map(({ why }) => why),
      ['never-told'],
    );
  });

  it('W-12: groups what fires together, and keeps the interval between messages of a group', async () => {
    await world.channel({ groupBy: 'event', groupWaitSeconds: 30, groupIntervalSeconds: 300 });
    await play(world, [fires(0, 'a', 'b'), fires(60 * second, 'c'), fires(90 * second, 'd')], 20 * minute);
    assert.deepEqual(
      world.sent.map(({ at: sentAt, alerts }) => [Math.floor((sentAt - t0) / minute), alerts.length]),
      [
        [0, 2],
        [5, 2],
      ],
    );
  });

  it('W-12: the same failure a hundred times is one alert, one message, and a count', async () => {
    await world.channel();
    const again = Array.from({ length: 100 }, (_, i) =>
      at(
        i * 10 * second,
        (one) => (one.signals = [raise('a', t0 + i * 10_000, { evidence: `run-${String(i)}` })]),
      ),
    );
    await play(world, again, 30 * minute);
    assert.equal(world.sent.length, 1);
    const [row] = await world.centre().list(defaultAlertFilter);
    assert.equal(row?.alert.count, 100);
  });

  it('says again what goes on, after the time that is set', async () => {
    await world.channel();
    await world.settings((settings) => ({
      ...settings,
      events: settings.events.map((one) => ({ ...one, repeatMinutes: 60 })),
    }));
    await play(world, [fires(0, 'a')], 3.5 * hour);
    assert.equal(world.sent.length, 4);
    assert.equal(new Set(world.sent.map(({ id }) => id)).size, 4);
  });

  it('tells nothing of an acknowledged alert, also when it is triggered again, but that it is over', async () => {
    await world.channel();
    await play(
      world,
      [
        fires(0, 'a'),
        at(minute, async (one) => {
          const [row] = await one.centre().list(defaultAlertFilter);
          await one.centre().act([row?.alert.id ?? ''], { kind: 'acknowledge' }, 'al');
          one.signals = [raise('a', t0 + minute, { evidence: 'run-2' })];
        }),
        ends(2 * hour, 'a'),
      ],
      3 * hour,
    );
    assert.deepEqual(
      world.sent.map(({ alerts }) => alerts[0]?.status),
      ['firing', 'resolved'],
    );
  });

  it('wakes a snoozed alert at its time', async () => {
    await world.channel();
    await world.settings((settings) => ({
      ...settings,
      events: settings.events.map((one) => ({ ...one, repeatMinutes: 10 })),
    }));
    const snooze = at(minute, async (one) => {
      const [row] = await one.centre().list(defaultAlertFilter);
      await one.centre().act([row?.alert.id ?? ''], { kind: 'snooze', until: t0 + hour }, 'al');
    });
    await play(world, [fires(0, 'a'), snooze], hour + 5 * minute);
    assert.deepEqual(world.told(), ['0m firing oms_sync_failed', '60m firing oms_sync_failed']);
  });

  it('D9: after it is completed, the same opens a new alert; what is closed by hand stays closed for the same cause', async () => {
    await play(
      world,
      [
        fires(0, 'a'),
        ends(10 * minute, 'a'),
        fires(20 * minute, 'a'),
        at(30 * minute, async (one) => {
          const rows = await one.centre().list(defaultAlertFilter);
          const ids = rows.filter(({ alert }) => isOpen(alert)).map(({ alert }) => alert.id);
          await one.centre().act(ids, { kind: 'close' }, 'al');
        }),
      ],
      hour,
    );
    assert.deepEqual(await statusOf(world), ['a resolved completed', 'a resolved completed']);
    const other = new AlertWorld();
    await play(
      other,
      [fires(0, 'a'), at(hour, (one) => (one.signals = [raise('a', t0 + hour, { evidence: 'run-2' })]))],
      2 * hour,
    );
    assert.equal((await statusOf(other)).length, 1);
  });

  it('Completed after three hours that were watched and quiet, not a minute before', async () => {
    const once = [fires(0, 'a'), at(30 * second, (one) => (one.signals = []))];
    await play(world, once, 2 * hour + 50 * minute);
    assert.deepEqual(await statusOf(world), ['a firing pending']);
    const longer = new AlertWorld();
    await play(longer, once, 3 * hour + 15 * minute);
    assert.deepEqual(await statusOf(longer), ['a resolved completed']);
  });

  it('a weekend in which nobody watched completes nothing', async () => {
    await play(world, [fires(0, 'a'), at(30 * second, (one) => (one.signals = []))], hour);
    world.clock.offset += 60 * hour; // The computer is off, and its clock goes on.
    await play(world, [], hour);
    assert.deepEqual(await statusOf(world), ['a firing pending']);
    await play(world, [], 1.5 * hour);
    assert.deepEqual(await statusOf(world), ['a resolved completed']);
  });

  it('while a server says nothing, its alerts neither complete nor are told', async () => {
    await world.channel();
    const source = {
      kind: 'oms-task',
      serverId: 's',
      serverName: 'OMS',
      taskId: 'np_1',
      taskName: 'orders',
    } as const;
    const server = { kind: 'oms-server', serverId: 's', serverName: 'OMS' } as const;
    await play(
      world,
      [
        at(0, (one) => (one.signals = [raise('down', t0, { event: 'source_unreachable', source: server })])),
        at(
          minute,
          (one) =>
            (one.signals = [...one.signals, raise('late', t0 + minute, { event: 'oms_sync_delay', source })]),
        ),
        at(2 * minute, (one) => (one.signals = one.signals.slice(0, 1))),
      ],
      5 * hour,
    );
    assert.deepEqual(world.told(), ['0m firing source_unreachable']);
    assert.deepEqual((await statusOf(world)).toSorted(), ['down firing successful', 'late firing pending']);
    const late = (await world.centre().list({ ...defaultAlertFilter, events: ['oms_sync_delay'] }))[0];
    const details = await world.centre().find(late?.alert.id ?? '');
    assert.equal(details.noDataSince, t0);
    assert.equal(details.inhibitedBy?.fingerprint, 'down');
  });

  it('of one task only the most serious is told; the other one when that is over', async () => {
    await world.channel();
    const source = raise('x', t0).source;
    await play(
      world,
      [
        at(
          0,
          (one) =>
            (one.signals = [raise('f', t0, { source }), raise('d', t0, { source, event: 'oms_sync_delay' })]),
        ),
        ends(10 * minute, 'f'),
      ],
      20 * minute,
    );
    assert.deepEqual(world.told().toSorted(), [
      '0m firing oms_sync_failed',
      '10m firing oms_sync_delay',
      '10m resolved oms_sync_failed',
    ]);
  });

  it('sends nothing of what is muted, and tells it when the mute is over and it still goes on', async () => {
    await world.channel();
    await world.centre().mute({ kind: 'task', taskId: 'a' }, t0 + hour, 'al');
    await play(world, [fires(0, 'a', 'b')], 2 * hour);
    assert.deepEqual(world.told(), ['0m firing oms_sync_failed', '60m firing oms_sync_failed']);
    assert.equal(
      world.sent[0]?.alerts[0]?.id,
      (await world.centre().list({ ...defaultAlertFilter, text: 'of b' }))[0]?.alert.id,
    );
  });

  it('holds everything back in quiet hours but what is serious, and tells it in the morning', async () => {
    await world.channel();
    await world.settings((settings) => ({
      ...settings,
      quietHours: { from: '11:00', to: '14:00', zone: 'UTC', exceptHigh: true },
    }));
    await play(
      world,
      [
        at(
          0,
          (one) =>
            (one.signals = [raise('h', t0), raise('m', t0, { level: 'MEDIUM', event: 'oms_sync_delay' })]),
        ),
      ],
      3 * hour,
    );
    assert.deepEqual(world.told(), ['0m firing oms_sync_failed', '120m firing oms_sync_delay']);
  });

  it('moves what is over to the archive, where it is still found', async () => {
    await world.channel();
    await play(world, [fires(0, 'a'), ends(minute, 'a')], 3 * hour);
    assert.deepEqual((await world.store.board()).alerts, []);
    assert.equal((await world.store.archive()).length, 1);
    const [row] = await world.centre().list(defaultAlertFilter);
    assert.equal(row?.status, 'completed');
    await world.centre().resend(row.alert.id);
    await play(world, [], 3 * hour);
    assert.equal(world.sent.length, 3);
    assert.equal((await world.store.archive()).length, 1);
  });

  it('W-07: of two engines on one store one sends, and the other goes on when it ends', async () => {
    await world.channel();
    const [one, two] = [world.engine('one'), world.engine('two')];
    one.start();
    two.start();
    await world.clock.pass(minute);
    world.signals = [raise('a', t0)];
    await world.clock.pass(minute);
    assert.equal(world.sent.length, 1);
    assert.notEqual(one.isHolder, two.isHolder);
    const stopping = (one.isHolder ? one : two).stop();
    await world.clock.pass(minute);
    await stopping;
    world.signals = [raise('a', t0), raise('b', t0)];
    await world.clock.pass(2 * minute);
    assert.equal(world.sent.length, 2);
    const stopped = Promise.all([one.stop(), two.stop()]);
    await world.clock.pass(minute);
    await stopped;
  });

  it('writes nothing while nothing happens', async () => {
    await world.channel();
    await play(world, [fires(0, 'a')], 10 * minute);
    const { writes } = world.store;
    await play(world, [], 5 * hour);
    assert.equal(world.store.writes, writes);
  });
});

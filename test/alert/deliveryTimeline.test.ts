/** Stories of deliveries on a virtual clock: receivers that refuse, ask for time, vanish, and take no more than so much. */
import assert from 'node:assert/strict';
import { defaultAlertFilter } from '../../src/alert/alertFilter.ts';
import { AlertWorld, answered, fires, hour, minute, ok, play, start, statusOf } from './alertWorld.ts';

const t0 = Date.parse(start);

describe('delivery timelines', () => {
  let world: AlertWorld;
  beforeEach(() => (world = new AlertWorld()));

  it('W-03: 500 three times, then 200: delivered once, with growing pauses, as Sent again', async () => {
    await world.channel();
    let left = 3;
    world.answer = () => ((left -= 1) >= 0 ? answered(500) : ok);
    await play(world, [fires(0, 'a')], hour);
    assert.equal(world.sent.length, 4);
    assert.equal(new Set(world.sent.map(({ id }) => id)).size, 1);
    const pauses = world.sent.slice(1).map(({ at: sentAt }, i) => sentAt - (world.sent[i]?.at ?? 0));
    assert.ok(
      pauses.every((pause, i) => i === 0 || pause > (pauses[i - 1] ?? 0)),
      String(pauses),
    );
    assert.deepEqual(await statusOf(world), ['a firing sent-again']);
  });

  it('W-04: waits as long as Retry-After asks, in both of its forms', async () => {
    for (const retryAfter of ['120', new Date(t0 + 120_000).toUTCString()]) {
      const one = new AlertWorld();
      await one.channel();
      one.answer = () => (one.sent.length === 1 ? answered(429, { retryAfter }) : ok);
      await play(one, [fires(0, 'a')], 10 * minute);
      assert.equal(one.sent.length, 2);
      const waited = (one.sent[1]?.at ?? 0) - t0;
      assert.ok(waited >= 120_000 && waited < 135_000, String(waited));
    }
  });

  it('W-05: a 400 is final: no retry, Failed, and an alert about the channel that goes to another one', async () => {
    await world.channel();
    await world.channel({ id: 'c2', name: 'Other' });
    world.answer = ({ request }) => (request.url.endsWith('c1') ? answered(400) : ok);
    await play(world, [fires(0, 'a')], 6 * hour);
    const toFirst = world.sent.filter(({ request }) => request.url.endsWith('c1'));
    assert.equal(toFirst.length, 1);
    assert.deepEqual(
      (await statusOf(world)).filter((one) => one.startsWith('a ')),
      ['a firing failed'],
    );
    const told = world.sent.filter(({ alerts }) => alerts[0]?.event === 'channel_failed');
    assert.ok(told.length > 0 && told.every(({ request }) => request.url.endsWith('c2')));
  });

  it('410 switches the channel off and says so once; by hand it is switched on and sent again under its id', async () => {
    await world.channel();
    world.answer = () => answered(410);
    await play(world, [fires(0, 'a'), fires(minute, 'b')], hour);
    assert.equal(world.sent.length, 1);
    const [row] = await world.desk().list();
    assert.notEqual(row?.disabledBy, null);
    world.answer = () => ok;
    await world.desk().enable('c1', true);
    const [a] = await world.centre().list({ ...defaultAlertFilter, text: 'message of a' });
    await world.centre().resend(a?.alert.id ?? '');
    await play(world, [], 10 * minute);
    const again = world.sent.filter(({ id }) => id === world.sent[0]?.id);
    assert.equal(again.length, 2);
    assert.ok(
      world.sent.some(({ alerts }) => alerts[0]?.event === 'oms_sync_failed' && alerts[0].id !== a?.alert.id),
    );
  });

  it('W-11: a receiver that is down for hours: the queue stays small, and what still fires arrives in the end', async () => {
    await world.channel({ perMinute: 5 });
    world.answer = () => (world.clock.now() - t0 < 5 * hour ? answered(503) : ok);
    const storm = Array.from({ length: 20 }, (_, i) => fires(i * 10 * minute, `a${String(i)}`));
    await play(world, storm, 7 * hour);
    const { deliveries } = await world.store.board();
    assert.ok(deliveries.length <= 25, String(deliveries.length));
    const arrived = new Set(
      world.sent
        .filter(({ at: sentAt }) => sentAt - t0 >= 5 * hour)
        .flatMap(({ alerts }) => alerts.map(({ id }) => id)),
    );
    const open = (await world.store.board()).alerts.filter(({ event }) => event === 'oms_sync_failed');
    assert.equal(open.length, 20);
    assert.deepEqual(
      open.filter(({ id }) => !arrived.has(id)).map(({ fingerprint }) => fingerprint),
      [],
    );
  }).timeout(300_000);

  it('sends no more than the rate; what is beyond comes in a digest, and nothing is dropped', async () => {
    await world.channel({ perMinute: 3 });
    const names = Array.from({ length: 50 }, (_, i) => `a${String(i)}`);
    await play(world, [fires(0, ...names)], 10 * minute);
    assert.equal(world.sent.length, 4);
    const total = world.sent.map(
      ({ request }) => (JSON.parse(request.body) as { data: { total: number } }).data.total,
    );
    assert.equal(
      total.reduce((sum, one) => sum + one, 0),
      50,
    );
    for (const { at: sentAt } of world.sent) {
      const within = world.sent.filter(({ at: other }) => other >= sentAt && other < sentAt + minute);
      assert.ok(within.length <= 3);
    }
  });
});

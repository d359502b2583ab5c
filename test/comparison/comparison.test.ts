import assert from 'node:assert/strict';
import { Comparison } from '../../src/comparison/comparison.ts';
import type { ComparisonState } from '../../src/comparison/comparisonState.ts';
import { defaultCompareOptions } from '../../src/diff/compareOptions.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { ToyServer } from '../support/toyServer.ts';
import { Barrier, readComparison, settle, shownBy, toyRequest, toyWorld } from './toyWorld.ts';

/** One of each: to create, to update (by its comment), consistent, unsupported. */
function shop(): ToyServer {
  return new ToyServer()
    .table('shop', 'a', ['id int'])
    .table('shop', 'b', ['id int loud'])
    .table('shop', '_b', ['id int'])
    .table('shop', 'c', ['id int'])
    .table('shop', '_c', ['id int'])
    .table('shop', 'd', ['id int'], [], 'MYSTERY');
}

const quiet = { ...defaultCompareOptions, comments: 'ignored' as const };

function kindsOf(states: readonly ComparisonState[]): readonly string[] {
  return states.map((state) => (state.kind === 'reading' ? state.step : state.kind));
}

/** Results by source, as the analysis under the present skips has them. */
function results(comparison: Comparison): Readonly<Record<string, string>> {
  return Object.fromEntries(
    shownBy(comparison).analysis.results.map(({ pair, result }) => [pair.source.table, result]),
  );
}

describe('Comparison', () => {
  it('reads step by step, and holds no connection afterwards', async () => {
    const world = toyWorld(shop());
    const { comparison, states } = await readComparison(world);
    assert.deepEqual(
      [...new Set(kindsOf(states))],
      ['connecting', 'listing', 'reading', 'comparing', 'ready'],
    );
    const { revision, plan, readAt } = shownBy(comparison);
    assert.equal(revision, 1);
    assert.equal(plan.groups.length, 2);
    assert.ok(readAt > 0);
    assert.deepEqual(results(comparison), { a: 'create', b: 'update', c: 'consistent', d: 'unsupported' });
    await world.services.servers.dispose();
    assert.equal(world.opened.open, 0);
  });

  it('compares again under other options without asking the server', async () => {
    const world = toyWorld(shop());
    const { comparison, states } = await readComparison(world);
    const asked = world.server.calls.length;
    states.length = 0;
    await comparison.setOptions(quiet);
    assert.deepEqual(
      states.map((state) =>
        state.kind === 'ready' ? [state.compared.revision, state.isUpdating] : state.kind,
      ),
      [
        [1, true],
        [2, false],
      ],
    );
    assert.equal(results(comparison)['b'], 'consistent');
    assert.equal(world.server.calls.length, asked);
    assert.deepEqual(comparison.request.options, quiet);
  });

  it('says when tables differ only under options that they were not read by', async () => {
    const { comparison } = await readComparison(toyWorld(shop()), toyRequest({ options: quiet }));
    const before = shownBy(comparison).notes;
    await comparison.setOptions(defaultCompareOptions);
    assert.match(shownBy(comparison).notes.at(-1) ?? '', /^1 table differs only under the options of now/);
    await comparison.refresh();
    assert.deepEqual(shownBy(comparison).notes, before);
  });

  it('the later choice wins, whatever becomes of the earlier one', async () => {
    const { comparison, states } = await readComparison(toyWorld(shop()));
    states.length = 0;
    await Promise.all([
      comparison.setOptions(quiet),
      comparison.setSkip(['_a', '_b'], true),
      comparison.setOptions(defaultCompareOptions),
      comparison.setSkip(['_b'], false),
    ]);
    assert.deepEqual(comparison.request.skip, ['_a']);
    assert.deepEqual(results(comparison), { a: 'skipped', b: 'update', c: 'consistent', d: 'unsupported' });
    const shown = states.filter((state) => state.kind === 'ready' && !state.isUpdating);
    assert.equal(shown.length, 1, 'what nobody wants any more is never shown');
  });

  it('choices made while it reads count when it has read', async () => {
    const world = toyWorld(shop());
    const barrier = new Barrier();
    world.obstacles.read = () => barrier.wait();
    const comparison = new Comparison(toyRequest(), world.services);
    const reading = comparison.refresh();
    await settle();
    await comparison.setOptions(quiet);
    await comparison.setSkip(['_a'], true);
    barrier.open();
    await reading;
    assert.deepEqual(results(comparison), {
      a: 'skipped',
      b: 'consistent',
      c: 'consistent',
      d: 'unsupported',
    });
  });

  it('skipping and taking it back gives the same plan again', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    const { hash } = shownBy(comparison).plan;
    await comparison.setSkip(['_a', '_b'], true);
    assert.equal(shownBy(comparison).plan.groups.length, 0);
    assert.equal(shownBy(comparison).found.results[0]?.result, 'create', 'what was found is still known');
    await comparison.setSkip(['_a', '_b'], false);
    assert.equal(shownBy(comparison).plan.hash, hash);
  });

  it('SS116 a shadow that looks like no shadow is confirmed by its name, and by no pattern', async () => {
    const server = new ToyServer()
      .table('shop', 'a', ['id int', 'x int'])
      .table('shop', '_a', ['other int'])
      .table('shop', 'b*', ['id int'])
      .table('shop', '_b*', ['other int']);
    const { comparison } = await readComparison(toyWorld(server));
    const refused = (): readonly string[] =>
      shownBy(comparison)
        .analysis.results.filter(({ notices }) => notices.some(({ code }) => code === 'SS116'))
        .map(({ pair }) => pair.source.table);
    assert.deepEqual(refused(), ['a', 'b*']);
    await comparison.setAdopted(['_b*'], true);
    assert.deepEqual(refused(), ['a']);
    await comparison.setAdopted(['*'], true);
    assert.deepEqual(refused(), ['a']);
    await comparison.setAdopted(['_b*'], false);
    assert.deepEqual(refused(), ['a', 'b*']);
  });

  it('a reading that fails is a state, and can be tried again', async () => {
    const world = toyWorld(shop());
    const error = new ShadowSyncError('authentication', 'wrong password', { remedy: 'Set it.' });
    world.obstacles.open = () => Promise.reject(error);
    const { comparison, states } = await readComparison(world);
    assert.deepEqual(states.at(-1), { kind: 'failed', error });
    await comparison.setOptions(quiet);
    assert.equal(comparison.state.kind, 'failed');
    world.obstacles.open = () => Promise.resolve();
    await comparison.refresh();
    assert.equal(results(comparison)['b'], 'consistent', 'with the choices that were made meanwhile');
  });

  it('a fault of this program is a state too, and says so', async () => {
    const world = toyWorld(shop());
    world.obstacles.read = () => Promise.reject(new TypeError('x is not a function'));
    const { comparison } = await readComparison(world);
    assert.ok(comparison.state.kind === 'failed');
    assert.equal(comparison.state.error.code, 'internal');
    assert.match(comparison.state.error.remedy ?? '', /report it/);
  });

  it('a stopped first reading is cancelled; a stopped refresh goes back to what was there', async () => {
    const world = toyWorld(shop());
    const barrier = new Barrier();
    world.obstacles.open = () => barrier.wait();
    const comparison = new Comparison(toyRequest(), world.services);
    const first = comparison.refresh();
    await settle();
    comparison.cancel();
    assert.equal(comparison.state.kind, 'cancelled');
    await first;
    barrier.open();
    await comparison.refresh();
    assert.equal(shownBy(comparison).revision, 1);

    const reading = new Barrier();
    world.obstacles.read = () => reading.wait();
    const second = comparison.refresh();
    await settle();
    assert.equal(comparison.state.kind, 'reading');
    comparison.cancel();
    assert.equal(shownBy(comparison).revision, 1);
    world.server.table('shop', 'late', ['id int']);
    reading.open();
    await second;
    assert.equal(shownBy(comparison).revision, 1, 'the answer that came too late is dropped');
  });

  it('a stopped update takes its choice back', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    const update = comparison.setOptions(quiet);
    comparison.cancel();
    await update;
    assert.equal(shownBy(comparison).revision, 1);
    assert.deepEqual(comparison.request.options, defaultCompareOptions);
  });

  it('drops the answer of a reading that another one has replaced', async () => {
    const world = toyWorld(shop());
    const barrier = new Barrier();
    let readings = 0;
    world.obstacles.read = async (method) => {
      if (method !== 'listTables') return;
      readings += 1;
      if (readings === 1) await barrier.wait();
    };
    const comparison = new Comparison(toyRequest(), world.services);
    const late = comparison.refresh();
    await settle();
    await comparison.refresh();
    const before = comparison.state;
    barrier.open();
    await late;
    assert.equal(comparison.state, before);
    assert.equal(shownBy(comparison).revision, 1);
  });

  it('a pair keeps its id when others come and go', async () => {
    const world = toyWorld(shop());
    const { comparison } = await readComparison(world);
    const before = new Map(shownBy(comparison).ids);
    world.server.remove('shop', 'a');
    world.server.table('shop', 'aa', ['id int']);
    await comparison.refresh();
    const { ids, found } = shownBy(comparison);
    assert.deepEqual(
      found.results.map(({ pair }) => pair.source.table),
      ['aa', 'b', 'c', 'd'],
    );
    for (const [key, id] of before) assert.equal(ids.get(key), id);
    assert.equal(new Set(ids.values()).size, ids.size);
  });

  it('after its end it tells nobody anything, and leaves no connection', async () => {
    const world = toyWorld(shop());
    const barrier = new Barrier();
    const { comparison, states } = await readComparison(world);
    world.obstacles.read = () => barrier.wait();
    const reading = comparison.refresh();
    await settle();
    states.length = 0;
    const disposing = comparison.dispose();
    barrier.open();
    await Promise.all([reading, disposing]);
    await comparison.refresh();
    await comparison.setOptions(quiet);
    assert.deepEqual(states, []);
    await world.services.servers.dispose();
    assert.equal(world.opened.open, 0);
  });

  it('tells a listener until it has had enough', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    let told = 0;
    const end = comparison.onDidChange(() => {
      told += 1;
    });
    await comparison.setOptions(quiet);
    assert.ok(told > 0);
    const before = told;
    end();
    await comparison.setOptions(defaultCompareOptions);
    assert.equal(told, before);
  });
});

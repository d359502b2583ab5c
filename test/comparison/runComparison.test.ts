import assert from 'node:assert/strict';
import type { Comparison } from '../../src/comparison/comparison.ts';
import { pairDetails } from '../../src/comparison/pairDetails.ts';
import { pairRows } from '../../src/comparison/pairRows.ts';
import { cannotRunReason } from '../../src/comparison/runComparison.ts';
import type { RunChoices } from '../../src/comparison/runComparison.ts';
import { requestForTwoTables } from '../../src/comparison/comparisonRequest.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import type { RunEvent } from '../../src/task/runEvents.ts';
import { FakeJournalStore } from '../task/fakeJournal.ts';
import { ToyServer } from '../support/toyServer.ts';
import { Barrier, readComparison, settle, shownBy, toyRequest, toyWorld } from './toyWorld.ts';

/** To create; to alter without risk; to drop a column, which is unsafe. */
function shop(): ToyServer {
  return new ToyServer()
    .table('shop', 'a', ['id int'])
    .table('shop', 'b', ['id int', 'x int'])
    .table('shop', '_b', ['id int'])
    .table('shop', 'c', ['id int'])
    .table('shop', '_c', ['id int', 'old int']);
}

/** What a user decides who looked at what is shown and ticked `allowed`. */
function choices(comparison: Comparison, more: Partial<RunChoices> = {}): RunChoices {
  return {
    planHash: shownBy(comparison).plan.hash,
    allowed: [],
    onError: 'continue',
    parallel: 1,
    confirmedDatabase: null,
    ...more,
  };
}

function statementFor(comparison: Comparison, shadow: string): number {
  const statements = shownBy(comparison).plan.groups.flatMap((group) => group.statements);
  return statements.find(({ pair }) => pair.shadow.table === shadow)?.id ?? assert.fail(shadow);
}

function outcomes(comparison: Comparison): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    pairRows(shownBy(comparison), null, 0, 100).map(({ shadow, outcome }) => [shadow, outcome]),
  );
}

describe('running a comparison', () => {
  it('runs what is shown, tells its events, and reads what ran again', async () => {
    const world = toyWorld(shop());
    const { comparison, states } = await readComparison(world);
    states.length = 0;
    const events: RunEvent[] = [];
    const allowed = [{ statement: statementFor(comparison, '_c'), codes: ['SS101'] }];
    const reviewed = shownBy(comparison).plan;
    const result = await comparison.run(choices(comparison, { allowed }), (event) => events.push(event));
    assert.equal(result.outcome, 'succeeded');
    assert.equal(events[0]?.kind, 'run-started');
    assert.equal(events.at(-1)?.kind, 'run-finished');
    assert.deepEqual([...new Set(states.map(({ kind }) => kind))], ['running', 'ready']);
    const dones = states.flatMap((state) => (state.kind === 'running' ? [state.progress.done] : []));
    assert.deepEqual(
      dones,
      dones.toSorted((x, y) => x - y),
    );
    assert.equal(dones.at(-1), 3);

    const shown = shownBy(comparison);
    assert.deepEqual(
      shown.analysis.results.map((each) => each.result),
      ['consistent', 'consistent', 'consistent'],
    );
    assert.equal(shown.plan.groups.length, 0);
    assert.deepEqual(outcomes(comparison), { _a: 'succeeded', _b: 'succeeded', _c: 'succeeded' });
    assert.equal(shown.lastRun?.plan, reviewed);
    assert.equal(world.journals.journals[0]?.kinds().at(-1), 'finished');
    assert.equal(cannotRunReason(comparison.state), 'There is nothing to run.');

    const id = pairRows(shown, null, 2, 1)[0]?.id ?? -1;
    const [statement] = pairDetails(shown, null, id)?.statements ?? [];
    assert.equal(statement?.outcome, 'succeeded', 'what was done is still shown');
    await comparison.setSkip(['_a'], true);
    assert.equal(outcomes(comparison)['_b'], 'succeeded', 'until the tables are read as a whole');
    await comparison.refresh();
    assert.deepEqual(outcomes(comparison), { _a: null, _b: null, _c: null });
  });

  it('reads only what ran', async () => {
    const world = toyWorld(shop());
    const { comparison } = await readComparison(world);
    world.server.calls.length = 0;
    await comparison.setSkip(['_b', '_c'], true);
    await comparison.run(choices(comparison));
    const last = world.server.calls.findLast(({ method }) => method === 'readTables');
    assert.deepEqual(
      last?.names.map(({ table }) => table),
      ['a', '_a'],
    );
  });

  it('R3 runs exactly what was ticked: finding by finding, statement by statement', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    const id = statementFor(comparison, '_c');
    for (const allowed of [
      [],
      [{ statement: id, codes: ['SS104'] }],
      [{ statement: id - 1, codes: ['SS101'] }],
    ]) {
      const { counts } = await comparison.run(choices(comparison, { allowed }));
      assert.equal(counts.succeeded + counts.skipped, shownBy(comparison).lastRun?.result.tables.length);
      assert.equal(outcomes(comparison)['_c'], 'skipped');
    }
    const row = pairRows(shownBy(comparison), null, 2, 1)[0];
    assert.match(row?.reason ?? '', /^SS101 on shop\._c was not allowed/);
    const again = [{ statement: statementFor(comparison, '_c'), codes: ['SS101'] }];
    await comparison.run(choices(comparison, { allowed: again }));
    assert.equal(outcomes(comparison)['_c'], 'succeeded');
  });

  it('a refused finding is no matter of ticks', async () => {
    const server = new ToyServer().table('shop', 'a', ['id int']).table('shop', '_a', ['other int']);
    const { comparison } = await readComparison(toyWorld(server));
    const tick = (): Partial<RunChoices> => ({
      allowed: [{ statement: statementFor(comparison, '_a'), codes: ['SS101', 'SS116'] }],
    });
    await comparison.run(choices(comparison, tick()));
    assert.equal(outcomes(comparison)['_a'], 'skipped');
    await comparison.setAdopted(['_a'], true);
    await comparison.run(choices(comparison, tick()));
    assert.equal(outcomes(comparison)['_a'], 'succeeded');
  });

  it('refuses a plan that is not the one that was looked at', async () => {
    const { comparison } = await readComparison(toyWorld(shop()));
    const reviewed = choices(comparison);
    await comparison.setSkip(['_a'], true);
    await assert.rejects(comparison.run(reviewed), { code: 'stale-plan' });
    const before = comparison.state;
    const updating = comparison.setSkip(['_a'], false);
    await assert.rejects(comparison.run(reviewed), { code: 'usage' });
    await updating;
    assert.notEqual(comparison.state, before);
    assert.equal((await comparison.run(reviewed)).counts.succeeded, 2);
  });

  it('production asks for the name of the database', async () => {
    const connection = { id: 'c1', name: 'Live', environment: 'production' as const };
    const { comparison } = await readComparison(toyWorld(shop()), toyRequest({ connection }));
    await assert.rejects(comparison.run(choices(comparison)), {
      code: 'usage',
      message: /Live is a production server/,
    });
    await assert.rejects(comparison.run(choices(comparison, { confirmedDatabase: 'other' })), {
      code: 'usage',
    });
    await comparison.run(choices(comparison, { confirmedDatabase: 'shop' }));
  });

  it('R1 of two tables put side by side nothing runs before the second is confirmed to be a shadow', async () => {
    const server = new ToyServer().table('shop', 'x', ['id int', 'n int']).table('shop', 'y', ['id int']);
    const request = requestForTwoTables(
      toyRequest().connection,
      { database: 'shop', table: 'x' },
      { database: 'shop', table: 'y' },
    );
    const { comparison } = await readComparison(toyWorld(server), request);
    assert.equal(shownBy(comparison).plan.groups.length, 1);
    assert.match(cannotRunReason(comparison.state) ?? '', /shop\.y was put beside another table by hand/);
    await assert.rejects(comparison.run(choices(comparison)), { code: 'usage' });
    assert.deepEqual(server.log, []);
    await comparison.setAdopted(['y'], true);
    await comparison.run(choices(comparison));
    assert.equal(outcomes(comparison)['y'], 'succeeded');
  });

  it('a statement that fails is shown with what the server said, and the rest goes on', async () => {
    const world = toyWorld(shop());
    world.obstacles.execute = (sql) =>
      sql.includes('"_a"')
        ? Promise.reject(new ShadowSyncError('statement', 'Table is full', { remedy: 'Make room.' }))
        : Promise.resolve();
    const { comparison } = await readComparison(world);
    const { outcome } = await comparison.run(choices(comparison));
    assert.equal(outcome, 'partial');
    assert.deepEqual(outcomes(comparison), { _a: 'failed', _b: 'succeeded', _c: 'skipped' });
    const shown = shownBy(comparison);
    const [statement] = pairDetails(shown, null, pairRows(shown, null, 0, 1)[0]?.id ?? -1)?.statements ?? [];
    assert.equal(statement?.outcome, 'failed');
    assert.equal(statement.error, 'Table is full. Make room.');
  });

  it('shows a run while it goes on, and lets nobody change the choices', async () => {
    const world = toyWorld(shop());
    const barrier = new Barrier();
    world.obstacles.execute = () => barrier.wait();
    const { comparison } = await readComparison(world);
    const compared = shownBy(comparison);
    const running = comparison.run(choices(comparison));
    await settle();
    assert.ok(comparison.state.kind === 'running');
    const { progress } = comparison.state;
    assert.deepEqual(
      pairRows(compared, progress, 0, 3).map(({ outcome }) => outcome),
      ['running', null, 'skipped'],
    );
    const id = pairRows(compared, progress, 0, 1)[0]?.id ?? -1;
    assert.equal(pairDetails(compared, progress, id)?.statements[0]?.outcome, 'running');
    assert.equal(cannotRunReason(comparison.state), 'A run is under way.');
    await assert.rejects(comparison.setSkip(['_b'], true), { code: 'usage' });
    await assert.rejects(comparison.refresh(), { code: 'usage' });
    assert.deepEqual(comparison.request.skip, []);
    barrier.open();
    await running;
    assert.equal(comparison.state.kind, 'ready');
  });

  it('a stopped run ends like any other: what became of it is read again', async () => {
    const world = toyWorld(shop());
    const { comparison } = await readComparison(world);
    world.obstacles.execute = (sql) => {
      if (sql.includes('"_b"')) {
        comparison.cancel();
        return Promise.reject(new ShadowSyncError('cancelled', 'stopped'));
      }
      return Promise.resolve();
    };
    const { outcome } = await comparison.run(choices(comparison));
    assert.equal(outcome, 'aborted');
    const shown = shownBy(comparison);
    assert.equal(shown.mustRefresh, null);
    assert.deepEqual(
      shown.analysis.results.map(({ result }) => result),
      ['consistent', 'update', 'update'],
    );
    assert.equal(outcomes(comparison)['_a'], 'succeeded');
  });

  it('a run that can not begin leaves everything as it was', async () => {
    const world = toyWorld(shop());
    const { comparison } = await readComparison(world);
    const full = new ShadowSyncError('journal', 'The disk is full.');
    world.journals.create = () => Promise.reject(full);
    await assert.rejects(comparison.run(choices(comparison)), full);
    assert.equal(shownBy(comparison).revision, 1);
    assert.equal(cannotRunReason(comparison.state), null);
    assert.deepEqual(world.server.log, []);
    world.journals.create = (run) => FakeJournalStore.prototype.create.call(world.journals, run);
    await comparison.run(choices(comparison));
  });

  it('S12 settles what an earlier run left open before it begins', async () => {
    const world = toyWorld(shop());
    const broken = await world.journals.create('dead');
    await broken.append({
      kind: 'started',
      at: 1,
      run: 'dead',
      planHash: 'h',
      serverIdentity: 'server-1',
      tables: 1,
      statements: 1,
    });
    const { comparison } = await readComparison(world);
    const said: string[] = [];
    await comparison.run(choices(comparison), (event) => {
      if (event.kind === 'notice') said.push(event.message);
    });
    assert.match(said[0] ?? '', /^run dead broke off earlier; no statement was under way$/);
    assert.equal(world.journals.journals[0]?.kinds().at(-1), 'finished');
  });

  it('when what ran can not be read again, nothing runs before a refresh', async () => {
    const world = toyWorld(shop());
    const { comparison } = await readComparison(world);
    const gone = new ShadowSyncError('connection', 'The server went away.');
    let isOver = false;
    world.obstacles.read = (method) =>
      isOver && method === 'listTables' ? Promise.reject(gone) : Promise.resolve();
    await comparison.run(choices(comparison), ({ kind }) => {
      if (kind === 'run-finished') isOver = true;
    });
    assert.match(cannotRunReason(comparison.state) ?? '', /could not be read again: The server went away\./);
    assert.equal(outcomes(comparison)['_a'], 'succeeded', 'what is known of the run is shown all the same');
    await comparison.setSkip(['_c'], true);
    assert.notEqual(cannotRunReason(comparison.state), null);
    isOver = false;
    await comparison.refresh();
    assert.equal(shownBy(comparison).mustRefresh, null);
  });

  it('its end stops the run, and waits until the connections are given back', async () => {
    const world = toyWorld(shop());
    world.obstacles.execute = (_sql, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new ShadowSyncError('cancelled', 'stopped')));
      });
    const { comparison, states } = await readComparison(world);
    const running = comparison.run(choices(comparison));
    await settle();
    states.length = 0;
    await comparison.dispose();
    assert.equal((await running).outcome, 'aborted');
    assert.deepEqual(states, []);
    await world.services.servers.dispose();
    assert.equal(world.opened.open, 0);
  });
});

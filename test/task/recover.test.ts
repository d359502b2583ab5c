import assert from 'node:assert/strict';
import { runPlan } from '../../src/task/runPlan.ts';
import { recoverRuns } from '../../src/task/recover.ts';
import type { RecoveredRun } from '../../src/task/recover.ts';
import { recoveredOutcome } from '../../src/task/journalStory.ts';
import type { JournalEntry } from '../../src/task/ports.ts';
import { FakeJournal, FakeJournalStore } from './fakeJournal.ts';
import { worldFor } from './fakeWorld.ts';
import type { World } from './fakeWorld.ts';
import { planOf, shadowNamed, textDialect } from './textPlans.ts';
import type { TableDraft } from './textPlans.ts';

const drafts: readonly TableDraft[] = ['a', 'b'].map((name) => ({
  name,
  texts: [`${name} v0`, `${name} v1`],
}));
const plan = planOf(drafts.map((draft) => ({ tables: [draft] })));

/** A run whose process died at the given entry: what it would have written after that is not there. */
async function brokenOff(
  world: World,
  before: (entry: JournalEntry) => boolean,
  applied: boolean,
): Promise<FakeJournal> {
  const { server, clock, abort, policy } = world;
  const journal = new FakeJournal('dead');
  let isDead = false;
  journal.refuse = (entry) => {
    isDead ||= before(entry);
    return isDead;
  };
  if (!applied) server.behave = () => ({ kind: 'lose', applied: false });
  await runPlan(plan, {
    server,
    reader: server,
    dialect: textDialect,
    journal,
    clock,
    signal: abort.signal,
    policy,
  });
  journal.refuse = () => false;
  server.behave = () => ({ kind: 'obey' });
  server.executed.length = 0;
  return journal;
}

function recover(
  world: World,
  journals: readonly FakeJournal[],
  onWaiting?: (run: string) => void,
): Promise<readonly RecoveredRun[]> {
  const { server, clock, abort, policy } = world;
  return recoverRuns(new FakeJournalStore(journals), {
    server,
    reader: server,
    dialect: textDialect,
    clock,
    signal: abort.signal,
    policy,
    ...(onWaiting === undefined ? {} : { onWaiting }),
  });
}

describe('recoverRuns', () => {
  it('X-03 O-75 an intent whose statement is in force: done (recovered), nothing is sent', async () => {
    const world = worldFor(drafts);
    const journal = await brokenOff(world, (entry) => entry.kind === 'result', true);
    const recovered = await recover(world, [journal]);
    assert.deepEqual(recovered, [
      {
        kind: 'recovered',
        run: 'dead',
        outcome: 'partial',
        statements: [{ statement: 1, shadow: shadowNamed('a'), outcome: 'succeeded' }],
        torn: false,
      },
    ]);
    assert.deepEqual(journal.kinds(), ['started', 'intent', 'reconciled', 'verified', 'finished']);
    assert.deepEqual(world.server.executed, []);
    assert.deepEqual(await recover(world, [journal]), []);
  });

  it('X-01 an intent whose statement is not in force: not applied, and it is not sent here', async () => {
    const world = worldFor(drafts);
    const journal = await brokenOff(world, (entry) => entry.kind === 'result', false);
    const [run] = await recover(world, [journal]);
    assert.ok(run?.kind === 'recovered');
    assert.equal(run.outcome, 'aborted');
    assert.deepEqual(
      run.statements.map(({ outcome }) => outcome),
      ['not-applied'],
    );
    assert.deepEqual(world.server.executed, []);
  });

  it('a table that somebody changed in between is stale', async () => {
    const world = worldFor(drafts);
    const journal = await brokenOff(world, (entry) => entry.kind === 'result', true);
    world.server.set(shadowNamed('a'), 'by hand');
    const [run] = await recover(world, [journal]);
    assert.ok(run?.kind === 'recovered');
    assert.equal(run.outcome, 'stale');
  });

  it('a run that died between two tables has nothing to reconcile, only to finish', async () => {
    const world = worldFor(drafts);
    const journal = await brokenOff(world, (entry) => entry.kind === 'intent' && entry.statement === 2, true);
    const [run] = await recover(world, [journal]);
    assert.ok(run?.kind === 'recovered');
    assert.equal(run.outcome, 'partial');
    assert.deepEqual(run.statements, []);
  });

  it('a run that died right before its last line was a success', async () => {
    const world = worldFor(drafts);
    const journal = await brokenOff(world, (entry) => entry.kind === 'finished', true);
    const [run] = await recover(world, [journal]);
    assert.ok(run?.kind === 'recovered');
    assert.equal(run.outcome, 'succeeded');
  });

  it('X-02 a statement that still runs is waited for and not stopped', async () => {
    const world = worldFor(drafts);
    const journal = await brokenOff(world, (entry) => entry.kind === 'result', true);
    let looks = 0;
    world.server.findRunning = () => {
      looks += 1;
      return Promise.resolve(
        looks < 4 ? [{ connectionId: '1', statement: 1, state: 'copy to tmp table' }] : [],
      );
    };
    const waited: string[] = [];
    const [run] = await recover(world, [journal], (name) => waited.push(name));
    assert.equal(run?.kind, 'recovered');
    assert.deepEqual(waited, ['dead', 'dead', 'dead']);
    assert.deepEqual(world.server.killed, []);
  });

  it('a lock that the dead connection still holds is waited for; beyond the time the run is left for the next start', async () => {
    const world = worldFor(drafts);
    const journal = await brokenOff(world, (entry) => entry.kind === 'result', true);
    world.server.locks.set('shop\0t_a', 'dead connection');
    const [run] = await recover(world, [journal]);
    assert.equal(run?.kind, 'left');
    assert.equal(journal.entries.at(-1)?.kind, 'intent');
    assert.ok(world.clock.elapsed >= 75_000);
  });

  it('X-08 stopped while that lock is waited for, or while the server says nothing: left, in under two seconds', async () => {
    const silent = (): Promise<never> => new Promise(() => undefined);
    for (const arrange of [
      (world: World) => void world.server.locks.set('shop\0t_a', 'dead connection'),
      (world: World) => void (world.server.findRunning = silent),
      (world: World) => void (world.server.readTables = silent),
    ]) {
      const world = worldFor(drafts);
      const journal = await brokenOff(world, (entry) => entry.kind === 'result', true);
      arrange(world);
      const from = world.clock.elapsed;
      world.clock.onSleep = (elapsed) => {
        if (elapsed - from >= 3000) world.abort.abort();
      };
      const ticking = world.clock.sleep(3000);
      const [run] = await recover(world, [journal]);
      await ticking;
      assert.equal(run?.kind, 'left');
      assert.equal(journal.entries.at(-1)?.kind, 'intent');
      assert.ok(world.clock.elapsed - from < 5000, String(world.clock.elapsed - from));
    }
  });

  it('a run of another server is left alone, and said', async () => {
    const world = worldFor(drafts);
    const journal = await brokenOff(world, (entry) => entry.kind === 'result', true);
    world.server.name = 'server-2';
    assert.deepEqual(await recover(world, [journal]), [
      { kind: 'other-server', run: 'dead', serverIdentity: 'server-1' },
    ]);
    assert.deepEqual(journal.kinds(), ['started', 'intent']);
  });

  it('a record without any entry did nothing', () => {
    assert.equal(recoveredOutcome([], []), 'aborted');
  });
});

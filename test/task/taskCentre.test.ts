import assert from 'node:assert/strict';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { transition } from '../../src/task/state/transition.ts';
import { TaskCentre } from '../../src/task/taskCentre.ts';
import type { SubmitRequest } from '../../src/task/taskCentre.ts';
import { defaultFilter, filterTasks, readFilters } from '../../src/task/taskFilter.ts';
import { readTaskFile, taskFileText } from '../../src/task/taskFile.ts';
import { FakeJournalStore } from './fakeJournal.ts';
import { sampleExecutions, sampleIntent, sampleProcess, sampleTask } from './sampleTasks.ts';
import { hour, SchedulerWorld } from './scheduler/schedulerWorld.ts';

const signal = new AbortController().signal;

function submission(seenHash: string | null = null): SubmitRequest {
  return { intent: sampleIntent(), creator: 'al', signal, seenHash, draft: null, origin: null };
}

describe('task centre', () => {
  let world: SchedulerWorld;
  let centre: TaskCentre;

  beforeEach(async () => {
    world = await SchedulerWorld.make();
    centre = new TaskCentre({
      ...world.parts(),
      journals: new FakeJournalStore([]),
      rules: { isAdvisory: true },
    });
  });

  it('R6: freezes the plan that was looked at; another one is not submitted', async () => {
    const task = await centre.submit(submission(world.plan.hash));
    assert.equal(task.plan?.hash, world.plan.hash);
    assert.deepEqual([task.plan.tables, task.plan.statements, task.plan.unsafe], [1, 1, 0]);
    await assert.rejects(centre.submit(submission('seen before')), (error: unknown) =>
      ShadowSyncError.is(error, 'stale-plan'),
    );
  });

  it('O-88: says that there is nothing to run, unless a schedule is to keep it so', async () => {
    world.live = { ...world.plan, groups: [] };
    await assert.rejects(centre.submit(submission()), /nothing to run/);
    const [, , , cron] = sampleExecutions;
    assert.ok(cron);
    const task = await centre.submit({ ...submission(), intent: sampleIntent({ execution: cron }) });
    assert.equal(task.state.kind, 'waiting');
  });

  it('names no next runs of a task that makes none: paused, or over', async () => {
    const [, , , cron] = sampleExecutions;
    assert.ok(cron);
    const task = await centre.submit({ ...submission(), intent: sampleIntent({ execution: cron }) });
    assert.equal(centre.nextRuns(task, 3).length, 3);
    const [by, at] = ['al', world.clock.now()] as const;
    const paused = transition(task, { kind: 'pause', by, at, reason: 'x' });
    assert.deepEqual(centre.nextRuns(paused), []);
    assert.deepEqual(centre.nextRuns(transition(paused, { kind: 'terminate', by, at })), []);
  });

  it('a start that is missed already is refused, unless it is late by minutes only or made up for', async () => {
    const at = (before: number, missed: 'skip' | 'run-once' | 'ask'): SubmitRequest => ({
      ...submission(),
      intent: sampleIntent({ execution: { kind: 'once', at: world.clock.now() - before, missed } }),
    });
    await assert.rejects(centre.submit(at(hour, 'skip')), /is past.*would never run/);
    assert.deepEqual(await world.store.tasks(), []);
    for (const fine of [at(60_000, 'skip'), at(hour, 'run-once'), at(hour, 'ask')])
      assert.equal((await centre.submit(fine)).state.kind, 'waiting');
  });

  it('O-68, PR7: approving binds to the plan; an outdated one fails and says what moved', async () => {
    const task = world.task({
      process: sampleProcess(1),
      state: { kind: 'pending-approval', node: 0, since: 0 },
    });
    await world.store.add([task]);
    await assert.rejects(
      centre.approve(task.id, 'bo', '', 'another hash', signal),
      /not the one that was looked at/,
    );
    const { hash } = world.plan;
    world.live = {
      ...world.plan,
      hash: 'moved',
      fingerprints: new Map(
        [...world.plan.fingerprints].map(([key, one]) => [key, { ...one, source: 'changed' }]),
      ),
    };
    await assert.rejects(
      centre.approve(task.id, 'bo', '', hash, signal),
      (error: unknown) =>
        ShadowSyncError.is(error, 'stale-plan') &&
        error.message.includes('the source of shop._a was changed'),
    );
    assert.equal(world.find().state.kind, 'pending-approval');
    world.live = world.plan;
    const approved = await centre.approve(task.id, 'bo', 'fine', hash, signal);
    assert.deepEqual(approved.approvals[0], {
      node: 0,
      nodeName: 'node 0',
      decision: 'approved',
      by: 'bo',
      at: world.clock.now(),
      comment: 'fine',
      planHash: hash,
    });
    assert.deepEqual(world.told(), ['approved']);
  });

  it('does to many what it can and reports the others one by one', async () => {
    await world.store.add([
      sampleTask({ id: 'a', state: { kind: 'waiting', why: 'manual', since: 0 } }),
      sampleTask({ id: 'b', state: { kind: 'succeeded', run: 'r', at: 0 } }),
    ]);
    const results = await centre.actOnAll(['a', 'b', 'c'], 'terminate', 'al');
    assert.deepEqual(
      results.map(({ id, error }) => [id, error?.code ?? null]),
      [
        ['a', null],
        ['b', 'conflict'],
        ['c', 'conflict'],
      ],
    );
    assert.equal(world.find('a').state.kind, 'terminated');
  });

  it('removes no task that runs', async () => {
    const running = { run: 'r', owner: 'o', startedAt: 0, slot: null, coalesced: 0 };
    await world.store.add([sampleTask({ id: 'a', state: { kind: 'executing', ...running } })]);
    await assert.rejects(centre.act('a', 'remove', 'al'), /is running/);
    await centre.act('a', 'terminate', 'al');
    assert.equal(world.find('a').progress.stopRequested?.by, 'al');
  });

  it('removes no task that is started at that very moment', async () => {
    await world.store.add([sampleTask({ id: 'a' })]);
    const remove = world.store.remove.bind(world.store);
    world.store.remove = async (ids, check) => {
      await world.store.change('a', (task) =>
        transition(task, {
          kind: 'start',
          run: 'r',
          owner: 'o',
          startedAt: 0,
          slot: null,
          coalesced: 0,
        }),
      );
      await remove(ids, check);
    };
    await assert.rejects(centre.act('a', 'remove', 'al'), /is running/);
    assert.equal(world.find('a').state.kind, 'executing');
    await assert.rejects(centre.act('b', 'remove', 'al'), (error: unknown) =>
      ShadowSyncError.is(error, 'conflict'),
    );
  });

  it('puts a missed start aside; one that somebody else wanted run meanwhile goes on', async () => {
    await world.store.add([
      sampleTask({ id: 'a', state: { kind: 'missed', slot: 0, at: 0 } }),
      sampleTask({ id: 'b', state: { kind: 'missed', slot: 0, at: 0 } }),
    ]);
    await centre.act('b', 'run', 'bo');
    // Who says so still sees both as missed.
    assert.deepEqual(
      (await centre.actOnAll(['a', 'b'], 'dismiss-missed', 'al')).map(({ error }) => error),
      [null, null],
    );
    assert.deepEqual(
      ['a', 'b'].map((id) => world.find(id).state.kind),
      ['terminated', 'waiting'],
    );
  });

  it('O-54: starts again with everything but the ticks, which belong to the old plan', async () => {
    const allowed = [{ statement: 'x', code: 'SS101' }];
    await world.store.add([sampleTask({ id: 'a', intent: { allowed, skip: ['__test_b'] } })]);
    assert.deepEqual(await centre.intentAgain('a'), sampleIntent({ skip: ['__test_b'] }));
  });

  it('keeps a draft, and submits it later', async () => {
    const draft = await centre.saveDraft(sampleIntent(), 'al');
    assert.equal(draft.state.kind, 'draft');
    const task = await centre.submit({ ...submission(), draft: draft.id });
    assert.deepEqual([task.id, task.state.kind], [draft.id, 'waiting']);
    assert.equal(world.store.kept.size, 1);
  });
});

describe('task list', () => {
  const now = 1000 * hour;
  const tasks = [
    sampleTask({
      id: 'a',
      createdAt: now - hour,
      creator: 'zoe',
      state: { kind: 'succeeded', run: 'r', at: 0 },
    }),
    sampleTask({
      id: 'b',
      createdAt: now - 60 * hour,
      intent: { tags: ['x', 'y'], remarks: 'Before Launch' },
    }),
    sampleTask({ id: 'c', createdAt: now - 60 * hour, state: { kind: 'succeeded', run: 'r', at: 0 } }),
  ];
  const ids = (change: Partial<typeof defaultFilter>): string =>
    filterTasks(tasks, { ...defaultFilter, ...change }, now)
      .map(({ id }) => id)
      .join('');

  it('shows the last 48 hours and everything unfinished', () => assert.equal(ids({}), 'ab'));

  it('filters by every column', () => {
    assert.equal(ids({ hours: null }), 'acb');
    assert.equal(ids({ hours: null, states: ['succeeded'] }), 'ac');
    assert.equal(ids({ creators: ['zoe'] }), 'a');
    assert.equal(ids({ tags: ['x', 'y'] }), 'b');
    assert.equal(ids({ tags: ['x', 'z'] }), '');
    assert.equal(ids({ text: ' launch' }), 'b');
    assert.equal(ids({ databases: ['other'] }), '');
    assert.equal(ids({ connections: ['c1'] }), 'ab');
  });

  it('sorts by every column', () => {
    const all = { hours: null };
    assert.equal(ids({ ...all, sort: { by: 'id', direction: 'up' } }), 'abc');
    assert.equal(ids({ ...all, sort: { by: 'createdAt', direction: 'up' } }), 'cba');
    assert.equal(ids({ ...all, sort: { by: 'creator', direction: 'down' } }), 'acb');
    assert.equal(ids({ ...all, sort: { by: 'status', direction: 'up' } }), 'bca');
  });

  it('reads saved filters back', () => {
    const saved = [{ name: 'Mine', filter: defaultFilter }];
    assert.deepEqual(readFilters(JSON.parse(JSON.stringify(saved))), saved);
    assert.throws(() => readFilters([{ name: 'Mine', filter: { ...defaultFilter, states: ['odd'] } }]));
  });
});

describe('task file', () => {
  it('gives back what was saved, without ticks', () => {
    const [, , , cron] = sampleExecutions;
    assert.ok(cron);
    const intent = sampleIntent({
      execution: cron,
      allowed: [{ statement: 'x', code: 'SS101' }],
      tags: ['a'],
    });
    const text = taskFileText(intent);
    assert.deepEqual(readTaskFile(text), { ...intent, allowed: [] });
    assert.doesNotMatch(text, /SS101/);
  });

  const text = taskFileText(sampleIntent());
  for (const [title, broken, message] of [
    ['no JSON', text.slice(10), /no JSON/],
    ['another form', text.replace('"form": 1', '"form": 9'), /form that is not known/],
    [
      'a secret',
      text.replace('"database"', '"password": "c4nary", "database"'),
      /task\.password is no field/,
    ],
    ['a naming rule that says nothing', text.replace('"__test_"', '""'), /neither prefix/],
    ['too many sessions', text.replace('"parallel": 1', '"parallel": 9'), /task\.parallel/],
    [
      'a cron expression that never fires',
      text.replace(
        '"kind": "immediately"',
        '"kind": "cron", "expression": "0 0 31 2 *", "zone": "UTC", "missed": "skip", "keepInSync": true',
      ),
      /never fires/,
    ],
  ] as const) {
    it(`refuses ${title}`, () => {
      assert.throws(
        () => readTaskFile(broken),
        (error: unknown) =>
          ShadowSyncError.is(error, 'usage') &&
          message.test(error.message) &&
          !error.message.includes('c4nary'),
      );
    });
  }
});

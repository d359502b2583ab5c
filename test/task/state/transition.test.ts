import assert from 'node:assert/strict';
import fc from 'fast-check';
import { english } from '../../../src/schema/phrase.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { newProgress } from '../../../src/task/model/task.ts';
import { readTask } from '../../../src/task/model/readTask.ts';
import type { TaskEvent } from '../../../src/task/state/taskEvent.ts';
import { isFinal, stateNames } from '../../../src/task/state/taskState.ts';
import { isAllowed, transition } from '../../../src/task/state/transition.ts';
import { sampleExecutions, sampleProcess, samplePlan, sampleRun, sampleTask } from '../sampleTasks.ts';

const hash = samplePlan.hash;
const time = fc.integer({ min: 0, max: 5_000 });
const record = sampleRun({ outcome: 'missed' });
const outcome = fc.constantFrom(
  'succeeded',
  'succeeded-with-errors',
  'failed',
  'stale-plan',
  'terminated',
  'failed',
);

const event: fc.Arbitrary<TaskEvent> = fc.oneof(
  time.map((at): TaskEvent => ({ kind: 'submit', at, plan: samplePlan, process: sampleProcess(2) })),
  fc
    .tuple(fc.constantFrom('approve', 'approve', 'reject'), time, fc.constantFrom(hash, hash, 'other'))
    .map(([kind, at, planHash]): TaskEvent => ({ kind, at, by: 'bo', comment: '', planHash })),
  time.map((at): TaskEvent => ({ kind: 'expire', at })),
  time.map((at): TaskEvent => ({ kind: 'request-run', at })),
  fc.tuple(time, fc.option(time)).map(([startedAt, slot]): TaskEvent => ({
    kind: 'start',
    run: 'r1',
    owner: 'o',
    startedAt,
    slot,
    coalesced: 0,
  })),
  time.map((at): TaskEvent => ({ kind: 'recover', owner: 'p', at })),
  fc.tuple(time, outcome, fc.boolean()).map(([at, end, hasSent]): TaskEvent => ({
    kind: 'finish',
    at,
    run: 'r1',
    outcome: end,
    reason: 'why',
    hasSent,
    record: sampleRun({ outcome: end }),
  })),
  fc
    .tuple(time, fc.boolean())
    .map(([slot, isAsked]): TaskEvent => ({ kind: 'pass-slots', slot, count: 1, isAsked, record })),
  time.map((at): TaskEvent => ({ kind: 'miss', slot: at, at, record })),
  fc.constant<TaskEvent>({ kind: 'dismiss-missed' }),
  fc
    .tuple(time, fc.boolean())
    .map(([at, endsTask]): TaskEvent => ({ kind: 'request-stop', by: 'bo', at, endsTask })),
  time.map((at): TaskEvent => ({ kind: 'terminate', by: 'bo', at })),
  time.map((at): TaskEvent => ({ kind: 'pause', by: 'bo', at, reason: 'x' })),
  time.map((at): TaskEvent => ({ kind: 'resume', at })),
);

describe('task life cycle', () => {
  it('holds its laws under any sequence of events', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sampleExecutions),
        fc.array(event, { maxLength: 40 }),
        (execution, events) => {
          let task = sampleTask({ state: { kind: 'draft' }, plan: null, execution });
          for (const next of events) {
            const before = task;
            const canHappen = isAllowed(before.state, next.kind);
            try {
              task = transition(before, next);
            } catch (error) {
              assert.ok(ShadowSyncError.is(error, 'conflict'), String(error));
              assert.ok(error.message.includes(before.id) && error.remedy !== null);
              continue;
            }
            assert.ok(canHappen, `${next.kind} happened in ${before.state.kind}`);
            assert.ok(!isFinal(before.state), `${before.state.kind} was left by ${next.kind}`);
            // A state that can be reached can be read back, and has a name.
            assert.deepEqual(readTask(JSON.parse(JSON.stringify(task))), task);
            assert.ok(english(stateNames[task.state.kind]).length > 0);
            const mark = before.progress.lastSlot;
            assert.ok(mark === null || next.kind === 'resume' || (task.progress.lastSlot ?? -1) >= mark);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('PR7: nothing is ever executed whose plan was not approved by every node', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let task = sampleTask({ state: { kind: 'draft' }, plan: null });
        for (const next of events) {
          try {
            task = transition(task, next);
          } catch {
            continue;
          }
          if (task.state.kind !== 'executing') continue;
          const approved = new Set(
            task.approvals
              .filter(({ decision, planHash }) => decision === 'approved' && planHash === task.plan?.hash)
              .map(({ node }) => node),
          );
          assert.deepEqual([...approved], [0, 1]);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('names what was refused, why, and when it would be possible', () => {
    const task = sampleTask({ state: { kind: 'succeeded', run: 'r1', at: 1 } });
    assert.throws(
      () => transition(task, { kind: 'request-run', at: 2 }),
      (error: unknown) =>
        ShadowSyncError.is(error, 'conflict') &&
        error.message.includes('can\'t be run: its status is "Succeeded"') &&
        (error.remedy ?? '').includes('Pending Execution'),
    );
  });

  it('gives each way of execution its own waiting', () => {
    const ends = sampleExecutions.map((execution) => {
      const draft = sampleTask({ state: { kind: 'draft' }, plan: null, execution });
      const task = transition(draft, {
        kind: 'submit',
        at: 7,
        plan: samplePlan,
        process: sampleProcess(0),
      });
      return [execution.kind, task.state.kind === 'waiting' ? task.state.why : task.state.kind];
    });
    assert.deepEqual(ends, [
      ['immediately', 'queued'],
      ['manual', 'manual'],
      ['once', 'scheduled'],
      ['cron', 'scheduled'],
    ]);
  });

  it('S-13: three failures in a row pause a schedule, a stale plan is none of them, a success starts the count again', () => {
    const cron = sampleExecutions[3];
    assert.ok(cron);
    const ends = [
      'failed',
      'failed',
      'stale-plan',
      'succeeded',
      'failed',
      'succeeded-with-errors',
      'failed',
    ] as const;
    let task = sampleTask({
      state: { kind: 'waiting', why: 'scheduled', since: 0 },
      execution: cron,
      progress: { ...newProgress, lastSlot: 0 },
    });
    const states = ends.map((end, i) => {
      const slot = i + 1;
      task = transition(task, { kind: 'start', run: 'r1', owner: 'o', startedAt: 0, slot, coalesced: 0 });
      task = transition(task, {
        kind: 'finish',
        at: i,
        run: 'r1',
        outcome: end,
        reason: 'no',
        hasSent: true,
        record: sampleRun({ outcome: end }),
      });
      return task.state.kind;
    });
    assert.deepEqual(states, ['waiting', 'waiting', 'waiting', 'waiting', 'waiting', 'waiting', 'paused']);
    const resumed = transition(task, { kind: 'resume', at: 99 });
    assert.equal(resumed.progress.failuresInRow, 0);
    assert.equal(resumed.progress.lastSlot, 99);
  });

  it('S1: takes a slot once', () => {
    const task = sampleTask({
      state: { kind: 'waiting', why: 'scheduled', since: 0 },
      progress: { ...newProgress, lastSlot: 60 },
    });
    const start = { kind: 'start', run: 'r1', owner: 'o', startedAt: 0, coalesced: 0 } as const;
    assert.throws(() => transition(task, { ...start, slot: 60 }), /taken already/);
    assert.equal(transition(task, { ...start, slot: 61 }).progress.lastSlot, 61);
  });
});

import assert from 'node:assert/strict';
import type { JournalEntry } from '../../../src/task/ports.ts';
import { journalPrefix } from '../../../src/task/runs/journalPrefix.ts';
import { readRunStory } from '../../../src/task/runs/readRunStory.ts';
import { attemptStory, wholeStory } from '../../../src/task/runs/runStory.ts';
import type { AttemptStory, StatementStory } from '../../../src/task/runs/runStory.ts';
import type { Plan } from '../../../src/shadow/analysis.ts';
import { FakeJournal, FakeJournalStore } from '../fakeJournal.ts';
import { sampleTask } from '../sampleTasks.ts';
import { planOf, shadowNamed } from '../textPlans.ts';

const plan = planOf([
  {
    tables: [
      { name: 'a', texts: [null, '1', '2'] },
      { name: 'b', texts: [null, '1'] },
    ],
  },
]);

function started(hash = plan.hash): JournalEntry {
  return { kind: 'started', at: 0, run: 'r1', planHash: hash, serverIdentity: 's', tables: 2, statements: 3 };
}

function intent(statement: number, of: Plan = plan): JournalEntry {
  const planned = of.groups.flatMap(({ statements }) => statements).find(({ id }) => id === statement);
  assert.ok(planned !== undefined);
  const { pair, sql, before, after } = planned;
  const { shadow } = pair;
  return {
    ...{ kind: 'intent', at: 0, statement, shadow, connectionId: '1', attempt: 1 },
    ...{ before, after, final: false, sql },
  };
}

function result(
  statement: number,
  change: Partial<Extract<JournalEntry, { kind: 'result' }>> = {},
): JournalEntry {
  return { kind: 'result', at: 0, statement, outcome: 'succeeded', error: null, durationMs: 5, ...change };
}

function reconciled(statement: number, outcome: 'succeeded' | 'not-applied' | 'stale'): JournalEntry {
  return { kind: 'reconciled', at: 0, statement, outcome, how: 'read' };
}

function story(entries: readonly JournalEntry[], isOver = true, of: Plan | null = plan): AttemptStory {
  return attemptStory({ run: 'r1-x', entries }, of, isOver);
}

const outcomes = (statements: readonly StatementStory[]): readonly string[] =>
  statements.map(({ outcome }) => outcome);

describe('the story of a run', () => {
  it('tells of each planned statement, in the order in which they run', () => {
    const error = { code: 'statement', errno: 1062, message: 'Duplicate', remedy: 'Remove it.' };
    const told = story([started(), intent(1), result(1), intent(2), result(2, { outcome: 'failed', error })]);
    assert.deepEqual(outcomes(told.statements), ['succeeded', 'failed', 'skipped']);
    const [first, second, third] = told.statements;
    assert.deepEqual(first?.durationMs, 5);
    assert.deepEqual(second?.error, error);
    assert.deepEqual([third?.sent, third?.error], [0, null]);
  });

  it('knows what waits and what is on its way while it goes on', () => {
    const told = story([started(), intent(1), result(1), intent(2)], false);
    assert.deepEqual(outcomes(told.statements), ['succeeded', 'running', 'waiting']);
  });

  it('R11: does not know what became of what was sent last when the run broke off there', () => {
    assert.deepEqual(outcomes(story([started(), intent(1)]).statements), ['unknown', 'skipped', 'skipped']);
  });

  it('believes what was found out by reading the table over the answer', () => {
    const lost = result(1, {
      outcome: 'unknown',
      error: { code: 'connection', errno: null, message: 'Gone' },
    });
    const found = story([started(), intent(1), lost, reconciled(1, 'succeeded')]).statements[0];
    assert.deepEqual([found?.outcome, found?.isRecovered, found?.error], ['succeeded', true, null]);
    const not = story([started(), intent(1), lost, reconciled(1, 'not-applied')]).statements[0];
    assert.deepEqual([not?.outcome, not?.error?.remedy], ['failed', null]);
    const moved = story([started(), intent(1), lost, reconciled(1, 'stale')]).statements[0];
    assert.equal(moved?.outcome, 'unknown');
  });

  it('counts how often a statement was sent, and for how long', () => {
    const lost = result(1, { outcome: 'unknown' });
    const again = story([started(), intent(1), lost, reconciled(1, 'not-applied'), intent(1), result(1)]);
    const [first] = again.statements;
    assert.deepEqual([first?.sent, first?.durationMs, first?.outcome], [2, 10, 'succeeded']);
  });

  it('tells from the record alone when the plan is not kept any more', () => {
    const told = story([started('gone'), intent(2), result(2)], true, null);
    assert.equal(told.planHash, 'gone');
    assert.deepEqual(
      told.statements.map(({ sql, planned, outcome }) => [sql, planned, outcome]),
      [['shop.t_a := 2', null, 'succeeded']],
    );
  });

  it('puts attempts together: what a later one did not reach stays as the earlier one left it', () => {
    const first = story([started(), intent(1), result(1), intent(2), result(2, { outcome: 'failed' })]);
    const rest = planOf([
      {
        tables: [
          { name: 'a', texts: ['1', '2'] },
          { name: 'b', texts: [null, '1'] },
        ],
      },
    ]);
    const second = story([started('rest'), intent(1, rest), result(1)], true, rest);
    const whole = wholeStory([first, second]);
    assert.deepEqual(outcomes(whole), ['succeeded', 'succeeded', 'skipped']);
  });

  it('is found by the run, whatever else is kept', async () => {
    const journals = new FakeJournalStore(
      ['r1-one', 'r1-two', 'r10-one'].map((name) => {
        const journal = new FakeJournal(name);
        journal.entries.push(started(), intent(1));
        return journal;
      }),
    );
    const plans = { read: () => Promise.resolve(plan) };
    assert.equal(journalPrefix('r1'), 'r1-');
    const running = { run: 'r1', owner: 'o', startedAt: 0, slot: null, coalesced: 0 };
    const state = { kind: 'executing', ...running } as const;
    const live = await readRunStory({ journals, plans }, sampleTask({ state }), 'r1');
    assert.deepEqual(
      live.map(({ statements }) => statements[0]?.outcome),
      ['unknown', 'running'],
    );
    const over = await readRunStory({ journals, plans }, sampleTask(), 'r1');
    assert.deepEqual(
      over.map(({ statements }) => statements[0]?.outcome),
      ['unknown', 'unknown'],
    );
    assert.deepEqual(live[0]?.statements[0]?.shadow, shadowNamed('a'));
  });
});

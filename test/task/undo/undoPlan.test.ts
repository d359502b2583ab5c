import assert from 'node:assert/strict';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { tableKey } from '../../../src/schema/tableName.ts';
import type { Plan, PlannedStatement } from '../../../src/shadow/analysis.ts';
import { fingerprintOfNothing } from '../../../src/shadow/fingerprint.ts';
import { atOnce } from '../../../src/shadow/inSlices.ts';
import { planHash } from '../../../src/shadow/planHash.ts';
import { sha256 } from '../../../src/shadow/sha256.ts';
import type { LiveTable } from '../../../src/task/liveTables.ts';
import { readStoredPlan, storedPlan } from '../../../src/task/model/storedPlan.ts';
import type { AttemptStory, StoryOutcome } from '../../../src/task/runs/runStory.ts';
import { makeUndoPlan } from '../../../src/task/undo/makeUndoPlan.ts';
import { undoAsItStands } from '../../../src/task/undo/undoAsItStands.ts';
import { planOf, shadowNamed } from '../textPlans.ts';

const name = { task: 't1', run: 'r1' };

function withUndo(
  plan: Plan,
  change: (statement: PlannedStatement) => Partial<PlannedStatement> = () => ({}),
): Plan {
  const groups = plan.groups.map((group) => ({
    ...group,
    statements: group.statements.map((statement): PlannedStatement => {
      const { permit, before, sql } = statement;
      const steps = [{ phase: 'build', after: before, findings: [] }] as const;
      return { ...statement, undo: [`undo of ${sql}`], undoChain: { permit, steps }, ...change(statement) };
    }),
  }));
  return { ...plan, groups };
}

function attempt(plan: Plan, ...outcomes: readonly StoryOutcome[]): AttemptStory {
  const all = plan.groups.flatMap(({ statements }) => statements);
  const statements = all.map((planned, i) => ({
    planned,
    shadow: planned.pair.shadow,
    sql: planned.sql,
    outcome: outcomes[i] ?? 'succeeded',
    isRecovered: false,
    error: null,
    durationMs: 0,
    sent: 1,
  }));
  return { planHash: plan.hash, plan, statements };
}

const sqlOf = ({ groups }: Plan): readonly (readonly string[])[] =>
  groups.map(({ statements }) => statements.map(({ sql }) => sql.replace('undo of shop.t_', '')));

const two = withUndo(
  planOf([
    { tables: [{ name: 'a', texts: [null, '1', '2'] }] },
    { tables: [{ name: 'b', texts: ['0', '1'] }], needs: [0] },
  ]),
);

describe('the plan that takes a run back', () => {
  it('does the opposite, the last first, what was built upon after what was built upon it', () => {
    const undo = makeUndoPlan([attempt(two)], name);
    assert.deepEqual(sqlOf(undo), [['b := 1'], ['a := 2', 'a := 1']]);
    assert.deepEqual(
      undo.groups.map(({ needs }) => needs),
      [[], [0]],
    );
    assert.deepEqual(
      undo.groups.flatMap(({ statements }) => statements.map(({ id }) => id)),
      [1, 2, 3],
    );
    assert.deepEqual(undo.undoes, { ...name, notes: [] });
    assert.equal(undo.hash, atOnce(planHash(undo)));
  });

  it('permits a drop only in the step that ends in nothing', () => {
    const undo = makeUndoPlan([attempt(two)], name);
    const drops = undo.groups.flatMap(({ statements }) =>
      statements.map(({ after, permit }) => [after === fingerprintOfNothing, permit.dropTable]),
    );
    assert.deepEqual(drops, [
      [false, false],
      [false, false],
      [true, true],
    ]);
  });

  it('starts where the run left each table, and keeps what was not done out of it', () => {
    const undo = makeUndoPlan([attempt(two, 'succeeded', 'failed', 'skipped')], name);
    assert.deepEqual(sqlOf(undo), [['a := 1']]);
    const starts = [...undo.fingerprints].map(([key, { shadow }]) => [key, shadow]);
    assert.deepEqual(starts, [[tableKey(shadowNamed('a')), sha256('1')]]);
  });

  it('takes several attempts back as one, the last one first', () => {
    const rest = withUndo(planOf([{ tables: [{ name: 'a', texts: ['1', '2'] }] }]));
    const undo = makeUndoPlan([attempt(two, 'succeeded', 'failed', 'skipped'), attempt(rest)], name);
    assert.deepEqual(sqlOf(undo), [['a := 2', 'a := 1']]);
  });

  it('leaves a table of which a part can’t be undone, and what goes together with it, and says why', () => {
    const plan = withUndo(
      planOf([
        {
          tables: [
            { name: 'a', texts: ['0', '1'] },
            { name: 'b', texts: ['0', '1'] },
          ],
        },
        { tables: [{ name: 'c', texts: ['0', '1'] }] },
      ]),
      ({ sql }) =>
        sql.includes('t_a') ? { undo: null, undoChain: null, undoNote: 'Nothing undoes this.' } : {},
    );
    const undo = makeUndoPlan([attempt(plan)], name);
    assert.deepEqual(sqlOf(undo), [['c := 1']]);
    assert.deepEqual(
      undo.omitted.map(({ pair, reason }) => [pair.shadow.table, reason]),
      [
        ['t_a', "It can't be undone: Nothing undoes this."],
        ['t_b', "It goes together with shop.t_a, which can't be undone."],
      ],
    );
  });

  it('does not trust undo SQL of plans of earlier versions, nor a chain that ends elsewhere', () => {
    for (const broken of [
      { undoChain: null },
      { undo: ['one', 'two'] },
    ] satisfies readonly Partial<PlannedStatement>[]) {
      const undo = makeUndoPlan([attempt(withUndo(two, () => broken))], name);
      assert.deepEqual([undo.groups, undo.omitted.length], [[], 2]);
    }
    const elsewhere = withUndo(two, ({ permit }) => ({
      undoChain: { permit, steps: [{ phase: 'build', after: sha256('x'), findings: [] }] },
    }));
    assert.deepEqual(makeUndoPlan([attempt(elsewhere)], name).groups, []);
  });

  it('refuses a run that did nothing, and one of which the plan is lost', () => {
    const isUsage = (error: unknown): boolean => ShadowSyncError.is(error, 'usage') && error.remedy !== null;
    assert.throws(() => makeUndoPlan([], name), isUsage);
    assert.throws(() => makeUndoPlan([attempt(two, 'failed', 'skipped', 'unknown')], name), isUsage);
    const [first] = attempt(two).statements;
    assert.ok(first !== undefined);
    const lost = { planHash: 'x', plan: null, statements: [{ ...first, planned: null }] };
    assert.throws(() => makeUndoPlan([attempt(two), lost], name), isUsage);
  });

  it('is kept and read again as it is; a changed file is no plan any more', () => {
    const undo = makeUndoPlan([attempt(two)], name);
    const kept: unknown = JSON.parse(JSON.stringify(storedPlan(undo)));
    assert.equal(readStoredPlan(kept)?.hash, undo.hash);
    assert.deepEqual(readStoredPlan(kept)?.undoes, undo.undoes);
    const other = { ...(kept as object), undoes: { task: 't2', run: 'r1', notes: [] } };
    assert.equal(readStoredPlan(other), null);
  });

  it('files of before this reads on: no chains, nothing undone', () => {
    const plain = planOf([{ tables: [{ name: 'a', texts: [null, '1'] }] }]);
    const hashed = { ...plain, hash: atOnce(planHash(plain)) };
    const text = JSON.stringify(storedPlan(hashed), (key, value: unknown) =>
      key === 'undoChain' || key === 'undoes' ? undefined : value,
    );
    assert.equal(readStoredPlan(JSON.parse(text))?.hash, hashed.hash);
  });
});

describe('what is left of it', () => {
  const undo = makeUndoPlan([attempt(two)], name);
  const standing = (a: string | null, b: string): ReadonlyMap<string, LiveTable> =>
    new Map(
      Object.entries({ a, b }).map(([table, text]): [string, LiveTable] => [
        tableKey(shadowNamed(table)),
        { kind: 'known', fingerprint: text === null ? fingerprintOfNothing : sha256(text) },
      ]),
    );

  it('is all of it, with the same hash, where nothing was done yet', () => {
    const { plan } = undoAsItStands(undo, standing('2', '1'), undo.serverIdentity);
    assert.equal(plan.hash, undo.hash);
  });

  it('is the rest after it broke off in the middle, and nothing at its end', () => {
    const rest = undoAsItStands(undo, standing('1', '0'), undo.serverIdentity).plan;
    assert.deepEqual(sqlOf(rest), [['a := 1']]);
    assert.deepEqual(rest.groups[0]?.needs, []);
    assert.notEqual(rest.hash, undo.hash);
    assert.deepEqual(undoAsItStands(undo, standing(null, '0'), undo.serverIdentity).plan.groups, []);
  });

  it('R7: a table that was changed since keeps its statements and the print that it has', () => {
    const { plan } = undoAsItStands(undo, standing('2 and more', '1'), undo.serverIdentity);
    assert.deepEqual(sqlOf(plan), sqlOf(undo));
    assert.equal(plan.fingerprints.get(tableKey(shadowNamed('a')))?.shadow, sha256('2 and more'));
    assert.notEqual(plan.hash, undo.hash);
  });

  it('says what can’t be read, and takes it for changed', () => {
    const live = new Map(standing('2', '1'));
    live.set(tableKey(shadowNamed('b')), { kind: 'unknown', reason: 'no right to read it' });
    const { plan, problems } = undoAsItStands(undo, live, undo.serverIdentity);
    assert.equal(problems.length, 1);
    assert.notEqual(plan.hash, undo.hash);
  });
});

import assert from 'node:assert/strict';
import type { Finding } from '../../src/diff/finding.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { alter, apart, create, outcomes, run, worldFor } from './fakeWorld.ts';
import type { World } from './fakeWorld.ts';
import { planOf, shadowNamed, sourceNamed } from './textPlans.ts';
import type { TableDraft } from './textPlans.ts';

const unsafe: Finding = { code: 'SS101', level: 'unsafe', message: 'drops column note', object: null };

const refusedByServer = new ShadowSyncError('statement', 'Duplicate column name', { errno: 1060 });

describe('runPlan: what runs and what does not', () => {
  describe('R13 policies', () => {
    const drafts = ['a', 'b', 'c', 'd', 'e'].map((name) => alter(name));
    const second = (world: World): void => {
      world.server.behave = (sql) =>
        sql.includes('t_b') ? { kind: 'refuse', error: refusedByServer } : { kind: 'obey' };
    };

    it('X-11 O-70 table 2 of 5 fails with abort: 3 to 5 are skipped and counted as skipped', async () => {
      const world = worldFor(drafts);
      second(world);
      const result = await run(apart(drafts), world);
      assert.deepEqual(outcomes(result), [
        'a succeeded',
        'b failed statement',
        'c skipped stopped',
        'd skipped stopped',
        'e skipped stopped',
      ]);
      assert.deepEqual(result.counts, { succeeded: 1, failed: 1, skipped: 3 });
      assert.equal(result.outcome, 'partial');
      assert.match(result.error!.message, /stopped at shop\.t_b: Duplicate column name/);
    });

    it('X-12 table 2 of 5 fails with continue: 3 to 5 run, the whole is partial', async () => {
      const world = worldFor(drafts, { onError: 'continue' });
      second(world);
      const result = await run(apart(drafts), world);
      assert.deepEqual(outcomes(result), [
        'a succeeded',
        'b failed statement',
        'c succeeded',
        'd succeeded',
        'e succeeded',
      ]);
      assert.equal(result.outcome, 'partial');
    });

    it('O-69 the error of a statement is in the result with code, number and text', async () => {
      const world = worldFor(drafts);
      second(world);
      const failed = (await run(apart(drafts), world)).tables[1]!.statements[0]!;
      assert.deepEqual(failed.error, {
        code: 'statement',
        errno: 1060,
        message: 'Duplicate column name',
        remedy: null,
      });
      assert.equal(failed.attempts, 1);
    });

    it('continue never goes on to the next statement of a failed table', async () => {
      const two = [alter('a', 2), alter('b')];
      const world = worldFor(two, { onError: 'continue' });
      world.server.behave = (sql) =>
        sql.endsWith('a v1') ? { kind: 'refuse', error: refusedByServer } : { kind: 'obey' };
      const result = await run(apart(two), world);
      assert.deepEqual(world.server.executed, ['shop.t_a := a v1', 'shop.t_b := b v1']);
      assert.deepEqual(
        result.tables[0]!.statements.map(({ outcome }) => outcome),
        ['failed', 'skipped'],
      );
    });

    for (const code of ['privilege', 'authentication', 'unknown-database', 'read-only'] as const) {
      it(`continue stops all the same where no other table would fare better (${code})`, async () => {
        const world = worldFor(drafts, { onError: 'continue' });
        world.server.behave = () => ({ kind: 'refuse', error: new ShadowSyncError(code, 'no') });
        const result = await run(apart(drafts), world);
        assert.equal(world.server.executed.length, 1);
        assert.deepEqual(result.counts, { succeeded: 0, failed: 1, skipped: 4 });
        assert.equal(result.error!.code, code);
      });
    }
  });

  describe('stale plans', () => {
    it('X-14 O-68 source altered since the plan: stale, no DDL', async () => {
      const drafts = [alter('a')];
      const world = worldFor(drafts);
      world.server.set(sourceNamed('a'), 'altered');
      const result = await run(apart(drafts), world);
      assert.equal(result.outcome, 'stale');
      assert.deepEqual(outcomes(result), ['a failed stale-plan']);
      assert.match(result.tables[0]!.reason!, /shop\.a was changed since the plan was made/);
      assert.deepEqual(world.server.executed, []);
    });

    it('X-15 shadow altered by hand since the plan: stale, no DDL', async () => {
      const drafts = [alter('a', 2)];
      const world = worldFor(drafts);
      world.server.set(shadowNamed('a'), 'by hand');
      const result = await run(apart(drafts), world);
      assert.equal(result.outcome, 'stale');
      assert.match(result.tables[0]!.reason!, /shop\.t_a was changed/);
      assert.deepEqual(world.server.executed, []);
    });

    it('a source that can no longer be understood is stale, with the reason', async () => {
      const drafts = [alter('a')];
      const world = worldFor(drafts);
      world.server.set(sourceNamed('a'), '?');
      const result = await run(apart(drafts), world);
      assert.equal(result.outcome, 'stale');
      assert.match(result.tables[0]!.reason!, /something unknown/);
    });

    it('in a group of tables one stale table keeps all of them from running', async () => {
      const drafts = [alter('a'), alter('b')];
      const world = worldFor(drafts, { onError: 'continue' });
      world.server.set(sourceNamed('b'), 'altered');
      const result = await run(planOf([{ tables: drafts }]), world);
      assert.deepEqual(outcomes(result), ['a skipped needs', 'b failed stale-plan']);
      assert.deepEqual(world.server.executed, []);
    });
  });

  describe('findings', () => {
    const risky: TableDraft = { ...alter('b', 2), findings: [unsafe] };

    it('P-04 a table with an unsafe finding that was not allowed is skipped whole, with code and table', async () => {
      const drafts = [alter('a'), risky];
      const world = worldFor(drafts);
      const result = await run(apart(drafts), world);
      assert.deepEqual(outcomes(result), ['a succeeded', 'b skipped not-allowed']);
      assert.equal(result.tables[1]!.reason, 'SS101 on shop.t_b was not allowed: drops column note');
      assert.equal(result.outcome, 'partial');
    });

    it('runs it when the finding was allowed', async () => {
      const world = worldFor([risky], { allow: (_, finding) => finding.code === 'SS101' });
      assert.equal((await run(apart([risky]), world)).outcome, 'succeeded');
    });

    it('what needs it and what is there for its sake alone is skipped too', async () => {
      const helper: TableDraft = { ...alter('helper'), neededBy: ['b'] };
      const child = create('child');
      const world = worldFor([helper, risky, child]);
      const plan = planOf([
        { tables: [helper] },
        { tables: [risky], needs: [0] },
        { tables: [child], needs: [1] },
      ]);
      const result = await run(plan, world);
      assert.deepEqual(outcomes(result), [
        'helper skipped needs',
        'b skipped not-allowed',
        'child skipped needs',
      ]);
      assert.deepEqual(world.server.executed, []);
    });
  });

  describe('groups of several tables', () => {
    const child: TableDraft = { name: 'child', texts: ['fk', 'no fk', 'fk'], neededBy: ['parent'] };
    const parent: TableDraft = { name: 'parent', texts: ['int', 'bigint'] };
    const plan = planOf([{ tables: [child, parent], order: ['child', 'parent', 'child'] }]);

    it('run in the given order, under all their locks, and each is verified after its last statement', async () => {
      const world = worldFor([child, parent]);
      const result = await run(plan, world);
      assert.equal(result.outcome, 'succeeded');
      assert.deepEqual(world.server.executed, [
        'shop.t_child := no fk',
        'shop.t_parent := bigint',
        'shop.t_child := fk',
      ]);
      assert.deepEqual(world.server.calls.slice(0, 3), [
        'lock t_child',
        'lock t_parent',
        'read child t_child parent t_parent',
      ]);
    });

    for (const [done, standing] of [
      [0, ['fk', 'int']],
      [1, ['no fk', 'int']],
      [2, ['no fk', 'bigint']],
      [3, ['fk', 'bigint']],
    ] as const) {
      it(`R7 resume after ${done} of 3, though one table passes the same state twice`, async () => {
        const world = worldFor([child, parent]);
        world.server.set(shadowNamed('child'), standing[0]);
        world.server.set(shadowNamed('parent'), standing[1]);
        const result = await run(plan, world);
        assert.equal(result.outcome, 'succeeded');
        assert.equal(world.server.executed.length, 3 - done);
      });
    }

    it('continue: another table of the group still takes its way back', async () => {
      const world = worldFor([child, parent], { onError: 'continue' });
      world.server.behave = (sql) =>
        sql.includes('parent') ? { kind: 'refuse', error: refusedByServer } : { kind: 'obey' };
      const result = await run(plan, world);
      assert.deepEqual(outcomes(result), ['child succeeded', 'parent failed statement']);
    });

    it('abort: a table that was left half-way says so and is not called skipped', async () => {
      const world = worldFor([child, parent]);
      world.server.behave = (sql) =>
        sql.includes('parent') ? { kind: 'refuse', error: refusedByServer } : { kind: 'obey' };
      const result = await run(plan, world);
      assert.deepEqual(outcomes(result), ['child failed stopped', 'parent failed statement']);
      assert.match(result.tables[0]!.reason!, /half-way/);
      assert.equal(result.tables[0]!.position, 1);
    });
  });
});

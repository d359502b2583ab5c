import assert from 'node:assert/strict';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { alter, apart, outcomes, run, worldFor } from './fakeWorld.ts';
import type { World } from './fakeWorld.ts';

describe('runPlan: abort', () => {
  it('X-08 O-73 the running statement is stopped, the table read again, the rest skipped', async () => {
    const drafts = [alter('a'), alter('b'), alter('c')];
    const world = worldFor(drafts);
    world.server.behave = (sql) => {
      if (!sql.includes('t_b')) return { kind: 'obey' };
      setImmediate(() => world.abort.abort());
      return { kind: 'hang', answers: true };
    };
    const result = await run(apart(drafts), world);
    assert.equal(result.outcome, 'aborted');
    assert.deepEqual(outcomes(result), ['a succeeded', 'b failed cancelled', 'c skipped cancelled']);
    assert.equal(result.tables[1]!.position, 0);
    // What is said of b must not be read as said of c, which was never touched.
    assert.match(result.tables[2]!.reason ?? '', /^The run stopped at .*t_b: .*stopped/);
    assert.match(result.error?.message ?? '', /^The run stopped at .*t_b: /);
    assert.ok(world.clock.elapsed < 2000);
    assert.equal(world.journal.kinds().at(-1), 'finished');
  });

  it('X-08 a statement that no longer answers is killed by its marker from outside', async () => {
    const drafts = [alter('a')];
    const world = worldFor(drafts);
    world.server.behave = () => {
      setImmediate(() => world.abort.abort());
      return { kind: 'hang', answers: false };
    };
    const result = await run(apart(drafts), world);
    assert.equal(result.outcome, 'aborted');
    assert.deepEqual(world.server.killed, ['1']);
    assert.equal(result.tables[0]!.statements[0]!.error!.code, 'cancelled');
  });

  describe('X-08 while the server is asked what became of a statement: given up in under two seconds', () => {
    const lost = (world: World): void => {
      world.server.behave = () => ({ kind: 'lose', applied: true, looks: Infinity });
    };
    const waits: Readonly<Record<string, (world: World) => void>> = {
      'it can not be reached': (world) => {
        lost(world);
        world.server.findRunning = () => Promise.reject(new ShadowSyncError('connection', 'refused'));
      },
      'it says nothing': (world) => {
        lost(world);
        world.server.findRunning = () => new Promise(() => undefined);
      },
      'it does not let go of the lock': (world) => {
        lost(world);
        world.server.findRunning = () => Promise.resolve([]);
      },
      'the statement can not be killed': (world) => {
        lost(world);
        world.server.kill = () => Promise.resolve('killed');
      },
      'the table can not be read': (world) => {
        world.server.behave = () => {
          world.server.readTables = () => new Promise(() => undefined);
          return { kind: 'lose', applied: true };
        };
      },
    };
    for (const [title, arrange] of Object.entries(waits)) {
      it(title, async () => {
        const drafts = [alter('a'), alter('b')];
        const world = worldFor(drafts);
        arrange(world);
        world.clock.onSleep = (elapsed) => {
          if (elapsed >= 5000) world.abort.abort();
        };
        const ticking = world.clock.sleep(5000);
        const result = await run(apart(drafts), world);
        await ticking;
        assert.deepEqual(outcomes(result), ['a failed unknown-outcome', 'b skipped cancelled']);
        assert.equal(result.outcome, 'aborted');
        assert.ok(world.clock.elapsed >= 5000 && world.clock.elapsed < 7000, String(world.clock.elapsed));
        assert.ok(!world.journal.kinds().includes('finished'), 'the next start finds it');
      });
    }

    it('the table can not be read before anything is sent', async () => {
      const drafts = [alter('a')];
      const world = worldFor(drafts);
      world.server.readTables = () => new Promise(() => undefined);
      setImmediate(() => world.abort.abort());
      const result = await run(apart(drafts), world);
      assert.deepEqual(outcomes(result), ['a skipped cancelled']);
      assert.ok(world.clock.elapsed < 2000);
    });
  });

  it('aborted before it began: nothing is sent', async () => {
    const drafts = [alter('a')];
    const world = worldFor(drafts);
    world.abort.abort();
    const result = await run(apart(drafts), world);
    assert.equal(result.outcome, 'aborted');
    assert.deepEqual(outcomes(result), ['a skipped cancelled']);
    assert.deepEqual(world.server.executed, []);
  });

  it('a statement that had finished when the abort came counts as done', async () => {
    const drafts = [alter('a'), alter('b')];
    const world = worldFor(drafts);
    world.server.behave = () => {
      world.abort.abort();
      return { kind: 'obey' };
    };
    const result = await run(apart(drafts), world);
    assert.deepEqual(outcomes(result), ['a succeeded', 'b skipped cancelled']);
    assert.equal(result.outcome, 'aborted');
  });
});

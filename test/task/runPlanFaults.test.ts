import assert from 'node:assert/strict';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { alter, apart, outcomes, run, worldFor } from './fakeWorld.ts';
import { shadowNamed } from './textPlans.ts';

describe('runPlan: faults', () => {
  describe('locks', () => {
    it('a shadow that somebody works on is failed and names the holder', async () => {
      const drafts = [alter('a')];
      const world = worldFor(drafts);
      world.server.locks.set('shop\0t_a', '99');
      const result = await run(apart(drafts), world);
      assert.deepEqual(outcomes(result), ['a failed lock']);
      assert.match(result.tables[0]!.reason!, /connection 99/);
      assert.deepEqual(world.server.executed, []);
    });

    it('X-22 a server without locks is announced once and the run goes on', async () => {
      const drafts = [alter('a'), alter('b')];
      const world = worldFor(drafts);
      world.server.lockAnswer = 'unavailable';
      const result = await run(apart(drafts), world);
      assert.equal(result.outcome, 'succeeded');
      assert.equal(result.notices.length, 1);
      assert.match(result.notices[0]!, /GET_LOCK gave NULL/);
      assert.equal(world.events.filter(({ kind }) => kind === 'notice').length, 1);
    });

    it('X-10 a lock wait is tried 3 times with a growing pause, and names who was in the way', async () => {
      const drafts = [alter('a')];
      const world = worldFor(drafts);
      world.server.behave = () => ({
        kind: 'refuse',
        error: new ShadowSyncError('lock', 'Lock wait timeout.', { errno: 1205 }),
      });
      const result = await run(apart(drafts), world);
      assert.deepEqual(outcomes(result), ['a failed lock']);
      assert.equal(result.tables[0]!.statements[0]!.attempts, 3);
      assert.deepEqual(
        world.clock.slept.filter((ms) => ms >= 2000),
        [2000, 4000],
      );
      assert.deepEqual(
        world.events.flatMap((event) => (event.kind === 'retry' ? [event.attempt] : [])),
        [2, 3],
      );
    });

    it('a table that is only read meanwhile has nobody in the way; one that waits says whose lock it is', async () => {
      const drafts = [alter('a')];
      for (const [state, told] of [
        ['copy to tmp table', 0],
        ['Waiting for table metadata lock', 1],
      ] as const) {
        const world = worldFor(drafts);
        world.server.blockedBy = ['connection 12'];
        world.server.runningState = state;
        world.clock.onSleep = (elapsed) => {
          if (elapsed > 10_000) world.abort.abort();
        };
        world.server.behave = () => ({ kind: 'hang', answers: true });
        await run(apart(drafts), world);
        const waiting = world.events.filter(({ kind }) => kind === 'waiting');
        assert.equal(waiting.length, told, state);
      }
    });

    it('S13 a lock wait and a deadlock that pass end in success', async () => {
      const drafts = [alter('a')];
      const world = worldFor(drafts);
      const answers = [
        new ShadowSyncError('lock', 'Lock wait timeout.'),
        new ShadowSyncError('statement', 'Deadlock', { errno: 1213 }),
      ];
      world.server.behave = (_, sending) => {
        const error = answers[sending - 1];
        return error === undefined ? { kind: 'obey' } : { kind: 'refuse', error };
      };
      const result = await run(apart(drafts), world);
      assert.equal(result.outcome, 'succeeded');
      assert.equal(result.tables[0]!.statements[0]!.attempts, 3);
    });

    it('X-16 between two attempts the table is looked at: changed by somebody else means drifted', async () => {
      const drafts = [alter('a')];
      const world = worldFor(drafts);
      world.server.behave = () => {
        world.server.set(shadowNamed('a'), 'by hand');
        return { kind: 'refuse', error: new ShadowSyncError('lock', 'Lock wait timeout.') };
      };
      const result = await run(apart(drafts), world);
      assert.deepEqual(outcomes(result), ['a failed drifted']);
      assert.equal(result.outcome, 'failed');
      assert.equal(result.tables[0]!.position, null);
      assert.match(result.tables[0]!.reason!, /somebody else changed shop\.t_a/i);
      assert.equal(world.server.executed.length, 1);
    });
  });

  describe('lost answers', () => {
    it('X-05 lost, but done: found out by reading, not sent again', async () => {
      const drafts = [alter('a')];
      const world = worldFor(drafts);
      world.server.behave = () => ({ kind: 'lose', applied: true, looks: 3 });
      const result = await run(apart(drafts), world);
      assert.equal(result.outcome, 'succeeded');
      assert.equal(result.tables[0]!.statements[0]!.recovered, true);
      assert.equal(world.server.executed.length, 1);
      assert.deepEqual(world.journal.kinds(), [
        'started',
        'intent',
        'result',
        'reconciled',
        'verified',
        'finished',
      ]);
      assert.deepEqual(world.server.killed, []);
    });

    it('X-05 lost and not done: one more attempt on a fresh session', async () => {
      const drafts = [alter('a')];
      const world = worldFor(drafts);
      world.server.behave = (_, sending) =>
        sending === 1 ? { kind: 'lose', applied: false, looks: 2 } : { kind: 'obey' };
      const result = await run(apart(drafts), world);
      assert.equal(result.outcome, 'succeeded');
      assert.equal(world.server.executed.length, 2);
      assert.equal(world.server.sessions, 2);
    });

    it('lost twice without effect: failed, and the run stops', async () => {
      const drafts = [alter('a'), alter('b')];
      const world = worldFor(drafts, { onError: 'continue' });
      world.server.behave = () => ({ kind: 'lose', applied: false });
      const result = await run(apart(drafts), world);
      assert.deepEqual(outcomes(result), ['a failed connection', 'b skipped stopped']);
      assert.equal(world.server.executed.length, 2);
    });

    it('X-16 lost, and the table is neither before nor after: drifted, never sent again', async () => {
      const drafts = [alter('a')];
      const world = worldFor(drafts);
      world.server.behave = () => {
        world.server.set(shadowNamed('a'), 'something else');
        return { kind: 'lose', applied: false };
      };
      const result = await run(apart(drafts), world);
      assert.deepEqual(outcomes(result), ['a failed drifted']);
      assert.equal(result.outcome, 'failed');
      assert.equal(world.server.executed.length, 1);
    });

    it('lost, and the server never comes back: unknown, and the record stays open for the next start', async () => {
      const drafts = [alter('a')];
      const world = worldFor(drafts);
      world.server.behave = () => {
        world.server.findRunning = () => Promise.reject(new ShadowSyncError('connection', 'refused'));
        return { kind: 'lose', applied: true };
      };
      const result = await run(apart(drafts), world);
      assert.deepEqual(outcomes(result), ['a failed unknown-outcome']);
      assert.equal(result.tables[0]!.statements[0]!.outcome, 'unknown');
      assert.equal(result.tables[0]!.position, null);
      assert.ok(!world.journal.kinds().includes('finished'));
      assert.ok(world.clock.elapsed >= 60_000);
    });

    it('the lock of the lost connection is waited for: only then nothing more can arrive', async () => {
      const drafts = [alter('a')];
      const world = worldFor(drafts);
      world.server.behave = (_, sending) => {
        if (sending > 1) return { kind: 'obey' };
        world.server.findRunning = () => Promise.resolve([]); // sent, but not yet arrived
        return { kind: 'lose', applied: true, looks: 0 };
      };
      world.clock.onSleep = (elapsed) => {
        if (elapsed < 30_000) return;
        world.server.apply('shop.t_a := a v1');
        world.server.release('1');
      };
      const result = await run(apart(drafts), world);
      assert.equal(result.outcome, 'succeeded');
      assert.equal(world.server.executed.length, 1);
    });

    it('X-19 after a failover another server answers: nothing more is sent to it', async () => {
      const drafts = [alter('a'), alter('b')];
      const world = worldFor(drafts, { onError: 'continue' });
      world.server.behave = () => {
        world.server.name = 'server-2';
        return { kind: 'lose', applied: false };
      };
      const result = await run(apart(drafts), world);
      assert.equal(world.server.executed.length, 1);
      assert.deepEqual(outcomes(result), ['a failed unknown-outcome', 'b skipped stopped']);
    });
  });

  describe('the record', () => {
    it('X-20 a disk that is full at the start: nothing is sent', async () => {
      const drafts = [alter('a')];
      const world = worldFor(drafts);
      world.journal.refuse = () => true;
      const result = await run(apart(drafts), world);
      assert.equal(result.outcome, 'failed');
      assert.equal(result.error!.code, 'journal');
      assert.deepEqual(world.server.executed, []);
    });

    it('X-20 a disk that is full at an intent: that statement is not sent, nor any after it', async () => {
      const drafts = [alter('a'), alter('b'), alter('c')];
      const world = worldFor(drafts, { onError: 'continue' });
      world.journal.refuse = (entry) => entry.kind === 'intent' && entry.statement === 2;
      const result = await run(apart(drafts), world);
      assert.deepEqual(outcomes(result), ['a succeeded', 'b failed journal', 'c skipped stopped']);
      assert.deepEqual(world.server.executed, ['shop.t_a := a v1']);
    });

    it('X-21 a result that can not be written is reported, the run stops and stays open', async () => {
      const drafts = [alter('a'), alter('b')];
      const world = worldFor(drafts, { onError: 'continue' });
      world.journal.refuse = (entry) => entry.kind === 'result';
      const result = await run(apart(drafts), world);
      assert.deepEqual(outcomes(result), ['a succeeded', 'b skipped stopped']);
      assert.equal(result.tables[0]!.verified, true);
      assert.match(result.notices[0]!, /shop\.t_a was answered but could not be recorded/);
      assert.equal(result.error!.code, 'journal');
      assert.deepEqual(world.journal.kinds(), ['started', 'intent']);
    });
  });
});

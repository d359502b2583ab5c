import assert from 'node:assert/strict';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { runPlan } from '../../src/task/runPlan.ts';
import { alter, apart, create, outcomes, run, worldFor } from './fakeWorld.ts';
import { planOf, shadowNamed, textDialect } from './textPlans.ts';

const refusedByServer = new ShadowSyncError('statement', 'Duplicate column name', { errno: 1060 });

describe('runPlan', () => {
  it('runs every table, verifies it, and records intent before and result after each sending', async () => {
    const drafts = [create('a'), alter('b', 2)];
    const world = worldFor(drafts);
    const result = await run(apart(drafts), world);
    assert.equal(result.outcome, 'succeeded');
    assert.deepEqual(result.counts, { succeeded: 2, failed: 0, skipped: 0 });
    assert.ok(result.tables.every(({ verified }) => verified === true));
    assert.deepEqual(world.journal.kinds(), [
      'started',
      ...['intent', 'result', 'verified'],
      ...['intent', 'result', 'intent', 'result', 'verified'],
      'finished',
    ]);
    assert.deepEqual(
      world.journal.entries.flatMap((entry) => (entry.kind === 'intent' ? [entry.final] : [])),
      [true, false, true],
    );
    assert.deepEqual(
      world.events.map(({ kind }) => kind),
      [
        'run-started',
        ...['table-started', 'statement-sent', 'statement-done', 'table-done'],
        ...[
          'table-started',
          'statement-sent',
          'statement-done',
          'statement-sent',
          'statement-done',
          'table-done',
        ],
        'run-finished',
      ],
    );
    assert.equal(world.server.openSessions, 0);
    assert.equal(world.server.locks.size, 0);
  });

  it('locks before it reads, and reads before it sends', async () => {
    const drafts = [alter('a')];
    const world = worldFor(drafts);
    await run(apart(drafts), world);
    assert.deepEqual(world.server.calls, [
      'lock t_a',
      'read a t_a',
      'send shop.t_a := a v1',
      'read a t_a',
      'unlock t_a',
    ]);
  });

  it('an observer that throws breaks nothing', async () => {
    const drafts = [alter('a')];
    const { server, clock, journal, abort, policy } = worldFor(drafts);
    const request = {
      server,
      reader: server,
      dialect: textDialect,
      journal,
      clock,
      signal: abort.signal,
      policy,
    };
    const result = await runPlan(apart(drafts), {
      ...request,
      onEvent: () => {
        throw new Error('progress bar');
      },
    });
    assert.equal(result.outcome, 'succeeded');
  });

  it('refuses a number of sessions that no run can have', async () => {
    for (const parallel of [0, 9, 1.5]) {
      const world = worldFor([], { parallel });
      await assert.rejects(run(planOf([]), world), (error) => ShadowSyncError.is(error, 'usage'));
    }
  });

  it('O-74 a group waits for the groups it needs, also with several sessions', async () => {
    const drafts = [create('child'), create('parent'), create('other')];
    const world = worldFor(drafts, { parallel: 3 });
    const plan = planOf([
      { tables: [create('parent')] },
      { tables: [create('other')] },
      { tables: [create('child')], needs: [0] },
    ]);
    const result = await run(plan, world);
    assert.equal(result.outcome, 'succeeded');
    const sent = world.server.executed;
    assert.ok(sent.indexOf('shop.t_parent := parent v1') < sent.indexOf('shop.t_child := child v1'));
    assert.ok(world.server.mostSessions <= 3);
  });

  it('a group whose need failed is skipped with the reason, and what needs that one too', async () => {
    const drafts = [create('parent'), create('child'), create('grandchild'), create('other')];
    const world = worldFor(drafts, { onError: 'continue' });
    world.server.behave = (sql) =>
      sql.includes('parent') ? { kind: 'refuse', error: refusedByServer } : { kind: 'obey' };
    const plan = planOf([
      { tables: [create('parent')] },
      { tables: [create('child')], needs: [0] },
      { tables: [create('grandchild')], needs: [1] },
      { tables: [create('other')] },
    ]);
    const result = await run(plan, world);
    assert.deepEqual(outcomes(result), [
      'parent failed statement',
      'child skipped needs',
      'grandchild skipped needs',
      'other succeeded',
    ]);
    assert.match(
      result.tables[1]!.reason!,
      /needs shop\.t_parent, which was not done: Duplicate column name/,
    );
    assert.equal(result.outcome, 'partial');
  });

  it('X-13 O-67 statement 2 of 3 fails: what is in force is known, and the same plan resumes from there', async () => {
    const drafts = [alter('a', 3)];
    const world = worldFor(drafts);
    world.server.behave = (sql) =>
      sql.endsWith('v2') ? { kind: 'refuse', error: refusedByServer } : { kind: 'obey' };
    const plan = apart(drafts);
    const first = await run(plan, world);
    assert.deepEqual(
      first.tables[0]!.statements.map(({ outcome }) => outcome),
      ['succeeded', 'failed', 'skipped'],
    );
    assert.equal(first.tables[0]!.position, 1);
    assert.match(first.tables[0]!.reason!, /statement 2 of 3, 1 in force/);

    world.server.behave = () => ({ kind: 'obey' });
    world.server.executed.length = 0;
    const second = await run(plan, world);
    assert.equal(second.outcome, 'succeeded');
    assert.deepEqual(world.server.executed, ['shop.t_a := a v2', 'shop.t_a := a v3']);
    assert.deepEqual(
      second.tables[0]!.statements.map(({ recovered }) => recovered),
      [true, false, false],
    );
  });

  it('a failed statement that left the table changed after all says so', async () => {
    const drafts = [alter('a')];
    const world = worldFor(drafts);
    world.server.behave = () => {
      world.server.set(shadowNamed('a'), 'half-way');
      return { kind: 'refuse', error: refusedByServer };
    };
    const result = await run(apart(drafts), world);
    assert.match(result.tables[0]!.reason!, /read again, is not as it was before/);
    assert.equal(result.tables[0]!.position, null);
  });

  it('X-03 a plan whose statements are all in force sends nothing and succeeds', async () => {
    const drafts = [alter('a', 2)];
    const world = worldFor(drafts);
    world.server.set(shadowNamed('a'), 'a v2');
    const result = await run(apart(drafts), world);
    assert.equal(result.outcome, 'succeeded');
    assert.ok(result.tables[0]!.statements.every(({ recovered, attempts }) => recovered && attempts === 0));
    assert.deepEqual(world.server.executed, []);
  });

  it('R5 statements that all succeeded are not enough: a table that reads otherwise is drifted', async () => {
    const drafts = [alter('a')];
    const world = worldFor(drafts);
    world.server.behave = () => {
      setImmediate(() => undefined);
      return { kind: 'obey' };
    };
    const apply = world.server.apply.bind(world.server);
    world.server.apply = (sql) => {
      apply(`${sql} and more`);
    };
    const result = await run(apart(drafts), world);
    assert.deepEqual(outcomes(result), ['a failed drifted']);
    assert.equal(result.tables[0]!.verified, false);
  });

  it('a text that the gate refuses is not sent, and the gate sees the very text', async () => {
    const drafts = [{ name: 'a', texts: [null, 'DROP'] }];
    const world = worldFor(drafts);
    const result = await run(apart(drafts), world);
    assert.deepEqual(outcomes(result), ['a failed gate']);
    assert.deepEqual(world.server.executed, []);
    assert.ok(!world.journal.kinds().includes('intent'));
  });

  it('X-19 another server than the plan was made on: nothing is sent', async () => {
    const drafts = [alter('a')];
    const world = worldFor(drafts);
    world.server.name = 'server-2';
    const result = await run(apart(drafts), world);
    assert.equal(result.outcome, 'failed');
    assert.equal(result.error!.code, 'identity');
    assert.deepEqual(outcomes(result), ['a skipped stopped']);
    assert.deepEqual(world.server.executed, []);
  });

  it('O-78 X-23 a session that can not be opened stops the run with a classified error, asked once', async () => {
    const drafts = [alter('a'), alter('b')];
    const world = worldFor(drafts);
    world.server.refuseSession = () =>
      new ShadowSyncError('connection', 'Too many connections', { errno: 1040 });
    const result = await run(apart(drafts), world);
    assert.equal(result.error!.errno, 1040);
    assert.equal(world.server.sessions, 1);
    assert.deepEqual(result.counts, { succeeded: 0, failed: 0, skipped: 2 });
  });

  it('X-23 fewer sessions than asked for: said once, and the run goes on with what it has', async () => {
    const drafts = ['a', 'b', 'c', 'd'].map((name) => alter(name));
    const world = worldFor(drafts, { parallel: 4 });
    world.server.refuseSession = (count) =>
      count > 2 ? new ShadowSyncError('connection', 'Too many connections') : null;
    const result = await run(apart(drafts), world);
    assert.equal(result.outcome, 'succeeded');
    assert.equal(result.notices.length, 1);
  });
});

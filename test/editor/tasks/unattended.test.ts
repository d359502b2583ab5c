import assert from 'node:assert/strict';
import { askIfPresent } from '../../../src/editor/tasks/askIfPresent.ts';
import { guardedWorker } from '../../../src/editor/tasks/guardedWorker.ts';
import { OpenedOnce } from '../../../src/editor/tasks/openedOnce.ts';
import type { Environment } from '../../../src/connection/connection.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import type { Plan } from '../../../src/shadow/analysis.ts';
import type { SessionRun, TaskWorker, WorkSession } from '../../../src/task/taskPorts.ts';
import { sampleIntent } from '../../task/sampleTasks.ts';
import { connectionWith } from '../connections/sampleConnection.ts';

describe('askIfPresent', () => {
  const { signal } = new AbortController();
  const connection = connectionWith();

  it('asks where somebody is there', async () => {
    const answer = { secret: 's', isRemembered: false };
    const ask = askIfPresent(
      () => Promise.resolve(answer),
      () => true,
    );
    assert.equal(await ask(connection, 'password', null, signal), answer);
  });

  it('asks nobody where nobody is, and says what is missing and what to do', async () => {
    let asked = 0;
    const ask = askIfPresent(
      () => {
        asked += 1;
        return Promise.resolve(null);
      },
      () => false,
    );
    await assert.rejects(ask(connection, 'password', null, signal), (error) => {
      assert.ok(ShadowSyncError.is(error, 'authentication'));
      assert.ok(error.message.includes(connection.name));
      assert.match(error.remedy ?? '', /Set Password…/);
      return true;
    });
    assert.equal(asked, 0);
  });

  it('takes going away for an answer: the run ends as refused and not as cancelled', async () => {
    const ask = askIfPresent(
      () => Promise.resolve(null),
      () => true,
    );
    await assert.rejects(ask(connection, 'password', null, signal), (error) =>
      ShadowSyncError.is(error, 'authentication'),
    );
  });
});

describe('guardedWorker', () => {
  /** Runs a task that was made for a server of one kind on a server that is of another now. */
  async function run(agreed: Environment, now: Environment): Promise<number> {
    let runs = 0;
    const session: WorkSession = {
      serverIdentity: 'server',
      recover: () => Promise.resolve([]),
      plan: () => Promise.resolve({ plan: {} as Plan, problems: [], notes: [] }),
      planUndo: () => Promise.resolve({ plan: {} as Plan, problems: [], notes: [] }),
      run: () => {
        runs += 1;
        return Promise.reject(new Error('enough seen'));
      },
    };
    const worker: TaskWorker = { withSession: (_id, _signal, work) => work(session) };
    const guarded = guardedWorker(worker, () => Promise.resolve({ name: 'Shop', environment: now }));
    const { signal } = new AbortController();
    const intent = sampleIntent({ connection: { id: 'c1', name: 'Shop', environment: agreed } });
    await guarded
      .withSession('c1', signal, async (one) => {
        const { plan } = await one.plan(intent, signal);
        return await one.run(plan, {} as SessionRun);
      })
      .catch((error: unknown) => {
        if (runs === 0 && !ShadowSyncError.is(error, 'privilege')) throw error;
      });
    return runs;
  }

  it('runs where a task was made for such a server', async () => {
    assert.equal(await run('development', 'development'), 1);
    assert.equal(await run('production', 'production'), 1);
    assert.equal(await run('production', 'test'), 1);
  });

  it('refuses a server that became a production server since: nobody confirmed that', async () => {
    assert.equal(await run('development', 'production'), 0);
    assert.equal(await run('test', 'production'), 0);
  });
});

describe('OpenedOnce', () => {
  it('opens once, and again after a failure', async () => {
    let opened = 0;
    const once = new OpenedOnce(() => {
      opened += 1;
      return opened === 1 ? Promise.reject(new Error('not yet')) : Promise.resolve(opened);
    });
    await assert.rejects(once.get(), /not yet/);
    assert.equal(await once.get(), 2);
    assert.equal(await once.get(), 2);
  });

  it('closes what is just being opened, and opens nothing afterwards', async () => {
    let give: (value: string) => void = () => undefined;
    const once = new OpenedOnce(() => new Promise<string>((resolve) => (give = resolve)));
    const opening = once.get();
    const closed: string[] = [];
    const closing = once.close((value) => Promise.resolve(void closed.push(value)));
    give('it');
    assert.equal(await opening, 'it');
    await closing;
    assert.deepEqual(closed, ['it']);
    await assert.rejects(once.get(), (error) => ShadowSyncError.is(error, 'cancelled'));
  });

  it('has nothing to close where nothing was opened', async () => {
    const once = new OpenedOnce(() => Promise.resolve('it'));
    await once.close(() => Promise.reject(new Error('closed what was never opened')));
  });
});

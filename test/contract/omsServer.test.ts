/** The client of the OMS API against a fake that has every field and pitfall of oms.md §5. */
import assert from 'node:assert/strict';
import type { MigrationServer } from '../../src/alert/oms/migrationServer.ts';
import { actOnTask } from '../../src/alert/oms/taskActions.ts';
import { currentDelay } from '../../src/alert/oms/taskDelay.ts';
import { openOmsServer } from '../../src/composeOms.ts';
import type { OmsTarget } from '../../src/connection/omsConnection.ts';
import { errorOf } from '../support/oms/errorOf.ts';
import { startFakeOms } from '../support/oms/fakeOmsServer.ts';
import type { FakeOms } from '../support/oms/fakeOmsServer.ts';
import { fakeTask } from '../support/oms/fakeTask.ts';
import { targetOf } from '../support/oms/targetOf.ts';

describe('an OMS server', () => {
  let fake: FakeOms;
  let server: MigrationServer;
  beforeEach(async () => {
    fake = await startFakeOms({ basePath: '/oms' });
    server = opened();
  });
  afterEach(async () => {
    server.close();
    await fake.close();
  });

  function opened(more: Partial<OmsTarget> = {}, timeoutMs = 20_000, maxBytes = 1_000_000): MigrationServer {
    return openOmsServer(targetOf(fake, more), { limits: { timeoutMs, maxBytes } });
  }

  describe('reading', () => {
    it('asks with POST, an action and Basic; the password may hold colons and letters beyond ASCII', async () => {
      await server.listTasks({});
      const [request] = fake.requests;
      assert.equal(request?.method, 'POST');
      assert.equal(request.path, '/oms/api/v2');
      assert.equal(request.action, 'ListProjects');
      assert.ok(request.isAuthorized);
    });

    it('gives a task with its state, level, steps, times and delay', async () => {
      fake.settings.now = () => Date.parse('2026-01-02T03:10:07.5Z');
      const { tasks, isComplete, serverTime } = await server.listTasks({});
      assert.equal(isComplete, true);
      assert.equal(serverTime, Date.parse('2026-01-02T03:10:07Z'));
      const [task] = tasks;
      assert.deepEqual(task?.status, { kind: 'known', name: 'RUNNING' });
      assert.deepEqual(task.type, { kind: 'known', name: 'SYNC' });
      assert.deepEqual(task.level, { kind: 'known', name: 'HIGH' });
      assert.equal(task.createdAt, Date.parse('2026-01-02T03:04:05Z'));
      assert.equal(task.finishedAt, null);
      assert.equal(task.steps.at(-1)?.name, 'INCR_TRANSFER');
      assert.equal(task.steps.at(-1)?.description, '增量同步');
      assert.deepEqual(currentDelay(task), { seconds: 5, sampledAt: Date.parse('2026-01-02T03:10:00Z') });
    });

    it('takes the delay of the task itself where the server tells it there', async () => {
      fake.tasks.get('np_test1')!.tells = 'syncDelay';
      fake.tasks.get('np_test1')!.delaySeconds = 42;
      const { tasks } = await server.listTasks({});
      assert.equal(currentDelay(tasks[0]!)?.seconds, 42);
      fake.tasks.get('np_test1')!.delaySeconds = -3;
      assert.equal(currentDelay((await server.listTasks({})).tasks[0]!)?.seconds, 0);
    });

    it('takes a delay below nothing for none', async () => {
      fake.tasks.get('np_test1')!.delaySeconds = -30;
      assert.equal(currentDelay((await server.listTasks({})).tasks[0]!)?.seconds, 0);
    });

    it('reads the bare answer, in which almost everything is null', async () => {
      fake.settings.isSparse = true;
      const { tasks } = await server.listTasks({});
      assert.equal(tasks[0]?.isAlarming, null);
      assert.deepEqual(tasks[0].labels, []);
      assert.equal(currentDelay(tasks[0]), null);
      assert.equal(tasks[0].steps[0]?.failure, null);
    });

    it('reads names in another letter case, and keeps states and types that nobody knows as they came', async () => {
      fake.settings.isDrifted = true;
      Object.assign(fake.tasks.get('np_test1')!, {
        status: 'HIBERNATING',
        type: 'REPLICA',
        importance: 'URGENT',
      });
      const { tasks } = await server.listTasks({});
      assert.deepEqual(tasks[0]?.status, { kind: 'unknown', name: 'HIBERNATING' });
      assert.deepEqual(tasks[0].type, { kind: 'unknown', name: 'REPLICA' });
      assert.deepEqual(tasks[0].level, { kind: 'unknown', name: 'URGENT' });
      assert.equal(tasks[0].steps.length, 4);
    });

    it('tells no time where the server tells none', async () => {
      fake.tellsTime = false;
      assert.equal((await server.listTasks({})).serverTime, null);
      assert.equal(await server.serverTime(), null);
    });

    it('filters by state, type and text; the state is sent as a list', async () => {
      fake.tasks.set(
        'np_2',
        fakeTask({ id: 'np_2', name: 'failed one', status: 'FAILED', type: 'MIGRATION' }),
      );
      const ids = async (query: Parameters<MigrationServer['listTasks']>[0]): Promise<readonly string[]> =>
        (await server.listTasks(query)).tasks.map(({ id }) => id);
      assert.deepEqual(await ids({ statuses: ['FAILED'] }), ['np_2']);
      assert.deepEqual(fake.requests.at(-1)?.body.get('status'), ['FAILED']);
      assert.deepEqual(await ids({ type: 'SYNC' }), ['np_test1']);
      assert.deepEqual(await ids({ search: 'failed' }), ['np_2']);
    });

    it('describes a task with its components; what the server does not tell is a gap and no failure', async () => {
      const told = await server.describeTask('np_test1');
      assert.deepEqual(
        told.components.map(({ kind, status }) => `${kind} ${status}`),
        ['store RUNNING', 'incr-sync RUNNING'],
      );
      assert.deepEqual(told.gaps, []);
      fake.breakNext('DescribeProjectComponents', { kind: 'refuse', code: 'PARAM_ERROR' });
      const less = await server.describeTask('np_test1');
      assert.equal(less.task.id, 'np_test1');
      assert.equal(less.gaps.length, 1);
    });
  });

  describe('pages', () => {
    function many(count: number): void {
      fake.tasks.clear();
      for (let i = 0; i < count; i += 1) {
        const id = `np_${String(i).padStart(4, '0')}`;
        fake.tasks.set(id, fakeTask({ id, createdAt: Date.parse('2026-01-02T03:04:05Z') + i * 1000 }));
      }
    }

    for (const totalCount of ['rows', 'pages'] as const) {
      it(`are all read, whether totalCount means ${totalCount} or not`, async () => {
        many(250);
        fake.settings.totalCount = totalCount;
        const { tasks, isComplete } = await server.listTasks({});
        assert.equal(tasks.length, 250);
        assert.equal(isComplete, true);
        assert.equal(fake.count('ListProjects'), 3);
      });
    }

    it('of exactly the size asked for are followed by an empty one', async () => {
      many(200);
      assert.equal((await server.listTasks({})).tasks.length, 200);
      assert.equal(fake.count('ListProjects'), 3);
    });

    it('may be smaller than what was asked for', async () => {
      many(60);
      fake.settings.pageCap = 20;
      assert.equal((await server.listTasks({})).tasks.length, 60);
    });

    it('that come again and again end the list', async () => {
      many(100);
      const row = { id: 'np_same', name: 'same' };
      const body = JSON.stringify({
        success: true,
        data: Array.from({ length: 100 }, () => row),
        pageSize: 100,
      });
      fake.breakNext('ListProjects', { kind: 'text', body });
      assert.equal((await server.listTasks({})).tasks.length, 1);
      assert.equal(fake.count('ListProjects'), 2);
    });
  });

  describe('acting', () => {
    it('starts, stops and resumes where the state allows it, and sends nothing where it does not', async () => {
      const task = fake.tasks.get('np_test1')!;
      task.status = 'INIT';
      await actOnTask(server, 'np_test1', 'start');
      assert.equal(task.status, 'RUNNING');
      await actOnTask(server, 'np_test1', 'stop');
      assert.equal(task.status, 'SUSPEND');
      await actOnTask(server, 'np_test1', 'resume');
      assert.equal(task.status, 'RUNNING');
      const sent = fake.count('StartProject');
      assert.equal((await errorOf(actOnTask(server, 'np_test1', 'start'), fake)).code, 'conflict');
      assert.equal(fake.count('StartProject'), sent);
    });

    it('is refused by the server as well, when the state has changed meanwhile', async () => {
      const error = await errorOf(server.resume('np_test1'), fake);
      assert.equal(error.code, 'conflict');
      assert.equal(error.symbol, 'GHANA-OPERIE000000');
    });

    it('is sent once, also when nobody knows whether it was done', async () => {
      await server.listTasks({});
      fake.breakNext('StopProject', { kind: 'reset' });
      assert.equal((await errorOf(server.stop('np_test1'), fake)).code, 'connection');
      assert.equal(fake.count('StopProject'), 1);
    });

    it('on a task that is gone says so', async () => {
      fake.tasks.get('np_test1')!.status = 'DELETED';
      const error = await errorOf(actOnTask(server, 'np_test1', 'stop'), fake);
      assert.equal(error.code, 'conflict');
      assert.equal(error.symbol, 'GHANA-PROJECT000001');
    });
  });
});

/** The watcher over a real HTTP client and the fake server, whose stories are told by a clock that the test sets. */
import assert from 'node:assert/strict';
import type { Observation } from '../../../src/alert/observation.ts';
import { defaultMigrationAlertRules } from '../../../src/alert/oms/alertRules.ts';
import type { MigrationServer, MigrationTaskList } from '../../../src/alert/oms/migrationServer.ts';
import { OmsWatch } from '../../../src/alert/oms/omsWatch.ts';
import { openOmsServer } from '../../../src/composeOms.ts';
import type { Clock } from '../../../src/task/ports.ts';
import { startFakeOms } from '../../support/oms/fakeOmsServer.ts';
import type { FakeOms } from '../../support/oms/fakeOmsServer.ts';
import { playScenario, scenarioTasks } from '../../support/oms/fakeScenario.ts';
import type { FakeScenario } from '../../support/oms/fakeScenario.ts';
import { targetOf } from '../../support/oms/targetOf.ts';

const begin = Date.parse('2026-01-02T06:00:00Z');

describe('OmsWatch', () => {
  let fake: FakeOms;
  let api: MigrationServer;
  let scenario: FakeScenario;
  let seconds: number;
  beforeEach(async () => {
    seconds = 0;
    scenario = 'calm';
    fake = await startFakeOms({
      tasks: scenarioTasks(),
      onRequest: ({ tasks }) => playScenario(scenario, tasks, seconds),
    });
    fake.settings.now = () => begin + seconds * 1000;
    api = openOmsServer(targetOf(fake), { limits: { timeoutMs: 60_000 } });
  });
  afterEach(async () => {
    api.close();
    await fake.close();
  });

  const told: Observation[] = [];
  beforeEach(() => (told.length = 0));

  function watch(more: { readonly clock?: Clock; readonly lists?: MigrationTaskList[] } = {}): OmsWatch {
    const clock: Clock = {
      now: () => begin + seconds * 1000,
      monotonic: () => seconds * 1000,
      sleep: () => Promise.reject(new Error('nobody waits here')),
    };
    return new OmsWatch({
      server: { id: 's1', name: 'fake' },
      api,
      rules: () => defaultMigrationAlertRules,
      clock: more.clock ?? clock,
      onObservations: (observations) => told.push(...observations),
      ...(more.lists === undefined ? {} : { onTasks: (list) => more.lists?.push(list) }),
    });
  }

  /** Looks every ten seconds; what was told newly, with when. */
  async function play(name: FakeScenario, until: number, watcher = watch()): Promise<readonly string[]> {
    scenario = name;
    const news: string[] = [];
    for (seconds = 0; seconds <= until; seconds += 10) {
      for (const one of await watcher.once()) {
        if (one.kind === 'raise' && one.isRepeated) continue;
        const about = one.source.kind === 'oms-task' ? one.source.taskId : one.source.serverName;
        news.push(`${String(seconds)} ${one.kind} ${one.event} ${about}`);
      }
    }
    return news;
  }

  it('tells nothing of tasks that are well', async () => {
    assert.deepEqual(await play('calm', 200), []);
  });

  it('tells a delay after three samples, and its end after two', async () => {
    assert.deepEqual(await play('delay', 200), [
      '50 raise oms_sync_delay np_sync1',
      '50 raise oms_migration_delay np_migr1',
      '130 resolve oms_sync_delay np_sync1',
      '130 resolve oms_migration_delay np_migr1',
    ]);
  });

  it('tells nothing of one that flaps', async () => {
    assert.deepEqual(await play('flapping', 300), []);
  });

  it('tells a failure with its cause, and its end', async () => {
    const news = await play('failure', 200);
    assert.deepEqual(
      news.filter((line) => line.includes('_failed')),
      [
        '60 raise oms_sync_failed np_sync1',
        '60 raise oms_migration_failed np_migr1',
        '120 resolve oms_sync_failed np_sync1',
        '120 resolve oms_migration_failed np_migr1',
      ],
    );
    assert.match(
      JSON.stringify(told.find(({ event }) => event === 'oms_sync_failed')?.message),
      /CM-RESOAT1111/,
    );
  });

  it('tells components that stand while their task runs', async () => {
    assert.deepEqual(await play('inconsistent', 250), [
      '90 raise oms_sync_status_inconsistent np_sync1',
      '160 resolve oms_sync_status_inconsistent np_sync1',
    ]);
  });

  it('tells nothing of a task that was deleted while it was well', async () => {
    assert.deepEqual(await play('deleted', 120), []);
  });

  it('tells that a server is unreachable, once, and nothing else meanwhile', async () => {
    const watcher = watch();
    await play('delay', 60, watcher);
    told.length = 0;
    fake.breakNext('*', { kind: 'status', status: 502 });
    for (let i = 0; i < 5; i += 1) await watcher.once();
    fake.heal();
    await watcher.once();
    const news = told.filter((one) => one.kind === 'resolve' || !one.isRepeated);
    assert.deepEqual(
      news.map(({ kind, event }) => `${kind} ${event}`),
      ['raise source_unreachable', 'resolve source_unreachable'],
    );
  });

  it('gives the tasks to whoever shows them', async () => {
    const lists: MigrationTaskList[] = [];
    await watch({ lists }).once();
    assert.equal(lists[0]?.tasks.length, 5);
  });

  /** A clock that notes how long somebody wants to sleep; the last of so many sleeps ends with the watching. */
  function noting(waits: number[], most: number): Clock {
    return {
      now: () => 0,
      monotonic: () => 0,
      sleep: (ms, signal) => {
        waits.push(ms);
        if (waits.length < most || signal?.aborted === true) return Promise.resolve();
        return new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
      },
    };
  }

  async function until(isThere: () => boolean): Promise<void> {
    // Asked over real connections: turns of the event loop say nothing about the time that the system needs for them.
    for (let looks = 0; !isThere() && looks < 30_000; looks += 1) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    assert.ok(isThere());
  }

  it('waits longer and longer for a server that is down, and stops when it is told to', async () => {
    fake.breakNext('*', { kind: 'status', status: 503 });
    const waits: number[] = [];
    const watcher = watch({ clock: noting(waits, 6) });
    watcher.start();
    watcher.start();
    await until(() => waits.length === 6);
    await watcher.stop();
    assert.deepEqual(waits, [60_000, 120_000, 240_000, 300_000, 300_000, 300_000]);
    assert.equal(fake.requests.length, 6);
  });

  it('asks no more when the account is refused for good, until it is started again', async () => {
    const { password } = fake;
    fake.password = 'another one';
    const waits: number[] = [];
    const watcher = watch({ clock: noting(waits, 4) });
    watcher.start();
    await until(() => told.length === 1);
    await until(() => fake.requests.length === 3);
    assert.equal(told[0]?.event, 'source_unreachable');
    fake.password = password;
    // Ended by itself: a start begins anew.
    await until(() => {
      watcher.start();
      return told.length === 2;
    });
    await watcher.stop();
    assert.equal(told[1]?.kind, 'resolve');
    assert.equal(fake.requests.filter(({ isAuthorized }) => !isAuthorized).length, 3);
  });

  it('asks about components only where they matter', async () => {
    await watch().once();
    const asked = fake.requests.filter(({ action }) => action === 'DescribeProjectComponents');
    assert.deepEqual(asked.map(({ body }) => body.get('id')).sort(), ['np_stopped', 'np_sync1']);
  });
});

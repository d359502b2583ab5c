/** Real processes over one outbox and one receiver: killed at every persisted step, two at a time, and twenty times (W-06, W-07). */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { applySignals } from '../../src/alert/applySignals.ts';
import type { AlertStore } from '../../src/alert/alertPorts.ts';
import { alertFailPointNames } from '../../src/alert/failPoint.ts';
import { emptyBoard } from '../../src/alert/model/board.ts';
import { defaultChannel } from '../../src/alert/model/channel.ts';
import { readBoard, readKeptAlert } from '../../src/alert/model/readAlerts.ts';
import { readSettings } from '../../src/alert/model/readSettings.ts';
import { defaultSettings } from '../../src/alert/model/settings.ts';
import { openAlertStore } from '../../src/store/alertStore.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { answers, resets, startReceiver } from '../support/webhook/hostileReceiver.ts';
import type { HostileReceiver } from '../support/webhook/hostileReceiver.ts';
import type { AlertWork } from './alertChild.ts';
import { hour, raise } from './alertWorld.ts';

const script = fileURLToPath(new URL('alertChild.ts', import.meta.url));
const fastStart = Date.parse('2026-01-01T00:00:00Z');

describe('processes that share an outbox', () => {
  let folder: string;
  let receiver: HostileReceiver;
  /** Ids of deliveries that were answered with 200, with the alerts in them. */
  let accepted: Map<string, Set<string>>;
  const children = new Set<ChildProcess>();

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'shsync-alerts-'));
    receiver = await startReceiver();
    accepted = new Map();
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    children.clear();
    await receiver.stop();
    removeFolder(folder);
  });

  function begin(change: Partial<AlertWork> = {}): {
    readonly child: ChildProcess;
    readonly ended: Promise<number | NodeJS.Signals | null>;
  } {
    const work: AlertWork = {
      folder,
      url: `${receiver.url}/hook`,
      ca: receiver.ca,
      fastStart,
      speed: 600,
      failPoint: '',
      until: 'arrived',
      ...change,
    };
    const child = spawn(process.execPath, [script, JSON.stringify(work)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.add(child);
    return { child, ended: once(child, 'close').then(() => child.signalCode ?? child.exitCode) };
  }

  function open(): Promise<AlertStore> {
    return openAlertStore(
      folder,
      { readBoard, readKeptAlert, readSettings },
      { board: emptyBoard, settings: defaultSettings },
      { onNotice: () => undefined },
    );
  }

  async function prepare(count: number): Promise<readonly string[]> {
    const store = await open();
    await store.changeSettings((settings) => ({
      ...settings,
      channels: [
        {
          ...defaultChannel,
          id: 'c1',
          name: 'Ops',
          kind: 'generic',
          host: new URL(receiver.url).host,
          allowsPrivate: true,
          groupBy: 'none',
          groupWaitSeconds: 0,
          groupIntervalSeconds: 0,
          perMinute: 100_000,
        },
      ],
    }));
    const signals = Array.from({ length: count }, (_, i) => raise(`f${String(i)}`, fastStart));
    let ids = 0;
    const { alerts } = await store.change((board) =>
      applySignals({ ...board, since: fastStart }, signals, () => `a${String((ids += 1))}`),
    );
    await store.close();
    return alerts.map(({ id }) => id);
  }

  /** Answers well or badly; `isGood` decides about each request. */
  function receive(isGood: () => boolean): void {
    const bad = [answers(500), resets, answers(429, { 'retry-after': '1' }), answers(503)];
    let turn = 0;
    receiver.behaves = (request, response) => {
      if (!isGood()) {
        (bad[(turn += 1) % bad.length] ?? resets)(request, response);
        return;
      }
      const { data } = JSON.parse(request.body) as { data: { alerts: { id: string }[] } };
      accepted.set(request.headers['webhook-id'] ?? '', new Set(data.alerts.map(({ id }) => id)));
      answers(200)(request, response);
    };
  }

  function arrivals(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const alerts of accepted.values())
      for (const id of alerts) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  }

  function assertAllOnce(ids: readonly string[]): void {
    const counts = arrivals();
    assert.deepEqual(
      ids.filter((id) => !counts.has(id)),
      [],
      'lost',
    );
    // A duplicate has the id of the first: by ids, each alert is there once.
    assert.deepEqual(
      ids.filter((id) => counts.get(id) !== 1),
      [],
      'under several ids',
    );
  }

  for (const name of alertFailPointNames.filter(
    (one) => !['alert.before-keep', 'alert.kept'].includes(one),
  )) {
    it(`W-06: killed at ${name}: the next process sends what is left, under the same ids`, async () => {
      const ids = await prepare(6);
      receive(() => true);
      const hit = name === 'alert.before-settle' ? 1 : 2;
      assert.equal(await begin({ failPoint: `${name}:${String(hit)}` }).ended, 'SIGKILL');
      assert.equal(await begin().ended, 0);
      assertAllOnce(ids);
    });
  }

  /** Alerts that have been over for two hours, of which the first one was told. */
  async function prepareOver(count: number): Promise<readonly string[]> {
    const ids = await prepare(count);
    const overAt = fastStart - 2 * hour;
    const store = await open();
    await store.change((board) => ({
      ...board,
      alerts: board.alerts.map((alert) => ({
        ...alert,
        life: { kind: 'resolved', at: overAt, how: 'recovered', by: null },
      })),
      deliveries: ids.slice(0, 1).map((id) => ({
        ...{ id: 'd1', channel: 'gone', reason: 'first', alerts: [id], group: id, createdAt: overAt },
        ...{ state: { kind: 'successful', at: overAt }, tries: 1, attempts: [] },
      })),
    }));
    await store.close();
    return ids;
  }

  for (const name of ['alert.before-keep', 'alert.kept'] as const) {
    it(`W-06: killed at ${name}: each alert of the past is kept once, with what was sent of it`, async () => {
      const ids = await prepareOver(6);
      const until = 'archived';
      assert.equal(await begin({ until, failPoint: `${name}:1` }).ended, 'SIGKILL');
      const store = await open();
      const before = { kept: (await store.archive()).length, going: (await store.board()).alerts.length };
      assert.deepEqual(before, { kept: name === 'alert.kept' ? 6 : 0, going: 6 });
      assert.equal(await begin({ until }).ended, 0);
      const kept = await store.archive();
      await store.close();
      assert.deepEqual(kept.map(({ alert }) => alert.id).toSorted(), ids.toSorted());
      const told = kept.flatMap(({ alert, deliveries }) => deliveries.map(({ id }) => [alert.id, id]));
      assert.deepEqual(told, [[ids[0], 'd1']]);
      assert.equal(receiver.received.length, 0, 'what is over is told to nobody');
    });
  }

  it('W-07: two processes at once: nothing is sent twice', async () => {
    const ids = await prepare(100);
    receive(() => true);
    const both = [begin(), begin()];
    assert.deepEqual(await Promise.all(both.map(({ ended }) => ended)), [0, 0]);
    assertAllOnce(ids);
    assert.equal(receiver.received.length, 100);
  });

  it('1,000 alerts, a receiver that fails half the time, twenty kills: each arrives, none under two ids', async function () {
    this.timeout(600_000);
    const ids = await prepare(1000);
    receive(() => Math.random() < 0.5);
    for (let round = 0; round < 20; round += 1) {
      const before = receiver.received.length;
      const { child, ended } = begin();
      // In the middle of sending, somewhere.
      const enough = before + 1 + Math.floor(Math.random() * 40);
      const end = Date.now() + 30_000;
      while (receiver.received.length < enough && child.exitCode === null && Date.now() < end) await wait(2);
      child.kill('SIGKILL');
      await ended;
    }
    assert.equal(await begin().ended, 0);
    assertAllOnce(ids);
    const duplicates =
      receiver.received.length - new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size;
    assert.ok(duplicates > 0, 'nothing was sent twice: the receiver was too kind');
  });
});

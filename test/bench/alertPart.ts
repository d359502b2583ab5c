/** What a long list of alerts costs, and how quickly an outbox gets through a receiver that fails half the time. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AlertCentre } from '../../src/alert/alertCentre.ts';
import { AlertEngine } from '../../src/alert/alertEngine.ts';
import { defaultAlertFilter } from '../../src/alert/alertFilter.ts';
import type { AlertFilter } from '../../src/alert/alertFilter.ts';
import type { AlertStore } from '../../src/alert/alertPorts.ts';
import { applySignals } from '../../src/alert/applySignals.ts';
import { noAlertFailPoint } from '../../src/alert/failPoint.ts';
import { emptyBoard } from '../../src/alert/model/board.ts';
import { defaultChannel } from '../../src/alert/model/channel.ts';
import { readBoard, readKeptAlert } from '../../src/alert/model/readAlerts.ts';
import { readSettings } from '../../src/alert/model/readSettings.ts';
import { defaultSettings } from '../../src/alert/model/settings.ts';
import { openAlertStore } from '../../src/store/alertStore.ts';
import { openLeaseStore } from '../../src/store/leaseStore.ts';
import { systemClock } from '../../src/store/systemClock.ts';
import type { Clock } from '../../src/task/ports.ts';
import { webhookSender } from '../../src/webhook/postWebhook.ts';
import { nodeSigning } from '../../src/webhook/signing.ts';
import { raise } from '../alert/alertWorld.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { answers, startReceiver } from '../support/webhook/hostileReceiver.ts';
import { tenths, whole } from './benchPage.ts';
import type { BenchPage } from './benchPage.ts';
import { median } from './measureChild.ts';

const count = 10_000;
const deliveries = 1000;
/** Of the times between tries, which nobody waits for here. */
const speed = 600;

export async function benchAlerts(page: BenchPage, rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'shsync-bench-alerts-'));
  try {
    await benchList(page, join(folder, 'list'), rounds);
    await benchOutbox(page, join(folder, 'outbox'));
  } finally {
    removeFolder(folder);
  }
}

function open(folder: string): Promise<AlertStore> {
  const defaults = { board: emptyBoard, settings: defaultSettings };
  return openAlertStore(folder, { readBoard, readKeptAlert, readSettings }, defaults, {
    onNotice: () => undefined,
  });
}

async function benchList(page: BenchPage, folder: string, rounds: number): Promise<void> {
  const store = await open(folder);
  const now = Date.now();
  const signals = Array.from({ length: count }, (_, i) => raise(`f${String(i)}`, now - i * 60_000));
  let ids = 0;
  const { alerts } = applySignals(emptyBoard, signals, () => `a${String((ids += 1))}`);
  const over = alerts.map((alert) => ({
    alert: { ...alert, life: { kind: 'resolved', at: now, how: 'recovered', by: null } as const },
    deliveries: [],
  }));
  await store.keep(over, now);
  await store.close();
  const asked: Readonly<Record<string, Partial<AlertFilter>>> = {
    'list of three months': {},
    'filter by event and level': { events: ['oms_sync_failed'], levels: ['HIGH'] },
    'search in the text': { text: 'message of f99' },
  };
  const rows: string[][] = [];
  for (const [title, change] of Object.entries(asked)) {
    const first: number[] = [];
    const again: number[] = [];
    let found = 0;
    for (let round = 0; round < rounds; round += 1) {
      const fresh = await open(folder);
      const centre = new AlertCentre({
        store: fresh,
        clock: systemClock,
        random: Math.random,
        newUid: randomUUID,
        linkTo: (id) => id,
      });
      for (const times of [first, again]) {
        const startedAt = performance.now();
        found = (await centre.list({ ...defaultAlertFilter, range: '3-months', ...change })).length;
        times.push(performance.now() - startedAt);
      }
      await fresh.close();
    }
    rows.push([title, whole(found), tenths(median(first)), tenths(median(again))]);
  }
  page.say(`#### ${whole(count)} alerts`);
  page.sayTable(['', 'found', 'first ms', 'then ms'], rows);
}

async function benchOutbox(page: BenchPage, folder: string): Promise<void> {
  const receiver = await startReceiver();
  let turn = 0;
  receiver.behaves = (request, response) => answers((turn += 1) % 2 === 0 ? 200 : 503)(request, response);
  const realStart = Date.now();
  const clock: Clock = {
    now: () => realStart + (Date.now() - realStart) * speed,
    monotonic: () => performance.now(),
    sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
  };
  const store = await open(folder);
  const leases = await openLeaseStore(join(folder, 'lease'), {
    onNotice: () => undefined,
    clock: systemClock,
  });
  const { host } = new URL(receiver.url);
  const channel = {
    ...defaultChannel,
    id: 'c1',
    name: 'Ops',
    kind: 'generic',
    host,
    allowsPrivate: true,
    groupBy: 'none',
    groupWaitSeconds: 0,
    perMinute: 100_000,
  } as const;
  await store.changeSettings((settings) => ({ ...settings, channels: [channel] }));
  const signals = Array.from({ length: deliveries }, (_, i) => raise(`f${String(i)}`, realStart));
  let ids = 0;
  await store.change((board) => applySignals(board, signals, () => `a${String((ids += 1))}`));
  const engine = new AlertEngine({
    ...{
      store,
      leases,
      clock,
      sources: [],
      signing: nodeSigning,
      random: Math.random,
      newUid: () => randomUUID(),
    },
    tasks: {
      tasks: () => Promise.resolve([]),
      runs: () => Promise.resolve([]),
      onDidChange: () => () => undefined,
    },
    worker: { withSession: () => Promise.reject(new Error('none')) },
    sender: webhookSender({ ca: receiver.ca }),
    secrets: { get: (_, kind) => Promise.resolve(kind === 'url' ? receiver.url : undefined) },
    linkTo: (id) => id,
    owner: 'bench',
    onTrouble: () => undefined,
    failPoint: noAlertFailPoint,
    parallel: 64,
  });
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  engine.start();
  const isLeft = async (): Promise<boolean> => {
    const { deliveries: all } = await store.board();
    return (
      all.length < deliveries ||
      all.some(({ state }) => state.kind !== 'successful' && state.kind !== 'sent-again')
    );
  };
  while (await isLeft()) await wait(50);
  const ms = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpu);
  await engine.stop();
  await store.close();
  await leases.close();
  await receiver.stop();
  page.say(`#### ${whole(deliveries)} deliveries through a receiver that refuses every second request`);
  page.sayTable(
    ['', 'requests', 'wall ms', 'cpu ms, receiver included', 'deliveries a second'],
    [
      [
        '64 at a time',
        whole(receiver.received.length),
        whole(ms),
        whole((user + system) / 1000),
        tenths(deliveries / (ms / 1000)),
      ],
    ],
  );
}

/**
 * A process of its own that sends the alerts of a real store to a real receiver, on a clock that goes faster than the real
 * one. It ends when everything has arrived, or where its fail point kills it. Arguments as one JSON text.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AlertEngine } from '../../src/alert/alertEngine.ts';
import type { AlertFailPoint } from '../../src/alert/failPoint.ts';
import { emptyBoard } from '../../src/alert/model/board.ts';
import { readBoard, readKeptAlert } from '../../src/alert/model/readAlerts.ts';
import { readSettings } from '../../src/alert/model/readSettings.ts';
import { defaultSettings } from '../../src/alert/model/settings.ts';
import { english } from '../../src/schema/phrase.ts';
import { openAlertStore } from '../../src/store/alertStore.ts';
import { openLeaseStore } from '../../src/store/leaseStore.ts';
import { systemClock } from '../../src/store/systemClock.ts';
import type { Clock } from '../../src/task/ports.ts';
import { webhookSender } from '../../src/webhook/postWebhook.ts';
import { nodeSigning } from '../../src/webhook/signing.ts';

export interface AlertWork {
  readonly folder: string;
  readonly url: string;
  readonly ca: string;
  /** When the first process begins, on the fast clock; the next one goes on where the one before it ended. */
  readonly fastStart: number;
  readonly speed: number;
  /** `name:hit`; empty for none. */
  readonly failPoint: string;
  /** When all has arrived, or when nothing is left that goes on. */
  readonly until: 'arrived' | 'archived';
}

const work = JSON.parse(process.argv[2] ?? '{}') as AlertWork;
const { folder, url, ca, fastStart, speed } = work;
const clockFile = join(folder, 'clock');
let fastNow = fastStart;

/** Gives the newest time of all processes; a moment is no newer for being read twice. */
function readFastNow(): number {
  try {
    return Math.max(fastNow, Number(readFileSync(clockFile, 'utf8')));
  } catch {
    return fastNow; // nobody has slept yet
  }
}

/** From one look to the next at least so much passes: what is due then is sent side by side. */
const leastPass = 30_000;

function pass(ms: number): void {
  fastNow = readFastNow() + ms;
  const ownFile = `${clockFile}.${String(process.pid)}`;
  writeFileSync(ownFile, String(fastNow));
  renameSync(ownFile, clockFile);
}

fastNow = readFastNow();

/**
 * Only the times that alerts go by are fast: how long this process may trust its lease is this computer's matter. They pass
 * by its sleeping, from look to look, so that a busy computer, which takes longer for everything, has as much of them.
 */
const clock: Clock = {
  now: () => Math.round(fastNow),
  monotonic: () => performance.now(),
  sleep: async (ms, signal) => {
    await systemClock.sleep(ms / speed, signal);
    pass(Math.max(ms, leastPass));
  },
};
const [wanted = '', hit = '1'] = work.failPoint.split(':');
let left = Number(hit);
const failPoint: AlertFailPoint = async (name) => {
  if (name !== wanted || (left -= 1) !== 0) return;
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => setInterval(() => undefined, 1000));
};
const options = { onNotice: () => undefined, pollMs: 50 };
const store = await openAlertStore(
  folder,
  { readBoard, readKeptAlert, readSettings },
  { board: emptyBoard, settings: defaultSettings },
  options,
);
const leases = await openLeaseStore(join(folder, 'lease'), { ...options, clock: systemClock });
const engine = new AlertEngine({
  store,
  leases,
  clock,
  failPoint,
  tasks: {
    tasks: () => Promise.resolve([]),
    runs: () => Promise.resolve([]),
    onDidChange: () => () => undefined,
  },
  worker: { withSession: () => Promise.reject(new Error('none')) },
  sources: [],
  sender: webhookSender({ ca, timeoutMs: 60_000 }),
  secrets: { get: (_, kind) => Promise.resolve(kind === 'url' ? url : undefined) },
  signing: nodeSigning,
  linkTo: (id) => `vscode://shadow-sync/alert/${id}`,
  random: Math.random,
  newUid: () => randomUUID(),
  owner: randomUUID(),
  onTrouble: (message) => process.stderr.write(`${english(message)}\n`),
  parallel: 16,
});
engine.start();
process.stdout.write('ready\n');
const isDone = async (): Promise<boolean> => {
  const { deliveries, alerts } = await store.board();
  if (work.until === 'archived') return alerts.length === 0;
  const arrived = new Set(
    deliveries
      .filter(({ state }) => state.kind === 'successful' || state.kind === 'sent-again')
      .flatMap((delivery) => delivery.alerts),
  );
  return alerts.every(({ id, event }) => event === 'channel_failed' || arrived.has(id));
};
while (!(await isDone())) await wait(50);
await engine.stop();
await store.close();
await leases.close();

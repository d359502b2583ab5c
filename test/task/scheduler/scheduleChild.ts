/**
 * A process of its own that runs the schedule of a real store, on a clock that goes faster than the real one, or that its
 * standard input moves on. Each run is a line in a file that all such processes append to. Arguments as one JSON text.
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { openLeaseStore } from '../../../src/store/leaseStore.ts';
import { systemClock } from '../../../src/store/systemClock.ts';
import type { Clock } from '../../../src/task/ports.ts';
import { Scheduler } from '../../../src/task/scheduler/scheduler.ts';
import { toyPlan } from '../../support/toyPlans.ts';
import { ToyServer } from '../../support/toyServer.ts';
import { openTestStore } from '../openTestStore.ts';
import { resultOf } from './schedulerWorld.ts';
import { SteppedClock } from './steppedClock.ts';

export interface ScheduleWork {
  readonly folder: string;
  /** When the schedule begins: on the fast clock, and on this computer's. */
  readonly fastStart: number;
  readonly realStart: number;
  /**
   * Null: each line of standard input is a time, and the process says when it has done what is to be done by then. With either
   * clock the process ends with its standard input.
   */
  readonly speed: number | null;
  /** How long a run takes; no time where nothing is said. */
  readonly runMs?: number;
  /** Where it stands still to be killed, and says so: before the history gets a line, or when it has it. */
  readonly hangs?: 'before-record' | 'after-record';
}

const work = JSON.parse(process.argv[2] ?? '{}') as ScheduleWork;
const { folder, fastStart, realStart, speed, runMs = 0, hangs } = work;
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function fastClock(by: number): Clock {
  return {
    now: () => Math.round(fastStart + (Date.now() - realStart) * by),
    monotonic: () => performance.now() * by,
    sleep: async (ms, signal) => {
      await wait(ms / by, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    },
  };
}

function steppedClock(): Clock {
  const stepped = new SteppedClock(fastStart, (now) => say(`asleep ${String(now)}`));
  createInterface({ input: process.stdin }).on('line', (line) => stepped.moveTo(Number(line)));
  return stepped;
}

const clock = speed === null ? steppedClock() : fastClock(speed);
// A file that is held for a moment, and a store that others write to, are waited for in real time.
const storeClock: Clock = { ...systemClock, now: () => clock.now() };
const plan = await toyPlan(new ToyServer().table('shop', 'a', ['id int']));
const options = { onNotice: () => undefined, clock: storeClock, pollMs: 20 };
const store = await openTestStore(folder, options);
if (hangs !== undefined) {
  const addRun = store.addRun.bind(store);
  store.addRun = async (record) => {
    if (hangs === 'after-record') await addRun(record);
    say(hangs);
    await new Promise(() => undefined);
  };
}
const leases = await openLeaseStore(join(folder, 'lease'), options);
const scheduler = new Scheduler({
  store,
  leases,
  clock,
  random: Math.random,
  newRunName: () => 'run',
  owner: `p${String(process.pid)}`,
  onNotice: ({ kind, message }) => say(`${kind} ${String(process.pid)} ${message}`),
  logs: {
    open: () => Promise.resolve({ write: () => undefined, close: () => Promise.resolve() }),
    read: () => Promise.resolve({ lines: [], torn: 0 }),
    remove: () => Promise.resolve(),
  },
  journals: { read: () => Promise.resolve([]) },
  plans: {
    save: () => Promise.resolve(),
    read: () => Promise.resolve(plan),
    collect: () => Promise.resolve(),
  },
  worker: {
    withSession: (_connection, _signal, doWork) =>
      doWork({
        serverIdentity: plan.serverIdentity,
        recover: () => Promise.resolve([]),
        plan: () => Promise.resolve({ plan, problems: [], notes: [] }),
        planUndo: () => Promise.resolve({ plan, problems: [], notes: [] }),
        run: async ({ hash }, { signal }) => {
          appendFileSync(
            join(folder, 'effects'),
            `${String(process.pid)} ${hash.slice(0, 8)} ${String(clock.now())}\n`,
          );
          if (runMs > 0) await clock.sleep(runMs, signal);
          return resultOf('succeeded');
        },
      }),
  },
});
say('ready');
scheduler.start();
await finished(process.stdin.resume());
await scheduler.stop();
await store.close();
await leases.close();

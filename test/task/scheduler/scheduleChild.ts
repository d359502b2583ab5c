/**
 * A process of its own that runs the schedule of a real store, on a clock that goes faster than the real one. Each run is a
 * line in a file that all such processes append to. Arguments as one JSON text.
 */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openLeaseStore } from '../../../src/store/leaseStore.ts';
import { openTaskStore } from '../../../src/store/taskStore.ts';
import { readProcesses } from '../../../src/task/approval/approvalProcess.ts';
import { readRunRecord, readTask } from '../../../src/task/model/readTask.ts';
import type { Clock } from '../../../src/task/ports.ts';
import { Scheduler } from '../../../src/task/scheduler/scheduler.ts';
import { readFilters } from '../../../src/task/taskFilter.ts';
import { toyPlan } from '../../support/toyPlans.ts';
import { ToyServer } from '../../support/toyServer.ts';
import { resultOf } from './schedulerWorld.ts';

export interface ScheduleWork {
  readonly folder: string;
  /** When the schedule begins: on the fast clock, and on this computer's. */
  readonly fastStart: number;
  readonly realStart: number;
  readonly speed: number;
  /** On the fast clock. */
  readonly until: number;
}

const work = JSON.parse(process.argv[2] ?? '{}') as ScheduleWork;
const { folder, fastStart, realStart, speed, until } = work;
const clock: Clock = {
  now: () => Math.round(fastStart + (Date.now() - realStart) * speed),
  monotonic: () => performance.now() * speed,
  sleep: async (ms, signal) => {
    await wait(ms / speed, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  },
};
const plan = await toyPlan(new ToyServer().table('shop', 'a', ['id int']));
const options = { onNotice: () => undefined, clock, pollMs: 20 };
const readers = { readTask, readRunRecord, readProcesses, readFilters };
const store = await openTaskStore(folder, readers, options);
const leases = await openLeaseStore(join(folder, 'lease'), options);
const scheduler = new Scheduler({
  store,
  leases,
  clock,
  random: Math.random,
  newRunName: () => 'run',
  owner: `p${String(process.pid)}`,
  onNotice: () => undefined,
  logs: {
    open: () => Promise.resolve({ write: () => undefined, close: () => Promise.resolve() }),
    read: () => Promise.resolve({ lines: [], torn: 0 }),
    remove: () => Promise.resolve(),
  },
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
        run: ({ hash }) => {
          appendFileSync(
            join(folder, 'effects'),
            `${String(process.pid)} ${hash.slice(0, 8)} ${String(clock.now())}\n`,
          );
          return Promise.resolve(resultOf('succeeded'));
        },
      }),
  },
});
process.stdout.write('ready\n');
scheduler.start();
while (clock.now() < until) await wait(20);
await scheduler.stop();
await store.close();
await leases.close();

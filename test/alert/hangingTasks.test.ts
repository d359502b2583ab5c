/** Tasks that nobody hears of any more: found by the clock alone, told once, and over when the task goes on. */
import assert from 'node:assert/strict';
import { defaultAlertFilter } from '../../src/alert/alertFilter.ts';
import { newProgress } from '../../src/task/model/task.ts';
import type { Task } from '../../src/task/model/task.ts';
import type { TaskState } from '../../src/task/state/taskState.ts';
import { sampleTask } from '../task/sampleTasks.ts';
import { AlertWorld, at, minute, play, start } from './alertWorld.ts';

const t0 = Date.parse(start);
const run = { run: 'r1', owner: 'o', slot: null, coalesced: 0, startedAt: t0 };

function inState(state: TaskState): Task {
  return sampleTask({ state, execution: { kind: 'manual' } });
}

const done: Task = {
  ...inState({ kind: 'waiting', why: 'manual', since: t0 }),
  progress: { ...newProgress, lastRun: { run: 'r1', outcome: 'succeeded', at: t0 + minute } },
};

describe('tasks that hang', () => {
  const cases: readonly {
    readonly what: string;
    readonly state: TaskState;
    readonly limit: number;
    readonly fingerprint: string;
    readonly says: RegExp;
  }[] = [
    {
      what: 'a run that takes longer than its limit',
      state: { kind: 'executing', ...run },
      limit: 60,
      fingerprint: 'task:t0000000aaaa/oms_sync_delay/run',
      says: /takes longer than 60 min/,
    },
    {
      what: 'a broken run of which nobody knows what became',
      state: { kind: 'recovering', ...run },
      limit: 10,
      fingerprint: 'task:t0000000aaaa/oms_sync_status_inconsistent/unknown',
      says: /broke off, and what became of its statements is not known yet/,
    },
  ];
  for (const { what, state, limit, fingerprint, says } of cases) {
    it(`${what}: one alert when the limit is over, and its end with the run’s`, async () => {
      const world = new AlertWorld();
      await world.channel();
      world.tasks = [inState(state)];
      const news = async (): Promise<readonly string[]> =>
        (await world.centre().list(defaultAlertFilter)).map(
          ({ alert }) => `${alert.fingerprint} ${alert.life.kind} ${String(alert.count)}`,
        );
      const seen: (readonly string[])[] = [];
      const look = async (): Promise<void> => void seen.push(await news());
      await play(
        world,
        [
          at((limit - 1) * minute, look),
          at((limit + 1) * minute, look),
          at((limit + 20) * minute, async () => {
            await look();
            world.tasks = [done];
          }),
        ],
        (limit + 25) * minute,
      );
      await look();
      const open = [`${fingerprint} firing 1`];
      assert.deepEqual(seen, [[], open, open, [`${fingerprint} resolved 1`]]);
      assert.deepEqual(
        world.sent.map(({ alerts }) => alerts.map(({ status }) => status)),
        [['firing'], ['resolved']],
      );
      assert.match(world.sent[0]?.request.body ?? '', says);
    });
  }
});

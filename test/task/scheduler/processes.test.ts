/** Several processes over one store on the disk: who runs what, whoever is stopped and killed (S-01, S-02, PR5, PR6). */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { newProgress } from '../../../src/task/model/task.ts';
import type { RunRecord } from '../../../src/task/model/task.ts';
import type { Execution } from '../../../src/task/schedule/execution.ts';
import { removeFolder } from '../../support/removeFolder.ts';
import { openTestStore } from '../openTestStore.ts';
import { sampleTask } from '../sampleTasks.ts';
import type { ScheduleWork } from './scheduleChild.ts';
import { hour, hourly, minute, SchedulerWorld } from './schedulerWorld.ts';

interface StartedChild {
  readonly child: ChildProcess;
  /** What it said so far. */
  readonly lines: readonly string[];
  readonly ended: Promise<unknown>;
}

const script = fileURLToPath(new URL('scheduleChild.ts', import.meta.url));
const fastStart = Date.parse('2026-01-01T00:00:00Z');
/** How many times faster the clock of the processes goes where they have one. */
const speed = 120;
/** Longer than between two looks of a scheduler, shorter than it trusts its lease. */
const step = 15_000;
/** The processes go on for a while: runs of later slots would show what was done twice. */
const end = fastStart + 75 * minute;
const every = Array.from({ length: hour / minute }, (_, i) => fastStart + (i + 1) * minute);

/** The slots that records are of, as their own or among those that went into them. */
function slotsOf(records: readonly RunRecord[]): readonly number[] {
  return records.flatMap(({ slot, coalesced }) =>
    Array.from({ length: coalesced + 1 }, (_, i) => (slot ?? 0) - (coalesced - i) * minute),
  );
}

/** Every slot of the hour is in one record; of later ones none is in two. */
function assertEachOnce(records: readonly RunRecord[], all: readonly StartedChild[]): void {
  const covered = slotsOf(records);
  const missing = every.filter((slot) => !covered.includes(slot));
  const twice = covered.filter((slot, i) => covered.indexOf(slot) !== i);
  const said = all.flatMap(({ lines }) => lines.filter((line) => !line.startsWith('succeeded '))).join('\n');
  assert.deepEqual({ missing, twice }, { missing: [], twice: [] }, said);
  assert.ok(covered.every((slot) => slot > fastStart && (slot - fastStart) % minute === 0));
}

/** A busy computer is slow, and one that hangs is found out. */
async function until(isSo: () => boolean): Promise<void> {
  for (let i = 0; !isSo(); i += 1) {
    assert.ok(i < 24_000, 'waited for two minutes');
    await wait(5);
  }
}

describe('processes that share a store', function () {
  this.timeout(600_000);
  let folder: string;
  const children = new Set<ChildProcess>();

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'shsync-processes-'))));
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    children.clear();
    removeFolder(folder);
  });

  /** Errors of a child are the test's. */
  function start(work: ScheduleWork): StartedChild {
    const child = spawn(process.execPath, [script, JSON.stringify(work)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    children.add(child);
    const lines: string[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    return { child, lines, ended: once(child, 'close') };
  }

  async function add(execution: Execution): Promise<void> {
    const { plan } = await SchedulerWorld.make();
    const store = await openTestStore(folder);
    const lastSlot = execution.kind === 'cron' ? fastStart : null;
    const task = sampleTask({
      state: { kind: 'waiting', why: 'scheduled', since: 0 },
      execution,
      progress: { ...newProgress, lastSlot },
    });
    const { hash, serverIdentity } = plan;
    await store.add([{ ...task, plan: task.plan === null ? null : { ...task.plan, hash, serverIdentity } }]);
    await store.close();
  }

  function addMinutely(): Promise<void> {
    return add({
      kind: 'cron',
      expression: '* * * * *',
      zone: 'UTC',
      missed: 'run-once',
      keepInSync: false,
    });
  }

  async function records(): Promise<readonly RunRecord[]> {
    const store = await openTestStore(folder);
    const found = await store.runs(null);
    await store.close();
    return found.toReversed();
  }

  /**
   * Lets them go on until the hour is over and all of it is in the history: on a busy computer the runs of the last slots come
   * late, however late.
   */
  async function endAfterTheHour(all: readonly StartedChild[], realStart: number): Promise<void> {
    const isOver = (): boolean => fastStart + (Date.now() - realStart) * speed >= end;
    const missing = async (): Promise<readonly number[]> => {
      const covered = slotsOf(await records());
      return every.filter((slot) => !covered.includes(slot));
    };
    for (let i = 0; !isOver() || (i < 600 && (await missing()).length > 0); i += 1) await wait(200);
    for (const { child } of all) child.stdin?.end();
    await Promise.all(all.map(({ ended }) => ended));
  }

  function effects(): readonly string[] {
    return readFileSync(join(folder, 'effects'), 'utf8').split('\n').filter(Boolean);
  }

  it('S-01, PR5: three windows, an hour of slots every minute: each slot has one run', async () => {
    await addMinutely();
    const realStart = Date.now();
    const started = [1, 2, 3].map(() => start({ folder, fastStart, speed, realStart }));
    await endAfterTheHour(started, realStart);
    const found = await records();
    // Whatever a busy machine makes late goes into one run; nothing is lost and nothing runs twice.
    assertEachOnce(found, started);
    // A process that hangs longer than its lease loses its run to another one, which says so and takes it up again. It is
    // told nothing of a first effect here; on a real server the journal and the tables tell (test/execution).
    const takenUp = started.flatMap(({ lines }) => lines.filter((line) => line.startsWith('recovering ')));
    const more = effects().length - found.filter(({ outcome }) => outcome === 'succeeded').length;
    assert.ok(more >= 0 && more <= takenUp.length, `${String(more)} more than ${takenUp.join()}`);
  });

  it('S-01, PR5, O-81: an hour of slots on one clock, the window that runs them killed again and again: each slot once', async () => {
    await addMinutely();
    const work = { folder, fastStart, realStart: 0, speed: null };
    const windows = [1, 2, 3].map(() => start(work));
    const all = [...windows];
    const ran = (one: StartedChild): number =>
      one.lines.filter((line) => line.startsWith('succeeded ')).length;
    for (const { lines } of windows) await until(() => lines.includes('ready'));
    for (let now = fastStart + step; now <= fastStart + 61 * minute - step; now += step) {
      for (const { child } of windows) child.stdin?.write(`${String(now)}\n`);
      for (const { lines } of windows) await until(() => lines.includes(`asleep ${String(now)}`));
      if ((now + step) % minute !== 0) continue;
      // Before the next slot everything about this one is over.
      const passed = Math.floor((now - fastStart) / minute);
      await until(() => all.reduce((sum, one) => sum + ran(one), 0) === passed);
      if (passed === 0 || passed % 15 !== 0) continue;
      const holder = windows.findIndex((one) => ran(one) > 0);
      windows[holder]?.child.kill('SIGKILL');
      await windows[holder]?.ended;
      const next = start({ ...work, fastStart: now });
      await until(() => next.lines.includes('ready'));
      windows[holder] = next;
      all.push(next);
    }
    const found = await records();
    assert.deepEqual(
      found.map(({ slot, coalesced, outcome }) => [slot, coalesced, outcome]),
      Array.from({ length: 60 }, (_, i) => [fastStart + (i + 1) * minute, 0, 'succeeded']),
    );
    assert.equal(effects().length, 60);
  });

  it('S-02, S-06, PR6: processes that are suspended and killed: no slot twice, none lost, the store readable', async () => {
    await addMinutely();
    const work = { folder, fastStart, speed };
    const realStart = Date.now();
    const all = [1, 2, 3].map(() => start({ ...work, realStart }));
    for (let round = 0; round < 8; round += 1) {
      const victim = all[round % all.length];
      if (victim === undefined) continue;
      victim.child.kill('SIGSTOP');
      await wait(700);
      if (round % 4 === 3) {
        victim.child.kill('SIGKILL');
        all[round % all.length] = start({ ...work, realStart });
      } else {
        victim.child.kill('SIGCONT');
      }
      await wait(500);
    }
    await endAfterTheHour(all, realStart);
    const found = await records();
    assertEachOnce(found, all);
  });

  /** What a process does until it dies over the history, and the line that there has to be. */
  const dyings: readonly {
    readonly name: string;
    readonly execution: Execution;
    readonly times: readonly number[];
    readonly runMs: number;
    readonly line: readonly [slot: number, coalesced: number, outcome: RunRecord['outcome']];
  }[] = [
    {
      name: 'starts of a schedule that were missed',
      execution: hourly(),
      times: [fastStart + 3 * hour + 20 * minute],
      runMs: 0,
      line: [fastStart + 3 * hour, 2, 'missed'],
    },
    {
      name: 'missed starts that somebody is asked about',
      execution: hourly('ask'),
      times: [fastStart + 3 * hour + 20 * minute],
      runMs: 0,
      line: [fastStart + 3 * hour, 2, 'missed'],
    },
    {
      name: 'a single start that was missed',
      execution: { kind: 'once', at: fastStart, missed: 'skip' },
      times: [fastStart + 2 * hour],
      runMs: 0,
      line: [fastStart, 0, 'missed'],
    },
    {
      name: 'a start that was skipped while a run went on',
      execution: hourly(),
      times: [fastStart + hour, fastStart + 2 * hour],
      runMs: 24 * hour,
      line: [fastStart + 2 * hour, 0, 'skipped'],
    },
    {
      name: 'a run that came to its end',
      execution: hourly(),
      times: [fastStart + hour],
      runMs: 0,
      line: [fastStart + hour, 0, 'succeeded'],
    },
  ];

  for (const { name, execution, times, runMs, line: expected } of dyings) {
    for (const hangs of ['before-record', 'after-record'] as const) {
      it(`S3, S10, S12: killed ${hangs}, ${name}: one line of the history, whoever reads it`, async () => {
        await add(execution);
        const [first = fastStart] = times;
        const work = { folder, realStart: 0, speed: null };
        const dying = start({ ...work, fastStart: first, runMs, hangs });
        const has = (line: string): boolean => dying.lines.includes(line);
        for (const time of times.slice(1)) {
          await until(() => dying.lines.some((said) => said.startsWith('started ')));
          for (let now = time; !has(hangs); now += step) {
            dying.child.stdin?.write(`${String(now)}\n`);
            await until(() => has(hangs) || has(`asleep ${String(now)}`));
          }
        }
        await until(() => has(hangs));
        dying.child.kill('SIGKILL');
        await dying.ended;
        const lines = async (): Promise<readonly unknown[]> =>
          (await records())
            .filter(({ outcome }) => outcome === expected[2])
            .map(({ slot, coalesced, outcome }) => [slot, coalesced, outcome]);
        assert.deepEqual(await lines(), [expected], 'before another process looked');
        const later = (times.at(-1) ?? first) + minute;
        const next = start({ ...work, fastStart: later });
        await until(() => next.lines.includes(`asleep ${String(later)}`));
        next.child.stdin?.write(`${String(later + minute)}\n`);
        await until(() => next.lines.includes(`asleep ${String(later + minute)}`));
        next.child.kill('SIGKILL');
        await next.ended;
        assert.deepEqual(await lines(), [expected], 'after another process looked');
        const store = await openTestStore(folder);
        const [task] = await store.tasks();
        await store.close();
        assert.deepEqual(task?.progress.unrecorded, []);
      });
    }
  }
});

/** Several processes over one store on the disk: who runs what, whoever is stopped and killed (S-01, S-02, PR5, PR6). */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openTaskStore } from '../../../src/store/taskStore.ts';
import { systemClock } from '../../../src/store/systemClock.ts';
import { readProcesses } from '../../../src/task/approval/approvalProcess.ts';
import { newProgress } from '../../../src/task/model/task.ts';
import { readRunRecord, readTask } from '../../../src/task/model/readTask.ts';
import type { RunRecord } from '../../../src/task/model/task.ts';
import { readFilters } from '../../../src/task/taskFilter.ts';
import type { TaskStore } from '../../../src/task/taskPorts.ts';
import { sampleTask } from '../sampleTasks.ts';
import type { ScheduleWork } from './scheduleChild.ts';
import { SchedulerWorld } from './schedulerWorld.ts';

const script = fileURLToPath(new URL('scheduleChild.ts', import.meta.url));
const fastStart = Date.parse('2026-01-01T00:00:00Z');
const minute = 60_000;

describe('processes that share a store', () => {
  let folder: string;
  const children = new Set<ChildProcess>();

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'shsync-processes-'))));
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    children.clear();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Errors of a child are the test's. */
  function start(work: ScheduleWork): { readonly child: ChildProcess; readonly ended: Promise<unknown> } {
    const child = spawn(process.execPath, [script, JSON.stringify(work)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.add(child);
    return { child, ended: once(child, 'close') };
  }

  function open(): Promise<TaskStore> {
    const readers = { readTask, readRunRecord, readProcesses, readFilters };
    return openTaskStore(folder, readers, { onNotice: () => undefined, clock: systemClock });
  }

  async function addMinutely(): Promise<void> {
    const { plan } = await SchedulerWorld.make();
    const store = await open();
    const task = sampleTask({
      state: { kind: 'waiting', why: 'scheduled', since: 0 },
      execution: {
        kind: 'cron',
        expression: '* * * * *',
        zone: 'UTC',
        missed: 'run-once',
        keepInSync: false,
      },
      progress: { ...newProgress, lastSlot: fastStart },
    });
    const { hash, serverIdentity } = plan;
    await store.add([{ ...task, plan: task.plan === null ? null : { ...task.plan, hash, serverIdentity } }]);
    await store.close();
  }

  async function records(): Promise<readonly RunRecord[]> {
    const store = await open();
    const found = await store.runs(null);
    await store.close();
    return found.toReversed();
  }

  function effects(): readonly string[] {
    return readFileSync(join(folder, 'effects'), 'utf8').split('\n').filter(Boolean);
  }

  it('S-01, PR5: three windows, an hour of slots every minute: each slot has one run', async () => {
    await addMinutely();
    const work = { folder, fastStart, speed: 120, until: fastStart + 61 * minute };
    const realStart = Date.now();
    const started = [1, 2, 3].map(() => start({ ...work, realStart }));
    await Promise.all(started.map(({ ended }) => ended));
    const found = await records();
    const slots = found.map(({ slot }) => slot);
    assert.equal(new Set(slots).size, slots.length, 'a slot has two records');
    // Whatever a busy machine makes late goes into one run; nothing is lost and nothing runs twice.
    const covered = found.reduce((sum, { coalesced }) => sum + 1 + coalesced, 0);
    assert.ok(covered >= 60 && covered <= 61, `${String(covered)} slots`);
    assert.equal(effects().length, found.filter(({ outcome }) => outcome === 'succeeded').length);
  });

  it('S-02, S-06, PR6: processes that are suspended and killed: no slot twice, none lost, the store readable', async () => {
    await addMinutely();
    const work = { folder, fastStart, speed: 120, until: fastStart + 61 * minute };
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
    await Promise.all(all.map(({ ended }) => ended));
    const found = await records();
    const slots = found.map(({ slot }) => slot);
    assert.equal(new Set(slots).size, slots.length, 'a slot has two records');
    const covered = found.reduce((sum, { coalesced }) => sum + 1 + coalesced, 0);
    assert.ok(covered >= 59 && covered <= 61, `${String(covered)} slots`);
  });
});

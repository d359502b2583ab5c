/** A scheduler with everything around it in memory, so that time is the only subject. */
import { english } from '../../../src/schema/phrase.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import type { Plan } from '../../../src/shadow/analysis.ts';
import { newProgress } from '../../../src/task/model/task.ts';
import type { RunRecord, Task } from '../../../src/task/model/task.ts';
import type { Execution, MissedPolicy } from '../../../src/task/schedule/execution.ts';
import type { RunResult } from '../../../src/task/runResult.ts';
import { Scheduler } from '../../../src/task/scheduler/scheduler.ts';
import type { SchedulerParts } from '../../../src/task/scheduler/schedulerParts.ts';
import type {
  LeaseStore,
  PlanFiles,
  RunLogs,
  SessionRun,
  TaskNotice,
  TaskStore,
  TaskWorker,
} from '../../../src/task/taskPorts.ts';
import { toyPlan } from '../../support/toyPlans.ts';
import { ToyServer } from '../../support/toyServer.ts';
import { FakeJournalStore } from '../fakeJournal.ts';
import { sampleTask } from '../sampleTasks.ts';
import type { SampleChange } from '../sampleTasks.ts';
import { VirtualClock } from './virtualClock.ts';

export const minute = 60_000;
export const hour = 60 * minute;

/** What a run does; the default succeeds at once. */
export type Working = (request: SessionRun) => Promise<RunResult>;

class MemoryStore implements TaskStore {
  readonly kept = new Map<string, Task>();
  readonly records: RunRecord[] = [];
  readonly #listeners = new Set<() => void>();

  tasks(): Promise<readonly Task[]> {
    return Promise.resolve([...this.kept.values()]);
  }

  add(tasks: readonly Task[]): Promise<void> {
    for (const task of tasks) this.kept.set(task.id, task);
    this.#changed();
    return Promise.resolve();
  }

  async change(id: string, change: (task: Task) => Task): Promise<Task> {
    await Promise.resolve();
    const task = this.kept.get(id);
    if (task === undefined) throw new ShadowSyncError('conflict', 'gone');
    const changed = change(task);
    this.kept.set(id, changed);
    this.#changed();
    return changed;
  }

  async remove(ids: readonly string[], check: (task: Task) => void = () => undefined): Promise<void> {
    await Promise.resolve();
    for (const id of ids) {
      const task = this.kept.get(id);
      if (task !== undefined) check(task);
    }
    for (const id of ids) this.kept.delete(id);
    this.#changed();
  }

  runs(task: string | null): Promise<readonly RunRecord[]> {
    return Promise.resolve(this.records.filter((run) => task === null || run.task === task).reverse());
  }

  addRun(record: RunRecord): Promise<void> {
    if (!this.records.some(({ run }) => run === record.run)) this.records.push(record);
    return Promise.resolve();
  }

  processes(): Promise<readonly never[]> {
    return Promise.resolve([]);
  }

  setProcesses(): Promise<void> {
    return Promise.resolve();
  }

  filters(): Promise<readonly never[]> {
    return Promise.resolve([]);
  }

  setFilters(): Promise<void> {
    return Promise.resolve();
  }

  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** One lease on one clock. */
export class MemoryLease implements LeaseStore {
  readonly #clock: VirtualClock;
  holder: { owner: string; until: number } | null = null;
  fence = 0;
  /** Answers nothing while it is true. */
  isAway = false;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  take(owner: string, ttlMs: number): Promise<{ owner: string; fence: number } | null> {
    if (this.isAway) return Promise.reject(new ShadowSyncError('store', 'The store is away.'));
    const now = this.#clock.monotonic();
    if (this.holder !== null && this.holder.owner !== owner && this.holder.until > now)
      return Promise.resolve(null);
    if (this.holder?.owner !== owner) this.fence += 1;
    this.holder = { owner, until: now + ttlMs };
    return Promise.resolve({ owner, fence: this.fence });
  }

  release(owner: string): Promise<void> {
    if (this.holder?.owner === owner) this.holder = null;
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

export class SchedulerWorld {
  readonly clock: VirtualClock;
  readonly store = new MemoryStore();
  readonly lease: MemoryLease;
  readonly notices: TaskNotice[] = [];
  readonly logged: string[] = [];
  readonly sent: string[] = [];
  readonly plan: Plan;
  /** What the live tables ask for now; the frozen plan at first. */
  live: Plan;
  working: Working = () => Promise.resolve(resultOf('succeeded'));
  connecting: () => Promise<void> = () => Promise.resolve();

  private constructor(start: string, plan: Plan) {
    this.clock = new VirtualClock(start);
    this.lease = new MemoryLease(this.clock);
    this.plan = plan;
    this.live = plan;
  }

  static async make(start = '2026-01-01T00:00:00Z'): Promise<SchedulerWorld> {
    const server = new ToyServer();
    server.table('shop', 'a', ['id int']);
    return new SchedulerWorld(start, await toyPlan(server));
  }

  /** A task whose frozen plan is the world's. */
  task(change: SampleChange = {}): Task {
    const { hash, serverIdentity } = this.plan;
    const task = sampleTask({ state: { kind: 'waiting', why: 'scheduled', since: 0 }, ...change });
    const plan = task.plan === null ? null : { ...task.plan, hash, serverIdentity };
    return { ...task, plan };
  }

  /** What a scheduler and a task centre have in common. */
  parts(): Omit<SchedulerParts, 'leases' | 'newRunName' | 'owner'> {
    return {
      store: this.store,
      logs: this.#logs(),
      plans: this.#plans(),
      journals: new FakeJournalStore([]),
      worker: this.#worker(),
      clock: this.clock,
      random: Math.random,
      onNotice: (notice) => this.notices.push(notice),
    };
  }

  scheduler(owner = 'one'): Scheduler {
    let names = 0;
    const newRunName = (): string => `${owner}-${String((names += 1))}`;
    return new Scheduler({ ...this.parts(), leases: this.lease, newRunName, owner });
  }

  find(id = 't0000000aaaa'): Task {
    const task = this.store.kept.get(id);
    if (task === undefined) throw new Error(`no task ${id}`);
    return task;
  }

  /** `kind` of each notice that says something about a task's runs. */
  told(): readonly string[] {
    return this.notices.map(({ kind }) => kind);
  }

  #worker(): TaskWorker {
    return {
      withSession: async (_connection, _signal, work) => {
        await this.connecting();
        return await work({
          serverIdentity: this.plan.serverIdentity,
          recover: () => Promise.resolve([]),
          plan: () => Promise.resolve({ plan: this.live, problems: [], notes: [] }),
          planUndo: () => Promise.resolve({ plan: this.live, problems: [], notes: [] }),
          run: (_plan, request) => {
            this.sent.push(request.run);
            return this.working(request);
          },
        });
      },
    };
  }

  #logs(): RunLogs {
    return {
      open: () =>
        Promise.resolve({
          write: (_level, said) => this.logged.push(english(said)),
          close: () => Promise.resolve(),
        }),
      read: () => Promise.resolve({ lines: [], torn: 0 }),
      remove: () => Promise.resolve(),
    };
  }

  #plans(): PlanFiles {
    return {
      save: () => Promise.resolve(),
      read: (hash) => Promise.resolve(hash === this.plan.hash ? this.plan : null),
      collect: () => Promise.resolve(),
    };
  }
}

/** Midnight, when the worlds begin. */
export const start = Date.parse('2026-01-01T00:00:00Z');

/** Every full hour, UTC. */
export function hourly(missed: MissedPolicy = 'skip', keepInSync = false): Execution {
  return { kind: 'cron', expression: '0 * * * *', zone: 'UTC', missed, keepInSync };
}

/** A world in which an hourly task begins at midnight. */
export async function hourlyWorld(
  missed: MissedPolicy = 'skip',
  keepInSync = false,
): Promise<SchedulerWorld> {
  const world = await SchedulerWorld.make();
  const progress = { ...newProgress, lastSlot: start };
  await world.store.add([world.task({ execution: hourly(missed, keepInSync), progress })]);
  return world;
}

/** The slots that have a record, with what became of them. */
export function slots(world: SchedulerWorld): readonly string[] {
  return world.store.records.map(
    ({ slot, outcome }) => `${new Date(slot ?? 0).toISOString().slice(11, 16)} ${outcome}`,
  );
}

/** A run's result without tables. */
export function resultOf(outcome: RunResult['outcome'], error: RunResult['error'] = null): RunResult {
  return {
    run: 'r',
    outcome,
    tables: [],
    counts: { succeeded: 0, failed: 0, skipped: 0 },
    error,
    notices: [],
    durationMs: 1,
  };
}

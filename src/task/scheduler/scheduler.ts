/**
 * Runs due tasks while this process has the right to (reliability.md §5). Every few seconds: renew the lease, then look at
 * all tasks, start what is due, take over what broke off. All decisions are made again where they count, in the store.
 */
import { english, phrase, type Phrase, type Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { newId } from '../model/newId.ts';
import type { RunRecord, Task } from '../model/task.ts';
import { runErrorOf, saidOf } from '../runError.ts';
import { dueAt, nextSlot } from '../schedule/due.ts';
import type { Due } from '../schedule/due.ts';
import { isRunning } from '../state/taskState.ts';
import type { RunningRun } from '../state/taskState.ts';
import { transition } from '../state/transition.ts';
import type { TaskEvent } from '../state/taskEvent.ts';
import type { TaskNotice } from '../taskPorts.ts';
import { isExpired } from './expiry.ts';
import { LeaseKeeper, renewEveryMs } from './leaseKeeper.ts';
import { recordOfPassed, recordRuns } from './recordRuns.ts';
import { RunningTasks } from './runningTasks.ts';
import type { SchedulerParts } from './schedulerParts.ts';

/** Wall and monotonic clock apart by more than this since the last look: the computer slept, or its clock was set (S7). */
const clockJumpMs = 90_000;

/** Between two turns of the event loop. */
const tasksInOneGo = 25;

export class Scheduler {
  readonly #parts: SchedulerParts;
  readonly #keeper: LeaseKeeper;
  readonly #running: RunningTasks;
  readonly #stopping = new AbortController();
  #wake = new AbortController();
  #loop: Promise<void> | null = null;
  #offset: number | null = null;
  #nextAt: number | null = null;
  #isHolder = false;
  /** By task id; kept because cron expressions take time to compute. */
  readonly #upcoming = new Map<string, { readonly lastSlot: number | null; readonly at: number }>();

  constructor(parts: SchedulerParts) {
    this.#parts = parts;
    this.#keeper = new LeaseKeeper(parts.leases, parts.clock, parts.owner);
    this.#running = new RunningTasks(parts, () => this.#keeper.isTrusted());
  }

  /** Whether this process is the one that runs tasks. */
  get isHolder(): boolean {
    return this.#isHolder;
  }

  /** When the next task is due, as of the last look; null when none is. */
  get nextAt(): number | null {
    return this.#nextAt;
  }

  /** Begins, and goes on until `stop`. */
  start(): void {
    this.#loop ??= this.#run();
  }

  /** Runs what is due now, to its end. Gives false when another process has the right to run tasks. */
  async once(): Promise<boolean> {
    const end = this.#parts.store.onDidChange(() => this.#wake.abort());
    try {
      for (;;) {
        await this.#turn();
        const isDone = this.#running.count === 0;
        if (isDone || this.#stopping.signal.aborted) return this.#isHolder;
        await this.#pause();
      }
    } finally {
      end();
    }
  }

  /**
   * Ends. Runs are stopped on their servers, and stay as they are in the store: the next process that looks goes on with
   * what is left of them.
   */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.abort();
    await this.#loop;
    await this.#running.shutDown();
    await this.#keeper.release();
  }

  async #run(): Promise<void> {
    const end = this.#parts.store.onDidChange(() => this.#wake.abort());
    try {
      while (!this.#stopping.signal.aborted) {
        await this.#turnOrSay();
        await this.#pause();
      }
    } finally {
      end();
    }
  }

  /** S-11: whatever a look throws, the next one follows. */
  async #turnOrSay(): Promise<void> {
    try {
      await this.#turn();
    } catch (error) {
      this.#isHolder = false;
      this.#tell('trouble', null, saidOf(runErrorOf(error)));
    }
  }

  /** Never longer than until the next renewal, so no timer is ever set for a far slot (S-14). */
  async #pause(): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    if (this.#wake.signal.aborted) {
      // Something changed while this process was looking: it looks again.
      this.#wake = new AbortController();
      return;
    }
    const { clock } = this.#parts;
    const untilNext = this.#nextAt === null ? renewEveryMs : this.#nextAt - clock.now();
    const ms = Math.min(Math.max(untilNext, 50), renewEveryMs);
    const wake = this.#wake;
    void this.#running.nextEnd().then(() => wake.abort());
    await clock.sleep(ms, wake.signal);
  }

  async #turn(): Promise<void> {
    this.#noteClock();
    // The lease comes first: after a sleep, what was due is perhaps somebody else's business by now (S8).
    this.#isHolder = await this.#keeper.renew();
    this.#nextAt = null;
    if (!this.#isHolder) return;
    const tasks = await this.#parts.store.tasks();
    for (const [i, task] of tasks.entries()) {
      if (!this.#keeper.isTrusted()) return;
      await this.#attendOrSay(task);
      // Thousands of tasks must not keep a window from everything else.
      if (i % tasksInOneGo === tasksInOneGo - 1) await this.#parts.clock.sleep(1);
    }
  }

  #noteClock(): void {
    const { clock } = this.#parts;
    const offset = clock.now() - clock.monotonic();
    const jump = this.#offset === null ? 0 : offset - this.#offset;
    this.#offset = offset;
    if (Math.abs(jump) <= clockJumpMs) return;
    const seconds = Math.round(Math.abs(jump) / 1000);
    const said =
      jump > 0
        ? phrase`The clock went ${seconds} s ahead: the computer slept, or its clock was set.`
        : phrase`The clock was set back by ${seconds} s: no slot runs again.`;
    this.#tell('clock-jump', null, said);
  }

  /** One task's trouble is not the others'. */
  async #attendOrSay(task: Task): Promise<void> {
    try {
      await this.#attend(task);
    } catch (error) {
      // Another process was faster, or somebody changed the task: the next look sees that.
      if (ShadowSyncError.is(error, 'conflict')) return;
      this.#tell('trouble', task, saidOf(runErrorOf(error)));
    }
  }

  async #attend(seen: Task): Promise<void> {
    this.#stopIfWanted(seen);
    // A process died over it, or the history could not be written to.
    const task = await recordRuns(this.#parts.store, seen);
    const { state } = task;
    if (isRunning(state)) {
      await this.#attendRunning(task, state);
      return;
    }
    const now = this.#parts.clock.now();
    if (isExpired(task, now)) {
      const expired = await this.#apply(task, { kind: 'expire', at: now });
      const kind = state.kind === 'waiting' ? 'waiting-expired' : 'approval-expired';
      this.#tell(kind, expired, phrase`Task ${task.id} waited longer than its approval process allows.`);
      return;
    }
    if (state.kind !== 'waiting') return;
    if (state.why === 'queued') await this.#begin(task, null, 0, 0);
    else if (state.why === 'scheduled') await this.#attendSchedule(task, now);
  }

  /** First of all: a stop does not wait for anything else that is to be done with a task. */
  #stopIfWanted(task: Task): void {
    if (!isRunning(task.state) || !this.#running.has(task.id)) return;
    const { stopRequested } = task.progress;
    if (isExpired(task, this.#parts.clock.now()))
      this.#running.abort(task.id, 'the time that its approval process gives it');
    if (stopRequested !== null) this.#running.abort(task.id, stopRequested.by);
  }

  async #attendRunning(task: Task, state: RunningRun): Promise<void> {
    const { owner, clock } = this.#parts;
    const now = clock.now();
    if (this.#running.has(task.id)) {
      const due = dueAt(task, now);
      if (due.kind !== 'nothing') await this.#skip(task, due, phrase`the run before it was still going on`);
      else this.#noteNext(nextSlot(task, now));
      return;
    }
    if (!this.#running.hasRoomFor(task)) return;
    const taken = await this.#apply(task, { kind: 'recover', owner, at: now });
    this.#tell('recovering', taken, phrase`Run ${state.run} broke off; finding out how far it came.`);
    this.#running.begin(taken);
    // Somebody wanted it stopped before its process died: then it is settled, and nothing further is sent.
    if (taken.progress.stopRequested !== null) this.#running.abort(task.id, taken.progress.stopRequested.by);
  }

  async #attendSchedule(task: Task, now: number): Promise<void> {
    const { lastSlot } = task.progress;
    const known = this.#upcoming.get(task.id);
    // What a task is to do never changes after its submission, so its next slot stays until that is taken.
    if (known?.lastSlot === lastSlot && now < known.at) {
      this.#noteNext(known.at);
      return;
    }
    const due = dueAt(task, now);
    switch (due.kind) {
      case 'nothing': {
        const at = nextSlot(task, now) ?? Number.POSITIVE_INFINITY;
        this.#upcoming.set(task.id, { lastSlot, at });
        this.#noteNext(at);
        return;
      }
      case 'run':
        await this.#begin(task, due.slot, due.lateMs, due.coalesced);
        return;
      case 'missed':
        await this.#miss(task, due);
        return;
    }
  }

  async #begin(task: Task, slot: number | null, lateMs: number, coalesced: number): Promise<void> {
    const { clock, random, owner } = this.#parts;
    if (!this.#running.hasRoomFor(task)) {
      this.#noteNext(clock.now() + 1000);
      return;
    }
    const startedAt = clock.now();
    const run = newId('r', startedAt, random);
    const started = await this.#apply(task, { kind: 'start', run, owner, startedAt, slot, coalesced });
    const lateMinutes = Math.round(lateMs / 60_000);
    const said =
      lateMs > 60_000
        ? phrase`Run ${run} of task ${task.id} started, ${lateMinutes} min late.`
        : phrase`Run ${run} of task ${task.id} started.`;
    this.#tell('started', started, said);
    this.#running.begin(started);
  }

  async #miss(task: Task, due: Due & { readonly kind: 'missed' }): Promise<void> {
    const { slot, count, isMore, policy } = due;
    const at = this.#parts.clock.now();
    const isOnce = task.intent.execution.kind === 'once';
    const reason = passedText(count, isMore);
    const record = this.#recordOf(task, slot, count, 'missed', reason);
    const event: TaskEvent = isOnce
      ? { kind: 'miss', slot, at, record }
      : { kind: 'pass-slots', slot, count, isAsked: policy === 'ask', record };
    const missed = await this.#apply(task, event);
    const said = phrase`Task ${task.id}: ${reason}.`;
    const isAsked = isOnce || policy === 'ask';
    this.#tell('missed', missed, isAsked ? phrase`${said} Run it now, or leave it.` : said);
    await recordRuns(this.#parts.store, missed);
  }

  /** S-10. */
  async #skip(task: Task, due: Exclude<Due, { readonly kind: 'nothing' }>, why: Phrase): Promise<void> {
    const { slot } = due;
    const count = due.kind === 'missed' ? due.count : due.coalesced + 1;
    const reason = phrase`skipped: ${why}`;
    const record = this.#recordOf(task, slot, count, 'skipped', reason);
    const passed = await this.#apply(task, { kind: 'pass-slots', slot, count, isAsked: false, record });
    this.#tell('skipped', passed, phrase`Task ${task.id}: a start was ${reason}.`);
    await recordRuns(this.#parts.store, passed);
  }

  #recordOf(
    { id: task }: Task,
    slot: number,
    count: number,
    outcome: 'missed' | 'skipped',
    why: Phrase,
  ): RunRecord {
    const { clock, random } = this.#parts;
    const at = clock.now();
    return recordOfPassed({ run: newId('r', at, random), task, slot, count, outcome, why, at });
  }

  /** On the newest state, and only if it is still what the decision was made on. */
  #apply(seen: Task, event: TaskEvent): Promise<Task> {
    return this.#parts.store.change(seen.id, (task) => {
      if (!isAsSeen(task, seen)) {
        throw new ShadowSyncError('conflict', phrase`Task ${seen.id} was changed by another process.`);
      }
      return transition(task, event);
    });
  }

  #noteNext(at: number | null): void {
    if (at !== null && Number.isFinite(at) && (this.#nextAt === null || at < this.#nextAt)) this.#nextAt = at;
  }

  #tell(kind: TaskNotice['kind'], task: Task | null, said: Said): void {
    this.#parts.onNotice({ kind, task, message: english(said), said, at: this.#parts.clock.now() });
  }
}

function isAsSeen(task: Task, seen: Task): boolean {
  return (
    JSON.stringify(task.state) === JSON.stringify(seen.state) &&
    task.progress.lastSlot === seen.progress.lastSlot
  );
}

function passedText(count: number, isMore: boolean): Phrase {
  if (isMore) return phrase`more than ${count} starts passed while nothing of ours was running`;
  return count === 1
    ? phrase`1 start passed while nothing of ours was running`
    : phrase`${count} starts passed while nothing of ours was running`;
}

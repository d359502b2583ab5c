/** The task centre: everything that people do with tasks. It runs none: the scheduler does, in whatever process that is. */
import { english, phrase, type Said } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { Plan } from '../shadow/analysis.ts';
import { checkDecision } from './approval/mayDecide.ts';
import type { ApprovalRules } from './approval/mayDecide.ts';
import { matchProcess } from './approval/matchProcess.ts';
import { newId } from './model/newId.ts';
import { readIntent } from './model/readTask.ts';
import { newProgress } from './model/task.ts';
import type { RunRecord, Task, TaskIntent } from './model/task.ts';
import type { Clock, JournalStore } from './ports.ts';
import { planOfTask } from './planOfTask.ts';
import { readRunStory } from './runs/readRunStory.ts';
import type { AttemptStory } from './runs/runStory.ts';
import { runErrorOf } from './runError.ts';
import type { RunError } from './runResult.ts';
import { nextSlots, refuseMissed } from './schedule/due.ts';
import { admitPlan } from './scheduler/admitPlan.ts';
import type { Admission } from './scheduler/admitPlan.ts';
import { planReference } from './planReference.ts';
import { isOver, isRunning } from './state/taskState.ts';
import type { TaskEvent } from './state/taskEvent.ts';
import { transition } from './state/transition.ts';
import { eventOfAction } from './taskAction.ts';
import type { TaskAction } from './taskAction.ts';
import { filterTasks } from './taskFilter.ts';
import type { TaskFilter } from './taskFilter.ts';
import { planUndoOf, undoIntent } from './undo/undoRuns.ts';
import type { UndoRequest } from './undo/undoRuns.ts';
import type { LogLine, PlanFiles, Planned, RunLogs, TaskNotice, TaskStore, TaskWorker } from './taskPorts.ts';

export interface TaskCentreParts {
  readonly store: TaskStore;
  readonly plans: PlanFiles;
  readonly journals: Pick<JournalStore, 'read'>;
  readonly logs: RunLogs;
  readonly worker: TaskWorker;
  readonly clock: Clock;
  readonly random: () => number;
  readonly rules: ApprovalRules;
  readonly onNotice: (notice: TaskNotice) => void;
}

export interface SubmitRequest {
  readonly intent: TaskIntent;
  readonly creator: string;
  readonly signal: AbortSignal;
  /** The plan that was looked at; null when nobody looked at one. */
  readonly seenHash: string | null;
  /** The draft that this is; null for a new task. */
  readonly draft: string | null;
  readonly origin: Task['origin'];
}

/** One of many: what became of it. */
export interface BatchResult {
  readonly id: string;
  /** Null when it was done. */
  readonly error: RunError | null;
}

export interface HeldPlan {
  /** Null for a draft, and when it is not kept any more. */
  readonly frozen: Plan | null;
  readonly planned: Planned;
  readonly admission: Admission;
}

export class TaskCentre {
  readonly #parts: TaskCentreParts;

  constructor(parts: TaskCentreParts) {
    this.#parts = parts;
  }

  /** What an approval is worth here. */
  get isAdvisory(): boolean {
    return this.#parts.rules.isAdvisory;
  }

  /** Those that pass, sorted. */
  async list(filter: TaskFilter): Promise<readonly Task[]> {
    return filterTasks(await this.#parts.store.tasks(), filter, this.#parts.clock.now());
  }

  /** Throws ShadowSyncError 'usage' when there is none of that id. */
  async find(id: string): Promise<Task> {
    const { store } = this.#parts;
    const isIt = (task: Task): boolean => task.id === id;
    // Another process may have made it a moment ago.
    const found = (await store.tasks()).find(isIt) ?? (await store.tasks('fresh')).find(isIt);
    if (found !== undefined) return found;
    throw new ShadowSyncError('usage', phrase`There is no task ${id}.`, {
      remedy: phrase`Look at the list of tasks.`,
    });
  }

  /** Keeps what is to be done without a plan; it is submitted later. Throws ShadowSyncError 'usage'. */
  async saveDraft(intent: TaskIntent, creator: string): Promise<Task> {
    const task = this.#newTask(readIntent(intent), creator, null);
    await this.#parts.store.add([task]);
    return task;
  }

  /** What the plan would be now. Throws ShadowSyncError 'usage', and what connecting throws. */
  async preview(intent: TaskIntent, signal: AbortSignal): Promise<Planned> {
    const checked = readIntent(intent);
    return await this.#parts.worker.withSession(checked.connection.id, signal, (session) =>
      session.plan(checked, signal),
    );
  }

  /**
   * Makes the plan from the live tables, freezes it (R6) and finds the approval process. Throws ShadowSyncError: 'stale-plan'
   * when it is not the plan that was looked at, 'usage' when there is nothing to run (O-88) or the start is missed already, and
   * what connecting throws.
   */
  async submit(request: SubmitRequest): Promise<Task> {
    refuseMissed(request.intent.execution, this.#parts.clock.now());
    const { plan } = await this.preview(request.intent, request.signal);
    refuseUnseen(plan, request.seenHash);
    refuseEmpty(plan, request.intent);
    return await this.#freeze(plan, request);
  }

  /** The plan that takes a run back, as of now. Throws like `planUndoOf`. */
  async previewUndo(id: string, run: string, signal: AbortSignal): Promise<Plan> {
    return await planUndoOf(this.#parts, await this.find(id), run, signal);
  }

  /** Makes a task of it, which is reviewed and run like any other. Throws like `planUndoOf`, and like `submit`. */
  async submitUndo(request: UndoRequest): Promise<Task> {
    const { task: id, run, creator, seenHash, signal, execution } = request;
    refuseMissed(execution, this.#parts.clock.now());
    const undone = await this.find(id);
    const plan = await planUndoOf(this.#parts, undone, run, signal);
    refuseUnseen(plan, seenHash);
    const intent = readIntent(undoIntent(undone.intent, request));
    return await this.#freeze(plan, {
      intent,
      creator,
      draft: null,
      origin: { kind: 'undo', task: id, run },
    });
  }

  async #freeze(
    plan: Plan,
    { intent, creator, draft, origin }: Pick<SubmitRequest, 'intent' | 'creator' | 'draft' | 'origin'>,
  ): Promise<Task> {
    const { store, clock, plans } = this.#parts;
    await plans.save(plan);
    const reference = planReference(plan, clock.now());
    const process = matchProcess({ intent, plan: reference, creator }, await store.processes());
    const event: TaskEvent = { kind: 'submit', at: clock.now(), plan: reference, process };
    const task = await this.#keepSubmitted(draft, intent, creator, origin, event);
    if (task.state.kind === 'pending-approval') {
      this.#tell('pending-approval', task, phrase`Task ${task.id} waits for approval by "${process.name}".`);
    }
    return task;
  }

  async #keepSubmitted(
    draft: string | null,
    intent: TaskIntent,
    creator: string,
    origin: Task['origin'],
    event: TaskEvent,
  ): Promise<Task> {
    const { store } = this.#parts;
    if (draft !== null) return await store.change(draft, (task) => transition({ ...task, intent }, event));
    const task = transition(this.#newTask(intent, creator, origin), event);
    await store.add([task]);
    return task;
  }

  /**
   * Approves what was looked at. Throws ShadowSyncError: 'stale-plan' that says what moved since, 'privilege', 'conflict', and
   * what connecting throws: nobody approves a plan that can't be held against the tables.
   */
  async approve(
    id: string,
    by: string,
    comment: string,
    planHash: string,
    signal: AbortSignal,
  ): Promise<Task> {
    const task = await this.find(id);
    checkDecision(task, by, comment, this.#parts.rules);
    const event: TaskEvent = { kind: 'approve', by, comment, planHash, at: this.#parts.clock.now() };
    // Refuses what the status refuses before a server is asked.
    transition(task, event);
    const { admission } = await this.hold(task, signal);
    if (admission.kind === 'stale') {
      throw new ShadowSyncError(
        'stale-plan',
        phrase`The plan of task ${id} is outdated. ${admission.reason}`,
        {
          remedy: phrase`Reject it, and start it again with the tables of now.`,
        },
      );
    }
    const approved = await this.#decide(id, by, comment, event);
    this.#tell('approved', approved, phrase`Task ${id} was approved by ${by}.`);
    return approved;
  }

  /** Holds the frozen plan of a task against the tables of now. Throws what connecting throws. */
  async hold(task: Task, signal: AbortSignal): Promise<HeldPlan> {
    const frozen = await this.plan(task);
    return await this.#parts.worker.withSession(task.intent.connection.id, signal, async (session) => {
      const planned = await planOfTask(task, frozen, session, signal);
      return { frozen, planned, admission: admitPlan(task, planned.plan, frozen) };
    });
  }

  async reject(id: string, by: string, comment: string, planHash: string): Promise<Task> {
    const event: TaskEvent = { kind: 'reject', by, comment, planHash, at: this.#parts.clock.now() };
    const rejected = await this.#decide(id, by, comment, event);
    this.#tell(
      'rejected',
      rejected,
      comment === ''
        ? phrase`Task ${id} was rejected by ${by}`
        : phrase`Task ${id} was rejected by ${by}: ${comment}`,
    );
    return rejected;
  }

  /** 'run' and 'retry' only mark it: the process that runs tasks takes it up. 'stop' ends a run, 'terminate' a task. */
  async act(id: string, action: TaskAction, by: string): Promise<void> {
    if (action === 'remove') {
      await this.#remove(id);
      return;
    }
    const { store, clock } = this.#parts;
    await store.change(id, (task) => transition(task, eventOfAction(task, action, by, clock.now())));
  }

  /** All that can be done is done; what can't is reported one by one. */
  async actOnAll(ids: readonly string[], action: TaskAction, by: string): Promise<readonly BatchResult[]> {
    const results: BatchResult[] = [];
    for (const id of ids) {
      try {
        await this.act(id, action, by);
        results.push({ id, error: null });
      } catch (error) {
        results.push({ id, error: runErrorOf(error) });
      }
    }
    return results;
  }

  /** What a new task begins with that does the same once more; the ticks for unsafe statements are not among it. */
  async intentAgain(id: string): Promise<TaskIntent> {
    return { ...(await this.find(id)).intent, allowed: [] };
  }

  /** The frozen plan, for showing; null for a draft, and when it is not kept any more. */
  async plan({ plan }: Task): Promise<Plan | null> {
    return plan === null ? null : await this.#parts.plans.read(plan.hash);
  }

  /** None while its schedule stands still, or when it is over; before it is approved, what its schedule will ask for. */
  nextRuns(task: Task, count = 5): readonly number[] {
    if (isOver(task.state) || task.state.kind === 'paused') return [];
    return nextSlots(task, this.#parts.clock.now(), count);
  }

  /** Newest first. */
  runs(id: string): Promise<readonly RunRecord[]> {
    return this.#parts.store.runs(id);
  }

  /** The run that goes on is among those that can be asked for. */
  log(
    id: string,
    run: string,
    most?: number,
  ): Promise<{ readonly lines: readonly LogLine[]; readonly torn: number }> {
    return this.#parts.logs.read(id, run, most);
  }

  /** What a run did to each statement, attempt by attempt; also of one that goes on. */
  async story(id: string, run: string): Promise<readonly AttemptStory[]> {
    return await readRunStory(this.#parts, await this.find(id), run);
  }

  onDidChange(listener: () => void): () => void {
    return this.#parts.store.onDidChange(listener);
  }

  /** Drops plans that no task and no run needs any more. */
  async collectPlans(): Promise<void> {
    const { store, plans } = this.#parts;
    const tasks = await store.tasks();
    // What a run sends is noted when it ends; until then nothing is dropped.
    if (tasks.some(({ state }) => isRunning(state))) return;
    const frozen = tasks.flatMap(({ plan }) => (plan === null ? [] : [plan.hash]));
    const run = (await store.runs(null)).flatMap((record) => record.plans);
    await plans.collect(new Set([...frozen, ...run]));
  }

  #decide(id: string, by: string, comment: string, event: TaskEvent): Promise<Task> {
    return this.#parts.store.change(id, (task) => {
      checkDecision(task, by, comment, this.#parts.rules);
      return transition(task, event);
    });
  }

  async #remove(id: string): Promise<void> {
    const { store, logs } = this.#parts;
    const found: Task[] = [];
    await store.remove([id], (task) => {
      found.push(task);
      if (!isRunning(task.state)) return;
      throw new ShadowSyncError('conflict', phrase`Task ${id} is running.`, {
        remedy: phrase`Stop it first.`,
      });
    });
    if (found.length === 0) {
      throw new ShadowSyncError('conflict', phrase`There is no task ${id} (any more).`, {
        remedy: phrase`Look at the list of tasks again.`,
      });
    }
    await logs.remove(id);
  }

  #newTask(intent: TaskIntent, creator: string, origin: Task['origin']): Task {
    const { clock, random } = this.#parts;
    return {
      id: newId('t', clock.now(), random),
      intent,
      plan: null,
      state: { kind: 'draft' },
      creator,
      createdAt: clock.now(),
      process: null,
      approvals: [],
      progress: newProgress,
      origin,
    };
  }

  #tell(kind: TaskNotice['kind'], task: Task, said: Said): void {
    this.#parts.onNotice({ kind, task, message: english(said), said, at: this.#parts.clock.now() });
  }
}

function refuseUnseen(plan: Plan, seenHash: string | null): void {
  if (seenHash === null || plan.hash === seenHash) return;
  throw new ShadowSyncError('stale-plan', phrase`The tables moved since the change SQL was looked at.`, {
    remedy: phrase`Look at it again, and submit that.`,
  });
}

function refuseEmpty({ groups }: Plan, { execution }: TaskIntent): void {
  // A schedule that keeps tables in line may well begin with tables that are.
  if (groups.length > 0 || execution.kind === 'cron') return;
  throw new ShadowSyncError('usage', phrase`There is nothing to run: no shadow table needs a change.`, {
    remedy: phrase`Choose other tables, or a recurring schedule that keeps them in line.`,
  });
}

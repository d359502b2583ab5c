/** The runs that this process does: each with its log, its stop, and its end put into the store. */
import { english, phrase, type Said } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { RunRecord, Task } from '../model/task.ts';
import { runErrorOf, saidOf } from '../runError.ts';
import { journalPrefix } from '../runs/journalPrefix.ts';
import { isRunning } from '../state/taskState.ts';
import type { RunningRun } from '../state/taskState.ts';
import { outcomeName } from '../outcomeName.ts';
import { transition } from '../state/transition.ts';
import type { RunLog, TaskNotice } from '../taskPorts.ts';
import { recordRuns } from './recordRuns.ts';
import { runTask } from './runTask.ts';
import type { TaskRunEnd } from './runTask.ts';
import type { SchedulerParts } from './schedulerParts.ts';

interface RunningTask {
  readonly connection: string;
  readonly abort: AbortController;
  readonly done: Promise<void>;
  /** Who wanted it stopped; null while nobody does. */
  stoppedBy: string | null;
}

const defaultParallel = 2;

export class RunningTasks {
  readonly #parts: SchedulerParts;
  readonly #isTrusted: () => boolean;
  readonly #running = new Map<string, RunningTask>();
  #isShuttingDown = false;

  constructor(parts: SchedulerParts, isTrusted: () => boolean) {
    this.#parts = parts;
    this.#isTrusted = isTrusted;
  }

  get count(): number {
    return this.#running.size;
  }

  has(task: string): boolean {
    return this.#running.has(task);
  }

  hasRoomFor({ id, intent }: Task): boolean {
    if (this.#isShuttingDown || this.#running.has(id)) return false;
    if (this.#running.size >= (this.#parts.maxParallel?.() ?? defaultParallel)) return false;
    return ![...this.#running.values()].some(({ connection }) => connection === intent.connection.id);
  }

  /** Takes a task that was just marked as executing or recovering by this process. */
  begin(task: Task): void {
    const { state } = task;
    if (!isRunning(state)) return;
    const abort = new AbortController();
    const running: RunningTask = {
      connection: task.intent.connection.id,
      abort,
      // Behind a turn, so that the entry stands before the run can end.
      done: Promise.resolve().then(() => this.#work(task, state, abort.signal)),
      stoppedBy: null,
    };
    this.#running.set(task.id, running);
  }

  abort(task: string, by: string): void {
    const running = this.#running.get(task);
    if (running === undefined) return;
    running.stoppedBy ??= by;
    running.abort.abort();
  }

  /** Resolves when one of them ends; never while none runs. */
  nextEnd(): Promise<void> {
    if (this.#running.size === 0) return new Promise(() => undefined);
    return Promise.race([...this.#running.values()].map(({ done }) => done));
  }

  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  /** Stops all without an outcome: the next process goes on with them. */
  async shutDown(): Promise<void> {
    this.#isShuttingDown = true;
    for (const { abort } of this.#running.values()) abort.abort();
    await this.settled();
  }

  async #work(task: Task, state: RunningRun, signal: AbortSignal): Promise<void> {
    try {
      const log = await this.#parts.logs.open(task.id, state.run);
      try {
        await this.#workInLog(task, state, signal, log);
      } finally {
        await log.close();
      }
    } catch (error) {
      this.#tell('trouble', task, saidOf(runErrorOf(error)));
    } finally {
      this.#running.delete(task.id);
    }
  }

  async #workInLog(task: Task, state: RunningRun, signal: AbortSignal, log: RunLog): Promise<void> {
    const { worker, plans, clock, random, newRunName, onRunEvent } = this.#parts;
    const isRecovering = task.state.kind === 'recovering';
    const before = isRecovering ? await this.#plansOf(state.run) : [];
    log.write(
      'info',
      isRecovering ? phrase`Run ${state.run} broke off and is taken up again.` : startText(task, state),
    );
    const end = await runTask(task, {
      worker,
      plans,
      clock,
      random,
      newRunName,
      onRunEvent: (event) => onRunEvent?.({ task: task.id, run: state.run, event }),
      log,
      signal,
      mayGoOn: this.#isTrusted,
    });
    const isGivenUp = end.outcome !== 'succeeded' && (this.#isShuttingDown || !this.#isTrusted());
    if (isGivenUp) {
      log.write('warn', phrase`This process gives the run up; the next one that looks goes on with it.`);
      return;
    }
    log.write(end.outcome === 'succeeded' ? 'info' : 'error', endText(end));
    await this.#finish(task, state, { ...end, plans: [...before, ...end.plans] });
  }

  /** What the attempts of a process that died ran, so that it stays shown and can be undone. */
  async #plansOf(run: string): Promise<readonly string[]> {
    const journals = await this.#parts.journals.read(journalPrefix(run));
    return journals.flatMap(({ entries }) =>
      entries.flatMap((entry) => (entry.kind === 'started' ? [entry.planHash] : [])),
    );
  }

  async #finish(task: Task, state: RunningRun, end: TaskRunEnd): Promise<void> {
    const { store, clock, owner } = this.#parts;
    const at = clock.now();
    const stoppedBy = this.#running.get(task.id)?.stoppedBy ?? null;
    const outcome = end.outcome;
    const saidReason = outcome === 'terminated' && stoppedBy !== null ? stoppedBy : end.reason;
    const reason = english(saidReason).slice(0, 4000);
    const record: RunRecord = {
      run: state.run,
      task: task.id,
      slot: state.slot,
      startedAt: state.startedAt,
      endedAt: at,
      lateMs: state.slot === null ? 0 : Math.max(0, state.startedAt - state.slot),
      coalesced: state.coalesced,
      outcome,
      reason: reason === '' ? null : reason,
      saidReason: keptPhrase(saidReason),
      planHash: task.plan?.hash ?? null,
      counts: end.counts,
      plans: end.plans,
      left: end.left,
    };
    const wasStale = task.progress.lastRun?.outcome === 'stale-plan';
    const finished = await store.change(task.id, (now) => {
      if (!isRunning(now.state) || now.state.owner !== owner) {
        throw new ShadowSyncError('conflict', phrase`Run ${state.run} was taken over by another process.`);
      }
      return transition(now, {
        kind: 'finish',
        at,
        run: state.run,
        outcome,
        reason,
        saidReason: keptPhrase(saidReason),
        hasSent: end.hasSent,
        // In one step: what another process took over has no end here, and a task that ended has one in the history.
        record,
      });
    });
    // S-15: a plan that is stale stays so; it is said once.
    if (outcome !== 'stale-plan' || !wasStale) {
      const what = phrase`Task ${task.id}: ${outcomeName(outcome)}`;
      this.#tell(outcome, finished, reason === '' ? what : phrase`${what}: ${saidReason}`);
    }
    const { state: after } = finished;
    if (after.kind === 'paused') this.#tell('paused', finished, after.saidReason ?? after.reason);
    await recordRuns(store, finished);
  }

  #tell(kind: TaskNotice['kind'], task: Task, said: Said): void {
    this.#parts.onNotice({ kind, task, message: english(said), said, at: this.#parts.clock.now() });
  }
}

function startText({ id, intent }: Task, { run, slot, startedAt, coalesced }: RunningRun): Said {
  const { connection, database } = intent;
  const what = phrase`Run ${run} of task ${id} on ${connection.name}, database ${database}`;
  if (slot === null) return phrase`${what}, started by hand or at once.`;
  const lateS = Math.round((startedAt - slot) / 1000);
  const due = new Date(slot).toISOString();
  return coalesced > 0
    ? phrase`${what}, for ${due} (${lateS} s late, with ${coalesced} earlier ones that passed).`
    : phrase`${what}, for ${due} (${lateS} s late).`;
}

function endText({ outcome, reason }: TaskRunEnd): Said {
  const ended = phrase`Ended: ${outcomeName(outcome)}.`;
  return reason === '' ? ended : phrase`${ended} ${reason}`;
}

/** What a file keeps beside the English text; one that is cut off there is kept in English only. */
function keptPhrase(said: Said): Said | null {
  return typeof said === 'string' || english(said).length > 4000 ? null : said;
}

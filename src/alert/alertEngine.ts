/**
 * What raises, settles and sends alerts, in whatever process has the right to: looks at tasks and other sources, moves the
 * board on in one write, and sends what that write has claimed. Several may be started; one of them works (W-07).
 */
import { phrase } from '../schema/phrase.ts';
import type { Said } from '../schema/phrase.ts';
import { newId } from '../task/model/newId.ts';
import type { Task } from '../task/model/task.ts';
import type { Clock } from '../task/ports.ts';
import { runErrorOf, saidOf } from '../task/runError.ts';
import { LeaseKeeper, renewEveryMs } from '../task/scheduler/leaseKeeper.ts';
import type { LeaseStore, TaskNotice, TaskStore, TaskWorker } from '../task/taskPorts.ts';
import { advance } from './advance.ts';
import type { AlertStore, SignalSource } from './alertPorts.ts';
import { applySignals } from './applySignals.ts';
import { dueForDrift, lookForDrift } from './driftWatch.ts';
import type { AlertFailPoint } from './failPoint.ts';
import type { Board, DriftRecord } from './model/board.ts';
import type { AlertSettings } from './model/settings.ts';
import { nextDueAt } from './notify/claimDue.ts';
import { Outgoing } from './outgoing.ts';
import { noticeSignal, taskSignals } from './rules/taskSignals.ts';
import type { SendingParts } from './sendDelivery.ts';
import type { Signal } from './signal.ts';
import { TaskWatch } from './taskWatch.ts';
import { archivable } from './tidy.ts';
import { Unheard } from './unheard.ts';

export interface AlertEngineParts extends Omit<SendingParts, 'clock'> {
  readonly store: AlertStore;
  readonly leases: LeaseStore;
  readonly tasks: Pick<TaskStore, 'tasks' | 'runs' | 'onDidChange'>;
  /** For the drift watch. */
  readonly worker: TaskWorker;
  readonly sources: readonly SignalSource[];
  readonly clock: Clock;
  readonly random: () => number;
  /** A name that nothing else has. */
  readonly newUid: () => string;
  /** Another one for every process, also after a restart. */
  readonly owner: string;
  /** Told what keeps alerts from working; a failing alert never fails anything else (W4). */
  readonly onTrouble: (message: Said) => void;
  readonly failPoint: AlertFailPoint;
  /** Sendings side by side. */
  readonly parallel?: number;
}

/** What one look found. */
interface Look {
  readonly signals: readonly Signal[];
  readonly tasks: readonly Task[] | null;
}

export class AlertEngine {
  readonly #parts: AlertEngineParts;
  readonly #keeper: LeaseKeeper;
  readonly #outgoing: Outgoing;
  readonly #watch: TaskWatch;
  readonly #unheard = new Unheard();
  readonly #stopping = new AbortController();
  readonly #noticed: Signal[] = [];
  readonly #archived = new Set<string>();
  readonly #drifts: DriftRecord[] = [];
  #looking: Promise<void> | null = null;
  #wake = new AbortController();
  #loop: Promise<void> | null = null;
  #turns: Promise<unknown> = Promise.resolve();
  #nextAt: number | null = null;
  #isHolder = false;
  #isWriting = false;
  #renewedAt = Number.NEGATIVE_INFINITY;

  constructor(parts: AlertEngineParts) {
    this.#parts = parts;
    this.#keeper = new LeaseKeeper(parts.leases, parts.clock, parts.owner);
    this.#outgoing = new Outgoing(
      parts,
      () => this.#keeper.isTrusted(),
      () => this.#wake.abort(),
    );
    this.#watch = new TaskWatch(parts.tasks);
  }

  /** Whether this process is the one that sends. */
  get isHolder(): boolean {
    return this.#isHolder;
  }

  /** Begins, and goes on until `stop`. */
  start(): void {
    this.#loop ??= this.#run();
  }

  /**
   * Raises and sends what there is now, without waiting for more of a group. What has to be tried again later is left to the
   * next process. Gives false when another process has the right to send.
   */
  async once(): Promise<boolean> {
    for (;;) {
      const isMore = await this.#inTurn(true);
      if (!this.#isHolder || this.#stopping.signal.aborted) return this.#isHolder;
      if (!isMore && this.#outgoing.isIdle) return true;
      await this.#outgoing.nextEnd();
    }
  }

  /** Ends; what is being sent is broken off and sent again by the next process. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.abort();
    await this.#loop;
    await this.#turns.catch(() => undefined);
    await this.#outgoing.stop();
    await this.#looking;
    await this.#settleLast();
    await this.#keeper.release();
  }

  /** Something happened to a task: looks at once. Never throws (W4). */
  notice(notice: TaskNotice): void {
    void this.#note(notice);
  }

  async #note(notice: TaskNotice): Promise<void> {
    try {
      const signal = noticeSignal(notice, await this.#parts.store.settings());
      if (signal !== null) {
        this.#noticed.push(signal);
        await this.#keepNoticed();
      }
    } catch (error) {
      this.#complain(error);
    }
    this.#wake.abort();
  }

  /** At once and in any process: the one that sends may not be the one that was told. */
  async #keepNoticed(): Promise<void> {
    const signals = [...this.#noticed];
    const { random, store } = this.#parts;
    await store.change((board) => applySignals(board, signals, (at) => newId('a', at, random)));
    this.#noticed.splice(0, signals.length);
  }

  async #run(): Promise<void> {
    // What a turn itself has written needs no further turn; what it leaves to be done wakes by itself.
    const wake = (): void => {
      if (!this.#isWriting) this.#wake.abort();
    };
    const ends = [this.#parts.store.onDidChange(wake), this.#parts.tasks.onDidChange(wake)];
    try {
      while (!this.#stopping.signal.aborted) {
        this.#wake = new AbortController();
        await this.#turnOrSay();
        await this.#pause();
      }
    } finally {
      for (const end of ends) end();
    }
  }

  async #turnOrSay(): Promise<void> {
    try {
      await this.#inTurn(false);
    } catch (error) {
      this.#isHolder = false;
      this.#complain(error);
    }
  }

  async #pause(): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    const { clock } = this.#parts;
    const untilNext = this.#nextAt === null ? renewEveryMs : this.#nextAt - clock.now();
    await clock.sleep(Math.min(Math.max(untilNext, 20), renewEveryMs), this.#wake.signal);
  }

  #inTurn(isFlush: boolean): Promise<boolean> {
    const turn = this.#turns.then(() => this.#turn(isFlush));
    this.#turns = turn.catch(() => undefined);
    return turn;
  }

  /** Gives whether something was claimed, and so perhaps more is to be done at once. */
  async #turn(isFlush: boolean): Promise<boolean> {
    const { store, clock } = this.#parts;
    this.#isHolder = await this.#hasRight();
    if (!this.#isHolder) return false;
    const settings = await store.settings();
    const before = await store.board();
    const look = await this.#look(before, settings);
    this.#unheard.note(before, look.signals, look.tasks !== null, clock.monotonic());
    const board = await this.#move(look, settings, isFlush);
    const sent = this.#outgoing.send(board, settings);
    await this.#archive(board);
    if (look.tasks !== null) this.#lookForDrift(look.tasks, board, settings);
    this.#nextAt = nextDueAt(board, settings, clock.now());
    return sent > 0;
  }

  /** Turns may follow each other quickly; the lease is written only now and then. */
  async #hasRight(): Promise<boolean> {
    const now = this.#parts.clock.monotonic();
    if (this.#isHolder && this.#keeper.isTrusted() && now - this.#renewedAt < renewEveryMs / 2) return true;
    this.#renewedAt = now;
    return await this.#keeper.renew();
  }

  async #look(board: Board, settings: AlertSettings): Promise<Look> {
    const { clock, sources } = this.#parts;
    const now = clock.now();
    const signals: Signal[] = [];
    for (const source of sources) {
      try {
        signals.push(...(await source.signals(now)));
      } catch (error) {
        this.#complain(error);
      }
    }
    try {
      const { tasks, runs } = await this.#watch.look(clock.monotonic());
      signals.push(...taskSignals({ tasks, runs, board, settings, now }));
      return { signals, tasks };
    } catch (error) {
      this.#complain(error);
      return { signals, tasks: null };
    }
  }

  /** The one write of a turn. */
  async #move({ signals, tasks }: Look, settings: AlertSettings, isFlush: boolean): Promise<Board> {
    const { store, clock, owner, random, newUid, failPoint, parallel = 16 } = this.#parts;
    const results = this.#outgoing.results();
    const drift = [...this.#drifts];
    const unheard = this.#unheard.due();
    const archived = new Set(this.#archived);
    const inFlight = this.#outgoing.inFlight(results);
    const now = clock.now();
    const step = {
      ...{ now, settings, owner, results, unheard, archived, inFlight, drift, isFlush, random, newUid },
      signals,
      tasks: tasks === null ? null : new Set(tasks.map(({ id }) => id)),
      capacity: this.#stopping.signal.aborted ? 0 : parallel,
    };
    await failPoint(results.length > 0 ? 'alert.before-settle' : 'alert.before-change');
    this.#isWriting = true;
    const board = await store
      .change((latest) => advance(latest, step))
      .finally(() => (this.#isWriting = false));
    await failPoint('alert.changed');
    this.#outgoing.forget(results);
    this.#unheard.forget(unheard);
    this.#drifts.splice(0, drift.length);
    for (const id of archived) this.#archived.delete(id);
    return board;
  }

  async #archive(board: Board): Promise<void> {
    const { store, clock, failPoint } = this.#parts;
    const over = archivable(board, clock.now());
    if (over.length === 0) return;
    await failPoint('alert.before-keep');
    await store.keep(over, clock.now());
    await failPoint('alert.kept');
    for (const { alert } of over) this.#archived.add(alert.id);
    this.#wake.abort();
  }

  /** Beside everything else: a server may take its time. */
  #lookForDrift(tasks: readonly Task[], board: Board, settings: AlertSettings): void {
    if (this.#looking !== null || this.#drifts.length > 0 || this.#stopping.signal.aborted) return;
    const { worker, clock } = this.#parts;
    const task = dueForDrift(tasks, board, settings, clock.now());
    if (task === null) return;
    const known = board.drift.find((record) => record.task === task.id) ?? null;
    this.#looking = lookForDrift(task, known, worker, clock, this.#stopping.signal).then((record) => {
      if (!this.#stopping.signal.aborted) this.#drifts.push(record);
      this.#looking = null;
      this.#wake.abort();
    });
  }

  /** What was sent in the last moment is said to be, if that can still be said. */
  async #settleLast(): Promise<void> {
    if (!this.#isHolder || this.#outgoing.results().length === 0) return;
    try {
      await this.#move({ signals: [], tasks: null }, await this.#parts.store.settings(), false);
    } catch (error) {
      this.#complain(error);
    }
  }

  #complain(error: unknown): void {
    this.#parts.onTrouble(phrase`Alerts: ${saidOf(runErrorOf(error))}`);
  }
}

/** Ports of the task centre: where tasks are kept, who may run them, where a run writes, and how it reaches a server. */
import type { Said } from '../schema/phrase.ts';
import type { Plan } from '../shadow/analysis.ts';
import type { AnalysisProgress } from '../shadow/analyse.ts';
import type { ApprovalProcess } from './approval/approvalProcess.ts';
import type { SavedFilter } from './taskFilter.ts';
import type { RunRecord, Task, TaskIntent } from './model/task.ts';
import type { RecoveredRun } from './recover.ts';
import type { RunEvent } from './runEvents.ts';
import type { RunPolicy } from './runPolicy.ts';
import type { RunResult } from './runResult.ts';

/** Everything throws ShadowSyncError 'store'; a change that was acknowledged is on the disk. */
export interface TaskStore {
  /**
   * In the order of their ids. Perhaps as of a few seconds ago, unless they are `fresh`: whoever decides on a task does it
   * in `change`.
   */
  tasks(age?: 'fresh'): Promise<readonly Task[]>;
  add(tasks: readonly Task[]): Promise<void>;
  /**
   * Applies `change` to the newest state of a task and gives what it made. It is pure and may be applied several times;
   * what it throws is passed on with nothing written. Throws 'conflict' when the task is gone.
   */
  change(id: string, change: (task: Task) => Task): Promise<Task>;
  /** With their runs. `check` sees each in its newest state; what it throws is passed on with nothing removed. */
  remove(ids: readonly string[], check?: (task: Task) => void): Promise<void>;
  /** Newest first; of one task, or of all; also what tasks have unrecorded. Bounded: 500 runs a task, 90 days (F5). */
  runs(task: string | null): Promise<readonly RunRecord[]>;
  /** A run that is there already stays as it is. */
  addRun(record: RunRecord): Promise<void>;
  processes(): Promise<readonly ApprovalProcess[]>;
  /** Throws 'conflict', with nothing written, when the kept ones are not as `isExpected` says. */
  setProcesses(
    processes: readonly ApprovalProcess[],
    isExpected?: (kept: readonly ApprovalProcess[]) => boolean,
  ): Promise<void>;
  filters(): Promise<readonly SavedFilter[]>;
  setFilters(filters: readonly SavedFilter[]): Promise<void>;
  /** Told after each change of any process; gives back what ends that. */
  onDidChange(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface Lease {
  readonly owner: string;
  /** Grows each time somebody else takes it. */
  readonly fence: number;
}

/** The right to run tasks, which one process at a time has (S11). */
export interface LeaseStore {
  /** Takes it, or makes it last `ttlMs` from now; null when another process has it. */
  take(owner: string, ttlMs: number): Promise<Lease | null>;
  release(owner: string): Promise<void>;
  close(): Promise<void>;
}

export type LogLevel = 'info' | 'warn' | 'error';

export interface LogLine {
  readonly at: number;
  readonly level: LogLevel;
  readonly message: string;
  /** What `message` says in English. */
  readonly said?: Said;
}

/** Never throws: a log that can't be written must not break a run (W4). */
export interface RunLog {
  write(level: LogLevel, said: Said): void;
  close(): Promise<void>;
}

export interface RunLogs {
  open(task: string, run: string): Promise<RunLog>;
  /** Lines that were not written whole are left out and counted (F-11). The newest `most` lines. */
  read(
    task: string,
    run: string,
    most?: number,
  ): Promise<{ readonly lines: readonly LogLine[]; readonly torn: number }>;
  remove(task: string): Promise<void>;
}

/** Plans as they were frozen: to be shown, to be compared with; never a source of SQL that is sent. */
export interface PlanFiles {
  save(plan: Plan): Promise<void>;
  /** Null when it is gone, or when its content does not have that hash (any more). */
  read(hash: string): Promise<Plan | null>;
  /** Drops all but these. */
  collect(keep: ReadonlySet<string>): Promise<void>;
}

export interface Planned {
  readonly plan: Plan;
  /** Tables that can't be brought in line, each with its reason. */
  readonly problems: readonly Said[];
  readonly notes: readonly Said[];
}

export interface SessionRun {
  /** A name that no other run has. */
  readonly run: string;
  readonly policy: RunPolicy;
  readonly signal: AbortSignal;
  /** Asked before anything is sent: false when this process has lost the right to (S11). */
  readonly mayGoOn: () => boolean;
  readonly onEvent: (event: RunEvent) => void;
}

/** An opened server on which one task works. */
export interface WorkSession {
  readonly serverIdentity: string;
  /** Completes the records of runs that broke off there; `say` is told what is waited for. */
  recover(signal: AbortSignal, say: (said: Said) => void): Promise<readonly RecoveredRun[]>;
  /** From the live tables, always. */
  plan(
    intent: TaskIntent,
    signal: AbortSignal,
    onProgress?: (progress: AnalysisProgress) => void,
  ): Promise<Planned>;
  /**
   * What is left of a plan that takes a run back, as its tables stand now. Throws ShadowSyncError 'stale-plan' when it would
   * drop what a table from elsewhere refers to.
   */
  planUndo(intent: TaskIntent, frozen: Plan, signal: AbortSignal): Promise<Planned>;
  run(plan: Plan, request: SessionRun): Promise<RunResult>;
}

export interface TaskWorker {
  /** Lends the server of a connection. Throws what connecting and the work throw. */
  withSession<T>(
    connectionId: string,
    signal: AbortSignal,
    work: (session: WorkSession) => Promise<T>,
  ): Promise<T>;
}

/** A step of a run that this process does. */
export interface TaskRunEvent {
  readonly task: string;
  readonly run: string;
  readonly event: RunEvent;
}

/** What happened that somebody may want to be told of; alerts are made from these. */
export interface TaskNotice {
  readonly kind:
    | 'pending-approval'
    | 'approved'
    | 'rejected'
    | 'approval-expired'
    | 'waiting-expired'
    | 'started'
    | 'succeeded'
    | 'succeeded-with-errors'
    | 'failed'
    | 'stale-plan'
    | 'terminated'
    | 'missed'
    | 'skipped'
    | 'paused'
    | 'recovering'
    | 'clock-jump'
    | 'trouble';
  /** Null for what concerns the scheduler itself. */
  readonly task: Task | null;
  readonly at: number;
  readonly message: string;
  /** What `message` says in English. */
  readonly said?: Said;
}

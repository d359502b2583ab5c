/** The port of whatever knows migration and synchronization tasks: an OMS server, as oms.md §5 describes it. */
import type { ProtectionLevel } from '../model/alertEvent.ts';

/**
 * What a server calls something: a name that is known here, or another one, which is shown as it came and means nothing
 * (oms.md §5.2, 5).
 */
export type Named<N extends string> =
  { readonly kind: 'known'; readonly name: N } | { readonly kind: 'unknown'; readonly name: string };

export type TaskType = 'MIGRATION' | 'SYNC' | 'VERIFY';

/** The API's states, and the three that its filters know besides (oms.md §4). */
export type TaskStatus =
  | 'INIT'
  | 'RUNNING'
  | 'RUNNING_MODIFYING'
  | 'RUNNING_MERGING'
  | 'RUNNING_ALARMING'
  | 'SUSPEND'
  | 'FAILED'
  | 'FINISHED'
  | 'RELEASING'
  | 'RELEASED'
  | 'DELETED';

export type StepStatus = 'INIT' | 'RUNNING' | 'FAILED' | 'FINISHED' | 'SUSPEND' | 'MONITORING';

/** Why a step failed. The texts are the server's, in its language. */
export interface StepFailure {
  readonly code: string | null;
  readonly message: string | null;
  readonly proposal: string | null;
  /** Milliseconds since 1970 UTC, as all times here. */
  readonly failedAt: number | null;
}

export interface MigrationStep {
  readonly order: number;
  /** `FULL_TRANSFER` and others (oms.md §5.4). */
  readonly name: string;
  /** In the server's language. */
  readonly description: string | null;
  readonly status: Named<StepStatus>;
  /** 0 to 100. */
  readonly progress: number | null;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly failure: StepFailure | null;
  /** Up to where the increments are applied, and when that was looked at; both by the server's clock. */
  readonly checkpointAt: number | null;
  readonly sampledAt: number | null;
}

/** A task as the list of tasks has it. */
export interface MigrationTask {
  readonly id: string;
  readonly name: string;
  readonly type: Named<TaskType>;
  readonly status: Named<TaskStatus>;
  /** Null where the server says none. */
  readonly level: Named<ProtectionLevel> | null;
  readonly owner: string | null;
  readonly labels: readonly string[];
  readonly createdAt: number | null;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly isModifying: boolean;
  readonly isMerging: boolean;
  /** What it copies from and to: `MYSQL`, `OB_MYSQL`. */
  readonly sourceType: string | null;
  readonly targetType: string | null;
  readonly steps: readonly MigrationStep[];
  /** What the server says of the task as a whole; null where it says nothing. */
  readonly runningStep: string | null;
  readonly runningProgress: number | null;
  readonly syncDelaySeconds: number | null;
  readonly syncDelaySampledAt: number | null;
  /** OMS's own view of whether an alert fires now (alarmStats); null where it says nothing. */
  readonly isAlarming: boolean | null;
}

export type ComponentKind =
  'store' | 'full-import' | 'incr-sync' | 'full-verify' | 'reverse-store' | 'reverse-incr-sync';

/** One process that does a task's work. */
export interface MigrationComponent {
  readonly kind: ComponentKind;
  readonly name: string;
  readonly host: string | null;
  /** As the server calls it; the names are documented nowhere. */
  readonly status: string;
  readonly delaySeconds: number | null;
  readonly sampledAt: number | null;
  readonly message: string | null;
}

/** Everything about one task. */
export interface MigrationTaskDetails {
  readonly task: MigrationTask;
  /** Empty for a server that tells none. */
  readonly components: readonly MigrationComponent[];
  /** What could not be read besides the task itself, for people. */
  readonly gaps: readonly string[];
  /** By the server's clock; null when it did not say. */
  readonly serverTime: number | null;
}

export interface MigrationTaskList {
  readonly tasks: readonly MigrationTask[];
  /** False when there are more than were read: who is missing here may be there. */
  readonly isComplete: boolean;
  /** By the server's clock when the first answer was given; null when it did not say. */
  readonly serverTime: number | null;
}

export interface TaskQuery {
  /** A part of an id or a name. */
  readonly search?: string;
  readonly type?: TaskType;
  readonly statuses?: readonly TaskStatus[];
  /** Reads no further page once that many are there. */
  readonly most?: number;
}

/** As much of an AbortSignal as is needed here. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * One server as one account. Everything throws ShadowSyncError: 'connection', 'tls', 'authentication', 'privilege',
 * 'timeout', 'limit', 'protocol' when there is no valid answer, 'conflict' when the task is gone or in a state that does
 * not allow it, 'usage' when the server refuses a value, 'cancelled'. No error holds a secret.
 */
export interface MigrationServer {
  listTasks(query: TaskQuery, signal?: StopSignal): Promise<MigrationTaskList>;
  describeTask(id: string, signal?: StopSignal): Promise<MigrationTaskDetails>;
  components(id: string, signal?: StopSignal): Promise<readonly MigrationComponent[]>;
  start(id: string, signal?: StopSignal): Promise<void>;
  stop(id: string, signal?: StopSignal): Promise<void>;
  resume(id: string, signal?: StopSignal): Promise<void>;
  /** Milliseconds since 1970 UTC by the server's clock, to the second; null for a server that says none. */
  serverTime(signal?: StopSignal): Promise<number | null>;
  close(): void;
}

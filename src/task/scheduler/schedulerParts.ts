/** What a scheduler is handed by whoever composes it. */
import type { Clock, JournalStore } from '../ports.ts';
import type {
  LeaseStore,
  PlanFiles,
  RunLogs,
  TaskNotice,
  TaskRunEvent,
  TaskStore,
  TaskWorker,
} from '../taskPorts.ts';

export interface SchedulerParts {
  readonly store: TaskStore;
  readonly leases: LeaseStore;
  readonly logs: RunLogs;
  readonly plans: PlanFiles;
  /** Where runs that broke off noted what they sent. */
  readonly journals: Pick<JournalStore, 'read'>;
  readonly worker: TaskWorker;
  readonly clock: Clock;
  /** A number from 0 up to 1. */
  readonly random: () => number;
  /** A name that no other run has. */
  readonly newRunName: () => string;
  /** Another one for every process, also after a restart. */
  readonly owner: string;
  /** Runs side by side, asked each time; never two on one connection (S9). */
  readonly maxParallel?: () => number;
  readonly onNotice: (notice: TaskNotice) => void;
  /** Told of every step of the runs of this process. */
  readonly onRunEvent?: (event: TaskRunEvent) => void;
}

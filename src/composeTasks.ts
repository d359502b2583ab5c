/** Builds the task centre of a folder and its scheduler; src/compose.ts loads this when somebody first asks for tasks. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Said } from './schema/phrase.ts';
import { hideSecrets } from './shadow/hideSecrets.ts';
import { openLeaseStore } from './store/leaseStore.ts';
import { planFiles } from './store/planFiles.ts';
import { fileRunLogs } from './store/runLogs.ts';
import { systemClock as clock } from './store/systemClock.ts';
import { openTaskStore } from './store/taskStore.ts';
import { readProcesses } from './task/approval/approvalProcess.ts';
import { readRunRecord, readTask } from './task/model/readTask.ts';
import { readStoredPlan, storedPlan } from './task/model/storedPlan.ts';
import { Scheduler } from './task/scheduler/scheduler.ts';
import { TaskCentre } from './task/taskCentre.ts';
import { readFilters } from './task/taskFilter.ts';
import type { JournalStore } from './task/ports.ts';
import type { TaskNotice, TaskRunEvent, TaskStore, TaskWorker } from './task/taskPorts.ts';

export interface OpenedTasks {
  readonly centre: TaskCentre;
  readonly store: TaskStore;
  /** One per process; it runs nothing before it is started. */
  readonly scheduler: Scheduler;
  close(): Promise<void>;
}

export interface TaskSurroundings {
  /** Makes plans for somebody who waits for them. */
  readonly worker: TaskWorker;
  /** Does what the scheduler begins, with perhaps nobody there; `worker` does where it is not given. */
  readonly runner?: TaskWorker;
  /** Where the records of runs are. */
  readonly journals: JournalStore;
  /** Told of every step of the runs of this process. */
  readonly onRunEvent?: (event: TaskRunEvent) => void;
  /** What may become an alert. */
  readonly onNotice: (notice: TaskNotice) => void;
  /** Told what the user has to know of the stores. */
  readonly say: (said: Said) => void;
  readonly maxParallel?: () => number;
}

/** The tasks of this user, kept below `folder`, and what runs them. Throws ShadowSyncError 'store'. */
export async function openTasks(folder: string, around: TaskSurroundings): Promise<OpenedTasks> {
  const { worker, runner = worker, journals, onNotice, onRunEvent, say, maxParallel } = around;
  const options = { onNotice: ({ said }: { readonly said: Said }) => say(said), clock };
  const store = await openTaskStore(
    join(folder, 'task-centre'),
    { readTask, readRunRecord, readProcesses, readFilters },
    options,
  );
  const leases = await openLeaseStore(join(folder, 'task-centre', 'lease'), options);
  const logs = fileRunLogs(join(folder, 'task-centre', 'logs'), { clock, redact: hideSecrets });
  const plans = planFiles(
    join(folder, 'task-centre', 'plans'),
    { write: storedPlan, read: readStoredPlan },
    () => clock.now(),
  );
  const shared = { store, plans, logs, journals, worker, clock, onNotice, random: () => Math.random() };
  // One person on one computer: nothing here could hold him to an approval.
  const centre = new TaskCentre({ ...shared, rules: { isAdvisory: true } });
  const scheduler = new Scheduler({
    ...shared,
    worker: runner,
    leases,
    newRunName: () => randomUUID(),
    owner: randomUUID(),
    ...(onRunEvent === undefined ? {} : { onRunEvent }),
    ...(maxParallel === undefined ? {} : { maxParallel }),
  });
  const close = async (): Promise<void> => {
    await store.close();
    await leases.close();
  };
  return { centre, store, scheduler, close };
}

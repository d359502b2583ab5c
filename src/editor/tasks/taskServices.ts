/** What the editor's parts are handed to work with tasks; src/extension.ts builds it. */
import type { Scheduler } from '../../task/scheduler/scheduler.ts';
import type { TaskCentre } from '../../task/taskCentre.ts';
import type { TaskStore } from '../../task/taskPorts.ts';

export interface TaskServices {
  readonly centre: TaskCentre;
  readonly store: TaskStore;
  /** Of this window; it runs nothing before it is started, and then only while it holds the lease (S11). */
  readonly scheduler: Scheduler;
}

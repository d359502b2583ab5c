/** Reads tasks, and their runs only when something about them has changed: thousands of runs take their time. */
import type { RunRecord, Task } from '../task/model/task.ts';
import type { TaskStore } from '../task/taskPorts.ts';

/** A run's record may be written just after its task. */
const settleMs = 30_000;

export class TaskWatch {
  readonly #store: Pick<TaskStore, 'tasks' | 'runs'>;
  #signature = '';
  #changedAt = Number.NEGATIVE_INFINITY;
  #runs: readonly RunRecord[] = [];

  constructor(store: Pick<TaskStore, 'tasks' | 'runs'>) {
    this.#store = store;
  }

  /** Runs newest first. Throws ShadowSyncError 'store'. */
  async look(
    monotonic: number,
  ): Promise<{ readonly tasks: readonly Task[]; readonly runs: readonly RunRecord[] }> {
    const tasks = await this.#store.tasks();
    const signature = tasks.map(signatureOf).join('\n');
    if (signature !== this.#signature) this.#changedAt = monotonic;
    if (monotonic - this.#changedAt < settleMs) this.#runs = await this.#store.runs(null);
    this.#signature = signature;
    return { tasks, runs: this.#runs };
  }
}

function signatureOf({ id, progress, state }: Task): string {
  return [id, state.kind, progress.lastRun?.run, progress.lastSlot].join(' ');
}

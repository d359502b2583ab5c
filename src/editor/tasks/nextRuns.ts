/** When tasks run next; kept, because cron expressions take time to compute. Without `vscode`. */
import type { Task } from '../../task/model/task.ts';
import { nextSlot } from '../../task/schedule/due.ts';

interface Known {
  readonly lastSlot: number | null;
  readonly at: number | null;
}

/** Between two turns of the event loop. */
const sliceMs = 20;

export class NextRuns {
  readonly #now: () => number;
  readonly #known = new Map<string, Known>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Null for one that waits for no time. */
  of(task: Task): number | null {
    const { state, progress, id } = task;
    if (state.kind !== 'waiting' || state.why !== 'scheduled') return null;
    const now = this.#now();
    const known = this.#known.get(id);
    // What a task is to do never changes after its submission.
    if (known?.lastSlot === progress.lastSlot && (known.at === null || known.at > now)) return known.at;
    const at = nextSlot(task, now);
    this.#known.set(id, { lastSlot: progress.lastSlot, at });
    return at;
  }

  /** Computes in slices what `of` and `first` will be asked: hundreds of expressions would keep the window waiting. */
  async prepare(tasks: readonly Task[]): Promise<void> {
    let until = performance.now() + sliceMs;
    for (const task of tasks) {
      this.of(task);
      if (performance.now() < until) continue;
      await new Promise((resolve) => setTimeout(resolve, 0));
      until = performance.now() + sliceMs;
    }
  }

  /** The first of all, with its task. */
  first(tasks: readonly Task[]): { readonly task: Task; readonly at: number } | null {
    let first: { readonly task: Task; readonly at: number } | null = null;
    for (const task of tasks) {
      const at = this.of(task);
      if (at !== null && (first === null || at < first.at)) first = { task, at };
    }
    return first;
  }

  /** Lets go of tasks that are there no more. */
  keepOnly(tasks: readonly Task[]): void {
    const ids = new Set(tasks.map(({ id }) => id));
    for (const id of [...this.#known.keys()]) if (!ids.has(id)) this.#known.delete(id);
  }
}

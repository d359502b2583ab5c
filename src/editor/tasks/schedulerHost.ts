/**
 * Lets this window take part in running tasks: as soon as there is one that is not over, and never in a folder that the
 * user does not trust (S18). Which of several windows runs them, the lease decides (S11). Without `vscode`.
 */
import type { Task } from '../../task/model/task.ts';
import { isOver } from '../../task/state/taskState.ts';
import type { TaskBook } from './taskBook.ts';
import type { TaskServices } from './taskServices.ts';

/** How often a window that has seen no task looks whether another one made the first. */
const lookEveryMs = 30_000;

export interface SchedulerHostParts {
  readonly book: TaskBook;
  readonly tasks: () => Promise<TaskServices>;
  readonly hasTasks: () => Promise<boolean>;
  readonly isTrusted: () => boolean;
  /** Gives back what ends the telling. */
  readonly onDidGrantTrust: (listener: () => void) => () => void;
  readonly log: { debug(message: string): void; warn(message: string): void };
}

export class SchedulerHost {
  readonly #parts: SchedulerHostParts;
  readonly #endings: (() => void)[] = [];
  #timer: NodeJS.Timeout | null = null;
  #isStarted = false;
  #isDisposed = false;

  constructor(parts: SchedulerHostParts) {
    this.#parts = parts;
  }

  /** Whether this window takes part. */
  get isStarted(): boolean {
    return this.#isStarted;
  }

  /** Returns at once; the first look is cheap, and nothing is opened before there is something. */
  begin(): void {
    const { book, onDidGrantTrust } = this.#parts;
    this.#endings.push(
      book.onDidChange(() => void this.#startIfNeeded()),
      onDidGrantTrust(() => void this.#startIfNeeded()),
    );
    void this.#look();
  }

  dispose(): void {
    this.#isDisposed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const end of this.#endings.splice(0)) end();
  }

  /** Once the tasks have been read, the store tells of new ones by itself. */
  async #look(): Promise<void> {
    const { book, hasTasks } = this.#parts;
    const isRead = book.state.kind === 'read' || ((await hasTasks()) && !this.#isDisposed);
    if (isRead) {
      const state = await book.read();
      if (state.kind === 'read') {
        await this.#startIfNeeded();
        return;
      }
    }
    if (this.#isDisposed) return;
    // What can't be read now may be readable later, and a first task may be made in another window.
    this.#timer = setTimeout(() => void this.#look(), lookEveryMs);
    this.#timer.unref();
  }

  async #startIfNeeded(): Promise<void> {
    const { book, isTrusted, tasks, log } = this.#parts;
    if (this.#isStarted || this.#isDisposed || !isTrusted() || !book.tasks.some(needsScheduler)) return;
    this.#isStarted = true;
    try {
      const { scheduler } = await tasks();
      scheduler.start();
      log.debug('this window takes part in running tasks');
    } catch (error) {
      this.#isStarted = false;
      log.warn(error instanceof Error ? error.message : String(error));
    }
  }
}

/** A draft waits for its maker, everything else that is not over for a time, a person or a run. */
function needsScheduler({ state }: Task): boolean {
  return state.kind !== 'draft' && !isOver(state);
}

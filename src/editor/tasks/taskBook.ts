/**
 * The tasks as the editor's parts see them: read when somebody asks for the first time, then kept up to date by what the
 * store says of this and other windows. Without `vscode`.
 */
import { Listeners } from '../../comparison/listeners.ts';
import type { Task } from '../../task/model/task.ts';
import type { TaskStore } from '../../task/taskPorts.ts';
import { isSameFailure } from '../ui/isSameFailure.ts';
import type { TaskServices } from './taskServices.ts';

export type TaskBookState =
  | { readonly kind: 'unread' }
  | { readonly kind: 'read'; readonly tasks: readonly Task[] }
  /** There are tasks, and they can't be read (F3). */
  | { readonly kind: 'unreadable'; readonly error: unknown };

export class TaskBook {
  readonly #open: () => Promise<TaskServices>;
  readonly #listeners = new Listeners<TaskBookState>();
  #state: TaskBookState = { kind: 'unread' };
  #reading: Promise<TaskBookState> | null = null;
  #endWatch: (() => void) | null = null;
  #isClosed = false;

  constructor(open: () => Promise<TaskServices>) {
    this.#open = open;
  }

  get state(): TaskBookState {
    return this.#state;
  }

  /** Those that are known; none while nobody could read them. */
  get tasks(): readonly Task[] {
    return this.#state.kind === 'read' ? this.#state.tasks : [];
  }

  /** Told after each change of this or another window; gives back what ends that. */
  onDidChange(listener: (state: TaskBookState) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** What is known, after reading it where nobody has yet. Never throws. */
  async read(): Promise<TaskBookState> {
    return this.#state.kind === 'read' ? this.#state : await this.reload();
  }

  /** Reads anew. Never throws: what went wrong is a state. */
  async reload(): Promise<TaskBookState> {
    this.#reading ??= this.#readNow();
    try {
      return await this.#reading;
    } finally {
      this.#reading = null;
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#endWatch?.();
    this.#listeners.clear();
  }

  async #readNow(): Promise<TaskBookState> {
    try {
      const { store } = await this.#open();
      // Watched before it is read, so that no change falls between the two.
      if (!this.#isClosed) this.#endWatch ??= store.onDidChange(() => void this.#look(store));
      return await this.#look(store);
    } catch (error) {
      return this.#tell({ kind: 'unreadable', error });
    }
  }

  async #look(store: Pick<TaskStore, 'tasks'>): Promise<TaskBookState> {
    try {
      return this.#tell({ kind: 'read', tasks: await store.tasks() });
    } catch (error) {
      return this.#tell({ kind: 'unreadable', error });
    }
  }

  #tell(state: TaskBookState): TaskBookState {
    const before = this.#state;
    this.#state = state;
    const isSame = before.kind === 'read' && state.kind === 'read' && before.tasks === state.tasks;
    if (!isSame && !isSameFailure(before, state) && !this.#isClosed) this.#listeners.tell(state);
    return state;
  }
}

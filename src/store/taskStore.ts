/** Tasks, their runs and what else the task centre keeps, in stores of generations that all windows share (F1 to F8). */
import { join } from 'node:path';
import { phrase, type Phrase } from '../schema/phrase.ts';
import { ShadowSyncError } from '../schema/shadowSyncError.ts';
import type { ApprovalProcess } from '../task/approval/approvalProcess.ts';
import type { RunRecord, Task } from '../task/model/task.ts';
import type { Clock } from '../task/ports.ts';
import type { SavedFilter } from '../task/taskFilter.ts';
import type { TaskStore } from '../task/taskPorts.ts';
import { openGenerationStore } from './generations/generationStore.ts';
import type { GenerationStore, StoreOptions } from './generations/generationStore.ts';
import { checkedOnce, listIn } from './listIn.ts';
import { RunHistory } from './runHistory.ts';

/** How content is read back: the floors that own the types say what is valid, and this room takes no code of theirs. */
export interface TaskReaders {
  readonly readTask: (value: unknown, place: string) => Task;
  readonly readRunRecord: (value: unknown, place: string) => RunRecord;
  readonly readProcesses: (value: unknown) => readonly ApprovalProcess[];
  readonly readFilters: (value: unknown) => readonly SavedFilter[];
}

export interface TaskStoreOptions extends StoreOptions {
  readonly clock: Clock;
}

interface TasksContent {
  readonly tasks: readonly Task[];
}

interface SettingsContent {
  readonly processes: readonly ApprovalProcess[];
  readonly filters: readonly SavedFilter[];
}

/** Opens the tasks kept in `folder`. Throws like `openGenerationStore`. */
export async function openTaskStore(
  folder: string,
  readers: TaskReaders,
  options: TaskStoreOptions,
): Promise<TaskStore> {
  const open = <T extends object>(
    folderName: string,
    name: Phrase,
    defaults: T,
    parse: (data: unknown) => T,
  ): Promise<GenerationStore<T>> =>
    openGenerationStore(join(folder, folderName), { name, defaults, parse, migrations: [] }, options);
  const readTask = checkedOnce(readers.readTask);
  const tasks = await open<TasksContent>('tasks', phrase`tasks`, { tasks: [] }, (data) => ({
    tasks: listIn(data, 'tasks').map((value, i) => readTask(value, `tasks[${String(i)}]`)),
  }));
  const settings = await open<SettingsContent>(
    'settings',
    phrase`settings`,
    { processes: [], filters: [] },
    (data) => ({
      processes: readers.readProcesses(listIn(data, 'processes')),
      filters: readers.readFilters(listIn(data, 'filters')),
    }),
  );
  return new GenerationTaskStore(tasks, new RunHistory(folder, readers.readRunRecord, options), settings);
}

class GenerationTaskStore implements TaskStore {
  readonly #tasks: GenerationStore<TasksContent>;
  readonly #runs: RunHistory;
  readonly #settings: GenerationStore<SettingsContent>;
  readonly #listeners = new Set<() => void>();
  #latest: { readonly revision: number; readonly tasks: readonly Task[] } | null = null;
  #endWatch: (() => void) | null = null;

  constructor(
    tasks: GenerationStore<TasksContent>,
    runs: RunHistory,
    settings: GenerationStore<SettingsContent>,
  ) {
    this.#tasks = tasks;
    this.#runs = runs;
    this.#settings = settings;
  }

  async tasks(age?: 'fresh'): Promise<readonly Task[]> {
    // While somebody listens, changes of others are seen within seconds, and asking costs nothing.
    if (age === 'fresh' || this.#latest === null || this.#endWatch === null)
      this.#see(await this.#tasks.read());
    return this.#latest?.tasks ?? [];
  }

  async add(added: readonly Task[]): Promise<void> {
    await this.#mutate((tasks) => {
      const ids = new Set(tasks.map(({ id }) => id));
      const twice = added.find(({ id }) => ids.has(id));
      if (twice !== undefined) throw conflict(phrase`There is a task ${twice.id} already.`);
      return [...tasks, ...added].sort((a, b) => (a.id < b.id ? -1 : 1));
    });
  }

  async change(id: string, change: (task: Task) => Task): Promise<Task> {
    const tasks = await this.#mutate((before) => {
      const at = before.findIndex((task) => task.id === id);
      const task = before[at];
      if (task === undefined) throw conflict(phrase`There is no task ${id} (any more).`);
      const changed = change(task);
      return changed === task ? before : before.with(at, changed);
    });
    const found = tasks.find((task) => task.id === id);
    if (found === undefined) throw conflict(phrase`There is no task ${id} (any more).`);
    return found;
  }

  async remove(ids: readonly string[], check: (task: Task) => void = () => undefined): Promise<void> {
    const gone = new Set(ids);
    await this.#mutate((tasks) => {
      for (const task of tasks) if (gone.has(task.id)) check(task);
      return tasks.filter(({ id }) => !gone.has(id));
    });
    await this.#runs.removeOf(gone);
  }

  async runs(task: string | null): Promise<readonly RunRecord[]> {
    // The tasks before the history: what is moved from one to the other meanwhile is found in both, and not in none.
    const unrecorded = (await this.tasks())
      .filter(({ id }) => task === null || id === task)
      .flatMap(({ progress }) => progress.unrecorded);
    const recorded = await this.#runs.read(task);
    if (unrecorded.length === 0) return recorded;
    const known = new Set(recorded.map(({ run }) => run));
    const fresh = unrecorded.filter(({ run }) => !known.has(run));
    return [...fresh, ...recorded].sort((a, b) => b.endedAt - a.endedAt);
  }

  addRun(record: RunRecord): Promise<void> {
    return this.#runs.add([record]);
  }

  async processes(): Promise<readonly ApprovalProcess[]> {
    return (await this.#settings.read()).data.processes;
  }

  async setProcesses(
    processes: readonly ApprovalProcess[],
    isExpected: (kept: readonly ApprovalProcess[]) => boolean = () => true,
  ): Promise<void> {
    await this.#settings.mutate((content) => {
      if (!isExpected(content.processes)) {
        throw conflict(phrase`Somebody else changed the approval processes.`);
      }
      return { ...content, processes };
    });
  }

  async filters(): Promise<readonly SavedFilter[]> {
    return (await this.#settings.read()).data.filters;
  }

  async setFilters(filters: readonly SavedFilter[]): Promise<void> {
    await this.#settings.mutate((content) => ({ ...content, filters }));
  }

  onDidChange(listener: () => void): () => void {
    // The same function twice is two listeners.
    const own = (): void => listener();
    this.#listeners.add(own);
    this.#endWatch ??= this.#tasks.onDidChange((state) => {
      this.#see(state);
      for (const one of [...this.#listeners]) one();
    });
    return () => {
      this.#listeners.delete(own);
      if (this.#listeners.size > 0) return;
      this.#endWatch?.();
      this.#endWatch = null;
    };
  }

  async close(): Promise<void> {
    this.#endWatch?.();
    this.#endWatch = null;
    await Promise.all([this.#tasks.close(), this.#runs.close(), this.#settings.close()]);
  }

  async #mutate(change: (tasks: readonly Task[]) => readonly Task[]): Promise<readonly Task[]> {
    const state = await this.#tasks.mutate((content) => {
      const tasks = change(content.tasks);
      return tasks === content.tasks ? content : { tasks };
    });
    this.#see(state);
    return state.data.tasks;
  }

  /** A slower answer about an older state does not take the place of a newer one. */
  #see({ revision, data }: { readonly revision: number; readonly data: TasksContent }): void {
    if (this.#latest === null || revision >= this.#latest.revision) {
      this.#latest = { revision, tasks: data.tasks };
    }
  }
}

function conflict(said: Phrase): ShadowSyncError {
  return new ShadowSyncError('conflict', said, { remedy: phrase`Look at the list of tasks again.` });
}

/** The filter of this window's list of tasks; kept with the workspace. Without `vscode`. */
import { Listeners } from '../../comparison/listeners.ts';
import { defaultFilter, readFilters } from '../../task/taskFilter.ts';
import type { TaskFilter } from '../../task/taskFilter.ts';

interface Kept {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const key = 'tasks.filter';

export class CurrentFilter {
  readonly #kept: Kept;
  readonly #listeners = new Listeners<TaskFilter>();
  #filter: TaskFilter;

  constructor(kept: Kept) {
    this.#kept = kept;
    this.#filter = readKept(kept.get(key));
  }

  get value(): TaskFilter {
    return this.#filter;
  }

  /** Whether it shows other tasks than the usual ones; the order does not count. */
  get isDefault(): boolean {
    return isSameFilter({ ...this.#filter, sort: defaultFilter.sort }, defaultFilter);
  }

  onDidChange(listener: (filter: TaskFilter) => void): () => void {
    return this.#listeners.add(listener);
  }

  async set(filter: TaskFilter): Promise<void> {
    this.#filter = filter;
    this.#listeners.tell(filter);
    await this.#kept.update(key, filter);
  }
}

/** Equal when they show the same tasks in the same order. */
export function isSameFilter(a: TaskFilter, b: TaskFilter): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

function ordered(filter: TaskFilter): unknown {
  const { id, types, hours, states, connections, databases, creators, tags, text, sort } = filter;
  const lists = [types, states, connections, databases, creators, tags].map((list) => [...list].sort());
  return [id.trim(), hours, text.trim(), ...lists, sort.by, sort.direction];
}

/** What an earlier version kept may have another form: then the usual filter is it. */
function readKept(value: unknown): TaskFilter {
  if (value === undefined) return defaultFilter;
  try {
    return readFilters([{ name: 'current', filter: value }])[0]?.filter ?? defaultFilter;
  } catch {
    return defaultFilter;
  }
}

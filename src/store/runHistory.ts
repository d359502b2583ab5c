/**
 * What is kept of runs that are over, apart from the tasks: it grows, and changes only when a run ends. In several stores of
 * generations, so that one more run neither reads nor writes thousands of others (no stall of 100 ms, reliability.md §14).
 */
import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { phrase } from '../schema/phrase.ts';
import type { RunRecord } from '../task/model/task.ts';
import type { Clock } from '../task/ports.ts';
import { openGenerationStore } from './generations/generationStore.ts';
import type { GenerationStore, StoreOptions } from './generations/generationStore.ts';
import { storeError } from './generations/storeError.ts';
import type { StoreNotice } from './generations/storeNotice.ts';
import { errorCode } from './journalError.ts';
import { checkedOnce, listIn } from './listIn.ts';

export interface RunHistoryOptions extends StoreOptions {
  readonly clock: Clock;
}

interface RunsContent {
  readonly runs: readonly RunRecord[];
}

/** F5. */
const maxRunsPerTask = 500;
const maxRunsPerPart = 2000;
const maxRunAgeMs = 90 * 24 * 3_600_000;

const parts = 16;

/** Everything throws like `openGenerationStore` and its stores. */
export class RunHistory {
  readonly #folder: string;
  readonly #readRunRecord: (value: unknown, place: string) => RunRecord;
  readonly #options: RunHistoryOptions;
  readonly #stores = new Map<string, Promise<GenerationStore<RunsContent>>>();
  #isUnsavedTold = false;

  /** Opens nothing yet. `folder` is the one of all that belongs to tasks. */
  constructor(
    folder: string,
    readRunRecord: (value: unknown, place: string) => RunRecord,
    options: RunHistoryOptions,
  ) {
    this.#folder = folder;
    this.#readRunRecord = checkedOnce(readRunRecord);
    this.#options = options;
  }

  /** Newest first; of one task, or of all. */
  async read(task: string | null): Promise<readonly RunRecord[]> {
    const names = task === null ? await this.#partNames() : [partOf(task)];
    const found: RunRecord[] = [];
    // One after the other: each is a turn of the event loop.
    for (const name of [...names, ...(await this.#former())]) {
      const { data } = await (await this.#store(name)).read();
      found.push(...data.runs.filter((run) => task === null || run.task === task).reverse());
    }
    const once = [...new Map(found.map((run) => [run.run, run])).values()];
    return task === null ? once.sort((a, b) => b.endedAt - a.endedAt) : once;
  }

  /** Those that are there already stay as they are. */
  async add(records: readonly RunRecord[]): Promise<void> {
    for (const name of new Set(records.map(({ task }) => partOf(task)))) {
      const added = records.filter(({ task }) => partOf(task) === name);
      const store = await this.#store(name);
      await store.mutate((content) => {
        const known = new Set(content.runs.map(({ run }) => run));
        const fresh = added.filter(({ run }) => !known.has(run));
        if (fresh.length === 0) return content;
        const all = [...content.runs, ...fresh].reverse().slice(0, maxRunsPerPart);
        return { runs: bounded(all, this.#options.clock).reverse() };
      });
    }
  }

  async removeOf(tasks: ReadonlySet<string>): Promise<void> {
    const names = new Set([...tasks].map((task) => partOf(task)));
    for (const name of [...names, ...(await this.#former())]) {
      const store = await this.#store(name);
      await store.mutate((content) => {
        const runs = content.runs.filter(({ task }) => !tasks.has(task));
        return runs.length === content.runs.length ? content : { runs };
      });
    }
  }

  async close(): Promise<void> {
    for (const opening of this.#stores.values()) {
      // One that could not be opened said so to whoever asked for it.
      const opened = await opening.catch(() => null);
      await opened?.close();
    }
  }

  #store(name: string): Promise<GenerationStore<RunsContent>> {
    const opened = this.#stores.get(name) ?? this.#open(name);
    this.#stores.set(name, opened);
    return opened;
  }

  async #open(name: string): Promise<GenerationStore<RunsContent>> {
    const parse = (data: unknown): RunsContent => ({
      runs: listIn(data, 'runs').map((value, i) => this.#readRunRecord(value, `runs[${String(i)}]`)),
    });
    const schema = { name: phrase`runs`, defaults: { runs: [] }, parse, migrations: [] };
    const onNotice = (notice: StoreNotice): void => this.#tell(notice);
    try {
      return await openGenerationStore(join(this.#folder, name), schema, { ...this.#options, onNotice });
    } catch (error) {
      this.#stores.delete(name);
      throw error;
    }
  }

  /** A disk that can't be written to is said once, not once for each part. */
  #tell(notice: StoreNotice): void {
    if (notice.kind === 'not-saved') {
      if (this.#isUnsavedTold) return;
      this.#isUnsavedTold = true;
    }
    this.#options.onNotice(notice);
  }

  /** Those on the disk, and those that live in this process only. */
  async #partNames(): Promise<readonly string[]> {
    const saved = await this.#look((folder) => readdir(join(folder, folderName)), []);
    const names = saved.filter((name) => /^[0-9a-f]$/.test(name)).map((name) => join(folderName, name));
    const opened = [...this.#stores.keys()].filter((name) => name !== formerName);
    return [...new Set([...names, ...opened])].sort();
  }

  /** Where all runs were kept by versions that had one store for them; nothing is added to it any more. */
  async #former(): Promise<readonly string[]> {
    return await this.#look(async (folder) => {
      await access(join(folder, formerName));
      return [formerName];
    }, []);
  }

  /** `none` where there is nothing yet; anything else in the way is an error, and no empty history (F3). */
  async #look<T>(look: (folder: string) => Promise<T>, none: T): Promise<T> {
    try {
      return await look(this.#folder);
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return none;
      throw storeError(phrase`read`, this.#folder, error);
    }
  }
}

const folderName = 'history';
const formerName = 'runs';

/** By what ids end with: that is chance, while they begin with the time. */
function partOf(task: string): string {
  let sum = 0;
  for (let i = 0; i < task.length; i += 1) sum = (sum * 31 + task.charCodeAt(i)) % 65_536;
  return join(folderName, (sum % parts).toString(16));
}

/** Of runs with the newest first, those that are kept (F5). */
function bounded(runs: readonly RunRecord[], clock: Clock): RunRecord[] {
  const counts = new Map<string, number>();
  const oldest = clock.now() - maxRunAgeMs;
  return runs.filter(({ task, endedAt }) => {
    const count = (counts.get(task) ?? 0) + 1;
    counts.set(task, count);
    return count <= maxRunsPerTask && endedAt >= oldest;
  });
}

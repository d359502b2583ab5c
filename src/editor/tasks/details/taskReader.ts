/** One task with its plan, runs, statements and logs, read when they are asked for and kept until something changes. Without `vscode`. */
import type { Plan } from '../../../shadow/analysis.ts';
import type { RunRecord, Task } from '../../../task/model/task.ts';
import { storyKey, wholeStory } from '../../../task/runs/runStory.ts';
import { isRunning } from '../../../task/state/taskState.ts';
import type { LogLine } from '../../../task/taskPorts.ts';
import type { TaskServices } from '../taskServices.ts';
import type { LiveRuns } from './liveRuns.ts';
import { maxShownLines } from './logPages.ts';
import { fromPlan, fromStory } from './statementRows.ts';
import type { ShownStatement } from './statementRows.ts';

export interface ReadTask {
  readonly task: Task;
  /** Newest first. */
  readonly runs: readonly RunRecord[];
  /** Null for a draft, and when it is not kept any more. */
  readonly plan: Plan | null;
}

export interface ReadStatements {
  /** Whether what happened to single statements is known. */
  readonly isRecorded: boolean;
  readonly statements: readonly ShownStatement[];
}

export interface ReadLog {
  readonly lines: readonly LogLine[];
  readonly torn: number;
  /** There are older lines. */
  readonly isCut: boolean;
}

export class TaskReader {
  readonly #tasks: () => Promise<Pick<TaskServices, 'centre' | 'store'>>;
  readonly #live: LiveRuns;
  readonly #id: string;
  #plan: { readonly hash: string; readonly plan: Plan | null } | null = null;
  #reading: Promise<ReadTask | null> | null = null;
  readonly #statements = new Map<string, Promise<ReadStatements>>();
  readonly #logs = new Map<string, Promise<ReadLog>>();

  constructor(tasks: () => Promise<Pick<TaskServices, 'centre' | 'store'>>, live: LiveRuns, id: string) {
    this.#tasks = tasks;
    this.#live = live;
    this.#id = id;
  }

  /** Null when it was deleted. Throws ShadowSyncError 'store'. */
  read(): Promise<ReadTask | null> {
    this.#reading ??= this.#readNow();
    return this.#reading;
  }

  /** Something about the task changed: it is read again when somebody asks. */
  forget(): void {
    this.#reading = null;
    this.forgetRuns();
  }

  /** A run went on: its statements and lines are others. */
  forgetRuns(): void {
    this.#statements.clear();
    this.#logs.clear();
  }

  /** The run's; with null the plan's, with what the last run did to them. None for a task that is gone. */
  async statements(run: string | null): Promise<ReadStatements> {
    const key = run ?? '';
    const known = this.#statements.get(key) ?? this.#readStatements(run);
    this.#statements.set(key, known);
    return await known;
  }

  async log(run: string): Promise<ReadLog> {
    const known = this.#logs.get(run) ?? this.#readLog(run);
    this.#logs.set(run, known);
    return await known;
  }

  async #readNow(): Promise<ReadTask | null> {
    const { centre, store } = await this.#tasks();
    const task = (await store.tasks()).find(({ id }) => id === this.#id);
    if (task === undefined) return null;
    return { task, runs: await centre.runs(this.#id), plan: await this.#planOf(task) };
  }

  async #planOf(task: Task): Promise<Plan | null> {
    const hash = task.plan?.hash;
    if (hash === undefined) return null;
    if (this.#plan?.hash !== hash) {
      const { centre } = await this.#tasks();
      this.#plan = { hash, plan: await centre.plan(task) };
    }
    return this.#plan.plan;
  }

  async #readStatements(run: string | null): Promise<ReadStatements> {
    const read = await this.read();
    if (read === null) return { isRecorded: false, statements: [] };
    const { task, plan } = read;
    const last = run ?? lastRunOf(task);
    const told = last === null ? [] : await this.#told(task, last);
    const planned = plan === null ? [] : fromPlan(plan);
    if (told.length === 0) return { isRecorded: last === null, statements: planned };
    if (run !== null || planned.length === 0) return { isRecorded: true, statements: told };
    const byKey = new Map(told.map((statement) => [storyKey(statement.shadow, statement.sql), statement]));
    const statements = planned.map((one) => {
      const found = byKey.get(storyKey(one.shadow, one.sql));
      return found === undefined ? one : { ...found, planned: one.planned };
    });
    return { isRecorded: true, statements };
  }

  /** What this window saw is newer than the record, and says more about errors. */
  async #told(task: Task, run: string): Promise<readonly ShownStatement[]> {
    const { centre } = await this.#tasks();
    const story = wholeStory(await centre.story(task.id, run)).map(fromStory);
    const live = this.#live.find(task.id, run);
    if (live === null) return story;
    return story.map((statement) => {
      const seen = live.statements.get(storyKey(statement.shadow, statement.sql));
      return seen === undefined ? statement : { ...statement, ...seen };
    });
  }

  async #readLog(run: string): Promise<ReadLog> {
    const { centre } = await this.#tasks();
    const { lines, torn } = await centre.log(this.#id, run, maxShownLines + 1);
    return { lines: lines.slice(-maxShownLines), torn, isCut: lines.length > maxShownLines };
  }
}

/** The one that goes on, else the one that ended last; null before the first. */
function lastRunOf({ state, progress }: Pick<Task, 'state' | 'progress'>): string | null {
  return isRunning(state) ? state.run : (progress.lastRun?.run ?? null);
}

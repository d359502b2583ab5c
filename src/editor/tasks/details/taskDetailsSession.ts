/** What stands behind one panel of task details: the task as it is now, told anew whenever something about it changed. Without `vscode`. */
import type {
  LeftOutRow,
  LogFilter,
  LogPage,
  ShownLine,
  StatementDetails,
  StatementRow,
  TaskDetailsState,
} from '../../../protocol/taskDetails.ts';
import { phrase } from '../../../schema/phrase.ts';
import type { Said } from '../../../schema/phrase.ts';
import { ShadowSyncError } from '../../../schema/shadowSyncError.ts';
import type { Task } from '../../../task/model/task.ts';
import type { Clock } from '../../../task/ports.ts';
import { isRunning } from '../../../task/state/taskState.ts';
import { atMostEvery } from '../../ui/atMostEvery.ts';
import type { TaskServices } from '../taskServices.ts';
import type { LiveRuns } from './liveRuns.ts';
import { filteredLines } from './logPages.ts';
import { shownTask, titleOf } from './shownTask.ts';
import { leftOutRows, statementDetails, statementRow } from './statementRows.ts';
import { TaskReader } from './taskReader.ts';
import type { Reading } from './taskSettings.ts';

export interface DetailsParts {
  readonly tasks: () => Promise<Pick<TaskServices, 'centre' | 'store'>>;
  readonly live: LiveRuns;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly reading: Reading;
  readonly isTrusted: () => boolean;
}

/** Nobody reads faster. */
const livePaceMs = 400;

/** How often the records of a run are looked at that another process does. */
const pollMs = 2000;

export class TaskDetailsSession {
  readonly #parts: DetailsParts;
  readonly #id: string;
  readonly #reader: TaskReader;
  readonly #onChange: () => void;
  readonly #ending = new AbortController();
  #revision = 1;
  #ends: (() => void)[] = [];
  #isPolling = false;
  #begun: Promise<void> | null = null;

  /** `onChange`: the state is another one now. */
  constructor(parts: DetailsParts, id: string, onChange: () => void) {
    this.#parts = parts;
    this.#id = id;
    this.#onChange = onChange;
    this.#reader = new TaskReader(parts.tasks, parts.live, id);
  }

  get reader(): TaskReader {
    return this.#reader;
  }

  /** Throws ShadowSyncError 'store'. */
  async state(): Promise<TaskDetailsState> {
    this.#begun ??= this.#begin();
    await this.#begun;
    const read = await this.#reader.read();
    if (read === null) return { kind: 'gone', id: this.#id };
    const { task, runs, plan } = read;
    void this.#pollWhileElsewhere(task);
    const { centre } = await this.#parts.tasks();
    const live = isRunning(task.state) ? this.#parts.live.find(task.id, task.state.run) : null;
    return shownTask(
      {
        task,
        runs,
        nextRuns: centre.nextRuns(task),
        isPlanKept: plan !== null,
        isAdvisory: centre.isAdvisory,
        waitsFor: this.#waitsFor(task),
        progress: live === null ? null : { done: live.done, of: live.of, hint: live.hint },
        revision: this.#revision,
      },
      this.#parts.reading,
    );
  }

  async title(): Promise<string> {
    const read = await this.#reader.read();
    return read === null ? this.#id : titleOf(read.task, this.#parts.reading.say);
  }

  async statements(
    run: string | null,
    offset: number,
    limit: number,
  ): Promise<{ revision: number; total: number; isRecorded: boolean; rows: readonly StatementRow[] }> {
    const { statements, isRecorded } = await this.#reader.statements(run);
    const rows = statements
      .slice(offset, offset + limit)
      .map((statement, i) => statementRow(statement, offset + i));
    return { revision: this.#revision, total: statements.length, isRecorded, rows };
  }

  /** Throws ShadowSyncError 'usage' for a statement that is none of it (any more). */
  async statement(run: string | null, index: number): Promise<StatementDetails> {
    const { statements } = await this.#reader.statements(run);
    const found = statements[index];
    if (found !== undefined) return statementDetails(found, index, this.#parts.reading.say);
    throw new ShadowSyncError('usage', phrase`This statement is not part of the task any more.`);
  }

  async leftOut(offset: number, limit: number): Promise<{ total: number; rows: readonly LeftOutRow[] }> {
    const read = await this.#reader.read();
    const rows = read === null ? [] : leftOutRows(read.task, read.plan, this.#parts.reading.say);
    return { total: rows.length, rows: rows.slice(offset, offset + limit) };
  }

  async log({ run, ...filter }: LogFilter, offset: number, limit: number): Promise<LogPage> {
    const { lines, torn, isCut } = await this.#reader.log(run);
    const shown = filteredLines(lines, filter, this.#parts.reading.say);
    return {
      total: shown.length,
      of: lines.length,
      torn,
      isCut,
      lines: shown.slice(offset, offset + limit),
    };
  }

  /** All lines that pass. */
  async logLines({ run, ...filter }: LogFilter): Promise<readonly ShownLine[]> {
    const { lines } = await this.#reader.log(run);
    return filteredLines(lines, filter, this.#parts.reading.say);
  }

  close(): void {
    this.#ending.abort();
    for (const end of this.#ends) end();
    this.#ends = [];
  }

  async #begin(): Promise<void> {
    const { store } = await this.#parts.tasks();
    if (this.#ending.signal.aborted) return;
    const onLive = atMostEvery(livePaceMs, () => {
      this.#reader.forgetRuns();
      this.#changed();
    });
    this.#ends.push(
      store.onDidChange(() => {
        this.#reader.forget();
        this.#changed();
      }),
      this.#parts.live.onDidChange((task) => {
        if (task === this.#id) onLive();
      }),
      () => onLive.stop(),
    );
  }

  #changed(): void {
    this.#revision += 1;
    this.#onChange();
  }

  /** S17: said, so that nobody waits for what does not come. */
  #waitsFor({ state }: Task): Said | null {
    if (state.kind !== 'waiting' || state.why === 'manual') return null;
    return this.#parts.isTrusted()
      ? phrase`Runs only while a window of yours, or “shadow-sync run”, is open.`
      : phrase`Nothing runs from a window whose folder you do not trust.`;
  }

  /** A run of another process tells nothing here, so its records are looked at while it goes on. */
  async #pollWhileElsewhere(task: Task): Promise<void> {
    if (this.#isPolling || !this.#isElsewhere(task)) return;
    this.#isPolling = true;
    try {
      await this.#parts.clock.sleep(pollMs, this.#ending.signal);
    } finally {
      this.#isPolling = false;
    }
    if (this.#ending.signal.aborted) return;
    this.#reader.forgetRuns();
    this.#changed();
  }

  #isElsewhere({ id, state }: Task): boolean {
    return isRunning(state) && this.#parts.live.find(id, state.run) === null;
  }
}

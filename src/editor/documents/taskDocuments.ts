/** The read-only documents of tasks: change SQL with what runs made of it, and logs that grow while their run goes on. */
import {
  Disposable,
  EventEmitter,
  FileChangeType,
  FilePermission,
  FileSystemError,
  FileType,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { Event, FileChangeEvent, FileStat, TextDocument } from 'vscode';
import type { ConnectionDialect } from '../../connection/connectionDialect.ts';
import { environmentName } from '../../connection/environmentName.ts';
import { phrase } from '../../schema/phrase.ts';
import type { Said } from '../../schema/phrase.ts';
import type { RunRecord, Task } from '../../task/model/task.ts';
import { outcomeName } from '../../task/outcomeName.ts';
import { isRunning } from '../../task/state/taskState.ts';
import type { Editor } from '../editor.ts';
import type { DocumentSource } from '../startup/documentsDoor.ts';
import type { LiveRuns } from '../tasks/details/liveRuns.ts';
import { filteredLines, logText } from '../tasks/details/logPages.ts';
import { TaskReader } from '../tasks/details/taskReader.ts';
import type { ReadTask } from '../tasks/details/taskReader.ts';
import { exactTime } from '../tasks/taskWords.ts';
import { translated } from '../ui/translated.ts';
import { isTaskAddress, readTaskAddress, taskAddressParts } from './taskAddress.ts';
import type { TaskDocument } from './taskAddress.ts';
import { taskChangeText } from './taskChangeText.ts';
import type { OutcomeSpan, TaskChangeText } from './taskChangeText.ts';

/** How often an open document of a run that goes on is made anew. */
const followMs = 1000;

export class TaskDocuments implements DocumentSource, Disposable {
  readonly #editor: Editor;
  readonly #live: LiveRuns;
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly #placed = new EventEmitter<void>();
  /** By address. */
  readonly #times = new Map<string, number>();
  readonly #texts = new Map<string, TaskChangeText>();
  readonly #startedAt: number;
  readonly #ending = new AbortController();
  readonly #subscriptions: Disposable;
  #endWatch: (() => void) | null = null;
  #isFollowing = false;

  readonly onDidChangeFile: Event<FileChangeEvent[]> = this.#changed.event;
  /** Told when outcomes in documents may be others. */
  readonly onDidPlace: Event<void> = this.#placed.event;

  constructor(editor: Editor, live: LiveRuns) {
    this.#editor = editor;
    this.#live = live;
    this.#startedAt = editor.services.clock.now();
    this.#subscriptions = Disposable.from(
      this.#changed,
      this.#placed,
      editor.startup.documents.setSource(this, isTaskAddress),
      workspace.onDidOpenTextDocument(({ uri }) => void this.#begin(uri)),
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.#times.delete(uri.toString());
        this.#texts.delete(uri.toString());
      }),
    );
    for (const { uri } of workspace.textDocuments) void this.#begin(uri);
  }

  /** Opens it in the active column. Throws ShadowSyncError 'usage' for a task that is not there any more. */
  async open(document: TaskDocument): Promise<void> {
    const { centre } = await this.#editor.services.tasks();
    const { connection, database } = (await centre.find(document.task)).intent;
    const uri = Uri.from(taskAddressParts(document, [connection.name, database]));
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
  }

  /** Where it is, and what a run did to its statements, without opening it. Throws as `open` does. */
  async look(
    document: TaskDocument,
  ): Promise<{ readonly uri: Uri; readonly outcomes: readonly OutcomeSpan[] }> {
    const { centre } = await this.#editor.services.tasks();
    const { connection, database } = (await centre.find(document.task)).intent;
    const uri = Uri.from(taskAddressParts(document, [connection.name, database]));
    await this.#textOf(uri);
    return { uri, outcomes: this.#texts.get(uri.toString())?.outcomes ?? [] };
  }

  stat(uri: Uri): FileStat {
    if (readTaskAddress(uri) === null) throw FileSystemError.FileNotFound(uri);
    return {
      type: FileType.File,
      permissions: FilePermission.Readonly,
      ctime: this.#startedAt,
      mtime: this.#times.get(uri.toString()) ?? this.#startedAt,
      size: 0,
    };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return new TextEncoder().encode(await this.#textOf(uri));
  }

  /** What a run did to the statements of a change SQL of ours, as the document shows it; none for other documents. */
  outcomesIn({ uri, lineCount }: TextDocument): readonly OutcomeSpan[] {
    const known = this.#texts.get(uri.toString());
    if (known === undefined) return [];
    // VS Code asks between a change and its text: places of another text would be wrong.
    return known.text.split(/\r\n|\r|\n/).length === lineCount ? known.outcomes : [];
  }

  dispose(): void {
    this.#ending.abort();
    this.#endWatch?.();
    this.#subscriptions.dispose();
  }

  async #textOf(uri: Uri): Promise<string> {
    const document = readTaskAddress(uri);
    if (document === null) throw FileSystemError.FileNotFound(uri);
    const reader = new TaskReader(() => this.#editor.services.tasks(), this.#live, document.task);
    const read = await reader.read();
    if (read === null) return comment(phrase`Task ${document.task} was deleted.`);
    if (document.kind === 'log') return await this.#logOf(reader, document.run);
    const made = await this.#changeOf(reader, read, document.run);
    this.#texts.set(uri.toString(), made);
    this.#placed.fire();
    return made.text;
  }

  /** All of it: what is searched and saved here is the whole log. */
  async #logOf(reader: TaskReader, run: string): Promise<string> {
    const { lines, torn, isCut } = await reader.log(run);
    const all = filteredLines(lines, { levels: ['info', 'warn', 'error'], text: '' }, translated);
    const notes = [
      ...(isCut ? [phrase`Older lines are not shown here.`] : []),
      ...(torn > 0 ? [phrase`${torn} lines were not written whole and are left out.`] : []),
    ];
    return notes.map((note) => `${translated(note)}\n`).join('') + logText(all);
  }

  async #changeOf(
    reader: TaskReader,
    { task, plan, runs }: ReadTask,
    run: string | null,
  ): Promise<TaskChangeText> {
    const { statements } = await reader.statements(run);
    const record = runs.find((one) => one.run === run);
    const ran = run === null ? plan : await this.#planOfRun(task, run);
    const { connection } = task.intent;
    return taskChangeText({
      plan: ran ?? (run === null || statements.every(({ planned }) => planned !== null) ? plan : null),
      statements,
      ...(await this.#serverOf(connection.id)),
      madeAt: task.plan === null ? '' : exactTime(task.plan.madeAt),
      connection: phrase`${connection.name} (${environmentName(connection.environment)})`,
      notes: [phrase`Task ${task.id}`, ...(run === null ? [] : [runNote(run, record)])],
      say: translated,
    });
  }

  async #planOfRun(task: Task, run: string): Promise<ReadTask['plan']> {
    const { centre } = await this.#editor.services.tasks();
    return (await centre.story(task.id, run)).findLast(({ plan }) => plan !== null)?.plan ?? null;
  }

  async #serverOf(
    connectionId: string,
  ): Promise<{ readonly dialect: string; readonly session: readonly string[] }> {
    const { book, scriptSessionOf } = this.#editor.services;
    let dialect: ConnectionDialect;
    try {
      ({ dialect } = (await book.find(connectionId)).connection);
    } catch {
      // The connection was deleted since; what ran is still what ran.
      return { dialect: translated(phrase`unknown server`), session: [] };
    }
    return { dialect, session: await scriptSessionOf(dialect) };
  }

  /** Watches the tasks as soon as one of their documents is open, and follows the runs that go on. */
  async #begin(uri: Uri): Promise<void> {
    if (readTaskAddress(uri) === null) return;
    const { store } = await this.#editor.services.tasks();
    if (this.#ending.signal.aborted) return;
    this.#endWatch ??= store.onDidChange(() => void this.#update(() => true));
    await this.#follow();
  }

  async #follow(): Promise<void> {
    if (this.#isFollowing) return;
    this.#isFollowing = true;
    try {
      while (!this.#ending.signal.aborted) {
        const running = await this.#openRunning();
        if (running.size === 0) return;
        await this.#editor.services.clock.sleep(followMs, this.#ending.signal);
        await this.#update((document) => running.has(document.task));
      }
    } finally {
      this.#isFollowing = false;
    }
  }

  /** Tasks that run and have a document open. */
  async #openRunning(): Promise<ReadonlySet<string>> {
    const open = new Set(workspace.textDocuments.flatMap(({ uri }) => readTaskAddress(uri)?.task ?? []));
    if (open.size === 0) return open;
    const { store } = await this.#editor.services.tasks();
    const tasks = await store.tasks();
    return new Set(tasks.flatMap(({ id, state }) => (open.has(id) && isRunning(state) ? [id] : [])));
  }

  async #update(isMeant: (document: TaskDocument) => boolean): Promise<void> {
    const events: FileChangeEvent[] = [];
    for (const { uri } of workspace.textDocuments) {
      const document = readTaskAddress(uri);
      if (document === null || !isMeant(document)) continue;
      const key = uri.toString();
      this.#times.set(key, (this.#times.get(key) ?? this.#startedAt) + 1);
      // VS Code reads no file again whose text stays as it is; outcomes change without it.
      await this.#textOf(uri);
      events.push({ type: FileChangeType.Changed, uri });
    }
    if (events.length > 0) this.#changed.fire(events);
    void this.#follow();
  }
}

function runNote(run: string, record: RunRecord | undefined): Said {
  if (record === undefined) return phrase`Run ${run}`;
  const { startedAt, outcome } = record;
  return phrase`Run ${run}, ${exactTime(startedAt)}: ${outcomeName(outcome === 'missed' ? 'skipped' : outcome)}`;
}

function comment(said: Said): string {
  return `-- ${translated(said)}\n`;
}

/** Tasks as a terminal has them: commands in processes of their own, over one store and one database per test. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach } from 'mocha';
import type { RunRecord, Task } from '../../src/task/model/task.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { startChaosProxy } from '../support/rogue/chaosProxy.ts';
import type { ChaosProxy } from '../support/rogue/chaosProxy.ts';
import { query } from '../support/servers/connect.ts';
import { freshDatabase } from '../support/servers/sharedServer.ts';
import type { TestServer } from '../support/servers/startServer.ts';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

export interface ShownTask {
  readonly task: Task;
  readonly runs: readonly RunRecord[];
}

export interface EndedCommand {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export class TaskStage {
  readonly #getServer: () => TestServer;
  readonly #children = new Set<ChildProcess>();
  #folder = '';
  #database = '';
  #proxy: ChaosProxy | null = null;

  constructor(getServer: () => TestServer) {
    this.#getServer = getServer;
  }

  /** Where the commands keep everything. */
  get folder(): string {
    return this.#folder;
  }

  get database(): string {
    return this.#database;
  }

  get url(): string {
    const url = new URL(this.#getServer().url(this.#database));
    if (this.#proxy !== null) url.port = String(this.#proxy.port);
    return url.href;
  }

  /**
   * Lets every task that is added from now on reach the server through a proxy of this process. A run on a long way is seen
   * in the middle, for it gets no further than this process lets it while that looks.
   */
  async addProxy(): Promise<ChaosProxy> {
    this.#proxy = await startChaosProxy(this.#getServer());
    return this.#proxy;
  }

  async open(): Promise<void> {
    this.#folder = mkdtempSync(join(tmpdir(), 'shsync-tasks-'));
    this.#database = await freshDatabase(this.#getServer());
  }

  async close(): Promise<void> {
    for (const child of this.#children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      // One that dies at this moment may still make a file in the folder.
      await once(child, 'exit');
    }
    this.#children.clear();
    await this.#proxy?.close();
    this.#proxy = null;
    removeFolder(this.#folder);
  }

  start(words: readonly string[], environment: Readonly<Record<string, string>> = {}): ChildProcess {
    const store = words.includes('--store') ? [] : ['--store', this.#folder];
    const child = spawn(process.execPath, [cli, ...words, ...store], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, USER: 'al', ...environment },
    });
    this.#children.add(child);
    return child;
  }

  async command(...words: string[]): Promise<EndedCommand> {
    return await ended(this.start(words));
  }

  async json<T>(...words: string[]): Promise<T> {
    const { out, err } = await this.command(...words, '--json');
    try {
      return JSON.parse(out) as T;
    } catch {
      throw new Error(`${words.join(' ')}: ${err}`);
    }
  }

  /** A task over the whole database with the prefix `__test_`. */
  async add(...words: string[]): Promise<Task> {
    return await this.json<Task>('task', 'add', '--url', this.url, '--prefix', '__test_', ...words);
  }

  async show({ id }: Task, ...words: string[]): Promise<ShownTask> {
    return await this.json<ShownTask>('task', 'show', id, ...words);
  }

  /** The names of the shadows that are there, sorted. */
  async shadows(): Promise<readonly string[]> {
    const rows = await query(
      this.#getServer(),
      `select table_name as name from information_schema.tables where table_schema = '${this.#database}' and table_name like '\\_\\_test%'`,
    );
    return rows.map((row) => String(Object.values(row)[0])).sort();
  }
}

/** What a started command said, when it is over. */
export async function ended(child: ChildProcess): Promise<EndedCommand> {
  assert.ok(child.stdout && child.stderr);
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  return { code, out, err };
}

/** To be called inside a suite: one that is opened and closed around each of its tests. */
export function useTaskStage(getServer: () => TestServer): TaskStage {
  const stage = new TaskStage(getServer);
  beforeEach(() => stage.open());
  afterEach(() => stage.close());
  return stage;
}

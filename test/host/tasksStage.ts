import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { commands, env, extensions } from 'vscode';
import type { Connection } from 'mysql2/promise';
import { openTaskStore } from '../../src/store/taskStore.ts';
import { systemClock } from '../../src/store/systemClock.ts';
import { readProcesses } from '../../src/task/approval/approvalProcess.ts';
import type { ApprovalProcess } from '../../src/task/approval/approvalProcess.ts';
import { readRunRecord, readTask } from '../../src/task/model/readTask.ts';
import type { RunRecord, Task } from '../../src/task/model/task.ts';
import { readFilters } from '../../src/task/taskFilter.ts';
import type { TaskStore } from '../../src/task/taskPorts.ts';
import { when } from './dialogs.ts';
import type { Dialogs } from './dialogs.ts';
import { hostDatabaseUrl, openHostDatabase } from './hostDatabase.ts';
import { removeConnections } from './railsStage.ts';
import { until } from './until.ts';

/** Where the tables of the suites about tasks are. */
export const database = 'tasks_host';

/** Everything in that database needs the approval of its owner. */
export const fourEyes: ApprovalProcess = {
  id: 'p1',
  name: 'Four eyes',
  isEnabled: true,
  conditions: {
    connection: null,
    environment: null,
    database: 'tasks_*',
    tablesFrom: null,
    level: null,
    creator: null,
  },
  nodes: [{ name: 'Owner', approvers: [], isAutomatic: false }],
  expiryHours: { approval: null, waiting: null, execution: null },
};

/**
 * A database, a connection to it as a user would add it, and the command line at the tasks of this window: what it does
 * there is what another window, or a headless scheduler, would do.
 */
export class TasksStage {
  readonly server: Connection;
  readonly store: TaskStore;
  /** What the extension keeps. */
  readonly storage: string;
  readonly #cli: string;

  private constructor(server: Connection, store: TaskStore, storage: string, cli: string) {
    this.server = server;
    this.store = store;
    this.storage = storage;
    this.#cli = cli;
  }

  static async set(dialogs: Dialogs): Promise<TasksStage> {
    const extension = extensions.getExtension('shadow-sync.shadow-sync');
    await extension?.activate();
    const server = await openHostDatabase();
    await server.query(`drop database if exists ${database}; create database ${database}; use ${database}`);
    dialogs.install();
    dialogs.answer(
      when('Add Connection by URL: Host', `${hostDatabaseUrl().replace(/\/[^/]*$/, '')}/${database}`),
      when('Name of the Connection', 'Task database'),
      when('What is this server for?', '$(tools) Development'),
    );
    await commands.executeCommand('shadowSync.connection.addByUrl');
    dialogs.answer(when('kept in one folder', 'Copy Path'));
    await commands.executeCommand('shadowSync.tasks.openFolder');
    const centre = await env.clipboard.readText();
    assert.match(centre, /task-centre$/);
    const readers = { readTask, readRunRecord, readProcesses, readFilters };
    const store = await openTaskStore(centre, readers, { clock: systemClock, onNotice: () => undefined });
    // As somebody who opens the view: from then on the store tells of new tasks.
    await commands.executeCommand('shadowSync.tasks.refresh');
    const cli = join(extension?.extensionPath ?? '', 'dist/cli.js');
    return new TasksStage(server, store, join(centre, '..'), cli);
  }

  async end(dialogs: Dialogs): Promise<void> {
    await this.store.setProcesses([]);
    const left = (await this.store.tasks()).filter(({ state }) => state.kind !== 'executing');
    await this.store.remove(left.map(({ id }) => id));
    await this.store.close();
    await removeConnections(dialogs);
    dialogs.remove();
    await this.server.query(`drop database ${database}`);
    await this.server.end();
  }

  /** A source, and with `hasShadow` a shadow that lacks its columns. */
  async makeTable(name: string, columns: string, hasShadow = false): Promise<void> {
    await this.server.query(`create table ${name} (id int primary key, ${columns})`);
    if (hasShadow) await this.server.query(`create table __test_${name} (id int primary key)`);
  }

  async columnsOf(table: string): Promise<readonly string[]> {
    const [rows] = await this.server.query(
      'select column_name as name from information_schema.columns where table_schema = ? and table_name = ? order by ordinal_position',
      [database, table],
    );
    return (rows as unknown as readonly { readonly name: string }[]).map(({ name }) => name);
  }

  /** `shadow-sync task …` on this window's tasks; gives what it wrote. */
  async cli(...words: readonly string[]): Promise<unknown> {
    const args = [this.#cli, 'task', ...words, '--store', this.storage, '--json'];
    const password = decodeURIComponent(new URL(hostDatabaseUrl()).password);
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', SHADOW_SYNC_PASSWORD: password },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, said] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    assert.equal(code, 0, `task ${words.join(' ')}: ${said}`);
    return JSON.parse(out);
  }

  /** Adds a task for one table; gives its id. */
  async add(table: string, ...words: readonly string[]): Promise<string> {
    const url = `${hostDatabaseUrl().replace(/\/[^/]*$/, '')}/${database}`;
    const task = await this.cli('add', '--url', url, '--prefix', '__test_', '--tables', table, ...words);
    const { id } = task as { readonly id: string };
    return id;
  }

  async task(id: string): Promise<Task> {
    const found = (await this.store.tasks()).find((task) => task.id === id);
    assert.ok(found !== undefined, `task ${id} is there`);
    return found;
  }

  /** Waits until a task is in that state, and gives it. */
  async inState(id: string, kind: Task['state']['kind']): Promise<Task> {
    let last: Task | null = null;
    return await until(
      async () => {
        last = await this.task(id);
        return last.state.kind === kind ? last : null;
      },
      () => `task ${id} as ${kind}: ${JSON.stringify(last?.state)} ${JSON.stringify(last?.progress)}`,
    );
  }

  /** Newest first. */
  async runs(id: string): Promise<readonly RunRecord[]> {
    return await this.store.runs(id);
  }
}

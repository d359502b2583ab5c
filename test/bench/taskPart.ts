/** What a long list of tasks costs a window, and what running a task costs over its bare statements. */
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectionFor, openTaskServices } from '../../src/commandline/tasks/taskServices.ts';
import { RunHistory } from '../../src/store/runHistory.ts';
import { systemClock } from '../../src/store/systemClock.ts';
import { newId } from '../../src/task/model/newId.ts';
import { readRunRecord } from '../../src/task/model/readTask.ts';
import { newProgress } from '../../src/task/model/task.ts';
import type { RunRecord, Task } from '../../src/task/model/task.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { query } from '../support/servers/connect.ts';
import { ensureEngine } from '../support/servers/engines.ts';
import { startServer } from '../support/servers/startServer.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import { openTestStore } from '../task/openTestStore.ts';
import { sampleIntent, sampleRun, sampleTask } from '../task/sampleTasks.ts';
import { ratio, whole, type BenchPage } from './benchPage.ts';
import { bundleChildren, type Children } from './bundleChildren.ts';
import { measureChild, type Measured } from './measureChild.ts';
import { readTimes, sayTimes } from './operationTimes.ts';
import { runRounds } from './rounds.ts';
import { makePairs, shadowPrefix, sourceName } from './samplePairs.ts';
import type { StatementsOrder } from './statementsChild.ts';
import type { TaskListOrder } from './taskListChild.ts';
import type { TaskRunOrder } from './taskRunChild.ts';

const engine = 'mariadb-10.11';
const tasks = 1000;
const runs = 5000;
const hour = 3_600_000;

/** `tables`: fewer are quicker to try. */
export async function benchTasks(page: BenchPage, rounds: number, tables = 1000): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'shadow-sync-bench-tasks-'));
  const children = await bundleChildren();
  try {
    await benchList(page, children, folder, rounds);
    const installed = await ensureEngine(engine);
    if ('missing' in installed) {
      page.say(`Not measured: ${installed.missing}`);
      return;
    }
    const server = await startServer(engine);
    try {
      await new TaskBench(server, children, join(folder, 'runs')).measure(page, rounds, tables);
    } finally {
      await server.stop();
    }
  } finally {
    children.remove();
    removeFolder(folder);
  }
}

async function benchList(page: BenchPage, children: Children, folder: string, rounds: number): Promise<void> {
  const filled = join(folder, 'filled');
  await fill(filled);
  const all: ReturnType<typeof readTimes>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const copy = join(folder, `list${String(round)}`);
    cpSync(filled, copy, { recursive: true });
    const { report, taskList } = children;
    const order: TaskListOrder = { folder: copy };
    const measured = await measureChild({
      script: taskList,
      args: [JSON.stringify(order)],
      report,
      serverPid: process.pid,
    });
    all.push(readTimes(measured.said));
  }
  sayTimes(page, `${whole(tasks)} tasks with ${whole(runs)} runs`, all);
}

/** Half of them have schedules; a tenth of the runs left tables behind. */
async function fill(folder: string): Promise<void> {
  const now = systemClock.now();
  const made = Array.from({ length: tasks }, (_, i) => taskAt(i, now - i * hour));
  const store = await openTestStore(folder);
  await store.add(made);
  await store.close();
  const history = new RunHistory(folder, readRunRecord, { onNotice: () => undefined, clock: systemClock });
  await history.add(Array.from({ length: runs }, (_, i) => runAt(i, made[i % tasks]?.id ?? '', now)));
  await history.close();
}

function taskAt(i: number, createdAt: number): Task {
  const tables = Array.from({ length: 20 }, (_, k) => sourceName(i + k));
  const intent = {
    range: { include: tables, exclude: [] },
    remarks: `Nightly ${String(i)}`,
    tags: ['nightly'],
  };
  const id = newId('t', createdAt, Math.random);
  if (i % 2 === 0)
    return sampleTask({ id, createdAt, intent, state: { kind: 'succeeded', run: 'r', at: createdAt } });
  return sampleTask({
    id,
    createdAt,
    intent,
    state: { kind: 'waiting', why: 'scheduled', since: createdAt },
    execution: {
      kind: 'cron',
      expression: `${String(i % 60)} ${String(i % 24)} * * *`,
      zone: 'Europe/Berlin',
      missed: 'skip',
      keepInSync: true,
    },
    progress: { ...newProgress, lastSlot: createdAt },
  });
}

function runAt(i: number, task: string, now: number): RunRecord {
  const endedAt = now - (runs - i) * 60_000;
  const hasFailed = i % 10 === 0;
  const left = Array.from({ length: hasFailed ? 10 : 0 }, (_, k) => ({
    shadow: `shop.${shadowPrefix}${sourceName(k)}`,
    reason:
      'Waited 15 s for a lock held by connection 4711 of report@app-3, idle in a transaction for 1,240 s.',
  }));
  return sampleRun({
    run: newId('r', endedAt, Math.random),
    task,
    slot: endedAt - 1000,
    startedAt: endedAt - 1000,
    endedAt,
    outcome: hasFailed ? 'succeeded-with-errors' : 'succeeded',
    reason: left[0]?.reason ?? null,
    planHash: 'a'.repeat(64),
    plans: ['a'.repeat(64)],
    left,
  });
}

class TaskBench {
  readonly #server: TestServer;
  readonly #children: Children;
  readonly #folder: string;

  constructor(server: TestServer, children: Children, folder: string) {
    this.#server = server;
    this.#children = children;
    this.#folder = folder;
  }

  async measure(page: BenchPage, rounds: number, tables: number): Promise<void> {
    await makePairs(this.#server, 'shop', tables, () => 'missing');
    const statements = await this.#newTask();
    if (statements.length !== tables) throw new Error(`${String(statements.length)} statements`);
    const file = join(this.#folder, 'statements.json');
    writeFileSync(file, JSON.stringify(statements));
    const standings = await runRounds(
      {
        'the bare statements, one mysql2 connection': () => this.#floor(file),
        'a run of a task': () => this.#run(),
      },
      rounds,
      () => this.#dropShadows(tables),
    );
    page.say(`#### ${whole(tables)} shadows created by a run`);
    page.sayTable(
      ['', 'ms', '× floor', 'cpu ms', 'server ms', 'both × floor', 'stall ms', 'peak MB'],
      standings.map((one) => [
        one.name,
        whole(one.innerMs),
        ratio(one.innerRatio),
        whole(one.cpuMs),
        whole(one.serverMs),
        ratio(one.costRatio),
        whole(one.stallMs),
        whole(one.peakMb),
      ]),
    );
  }

  /** A task that waits to be run at once, in a store of its own; gives what its plan says. */
  async #newTask(): Promise<readonly string[]> {
    removeFolder(join(this.#folder));
    const services = await openTaskServices(this.#folder, {
      environment: {},
      homeFolder: this.#folder,
      readFile: () => Promise.reject(new Error('no file is needed')),
      say: () => undefined,
      onNotice: () => undefined,
    });
    try {
      const asked = { url: this.#server.url('shop'), tls: null, tlsCa: null, tlsCert: null, tlsKey: null };
      const { id, name, environment } = await connectionFor(services.connections, asked, 'Bench', 'test');
      const rule = { prefix: shadowPrefix, suffix: '', shadowDatabase: null, overrides: [] };
      const intent = sampleIntent({ connection: { id, name, environment }, rule });
      const { signal } = new AbortController();
      const request = { intent, creator: 'bench', signal, seenHash: null, draft: null, origin: null };
      const plan = await services.tasks.centre.plan(await services.tasks.centre.submit(request));
      return plan?.groups.flatMap((group) => group.statements.map(({ sql }) => sql)) ?? [];
    } finally {
      await services.close();
    }
  }

  async #floor(file: string): Promise<Measured> {
    const { host, port, user } = this.#server;
    const order: StatementsOrder = { host, port, user, database: 'shop', file };
    return await this.#child(this.#children.statements, JSON.stringify(order));
  }

  async #run(): Promise<Measured> {
    const folder = join(this.#folder, 'own');
    await new TaskBench(this.#server, this.#children, folder).#newTask();
    const order: TaskRunOrder = { folder };
    const measured = await this.#child(this.#children.taskRun, JSON.stringify(order));
    // Nothing is a figure that comes from a run that failed.
    if (!JSON.stringify(measured.said['notices']).includes('"succeeded"')) {
      throw new Error(`The run ended otherwise: ${JSON.stringify(measured.said)}`);
    }
    return measured;
  }

  #child(script: string, argument: string): Promise<Measured> {
    const { report } = this.#children;
    return measureChild({ script, args: [argument], report, serverPid: this.#server.pid });
  }

  async #dropShadows(tables: number): Promise<void> {
    const names = Array.from({ length: tables }, (_, i) => `\`${shadowPrefix}${sourceName(i)}\``);
    await query(this.#server, 'SET GLOBAL foreign_key_checks = 0');
    await query(this.#server, `DROP TABLE IF EXISTS ${names.join(', ')}`, 'shop');
    await query(this.#server, 'SET GLOBAL foreign_key_checks = 1');
  }
}

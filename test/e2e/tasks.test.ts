import assert from 'node:assert/strict';
import { sentStatements, sentTwice } from '../execution/sentStatements.ts';
import { extensionHosts } from '../support/editor/extensionHosts.ts';
import { useWorkbench } from '../support/editor/useWorkbench.ts';
import { Workbench } from '../support/editor/workbench.ts';
import { runScript } from '../support/servers/connect.ts';
import { startServer } from '../support/servers/startServer.ts';
import type { TestServer } from '../support/servers/startServer.ts';
import { stepByStep } from '../support/stepByStep.ts';
import { newProgress } from '../../src/task/model/task.ts';
import type { Task } from '../../src/task/model/task.ts';
import type { TaskStore } from '../../src/task/taskPorts.ts';
import { sampleProcess, sampleTask } from '../task/sampleTasks.ts';
import { addConnection } from './addConnection.ts';
import { addTaskOutside, openTasksOutside } from './taskCommandLine.ts';

const database = 'nightly';
/** Enough that a run is still in the middle of them when its first statements were seen, on a machine that is slow to look. */
const manyTables = 150;

/** Longer than a lease lasts after its owner was killed, on a machine that does other things too. */
const limitMs = 300_000;

describe('tasks in VS Code', function () {
  stepByStep();
  this.timeout(600_000);
  const window = useWorkbench('tasks');
  let server: TestServer;
  let stopServer = (): Promise<void> => Promise.resolve();
  let store: TaskStore | undefined;

  before(async () => {
    server = await startServer('mariadb-10.11', { generalLog: true });
    stopServer = () => server.stop();
    const { workbench } = window();
    await runScript(server, `CREATE DATABASE ${database}`, 'mysql');
    await makeTables('first', 3);
    await workbench.openContainer('Shadow Sync');
    await addConnection(workbench, server.url(database), 'Nightly');
  });

  after(async () => {
    await store?.close();
    await stopServer();
  });

  async function makeTables(prefix: string, count: number): Promise<void> {
    const tables = Array.from(
      { length: count },
      (_, i) => `CREATE TABLE ${prefix}_${String(i)} (id INT PRIMARY KEY, note VARCHAR(${String(i + 1)}))`,
    );
    await runScript(server, tables.join(';'), database);
  }

  function add(prefix: string, ...words: readonly string[]): Promise<string> {
    return addTaskOutside(window().profile, server.url(database), '--tables', `${prefix}_*`, ...words);
  }

  async function outside(): Promise<TaskStore> {
    store ??= await openTasksOutside(window().profile);
    return store;
  }

  async function taskOf(id: string): Promise<Task> {
    const found = (await (await outside()).tasks()).find((task) => task.id === id);
    assert.ok(found !== undefined);
    return found;
  }

  async function untilState(id: string, isThere: (task: Task) => boolean): Promise<Task> {
    for (const end = Date.now() + limitMs; ;) {
      const task = await taskOf(id);
      if (isThere(task)) return task;
      if (Date.now() > end) throw new Error(`${JSON.stringify(task.state)} ${JSON.stringify(task.progress)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** What of these tables the server was sent, and that it was sent each once. */
  function sentOnce(prefix: string): readonly string[] {
    const sent = sentStatements(server, database).filter((sql) => sql.includes(`\`__test_${prefix}_`));
    assert.deepEqual(sentTwice(sent), []);
    return sent;
  }

  it('says what tasks are while there are none', async () => {
    const { workbench } = window();
    await workbench.page.getByText('A task keeps shadow tables in line').waitFor();
    await workbench.picture('empty');
  });

  it('shows a task that another process made, runs it, and says how it ended', async () => {
    const { workbench } = window();
    const id = await add('first', '--remarks', 'Before the load test');
    const row = workbench.treeItem(/^Before the load test, Succeeded/);
    await row.waitFor({ timeout: limitMs });
    assert.equal(sentOnce('first').length, 3);
    const task = await taskOf(id);
    assert.equal(task.state.kind, 'succeeded');
    await workbench.picture('succeeded');
  });

  it('shows every status with its own icon, and counts what awaits the user', async () => {
    const { workbench } = window();
    await (await outside()).add(samples());
    await workbench.treeItem(/^Add the loyalty columns, Under Review/).waitFor({ timeout: limitMs });
    await workbench.page.locator('.part.activitybar .badge').filter({ hasText: '2' }).waitFor();
    await workbench.page
      .locator('.part.statusbar .statusbar-item')
      .filter({ hasText: /Task/ })
      .first()
      .waitFor();
    await workbench.picture('statuses');
    await workbench.treeItem(/^Add the loyalty columns/).click({ button: 'right' });
    await workbench.page.getByRole('menuitem', { name: 'Approve Task…' }).waitFor();
    await workbench.picture('menu');
    await workbench.page.keyboard.press('Escape');
    await workbench.treeItem(/^Tidy the archive/).hover();
    await workbench.picture('hover');
  });

  it('filters by status, says so, and shows all again', async () => {
    const { workbench } = window();
    await workbench.runCommand('Shadow Sync: Filter Tasks…');
    await workbench.picture('filter');
    await workbench.pick(/^Status/);
    await workbench.pick('Failed');
    await workbench.page.getByText('1 Selected').waitFor();
    await workbench.accept();
    await workbench.quickPick('Any Text').waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.treeItem(/Under Review/).waitFor({ state: 'detached' });
    await workbench.treeItem(/^Rebuild the reports, Failed/).waitFor();
    await workbench.picture('filtered');
    await workbench.runCommand('Shadow Sync: Clear Task Filter');
    await workbench.treeItem(/^Add the loyalty columns/).waitFor();
  });

  it('forgets at once what another process deleted', async () => {
    const { workbench } = window();
    await (await outside()).remove(samples().map(({ id }) => id));
    await workbench.treeItem(/^Add the loyalty columns/).waitFor({ state: 'detached' });
  });

  it('makes a task in the form and runs it, by keyboard alone', async () => {
    const { workbench } = window();
    const { keyboard } = workbench.page;
    await makeTables('typed', 2);
    await workbench.runCommand('Shadow Sync: Create Shadow Sync Task…');
    await pressInPanel('Choose…');
    await workbench.typeAndAccept(database);
    // The list gives the focus back when it goes.
    await workbench.quickInput.waitFor({ state: 'hidden' });
    await workbench.panel.locator('#remarks').pressSequentially('Typed by hand');
    await pressInPanel('Analyze');
    await workbench.panel.getByText('Ready to be submitted.').waitFor();
    await workbench.picture('form');
    await pressInPanel('Submit');
    await workbench.treeItem(/^Typed by hand, Pending Execution/).waitFor();
    await workbench.picture('details');
    const runNow = (): Promise<void> => workbench.runCommand('Shadow Sync: Run Task Now…');
    await workbench.openPickByKeys(runNow, 'Typed by hand');
    // From the list's own box, "Toggle all", which comes before the field.
    await keyboard.press('Shift+Tab');
    await keyboard.press('Space');
    await workbench.page.getByText('1 Selected').waitFor();
    await workbench.accept();
    await workbench.treeItem(/^Typed by hand, Succeeded/).waitFor({ timeout: limitMs });
    assert.equal(sentOnce('typed').length, 2);
    await workbench.picture('typed');
  });

  it('S1: runs a task once though two windows are open, and both show it', async () => {
    const { workbench, profile } = window();
    const page = await workbench.page.context().newPage();
    const second = new Workbench(page, profile, 'tasks-second');
    await second.open(new URL(workbench.page.url()).origin);
    await second.openContainer('Shadow Sync');
    await second.treeItem(/^Before the load test/).waitFor();
    await makeTables('twice', 10);
    const at = new Date(Date.now() + 8000).toISOString();
    const id = await add('twice', '--at', at, '--missed', 'run-once', '--remarks', 'In two windows');
    await untilState(id, ({ state }) => state.kind === 'succeeded');
    for (const one of [workbench, second]) {
      await one.treeItem(/^In two windows, Succeeded/).waitFor({ timeout: limitMs });
    }
    assert.equal((await (await outside()).runs(id)).length, 1);
    assert.equal(sentOnce('twice').length, 10);
    await page.close();
  });

  it('S12: goes on with a run after the window was reloaded in the middle of it', async () => {
    const { workbench } = window();
    await makeTables('reloaded', manyTables);
    const id = await add('reloaded', '--remarks', 'Through a reload');
    await untilSent('reloaded', 5);
    assert.equal((await taskOf(id)).state.kind, 'executing');
    assert.ok(sentOnce('reloaded').length < manyTables);
    await workbench.reload();
    await workbench.openContainer('Shadow Sync');
    const task = await untilState(id, isAtEnd);
    assert.equal(task.state.kind, 'succeeded', JSON.stringify(task.state));
    assert.equal(sentOnce('reloaded').length, manyTables);
    await workbench.treeItem(/^Through a reload, Succeeded/).waitFor();
  });

  it('X-04: goes on with a run whose extension host was killed in the middle of it', async () => {
    const { workbench, profile } = window();
    await makeTables('killed', manyTables);
    const hosts = extensionHosts(profile);
    assert.ok(hosts.length > 0, 'there is an extension host');
    const id = await add('killed', '--remarks', 'Through a crash');
    await untilSent('killed', 5);
    for (const pid of hosts) process.kill(pid, 'SIGKILL');
    const { kind } = (await taskOf(id)).state;
    assert.ok(kind === 'executing' || kind === 'recovering', `it was killed in the middle: ${kind}`);
    await workbench.reload();
    await workbench.openContainer('Shadow Sync');
    const task = await untilState(id, isAtEnd);
    const sent = sentOnce('killed');
    assert.ok(
      task.state.kind === 'succeeded' || task.state.kind === 'stale-plan',
      JSON.stringify(task.state),
    );
    if (task.state.kind === 'succeeded') assert.equal(sent.length, manyTables);
    assert.equal((await (await outside()).runs(id)).length, 1, 'one run, and its record');
    await workbench.treeItem(/^Through a crash/).waitFor();
    await workbench.picture('recovered');
  });

  it('asks the network for nothing', () => {
    assert.deepEqual(window().refused, []);
  });

  async function pressInPanel(button: string): Promise<void> {
    const { page, panel } = window().workbench;
    const found = panel.getByRole('button', { name: button, exact: true }).first();
    await found.focus();
    await page.keyboard.press('Enter');
  }

  async function untilSent(prefix: string, count: number): Promise<void> {
    for (const end = Date.now() + limitMs; sentOnce(prefix).length < count;) {
      if (Date.now() > end) throw new Error(`${String(sentOnce(prefix).length)} statements were sent`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
});

function isAtEnd({ state }: Task): boolean {
  return ['succeeded', 'succeeded-with-errors', 'failed', 'stale-plan', 'terminated'].includes(state.kind);
}

const now = Date.now();
const minute = 60_000;

/** One of each kind that a list shows, none of which runs: their connection is not there. */
function samples(): readonly Task[] {
  const intent = (remarks: string): { readonly remarks: string; readonly database: string } => ({
    remarks,
    database: 'shop',
  });
  const ended = (ago: number): { readonly run: string; readonly at: number; readonly reason: string } => ({
    run: 'r1',
    at: now - ago * minute,
    reason: 'Table shop.orders: Duplicate entry',
  });
  const cron = {
    kind: 'cron',
    expression: '30 2 * * *',
    zone: 'Europe/Berlin',
    missed: 'ask',
    keepInSync: true,
  } as const;
  const waiting = { kind: 'waiting', why: 'scheduled', since: now } as const;
  const list: readonly Parameters<typeof sampleTask>[0][] = [
    { state: { kind: 'draft' }, plan: null, process: null, intent: intent('Prepare the black friday test') },
    {
      state: { kind: 'pending-approval', node: 0, since: now - 5 * minute },
      process: sampleProcess(1),
      intent: intent('Add the loyalty columns'),
    },
    {
      state: waiting,
      execution: cron,
      progress: { ...newProgress, lastSlot: now },
      intent: intent('Every night'),
    },
    {
      state: waiting,
      execution: cron,
      progress: { ...newProgress, lastSlot: now, asked: { slot: now - 600 * minute, count: 3 } },
      intent: intent('Tidy the archive'),
    },
    {
      state: { kind: 'waiting', why: 'manual', since: now },
      execution: { kind: 'manual' },
      intent: intent('On my word'),
    },
    {
      state: { kind: 'succeeded-with-errors', ...ended(12) },
      intent: intent('Load test tables of the shop'),
    },
    { state: { kind: 'failed', ...ended(30) }, intent: intent('Rebuild the reports') },
    { state: { kind: 'stale-plan', ...ended(44) }, intent: intent('Invoices') },
    {
      state: { kind: 'paused', by: 'zoe', at: now - 90 * minute, reason: 'Paused by hand.' },
      execution: cron,
      intent: intent('Weekly comparison'),
    },
    { state: { kind: 'rejected', by: 'zoe', at: now - 100 * minute }, intent: intent('Drop the old keys') },
    { state: { kind: 'terminated', by: 'zoe', at: now - 200 * minute }, intent: intent('First try') },
  ];
  return list.map((change, i) =>
    sampleTask({ ...change, id: `tsample${String(i)}`, creator: 'zoe', createdAt: now - i * minute }),
  );
}

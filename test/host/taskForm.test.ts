import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Uri, commands, window } from 'vscode';
import type { TaskFormTable } from '../../src/protocol/taskForm.ts';
import type { Task } from '../../src/task/model/task.ts';
import { readTaskFile } from '../../src/task/taskFile.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { Dialogs, when } from './dialogs.ts';
import { tapPanels } from './panelWire.ts';
import type { PanelWire } from './panelWire.ts';
import { replaceInWindow } from './railsStage.ts';
import { TaskFormDriver } from './taskFormDriver.ts';
import type { Page } from './taskFormDriver.ts';
import { TasksStage, database } from './tasksStage.ts';
import { until } from './until.ts';
import { stepByStep } from '../support/stepByStep.ts';

describe('the task form in VS Code', function () {
  stepByStep();
  const dialogs = new Dialogs();
  const ends: (() => void)[] = [];
  let stage: TasksStage;
  let wires: readonly PanelWire[];
  let form: TaskFormDriver;
  let folder: string;

  before(async () => {
    stage = await TasksStage.set(dialogs);
    await stage.makeTable('orders', 'note varchar(20)');
    await stage.makeTable('customers', 'name varchar(80)');
    await stage.makeTable('equal_one', 'x int');
    await stage.server.query(
      'create table __test_orders (id int primary key, note varchar(20), legacy int); insert into __test_orders values (1, null, 1)',
    );
    await stage.server.query('create table __test_equal_one (id int primary key, x int)');
    await stage.server.query('create view v_orders as select id from orders');
    folder = await mkdtemp(join(tmpdir(), 'shadow-sync-task-form-'));
    const tapped = tapPanels();
    wires = tapped.wires;
    ends.push(tapped.end);
  });

  after(async () => {
    for (const end of ends) end();
    await commands.executeCommand('workbench.action.closeAllEditors');
    await stage.end(dialogs);
    removeFolder(folder);
  });

  async function newest(): Promise<Task> {
    const tasks = await stage.store.tasks();
    const [task] = [...tasks].sort((a, b) => b.createdAt - a.createdAt);
    assert.ok(task !== undefined);
    return task;
  }

  /** The form that a command opens. */
  async function opened(name: string, ...args: readonly unknown[]): Promise<TaskFormDriver> {
    const before = forms().length;
    await commands.executeCommand(`shadowSync.task.${name}`, ...args);
    const wire = await until(
      () => forms()[before],
      () => `a form: ${JSON.stringify(dialogs.asked)}`,
    );
    return new TaskFormDriver(wire);
  }

  const forms = (): readonly PanelWire[] =>
    wires.filter(({ viewType }) => viewType === 'shadowSync.taskForm');

  it('opens empty, takes its target from the editor’s own lists, and reads the tables', async () => {
    dialogs.answer(
      when('Which connection?', '$(server) Task database'),
      when('Choose a database', `$(database) ${database}`),
    );
    form = await opened('create', { kind: 'group', group: 'x' });
    await form.wire.get('changeTarget', { part: 'connection' });
    const { tables, connection, naming } = await form.until((now) => now.tables.kind === 'ready');
    assert.equal(connection?.name, 'Task database');
    assert.ok(tables.kind === 'ready');
    assert.deepEqual([tables.total, naming.pairs, naming.existing], [5, 3, 2]);
    const page = await form.wire.get<Page<TaskFormTable>>('tableRows', {
      revision: 0,
      offset: 0,
      limit: 100,
    });
    const shadows = page.rows.filter(({ place }) => place === 'shadow').map(({ name }) => name);
    assert.deepEqual(shadows, ['__test_equal_one', '__test_orders']);
  });

  it('shows a clash of names at once, and mistakes at their fields', async () => {
    await form.change('prefix', 'v_');
    const clash = await form.until(({ naming }) => naming.problems === 1);
    assert.deepEqual(clash.naming.sample.at(0)?.source, 'orders');
    assert.match(clash.naming.sample.at(0)?.problem ?? '', /taken by a view/);
    await form.change('prefix', 'a*');
    assert.deepEqual(await form.mistakes(), ['prefix']);
    assert.equal((await form.state()).canAnalyse, false);
    await form.change('prefix', '__test_');
    await form.change('rangeMode', 'partial');
    assert.deepEqual(await form.mistakes(), ['range']);
    assert.equal((await form.wire.ask('analyse')).kind, 'error');
    await form.change('rangeMode', 'all');
  });

  it('analyses, and shows exactly what would run', async () => {
    assert.match((await form.state()).cannotSubmitReason ?? '', /Analyze/);
    await form.wire.get('analyse');
    const { analysis, plan } = await form.analyzed();
    assert.ok(analysis.kind === 'ready');
    assert.deepEqual(plan, { statements: 1, tables: 1, unsafe: 1, allowed: 0, leftOut: 1 });
    const rows = await form.rows();
    const results = rows.map(({ source, result }) => `${source} ${result}`);
    assert.deepEqual(results, ['customers create', 'equal_one consistent', 'orders update']);
    const text = await form.sql();
    assert.match(text, /CREATE TABLE .*__test_customers/);
    assert.ok(!text.includes('DROP COLUMN'), 'what is not ticked does not run');
  });

  it('takes a tick for the statement that is looked at, and for none of another plan', async () => {
    const page = await form.unsafe();
    const statement = page.rows.at(0);
    assert.deepEqual(
      statement?.findings.map(({ code }) => code),
      ['SS101'],
    );
    const { id } = statement;
    const late = await form.wire.ask('allow', { revision: page.revision + 1, id, isAllowed: true });
    assert.equal(late.kind, 'error');
    await form.wire.get('allow', { revision: page.revision, id, isAllowed: true });
    const { plan } = await form.until((now) => now.plan?.allowed === 1);
    assert.equal(plan?.statements, 2);
    assert.match(await form.sql(), /DROP COLUMN `legacy`/);
  });

  it('skips in the schema diff what is skipped here, and the other way round', async () => {
    const rows = await form.rows();
    const id = rows.find(({ source }) => source === 'customers')?.id ?? -1;
    await form.wire.get('setSkip', { ids: [id], skip: true });
    await form.until((now) => now.plan?.statements === 1);
    await form.wire.get('view', { id: null });
    const diff = await until(() => wires.find(({ viewType }) => viewType === 'shadowSync.schemaDiff'));
    const there = await new TaskFormDriver(diff).rows();
    assert.equal(there.find(({ source }) => source === 'customers')?.isSkippedByUser, true);
    await diff.get('setSkip', { ids: [id], skip: false });
    await form.until((now) => now.plan?.statements === 2);
    diff.panel.dispose();
  });

  it('is written to a file and read back, without its ticks', async () => {
    const target = Uri.file(join(folder, 'shop.shadow-task.json'));
    dialogs.answer(when('written to', undefined));
    dialogs.replaceSaveDialog(() => target);
    await form.change('remarks', 'Before the load test');
    await form.change('tags', 'release, night');
    await form.wire.get('saveFile');
    const intent = readTaskFile(await readFile(target.fsPath, 'utf8'));
    assert.deepEqual(
      [intent.remarks, intent.tags, intent.allowed],
      ['Before the load test', ['release', 'night'], []],
    );
    const copy = await opened('createFromFile', target);
    const before = forms().length;
    const { fields, connection } = await copy.state();
    assert.deepEqual(
      [fields.remarks, fields.prefix, connection?.name],
      ['Before the load test', '__test_', 'Task database'],
    );
    copy.wire.say('close');
    await writeFile(join(folder, 'no.json'), '{"form":1,"task":{"kind":"drop"}}');
    await commands.executeCommand('shadowSync.task.createFromFile', Uri.file(join(folder, 'no.json')));
    await dialogs.said(/task\./);
    assert.equal(forms().length, before);
  });

  it('comes back with all that was entered when its tab was closed', async () => {
    dialogs.answer(when('The form was closed', 'Reopen Form'));
    const before = forms().length;
    form.wire.panel.dispose();
    const wire = await until(() => forms()[before]);
    form = new TaskFormDriver(wire);
    const { fields, purpose } = await form.until((now) => now.tables.kind === 'ready');
    assert.deepEqual(
      [purpose, fields.remarks, fields.tags],
      ['new', 'Before the load test', 'release, night'],
    );
    await form.analyzed();
    dialogs.answer(when('The form was closed', 'Discard'));
    const other = await opened('create', { kind: 'group', group: 'x' });
    await other.change('remarks', 'of no use');
    other.wire.panel.dispose();
    await dialogs.said('The form was closed');
    assert.equal(forms().length, before + 2);
  });

  it('is saved as a draft, and goes on from it', async () => {
    dialogs.answer();
    await form.wire.get('saveDraft');
    const draft = await newest();
    assert.equal(draft.state.kind, 'draft');
    assert.equal(draft.intent.remarks, 'Before the load test');
    await form.change('remarks', 'Tonight');
    await form.wire.get('saveDraft');
    assert.equal((await stage.task(draft.id)).intent.remarks, 'Tonight');
    assert.equal((await stage.store.tasks()).length, 1);
    const again = await opened('editDraft', { kind: 'task', taskId: draft.id });
    assert.equal((await again.state()).purpose, 'draft');
    again.wire.say('close');
  });

  it('refuses to submit when the tables moved since, says so, and shows what they are now', async () => {
    await form.analyzed();
    await stage.server.query('alter table customers add column moved int');
    const refused = await form.wire.ask('submit');
    assert.equal(refused.kind, 'error');
    assert.match(JSON.stringify(refused.body), /stale-plan.*moved since/);
    await form.until((now) => now.analysis.kind === 'ready' && now.cannotSubmitReason === null);
    const text = await form.sql();
    assert.match(text, /`moved` int/);
    assert.match(text, /DROP COLUMN `legacy`/, 'the tick stays with its statement');
    assert.equal((await newest()).state.kind, 'draft');
  });

  it('submits once, with the plan that was looked at frozen in the store', async () => {
    const [first, second] = await Promise.all([form.wire.ask('submit'), form.wire.ask('submit')]);
    assert.deepEqual([first.kind, second.kind].sort(), ['error', 'result']);
    const task = await until(async () => (await newest()).plan !== null && (await newest()));
    assert.equal((await stage.store.tasks()).length, 1);
    assert.equal(task.state.kind, 'waiting');
    const { plan: frozen } = task;
    assert.ok(frozen !== null);
    assert.equal(frozen.statements, 2);
    assert.deepEqual(
      task.intent.allowed.map(({ code }) => code),
      ['SS101'],
    );
    const plans = await readdir(join(stage.storage, 'task-centre/plans'));
    assert.ok(
      plans.some((name) => name.includes(frozen.hash)),
      plans.join(),
    );
    await until(() => !form.wire.isOpen);
  });

  it('asks for the name of a production database, and submits nothing without it', async () => {
    const task = await newest();
    form = await opened('initiateAgain', { kind: 'task', taskId: task.id });
    const { fields, purpose, origin } = await form.state();
    assert.deepEqual([purpose, origin, fields.prefix], ['again', task.id, '__test_']);
    await form.analyzed();
    dialogs.answer(when('What is this server for?', '$(shield) Production'));
    const { id } = task.intent.connection;
    await commands.executeCommand('shadowSync.connection.setEnvironment', {
      kind: 'connection',
      connectionId: id,
    });
    dialogs.answer(when('Production:', ''));
    await form.analyzed();
    assert.deepEqual(await form.wire.get('submit'), { isSubmitted: false });
    await dialogs.said('Type the name of the database');
    assert.equal((await stage.store.tasks()).length, 1);
    dialogs.answer(when('Production:', database));
    assert.deepEqual(await form.wire.get('submit'), { isSubmitted: true });
    const production = await until(async () =>
      (await stage.store.tasks()).find((one) => one.origin !== null),
    );
    assert.deepEqual([production.origin?.kind, production.origin?.task], ['again', task.id]);
    assert.equal(production.intent.connection.environment, 'production');
  });

  it('takes its target from the tree, and its choices from a comparison that is open', async () => {
    const { id } = (await newest()).intent.connection;
    form = await opened('createHere', {
      kind: 'table',
      connectionId: id,
      database,
      table: 'customers',
    });
    const { fields, database: chosen } = await form.analyzed();
    assert.deepEqual([fields.rangeMode, chosen], ['partial', database]);
    await form.wire.get('openSql');
    await until(() => window.activeTextEditor?.document.uri.scheme === 'shadow-sync');
    form = await opened('createHere');
    await form.analyzed();
    const rows = await form.rows();
    assert.deepEqual(
      rows.map(({ source }) => source),
      ['customers'],
    );
  });

  it('is made by quick picks alone', async () => {
    const { id } = (await newest()).intent.connection;
    dialogs.answer(
      when('When is it to run?', '$(sync) Every Night'),
      when('unsafe statements', []),
      when(/Submit a task of \d+ statement/, 'Submit'),
      when('Production:', database),
    );
    ends.push(
      replaceInWindow('createInputBox', () => {
        throw new Error('no secret is asked for');
      }),
    );
    await commands.executeCommand('shadowSync.task.quickCreate', {
      kind: 'table',
      connectionId: id,
      database,
      table: 'customers',
    });
    const nightly = await until(
      async () => (await stage.store.tasks()).find(({ intent }) => intent.execution.kind === 'cron'),
      () => JSON.stringify(dialogs.asked),
    );
    assert.deepEqual(nightly.intent.range.include, ['customers']);
    assert.equal(nightly.plan?.statements, 1);
  });
});

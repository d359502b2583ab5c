import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticSeverity, Uri, commands, env, languages, window, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import type {
  LogPage,
  ShownTask,
  StatementDetails,
  StatementRow,
  TaskDetailsState,
} from '../../src/protocol/taskDetails.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { Dialogs, when } from './dialogs.ts';
import { tapPanels } from './panelWire.ts';
import type { PanelWire } from './panelWire.ts';
import { TasksStage, database, fourEyes } from './tasksStage.ts';
import { until } from './until.ts';

interface Rows {
  readonly isRecorded: boolean;
  readonly rows: readonly StatementRow[];
}

describe('task details in VS Code', () => {
  const dialogs = new Dialogs();
  let tap: ReturnType<typeof tapPanels>;
  let stage: TasksStage;
  let folder: string;

  before(async () => {
    tap = tapPanels();
    folder = mkdtempSync(join(tmpdir(), 'shadow-sync-details-'));
    stage = await TasksStage.set(dialogs);
  });

  after(async () => {
    await stage.end(dialogs);
    tap.end();
    removeFolder(folder);
  });

  afterEach(async () => {
    await stage.store.setProcesses([]);
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function command(name: string, ...ids: readonly string[]): Promise<void> {
    const targets = ids.map((taskId) => ({ kind: 'task', taskId }));
    await commands.executeCommand(`shadowSync.task.${name}`, targets[0], targets);
  }

  /** Opens the panel of a task; gives its wire. */
  async function details(id: string): Promise<PanelWire> {
    const before = tap.wires.length;
    await command('openDetails', id);
    return await until(
      () => tap.wires.slice(before).find(({ viewType }) => viewType.endsWith('taskDetails')),
      () => `a panel among ${JSON.stringify(tap.wires.map(({ viewType }) => viewType))}`,
    );
  }

  async function state(wire: PanelWire): Promise<TaskDetailsState> {
    return (await wire.get<{ readonly state: TaskDetailsState }>('ready')).state;
  }

  async function shown(wire: PanelWire): Promise<ShownTask> {
    const now = await state(wire);
    assert.ok(now.kind === 'task', JSON.stringify(now));
    return now;
  }

  const rowsOf = (wire: PanelWire): Promise<Rows> =>
    wire.get<Rows>('statements', { run: null, offset: 0, limit: 100 });

  async function documentOf(end: string): Promise<TextDocument> {
    return await until(
      () =>
        window.visibleTextEditors.map(({ document }) => document).find(({ uri }) => uri.path.endsWith(end)),
      () =>
        `${end} among ${window.visibleTextEditors.map(({ document }) => document.uri.toString()).join(' ')}`,
    );
  }

  /** A run of which one statement succeeds and one fails. */
  async function halfFailed(name: string): Promise<string> {
    await stage.server.query(`create table ${name} (id int primary key, n int not null, unique key uq (n))`);
    await stage.server.query(`create table __test_${name} (id int primary key, n int not null)`);
    await stage.server.query(`insert into __test_${name} values (1, 7), (2, 7)`);
    await stage.makeTable(`${name}_good`, 'a int');
    const words = ['--manual', '--on-error', 'continue', '--allow-unsafe', '--tables', `${name}_good`];
    const id = await stage.add(name, ...words);
    dialogs.answer();
    await command('run', id);
    await until(
      async () => (await stage.task(id)).progress.lastRun !== null,
      () => `a run of ${id}`,
    );
    // The last line of its log may be on its way then.
    await until(
      async () => JSON.stringify(await stage.cli('log', id)).includes('Ended: '),
      () => `the end of the log of ${id}`,
    );
    return id;
  }

  it('show what a task is and did, statement by statement, and its runs', async () => {
    const id = await halfFailed('dup');
    const wire = await details(id);
    const task = await shown(wire);
    assert.equal(task.id, id);
    const { rows, isRecorded } = await rowsOf(wire);
    assert.ok(isRecorded);
    const failed = rows.find(({ outcome }) => outcome === 'failed');
    assert.ok(failed !== undefined, JSON.stringify(rows));
    assert.ok(
      rows.some(({ outcome }) => outcome === 'succeeded'),
      JSON.stringify(rows),
    );
    const one = await wire.get<StatementDetails>('statement', { run: null, index: failed.index });
    assert.match(one.error ?? '', /Duplicate entry/);
    await wire.get('copyStatement', { run: null, index: failed.index });
    assert.match(await env.clipboard.readText(), /uq/);
    assert.equal(task.runs.length, 1);
  });

  it('are told again while a run goes on, and when it is over', async () => {
    await stage.makeTable('live', 'a int');
    const id = await stage.add('live', '--manual');
    const wire = await details(id);
    assert.ok((await shown(wire)).actions.some(({ action }) => action === 'run'));
    await wire.get('act', { action: 'run' });
    await stage.inState(id, 'succeeded');
    await until(async () => (await rowsOf(wire)).rows.every(({ outcome }) => outcome === 'succeeded'));
    await stage.store.remove([id]);
    await until(async () => (await state(wire)).kind === 'gone');
  });

  it('search the log, copy it, save it, and open it as a document that grows no more', async () => {
    const id = await halfFailed('logged');
    const wire = await details(id);
    const { runs } = await shown(wire);
    const [run] = runs;
    assert.ok(run !== undefined);
    const filter = { run: run.run, levels: ['error', 'warn'], text: 'DUPLICATE' };
    const page = await wire.get<LogPage>('log', { filter, offset: 0, limit: 100 });
    assert.ok(page.total > 0 && page.total < page.of, JSON.stringify(page));
    await wire.get('copyLog', { filter });
    assert.match(await env.clipboard.readText(), /\[(error|warning)\] .*Duplicate/);
    const file = join(folder, 'run.log');
    dialogs.replaceSaveDialog(() => Uri.file(file));
    await wire.get('saveLog', { filter: { ...filter, levels: ['info', 'warn', 'error'], text: '' } });
    await until(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n'));
    const written = readFileSync(file, 'utf8').split('\n');
    assert.equal(written.filter((line) => /^\d{4}-/.test(line)).length, page.of);
    await wire.get('openLog', { run: run.run });
    const document = await documentOf('.log');
    assert.equal(document.languageId, 'log');
    assert.match(document.getText(), /Duplicate entry/);
  });

  it('show the failed statement as a problem of the change SQL, while that is open', async () => {
    const id = await halfFailed('marked');
    await command('openChangeSql', id);
    const document = await documentOf('.change.sql');
    const [problem] = await until(() => {
      const found = languages.getDiagnostics(document.uri);
      return found.length > 0 ? found : null;
    });
    assert.ok(problem !== undefined);
    assert.equal(problem.severity, DiagnosticSeverity.Error);
    assert.match(problem.message, /Duplicate entry/);
    assert.match(document.getText(problem.range), /ALTER TABLE/);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await until(() => languages.getDiagnostics(document.uri).length === 0);
  });

  it('refuse documents that somebody made up, and say of a task that it was deleted', async () => {
    const uriOf = (query: string): Uri =>
      Uri.from({ scheme: 'shadow-sync', authority: 'tasks', path: '/x.log', query });
    const gone = await workspace.openTextDocument(uriOf('["change","tnobody"]'));
    assert.match(gone.getText(), /Task tnobody was deleted/);
    for (const query of ['["log","../../x","r1"]', '["log","t1"]', 'x']) {
      const uri = uriOf(query);
      await assert.rejects(async () => {
        await workspace.openTextDocument(uri);
      }, query);
    }
  });

  it('say what would run before an approval, and approve what was looked at', async () => {
    await stage.store.setProcesses([fourEyes]);
    await stage.makeTable('looked', 'a int');
    const id = await stage.add('looked', '--manual');
    dialogs.answer(when(/Approve “/, 'Approve'), when(/comment/, 'fine with me'));
    await command('approve', id);
    const asked = await dialogs.said(/Approve “/);
    assert.match(asked.text, /1 statements on 1 shadow tables/);
    assert.match(asked.text, /have not changed since the plan was made/);
    const [entry] = await until(async () => {
      const { approvals } = await stage.task(id);
      return approvals.length > 0 ? approvals : null;
    });
    assert.equal(entry?.comment, 'fine with me');
  });

  it('refuse to approve a plan that is stale, with the reason, and take a rejection with its comment', async () => {
    await stage.store.setProcesses([fourEyes]);
    await stage.makeTable('stale', 'a int');
    const id = await stage.add('stale', '--manual');
    await stage.server.query('alter table stale add column late int');
    dialogs.answer(when(/Approve “/, 'Approve'));
    await command('approve', id);
    const said = await dialogs.said('can’t be approved');
    assert.match(said.text, /stale/);
    assert.equal((await stage.task(id)).state.kind, 'pending-approval');
    dialogs.answer(when('Why?', 'the table moved'));
    await command('reject', id);
    const task = await stage.inState(id, 'rejected');
    assert.equal(task.approvals[0]?.comment, 'the table moved');
  });

  it('undo a run as a task of its own, reviewed, that leaves the tables as they were (R12)', async () => {
    await stage.makeTable('undone', 'a int', true);
    const id = await stage.add('undone', '--manual');
    await command('run', id);
    await stage.inState(id, 'succeeded');
    assert.deepEqual(await stage.columnsOf('__test_undone'), ['id', 'a']);
    const before = new Set((await stage.store.tasks()).map((task) => task.id));
    dialogs.answer(when('Tick those', []), when(/Undo the run of/, 'Keep for Review'));
    await command('undoRun', id);
    await dialogs.said(/Undo the run of/);
    const kept = await until(
      async () => (await stage.store.tasks()).find((task) => !before.has(task.id)),
      () => JSON.stringify(dialogs.asked),
    );
    assert.deepEqual(kept.origin?.kind, 'undo');
    const allowed = (await stage.cli('undo', id, '--allow-unsafe')) as { readonly id: string };
    await stage.inState(allowed.id, 'succeeded');
    assert.deepEqual(await stage.columnsOf('__test_undone'), ['id']);
    dialogs.answer();
    await command('undoRun', id);
    assert.equal((await dialogs.said('is undone already')).kind, 'error');
  });

  it('refuse to undo what was changed since, and name the table', async () => {
    await stage.makeTable('changed', 'a int', true);
    const id = await stage.add('changed', '--manual');
    await command('run', id);
    await stage.inState(id, 'succeeded');
    await stage.server.query('alter table __test_changed add column own int');
    dialogs.answer();
    await command('undoRun', id);
    const said = await dialogs.said("can't be undone");
    assert.ok(said.text.includes(`${database}.__test_changed`), said.text);
    assert.deepEqual(await stage.columnsOf('__test_changed'), ['id', 'a', 'own']);
  });
});

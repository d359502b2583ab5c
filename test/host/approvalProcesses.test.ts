import assert from 'node:assert/strict';
import { commands } from 'vscode';
import type {
  ApprovalProcessesState,
  SaveResult,
  ShownProcess,
} from '../../src/protocol/approvalProcesses.ts';
import { Dialogs } from './dialogs.ts';
import { tapPanels } from './panelWire.ts';
import type { PanelWire } from './panelWire.ts';
import { TasksStage } from './tasksStage.ts';
import { until } from './until.ts';

describe('approval processes in VS Code', () => {
  const dialogs = new Dialogs();
  let tap: ReturnType<typeof tapPanels>;
  let stage: TasksStage;

  before(async () => {
    tap = tapPanels();
    stage = await TasksStage.set(dialogs);
  });

  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await stage.end(dialogs);
    tap.end();
  });

  async function open(): Promise<PanelWire> {
    await commands.executeCommand('shadowSync.approvalProcesses.open');
    return await until(
      () => tap.wires.find(({ viewType }) => viewType.endsWith('approvalProcesses')),
      () => `a panel among ${JSON.stringify(tap.wires.map(({ viewType }) => viewType))}`,
    );
  }

  it('are kept in their order, and a task falls under the first that fits', async () => {
    const wire = await open();
    const { revision, advice } = await wire.get<ApprovalProcessesState>('ready');
    assert.match(advice ?? '', /checklist/);
    const made = await wire.get<ShownProcess>('create');
    const other = await wire.get<ShownProcess>('create');
    assert.notEqual(made.id, other.id);
    const nodes = [{ name: 'Owner', approvers: [], isAutomatic: false }];
    const processes = [
      { ...made, name: 'Elsewhere', conditions: { ...made.conditions, database: 'nowhere_*' }, nodes },
      { ...other, name: 'All', nodes },
    ];
    const saved = await wire.get<SaveResult>('save', { revision, isForced: false, processes });
    assert.equal(saved.kind, 'saved');
    assert.deepEqual(
      (await stage.store.processes()).map(({ name }) => name),
      ['Elsewhere', 'All'],
    );
    await stage.makeTable('approved', 'a int');
    const id = await stage.add('approved', '--manual');
    const task = await stage.task(id);
    assert.deepEqual([task.state.kind, task.process?.name], ['pending-approval', 'All']);
    const { tasks } = await wire.get<ApprovalProcessesState>('ready');
    assert.ok(
      tasks.some((one) => one.id === id),
      JSON.stringify(tasks),
    );
    const tried = await wire.get<{ readonly name: string }>('tryOn', { task: id, processes });
    assert.equal(tried.name, 'All');
  });

  it('are not written over what somebody else saved, unless that is wanted', async () => {
    const wire = await open();
    const { revision, processes } = await wire.get<ApprovalProcessesState>('ready');
    const [first] = processes;
    assert.ok(first !== undefined);
    await stage.store.setProcesses([{ ...first, name: 'Theirs' }]);
    const mine = [{ ...first, name: 'Mine' }];
    const refused = await wire.get<SaveResult>('save', { revision, isForced: false, processes: mine });
    assert.ok(refused.kind === 'conflict');
    assert.deepEqual(
      refused.state.processes.map(({ name }) => name),
      ['Theirs'],
    );
    assert.deepEqual(
      (await stage.store.processes()).map(({ name }) => name),
      ['Theirs'],
    );
    const forced = { revision: refused.state.revision, isForced: true, processes: mine };
    assert.equal((await wire.get<SaveResult>('save', forced)).kind, 'saved');
    assert.deepEqual(
      (await stage.store.processes()).map(({ name }) => name),
      ['Mine'],
    );
  });

  it('say field by field what is wrong, and take nothing that a panel can’t say', async () => {
    const wire = await open();
    const { revision, processes } = await wire.get<ApprovalProcessesState>('ready');
    const unnamed = processes.map((one) => ({ ...one, name: '' }));
    const answer = await wire.get<SaveResult>('save', { revision, isForced: false, processes: unnamed });
    assert.ok(answer.kind === 'refused');
    assert.equal(answer.errors[0]?.field, 'name');
    const strange = { revision, isForced: false, processes: [{ id: '../x' }] };
    assert.equal((await wire.ask('save', strange)).kind, 'error');
    assert.deepEqual(await stage.store.processes(), processes);
  });

  it('are one panel, which a second opening shows again', async () => {
    const before = tap.wires.length;
    await open();
    assert.equal(tap.wires.length, before);
  });
});

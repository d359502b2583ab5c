import assert from 'node:assert/strict';
import { commands, window, workspace } from 'vscode';
import type { CodeAction, Uri } from 'vscode';
import { isOpen } from '../../src/alert/model/alert.ts';
import type { SchemaDiffState } from '../../src/protocol/schemaDiff.ts';
import { AlertsStage } from './alertsStage.ts';
import { Dialogs, when } from './dialogs.ts';
import { database } from './tasksStage.ts';
import { until } from './until.ts';

describe('Problems of alerts', () => {
  const dialogs = new Dialogs();
  let stage: AlertsStage;

  before(async () => {
    stage = await AlertsStage.set(dialogs);
    stage.lookAway(true);
  });

  after(async () => {
    await stage.end(dialogs);
  });

  const titles = (fixes: readonly CodeAction[]): readonly string[] => fixes.map(({ title }) => title);

  async function fixesAre(uri: Uri, line: number, ...wanted: readonly string[]): Promise<void> {
    let last: readonly string[] = [];
    await until(
      async () => {
        last = titles(await stage.fixesAt(uri, line));
        return last.join() === wanted.join();
      },
      () => `${wanted.join()} as quick fixes, not ${last.join()}`,
    );
  }

  /** As a click on it does. */
  async function use(uri: Uri, line: number, title: string): Promise<void> {
    const fix = (await stage.fixesAt(uri, line)).find((one) => one.title === title);
    const args: readonly unknown[] = fix?.command?.arguments ?? [];
    assert.ok(fix?.command !== undefined, title);
    await commands.executeCommand(fix.command.command, ...args);
  }

  it('of a failed run: quick fixes show the alert and its task, and answer it', async () => {
    dialogs.answer();
    const id = await stage.failingTask('mended', '--manual');
    await commands.executeCommand('shadowSync.task.run', { kind: 'task', taskId: id });
    await stage.tasks.inState(id, 'failed');
    const alert = await stage.alertOf(id);
    const { uri, line } = await stage.problem(id, 'oms_sync_failed');
    await fixesAre(uri, line, 'Show alert', 'Show task', 'Acknowledge alert', 'Snooze alert…');
    assert.deepEqual(titles(await stage.fixesAt(uri, 0)), [], 'only where the Problem is');
    await use(uri, line, 'Show alert');
    const details = await stage.panel('shadowSync.alertDetails');
    assert.equal((await details.get<{ readonly id: string }>('ready')).id, alert.id);
    await use(uri, line, 'Show task');
    const task = await stage.panel('shadowSync.taskDetails');
    for (const { panel } of [details, task]) panel.dispose();
    await use(uri, line, 'Acknowledge alert');
    await stage.alertOf(id, ({ life }) => life.kind === 'acknowledged');
    await fixesAre(uri, line, 'Show alert', 'Show task', 'Snooze alert…');

    // The document's own Problem takes the place of the alert's when it is open; what can be done stays.
    await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
    await stage.noProblem(id, 'oms_sync_failed');
    assert.equal((await stage.problem(id, 'failed')).line, line);
    await fixesAre(uri, line, 'Show alert', 'Show task', 'Snooze alert…');
    await commands.executeCommand('workbench.action.closeAllEditors');
    await stage.problem(id, 'oms_sync_failed');

    dialogs.answer(when('Until when', 'For 30 minutes'));
    await use(uri, line, 'Snooze alert…');
    await stage.alertOf(id, ({ life }) => life.kind === 'snoozed');
    await stage.noProblem(id, 'oms_sync_failed');
    await fixesAre(uri, line);
    await stage.act('close', alert);
  });

  it('of drift: one alert, a quick fix that compares, and no Problem when the tables agree again', async () => {
    dialogs.answer();
    const { store, tasks } = stage;
    await tasks.makeTable('drifting', 'a int');
    const id = await tasks.add('drifting', '--manual');
    await commands.executeCommand('shadowSync.task.run', { kind: 'task', taskId: id });
    await tasks.inState(id, 'succeeded');
    await tasks.server.query('alter table drifting add column late int');
    await store.changeSettings((settings) => ({ ...settings, drift: { everyMinutes: 5, tasks: [id] } }));
    const alert = await stage.alertOf(id);
    assert.equal(alert.event, 'oms_sync_status_inconsistent');
    const { uri, line } = await stage.problem(id, 'oms_sync_status_inconsistent');
    await fixesAre(uri, line, 'Show alert', 'Show difference', 'Acknowledge alert', 'Snooze alert…');
    await use(uri, line, 'Show difference');
    const difference = await stage.panel('shadowSync.schemaDiff');
    const compared = await until(async () => {
      const state = await difference.get<SchemaDiffState>('ready');
      return state.phase.kind === 'ready' ? state : null;
    });
    assert.deepEqual([compared.heading.database, compared.statements], [database, 1]);
    difference.panel.dispose();

    await lookAgain();
    const found = (await stage.alertsOf(id)).map((one) => one.id);
    assert.deepEqual(found, [alert.id], 'one alert, however often it is found');
    await tasks.server.query('alter table drifting drop column late');
    await lookAgain();
    await until(
      async () => !(await stage.alertsOf(id)).some(isOpen),
      () => 'the end of the drift',
    );
    const { life } = await stage.alertOf(id, (one) => one.id === alert.id);
    assert.ok(life.kind === 'resolved' && life.how === 'recovered', life.kind);
    await stage.noProblem(id, alert.event);
  });

  /** As after the minutes between two looks. */
  async function lookAgain(): Promise<void> {
    const { store } = stage;
    await store.change((board) => ({
      ...board,
      drift: board.drift.map((one) => ({ ...one, checkedAt: 0 })),
    }));
    await until(
      async () => (await store.board()).drift.every(({ checkedAt }) => checkedAt > 0),
      () => 'the next look for drift',
    );
  }
});

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticSeverity, Uri, commands, languages, window, workspace } from 'vscode';
import type { Alert } from '../../src/alert/model/alert.ts';
import { isOpen } from '../../src/alert/model/alert.ts';
import { emptyBoard } from '../../src/alert/model/board.ts';
import { readBoard, readKeptAlert } from '../../src/alert/model/readAlerts.ts';
import { readSettings } from '../../src/alert/model/readSettings.ts';
import { defaultSettings } from '../../src/alert/model/settings.ts';
import type { AlertStore } from '../../src/alert/alertPorts.ts';
import { openAlertStore } from '../../src/store/alertStore.ts';
import { systemClock } from '../../src/store/systemClock.ts';
import { Dialogs, when } from './dialogs.ts';
import { tapPanels } from './panelWire.ts';
import type { PanelWire } from './panelWire.ts';
import { TasksStage } from './tasksStage.ts';
import { until } from './until.ts';

describe('alerts in VS Code', () => {
  const dialogs = new Dialogs();
  const folder = mkdtempSync(join(tmpdir(), 'shadow-sync-alerts-'));
  let stage: TasksStage;
  let store: AlertStore;
  let tap: ReturnType<typeof tapPanels>;

  before(async () => {
    stage = await TasksStage.set(dialogs);
    tap = tapPanels();
    await commands.executeCommand('shadowSync.alerts.refresh');
    store = await openAlertStore(
      join(stage.storage, 'alerts'),
      { readBoard, readKeptAlert, readSettings },
      { board: emptyBoard, settings: defaultSettings },
      { clock: systemClock, onNotice: () => undefined },
    );
  });

  after(async () => {
    lookAway(true);
    tap.end();
    await store.changeSettings((settings) => ({ ...settings, drift: defaultSettings.drift, mutes: [] }));
    await store.close();
    await stage.end(dialogs);
    rmSync(folder, { recursive: true, force: true });
  });

  /** Whether somebody looks at the window, as the extension sees it. */
  function lookAway(isBack: boolean): void {
    const value = { focused: isBack, active: isBack };
    Object.defineProperty(window, 'state', { value, configurable: true, writable: true });
  }

  /** A task whose second statement the server refuses: the shadow has rows that the new index does not take. */
  async function failingTask(table: string, ...words: readonly string[]): Promise<string> {
    await stage.makeTable(table, 'a int, unique key only_one (a)');
    await stage.server.query(`create table __test_${table} (id int primary key, a int)`);
    await stage.server.query(`insert into __test_${table} values (1, 1), (2, 1)`);
    return await stage.add(table, '--allow-unsafe', ...words);
  }

  async function alertOf(task: string, isWanted: (alert: Alert) => boolean = isOpen): Promise<Alert> {
    return await until(
      async () => {
        const { alerts } = await store.board();
        return alerts.find(
          (alert) => alert.source.kind === 'task' && alert.source.taskId === task && isWanted(alert),
        );
      },
      () => `an alert of ${task}`,
    );
  }

  function problemsOf(task: string): readonly (readonly [Uri, number, string, DiagnosticSeverity])[] {
    return languages
      .getDiagnostics()
      .flatMap(([uri, problems]) =>
        uri.query.includes(task)
          ? problems.map((one): [Uri, number, string, DiagnosticSeverity] => [
              uri,
              one.range.start.line,
              typeof one.code === 'object' ? String(one.code.value) : String(one.code),
              one.severity,
            ])
          : [],
      );
  }

  async function act(name: string, ...alerts: readonly Alert[]): Promise<void> {
    const targets = alerts.map(({ id }) => ({ kind: 'alert', alertId: id }));
    await commands.executeCommand(`shadowSync.alert.${name}`, targets[0], targets);
  }

  async function panel(viewType: string): Promise<PanelWire> {
    return await until(() => tap.wires.findLast((wire) => wire.viewType === viewType));
  }

  const messages = (): readonly string[] =>
    dialogs.asked.filter(({ kind }) => kind === 'warning').map(({ text }) => text);

  it('a failing run: one message, one Problem on the line that failed, until it is closed', async () => {
    lookAway(true);
    dialogs.answer();
    const id = await failingTask('refused', '--manual');
    await commands.executeCommand('shadowSync.task.run', { kind: 'task', taskId: id });
    await stage.inState(id, 'failed');
    const alert = await alertOf(id);
    assert.deepEqual([alert.event, alert.level, alert.life.kind], ['oms_sync_failed', 'HIGH', 'firing']);
    const said = await dialogs.said(id);
    assert.equal(said.kind, 'warning', 'never an error: those get through Do Not Disturb');
    assert.deepEqual(said.offered, ['Open', 'Snooze 1 Hour', "Don't Show for This Task"]);
    const [problem, ...more] = await until(
      () => {
        const found = problemsOf(id);
        return found.length > 0 ? found : null;
      },
      () => 'a Problem',
    );
    assert.deepEqual(more, []);
    assert.ok(problem !== undefined);
    const [uri, line, code, severity] = problem;
    assert.deepEqual([code, severity], ['oms_sync_failed', DiagnosticSeverity.Error]);
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
    assert.match(text.split('\n')[line] ?? '', /ALTER TABLE .*__test_refused/);
    assert.equal(messages().filter((one) => one.includes(id)).length, 1);
    await until(async () => (await alertOf(id)).shownAt !== null);
    await act('close', alert);
    await until(
      () => problemsOf(id).length === 0,
      () => JSON.stringify(problemsOf(id)),
    );
  });

  it('a failing scheduled run while nobody looks: next morning one badge, one Problem, one summary', async () => {
    lookAway(false);
    dialogs.answer();
    const at = new Date(Date.now() + 4000).toISOString();
    const ids = [await failingTask('night_a', '--at', at), await failingTask('night_b', '--at', at)];
    for (const id of ids) await stage.inState(id, 'failed');
    for (const id of ids) await alertOf(id);
    await until(
      () => ids.every((id) => problemsOf(id).length > 0),
      () => 'a Problem for each',
    );
    assert.deepEqual(messages(), [], 'nothing is said while nobody is there');
    lookAway(true);
    await commands.executeCommand('shadowSync.alerts.refresh');
    const said = await dialogs.said('2 new alerts');
    assert.deepEqual(said.offered, ['Show Alerts', 'Snooze 1 Hour', 'Settings']);
    for (const id of ids) assert.equal(problemsOf(id).length, 1);
    await commands.executeCommand('shadowSync.alerts.refresh');
    assert.equal(messages().length, 1, 'once');
    const alerts = await Promise.all(ids.map((id) => alertOf(id)));
    await act('acknowledge', ...alerts);
    for (const id of ids) await alertOf(id, ({ life }) => life.kind === 'acknowledged');
    dialogs.answer(when('Until when', 'For 1 hour'));
    await act('snooze', ...alerts);
    for (const id of ids) await alertOf(id, ({ life }) => life.kind === 'snoozed');
    await act('close', ...alerts);
  });

  it('drift: raised when the tables no longer agree, over when they do again', async () => {
    dialogs.answer();
    await stage.makeTable('drifting', 'a int');
    const id = await stage.add('drifting', '--manual');
    await commands.executeCommand('shadowSync.task.run', { kind: 'task', taskId: id });
    await stage.inState(id, 'succeeded');
    await stage.server.query('alter table drifting add column late int');
    await store.changeSettings((settings) => ({ ...settings, drift: { everyMinutes: 5, tasks: [id] } }));
    const alert = await alertOf(id);
    assert.equal(alert.event, 'oms_sync_status_inconsistent');
    await until(
      () => problemsOf(id).some(([, , code]) => code === 'oms_sync_status_inconsistent'),
      () => JSON.stringify(problemsOf(id)),
    );
    await stage.server.query('alter table drifting drop column late');
    // As after five minutes.
    await store.change((board) => ({
      ...board,
      drift: board.drift.map((one) => ({ ...one, checkedAt: 0 })),
    }));
    await until(
      async () => !(await store.board()).alerts.some((one) => one.id === alert.id && isOpen(one)),
      () => 'the end of the drift',
    );
    await until(
      () => problemsOf(id).length === 0,
      () => JSON.stringify(problemsOf(id)),
    );
  });

  /** What the list would show: the export has its filter. */
  async function listed(): Promise<readonly { readonly id: string; readonly event: string }[]> {
    const file = join(folder, 'alerts.json');
    dialogs.replaceSaveDialog(() => Uri.file(file));
    await commands.executeCommand('shadowSync.alerts.export');
    return JSON.parse(readFileSync(file, 'utf8')) as readonly {
      readonly id: string;
      readonly event: string;
    }[];
  }

  it('ranges, search and filters', async () => {
    const all = await listed();
    const failed = all.filter(({ event }) => event === 'oms_sync_failed');
    assert.ok(failed.length >= 3 && all.length > failed.length, JSON.stringify(all));
    let step = 0;
    dialogs.answer(
      ({ text }) =>
        text.startsWith('Filter Alerts:') ? (['Alert Event', undefined][step++] ?? undefined) : null,
      when('Alert Event: Tick', ['Synchronization task failure']),
    );
    await commands.executeCommand('shadowSync.alerts.filter');
    assert.deepEqual(
      (await listed()).map(({ id }) => id),
      failed.map(({ id }) => id),
    );
    dialogs.answer(when('Search Alerts', failed[0]?.id));
    await commands.executeCommand('shadowSync.alerts.search');
    assert.deepEqual(
      (await listed()).map(({ id }) => id),
      [failed[0]?.id],
    );
    await commands.executeCommand('shadowSync.alerts.clearFilter');
    const old = Date.now() - 10 * 24 * 3_600_000;
    const [first] = (await store.archive()).length > 0 ? await store.archive() : [];
    const board = await store.board();
    const alert = board.alerts[0] ?? first?.alert;
    assert.ok(alert !== undefined);
    const past: Alert = {
      ...alert,
      id: 'aoldone00001',
      fingerprint: 'old',
      firstAt: old,
      lastAt: old,
      life: { kind: 'resolved', at: old, how: 'recovered', by: null },
    };
    await store.keep([{ alert: past, deliveries: [] }], Date.now());
    const has = async (): Promise<boolean> => (await listed()).some(({ id }) => id === past.id);
    assert.equal(await has(), false, 'ten days old is not within seven');
    dialogs.answer(when('Range of Alerts', 'Last 3 Weeks'));
    await commands.executeCommand('shadowSync.alerts.range');
    assert.equal(await has(), true);
    dialogs.answer(when('Range of Alerts', 'Last 7 Days'));
    await commands.executeCommand('shadowSync.alerts.range');
  });

  it('shows the details of an alert, and follows it', async () => {
    const [row] = await listed();
    assert.ok(row !== undefined);
    await commands.executeCommand('shadowSync.alert.open', { kind: 'alert', alertId: row.id });
    const wire = await panel('shadowSync.alertDetails');
    const state = await wire.get<{ readonly kind: string; readonly id: string }>('ready');
    assert.deepEqual([state.kind, state.id], ['alert', row.id]);
    wire.panel.dispose();
  });

  it('keeps settings, and refuses what is wrong', async () => {
    await commands.executeCommand('shadowSync.alerts.openSettings');
    const wire = await panel('shadowSync.alertSettings');
    const { values } = await wire.get<{ readonly values: Record<string, unknown> }>('ready');
    const quietHours = { from: '22:00', to: '07:00', zone: 'Asia/Shanghai', exceptHigh: true };
    const saved = await wire.get<{ readonly kind: string }>('save', { values: { ...values, quietHours } });
    assert.equal(saved.kind, 'saved');
    assert.deepEqual((await store.settings()).quietHours, quietHours);
    const wrong = { values: { ...values, quietHours: { ...quietHours, zone: 'Nowhere' } } };
    assert.equal((await wire.get<{ readonly kind: string }>('save', wrong)).kind, 'refused');
    await wire.get('save', { values: { ...values, quietHours: null } });
    assert.equal((await store.settings()).quietHours, null);
    wire.panel.dispose();
  });

  it('asks where no alert is meant, and names one that is not there', async () => {
    for (const strange of [7, 'x', null, { target: 7 }, [[]], { kind: 'alert', alertId: '../x' }]) {
      dialogs.answer();
      await commands.executeCommand('shadowSync.alert.open', strange);
      await dialogs.said('Which alert?');
    }
    dialogs.answer();
    await commands.executeCommand('shadowSync.alert.open', { kind: 'alert', alertId: 'anobody00000' });
    assert.equal((await dialogs.said('There is no alert anobody00000')).kind, 'error');
  });

  it('adds, switches and deletes a channel; its address goes to the secret storage only', async () => {
    dialogs.answer(
      when('Where shall alerts be sent?', 'Slack'),
      when('What is the channel called?', 'Team chat'),
      when('webhook’s address', 'https://127.0.0.1/services/very-secret'),
      when('From which level', 'High'),
      when('is not a host', 'Send There'),
    );
    await commands.executeCommand('shadowSync.alertChannel.add');
    await dialogs.said('did not take the test message');
    const [channel] = (await store.settings()).channels;
    assert.deepEqual([channel?.name, channel?.host, channel?.leastLevel], ['Team chat', '127.0.0.1', 'HIGH']);
    assert.doesNotMatch(JSON.stringify(await store.settings()), /very-secret/);
    const target = { kind: 'alertChannel', channelId: channel?.id };
    await commands.executeCommand('shadowSync.alertChannel.switch', target);
    assert.equal((await store.settings()).channels[0]?.isEnabled, false);
    dialogs.answer(when('Delete the alert channel', 'Delete'));
    await commands.executeCommand('shadowSync.alertChannel.delete', target);
    assert.deepEqual((await store.settings()).channels, []);
  });
});

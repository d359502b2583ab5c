import assert from 'node:assert/strict';
import { DiagnosticSeverity, commands, workspace } from 'vscode';
import { AlertsStage } from './alertsStage.ts';
import { Dialogs, when } from './dialogs.ts';
import { until } from './until.ts';

describe('alerts in VS Code', () => {
  const dialogs = new Dialogs();
  let stage: AlertsStage;

  before(async () => {
    stage = await AlertsStage.set(dialogs);
  });

  after(async () => {
    await stage.end(dialogs);
  });

  const messages = (): readonly string[] =>
    dialogs.asked.filter(({ kind }) => kind === 'warning').map(({ text }) => text);

  it('a failing run: one message, one Problem on the line that failed, until it is closed', async () => {
    stage.lookAway(true);
    dialogs.answer();
    const id = await stage.failingTask('refused', '--manual');
    await commands.executeCommand('shadowSync.task.run', { kind: 'task', taskId: id });
    await stage.tasks.inState(id, 'failed');
    const alert = await stage.alertOf(id);
    assert.deepEqual([alert.event, alert.level, alert.life.kind], ['oms_sync_failed', 'HIGH', 'firing']);
    const said = await dialogs.said(id);
    assert.equal(said.kind, 'warning', 'never an error: those get through Do Not Disturb');
    assert.deepEqual(said.offered, ['Open', 'Snooze 1 Hour', "Don't Show for This Task"]);
    const [problem, ...more] = await until(
      () => {
        const found = stage.problemsOf(id);
        return found.length > 0 ? found : null;
      },
      () => 'a Problem',
    );
    assert.deepEqual(more, []);
    assert.ok(problem !== undefined);
    const { uri, line, code, severity } = problem;
    assert.deepEqual([code, severity], ['oms_sync_failed', DiagnosticSeverity.Error]);
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
    assert.match(text.split('\n')[line] ?? '', /ALTER TABLE .*__test_refused/);
    assert.equal(messages().filter((one) => one.includes(id)).length, 1);
    await until(async () => (await stage.alertOf(id)).shownAt !== null);
    await stage.act('close', alert);
    await until(
      () => stage.problemsOf(id).length === 0,
      () => JSON.stringify(stage.problemsOf(id)),
    );
  });

  it('a failing scheduled run while nobody looks: next morning one badge, one Problem, one summary', async () => {
    stage.lookAway(false);
    dialogs.answer();
    const at = new Date(Date.now() + 4000).toISOString();
    const ids = [
      await stage.failingTask('night_a', '--at', at),
      await stage.failingTask('night_b', '--at', at),
    ];
    for (const id of ids) await stage.tasks.inState(id, 'failed');
    for (const id of ids) await stage.alertOf(id);
    await until(
      () => ids.every((id) => stage.problemsOf(id).length > 0),
      () => 'a Problem for each',
    );
    assert.deepEqual(messages(), [], 'nothing is said while nobody is there');
    stage.lookAway(true);
    await commands.executeCommand('shadowSync.alerts.refresh');
    const said = await dialogs.said('2 new alerts');
    assert.deepEqual(said.offered, ['Show Alerts', 'Snooze 1 Hour', 'Settings']);
    for (const id of ids) assert.equal(stage.problemsOf(id).length, 1);
    await commands.executeCommand('shadowSync.alerts.refresh');
    assert.equal(messages().length, 1, 'once');
    const alerts = await Promise.all(ids.map((id) => stage.alertOf(id)));
    await stage.act('acknowledge', ...alerts);
    for (const id of ids) await stage.alertOf(id, ({ life }) => life.kind === 'acknowledged');
    dialogs.answer(when('Until when', 'For 1 hour'));
    await stage.act('snooze', ...alerts);
    for (const id of ids) await stage.alertOf(id, ({ life }) => life.kind === 'snoozed');
    await stage.act('close', ...alerts);
  });

  it('shows the details of an alert, and follows it', async () => {
    const [alert] = (await stage.store.board()).alerts;
    assert.ok(alert !== undefined);
    await commands.executeCommand('shadowSync.alert.open', { kind: 'alert', alertId: alert.id });
    const wire = await stage.panel('shadowSync.alertDetails');
    const state = await wire.get<{ readonly kind: string; readonly id: string }>('ready');
    assert.deepEqual([state.kind, state.id], ['alert', alert.id]);
    wire.panel.dispose();
  });

  it('keeps settings, and refuses what is wrong', async () => {
    await commands.executeCommand('shadowSync.alerts.openSettings');
    const wire = await stage.panel('shadowSync.alertSettings');
    const { values } = await wire.get<{ readonly values: Record<string, unknown> }>('ready');
    const quietHours = { from: '22:00', to: '07:00', zone: 'Asia/Shanghai', exceptHigh: true };
    const saved = await wire.get<{ readonly kind: string }>('save', { values: { ...values, quietHours } });
    assert.equal(saved.kind, 'saved');
    assert.deepEqual((await stage.store.settings()).quietHours, quietHours);
    const wrong = { values: { ...values, quietHours: { ...quietHours, zone: 'Nowhere' } } };
    assert.equal((await wire.get<{ readonly kind: string }>('save', wrong)).kind, 'refused');
    await wire.get('save', { values: { ...values, quietHours: null } });
    assert.equal((await stage.store.settings()).quietHours, null);
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
    const [channel] = (await stage.store.settings()).channels;
    assert.deepEqual([channel?.name, channel?.host, channel?.leastLevel], ['Team chat', '127.0.0.1', 'HIGH']);
    assert.doesNotMatch(JSON.stringify(await stage.store.settings()), /very-secret/);
    const target = { kind: 'alertChannel', channelId: channel?.id };
    await commands.executeCommand('shadowSync.alertChannel.switch', target);
    assert.equal((await stage.store.settings()).channels[0]?.isEnabled, false);
    dialogs.answer(when('Delete the alert channel', 'Delete'));
    await commands.executeCommand('shadowSync.alertChannel.delete', target);
    assert.deepEqual((await stage.store.settings()).channels, []);
  });
});

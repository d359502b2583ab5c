import assert from 'node:assert/strict';
import { join } from 'node:path';
import { commands, env, extensions } from 'vscode';
import { emptyBoard } from '../../src/alert/model/board.ts';
import { readBoard, readKeptAlert } from '../../src/alert/model/readAlerts.ts';
import { readSettings } from '../../src/alert/model/readSettings.ts';
import { defaultSettings } from '../../src/alert/model/settings.ts';
import type { AlertStore } from '../../src/alert/alertPorts.ts';
import { openAlertStore } from '../../src/store/alertStore.ts';
import { openOmsConnectionStore } from '../../src/store/omsConnectionStore.ts';
import { systemClock } from '../../src/store/systemClock.ts';
import { sampleOmsConnection } from '../connection/sampleOmsConnection.ts';
import { FakeOms } from '../support/oms/fakeOmsServer.ts';
import { fakeTask } from '../support/oms/fakeTask.ts';
import { Dialogs, when } from './dialogs.ts';
import { until } from './until.ts';

describe('OMS servers in VS Code', () => {
  const dialogs = new Dialogs();
  const fake = new FakeOms({
    tasks: [
      fakeTask({ id: 'np_run', name: 'orders' }),
      fakeTask({ id: 'np_bad', name: 'items', type: 'MIGRATION', status: 'FAILED' }),
    ],
  });
  let storage: string;
  let store: AlertStore;

  before(async () => {
    await extensions.getExtension('shadow-sync.shadow-sync')?.activate();
    await fake.listen();
    dialogs.install();
    dialogs.answer(when('kept in one folder', 'Copy Path'));
    await commands.executeCommand('shadowSync.tasks.openFolder');
    storage = join(await env.clipboard.readText(), '..');
    await commands.executeCommand('shadowSync.alerts.refresh');
    store = await openAlertStore(
      join(storage, 'alerts'),
      { readBoard, readKeptAlert, readSettings },
      { board: emptyBoard, settings: defaultSettings },
      { clock: systemClock, onNotice: () => undefined },
    );
  });

  after(async () => {
    await store.close();
    dialogs.remove();
    await fake.close();
  });

  async function kept(): Promise<readonly { readonly id: string; readonly text: string }[]> {
    const servers = await openOmsConnectionStore(join(storage, 'oms-connections'), {
      onNotice: () => undefined,
    });
    try {
      return (await servers.list()).map(({ connection }) => ({
        id: connection.id,
        text: JSON.stringify(connection),
      }));
    } finally {
      await servers.close();
    }
  }

  it('adds one by its address; the password goes to the secret storage only', async () => {
    const secret = encodeURIComponent(fake.password);
    const url = fake.url.replace('://', `://${encodeURIComponent(fake.user)}:${secret}@`);
    dialogs.answer(
      when('The address of the OMS server', url),
      when('What is the server called?', 'Copy house'),
      when('What is this server for?', '$(tools) Development'),
    );
    await commands.executeCommand('shadowSync.omsServer.add');
    const [server, ...more] = await kept();
    assert.deepEqual(more, []);
    assert.match(server?.text ?? '', /Copy house/);
    assert.ok(!(server?.text ?? '').includes(fake.password));
    assert.ok(fake.requests.some(({ isAuthorized }) => isAuthorized));
  });

  it('raises its alerts', async () => {
    const alert = await until(
      async () => (await store.board()).alerts.find(({ source }) => source.kind === 'oms-task'),
      () => 'an alert of a task of the server',
    );
    assert.equal(alert.event, 'oms_migration_failed');
  });

  it('stops and resumes a task after a question, and not where the state forbids it', async () => {
    const [server] = await kept();
    const task = (taskId: string): object => ({ kind: 'omsTask', serverId: server?.id, taskId });
    dialogs.answer(when('Stop this on the OMS server?', undefined));
    await commands.executeCommand('shadowSync.omsTask.stop', task('np_run'));
    assert.equal(fake.count('StopProject'), 0, 'nothing is sent without a yes');
    dialogs.answer(when('Stop this on the OMS server?', 'Stop'));
    await commands.executeCommand('shadowSync.omsTask.stop', task('np_run'));
    assert.equal(fake.tasks.get('np_run')?.status, 'SUSPEND');
    dialogs.answer(when('Start this on the OMS server?', 'Start'));
    await commands.executeCommand('shadowSync.omsTask.start', task('np_run'));
    await dialogs.said('Only a task that was not started');
    assert.equal(fake.count('StartProject'), 0);
    dialogs.answer(when('Which task?', 'orders'), when('Resume this', 'Resume'));
    await commands.executeCommand('shadowSync.omsTask.resume');
    assert.equal(fake.tasks.get('np_run')?.status, 'RUNNING');
  });

  it('does not ask a server that the command line added before somebody gives its password', async () => {
    const servers = await openOmsConnectionStore(join(storage, 'oms-connections'), {
      onNotice: () => undefined,
    });
    const other = new FakeOms({ tasks: [] });
    await other.listen();
    try {
      const { host, port, basePath } = { host: '127.0.0.1', port: other.port, basePath: '' };
      const tls = { mode: 'off', caFile: null, fingerprint: null } as const;
      const more = { id: 'bare', name: 'Bare', user: other.user, host, port, basePath, tls };
      const { version } = await servers.add(sampleOmsConnection(more));
      // As after a change of the other one, twice: whoever watches has gone through all of them by then.
      for (const turn of [1, 2]) {
        const asked = fake.count('ListProjects');
        const known = (await servers.list()).find(({ connection }) => connection.name === 'Copy house');
        assert.ok(known !== undefined);
        await servers.change(known.connection, known.version);
        await until(
          () => fake.count('ListProjects') > asked,
          () => `look ${String(turn)} at the servers`,
        );
      }
      assert.equal(other.requests.length, 0);
      await servers.remove([{ id: 'bare', version }]);
    } finally {
      await servers.close();
      await other.close();
    }
  });

  it('deletes it, which closes its alerts', async () => {
    const [server] = await kept();
    dialogs.answer(when('Delete the OMS server', 'Delete'));
    await commands.executeCommand('shadowSync.omsServer.delete', { kind: 'omsServer', serverId: server?.id });
    assert.deepEqual(await kept(), []);
    await until(
      async () => {
        const { alerts } = await store.board();
        return alerts.every(({ source, life }) => source.kind !== 'oms-task' || life.kind === 'resolved');
      },
      () => 'the end of its alerts',
    );
  });
});

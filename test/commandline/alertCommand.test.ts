/** `shadow-sync run` and `shadow-sync alert …` over a real store: a fake OMS server raises what is looked at and dealt with. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyBoard } from '../../src/alert/model/board.ts';
import { readBoard, readKeptAlert } from '../../src/alert/model/readAlerts.ts';
import { readSettings } from '../../src/alert/model/readSettings.ts';
import { defaultSettings } from '../../src/alert/model/settings.ts';
import { channelVariable } from '../../src/commandline/alerts/environmentSecrets.ts';
import { runCommandLine } from '../../src/commandline/main.ts';
import { openOmsConnections } from '../../src/composeOms.ts';
import { openAlertStore } from '../../src/store/alertStore.ts';
import { systemClock } from '../../src/store/systemClock.ts';
import { sampleOmsConnection } from '../connection/sampleOmsConnection.ts';
import { startFakeOms } from '../support/oms/fakeOmsServer.ts';
import type { FakeOms } from '../support/oms/fakeOmsServer.ts';
import { fakeTask } from '../support/oms/fakeTask.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { startReceiver } from '../support/webhook/hostileReceiver.ts';

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Told {
  readonly id: string;
  readonly event: string;
  readonly state: string;
  readonly sendingStatus: string;
}

const canary = 'c4nary-hook';

describe('shadow-sync alert', () => {
  let folder: string;
  let fake: FakeOms;
  let environment: Record<string, string>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'shsync-alert-command-'));
    fake = await startFakeOms({ tasks: [fakeTask({ id: 'np_1', name: 'orders', status: 'FAILED' })] });
    environment = { SHADOW_SYNC_PASSWORD_o1: fake.password, USER: 'bo' };
  });
  afterEach(async () => {
    await fake.close();
    removeFolder(folder);
  });

  async function run(words: readonly string[], more: { readonly input?: string } = {}): Promise<Ended> {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCommandLine([...words, '--store', folder], {
      version: '0',
      environment,
      homeFolder: '/nowhere',
      writeOut: (text) => out.push(text),
      writeError: (text) => err.push(text),
      outIsTerminal: false,
      errorIsTerminal: false,
      readFirstLine: () => Promise.resolve(more.input ?? ''),
      readFile: (path) => Promise.resolve(readFileSync(path, 'utf8')),
      signal: new AbortController().signal,
    });
    const ended = { code, out: out.join(''), err: err.join('') };
    assert.doesNotMatch(ended.out + ended.err, /c4nary|wörd-canary/, 'a secret was repeated');
    return ended;
  }

  /** The kept server, and one run that looks at it. */
  async function raise(): Promise<Ended> {
    const servers = await openOmsConnections(folder, () => undefined);
    await servers.add(
      sampleOmsConnection({
        ...{ host: '127.0.0.1', port: fake.port, basePath: '', user: fake.user },
        tls: { mode: 'off', caFile: null, fingerprint: null },
      }),
    );
    await servers.close();
    return await run(['run', '--once']);
  }

  async function told(): Promise<readonly Told[]> {
    const { code, out } = await run(['alert', 'list', '--json']);
    assert.equal(code, 0);
    return JSON.parse(out) as readonly Told[];
  }

  async function raisedId(): Promise<string> {
    await raise();
    const [alert] = await told();
    assert.ok(alert !== undefined, 'nothing was raised');
    return alert.id;
  }

  it('run watches the OMS servers of the store: one look raises, the next one ends it', async () => {
    const { code, err } = await raise();
    assert.equal(code, 0, err);
    assert.match(err, /alert a\w+ \[HIGH\] oms_sync_failed, task orders \(np_1\) on OMS: /);
    await run(['run', '--once']);
    assert.deepEqual(
      (await told()).map(({ event, state, sendingStatus }) => [event, state, sendingStatus]),
      [['oms_sync_failed', 'firing', 'Pending']],
    );
    const task = fake.tasks.get('np_1');
    assert.ok(task);
    task.status = 'RUNNING';
    assert.match((await run(['run', '--once'])).err, /alert a\w+ is over \(recovered\)/);
    assert.deepEqual((await told())[0]?.sendingStatus, 'Completed');
    assert.equal(fake.count('StartProject') + fake.count('ResumeProject'), 0, 'it only reads');
  });

  it('an OMS server without its own password is not asked, and nothing else is kept from working', async () => {
    environment = { SHADOW_SYNC_PASSWORD: 'of a database' };
    const { code, err } = await raise();
    assert.equal(code, 0);
    assert.match(err, /The OMS server "OMS" is not watched: its password is not in SHADOW_SYNC_PASSWORD_o1/);
    assert.equal(fake.requests.length, 0);
  });

  it('W4: alerts that can’t be kept keep no task from running', async () => {
    assert.equal((await run(['run', '--once'])).code, 0);
    const board = join(folder, 'alerts', 'board');
    for (const file of readdirSync(board)) writeFileSync(join(board, file), 'torn');
    const { code, err } = await run(['run', '--once']);
    assert.equal(code, 0, err);
    assert.match(err, /^Alerts: /);
    assert.equal((await run(['alert', 'list', '--json'])).code, 1);
  });

  it('a server that is not kept any more takes its alerts with it', async () => {
    await raise();
    const servers = await openOmsConnections(folder, () => undefined);
    const [{ connection, version } = { connection: { id: '' }, version: 0 }] = await servers.list();
    await servers.remove([{ id: connection.id, version }]);
    await servers.close();
    assert.match((await run(['run', '--once'])).err, /is over \(closed\)/);
  });

  it('lists, filters, searches and shows', async () => {
    const id = await raisedId();
    const { out } = await run(['alert', 'list']);
    assert.match(out, /^ID +Event +Level +State +Sending Status +Last at +Source +Content\n/);
    assert.match(out, new RegExp(`\n${id} +oms_sync_failed +HIGH +firing +Pending +`));
    assert.match((await run(['alert', 'list', '--event', 'oms_sync_delay'])).out, /^no alerts/);
    assert.match((await run(['alert', 'list', '--text', id.toUpperCase()])).out, /oms_sync_failed/);
    const shown = await run(['alert', 'show', id]);
    assert.match(shown.out, /\(oms_sync_failed\)\n/);
    assert.match(shown.out, /Impact: /);
    assert.match(shown.out, new RegExp(`vscode://shadow-sync.shadow-sync/alert/${id}\n$`));
    const document = JSON.parse((await run(['alert', 'show', id, '--json'])).out) as Record<string, unknown>;
    assert.deepEqual(
      [document['id'], document['sendingStatus'], typeof document['message']],
      [id, 'Pending', 'string'],
    );
  });

  it('acknowledges, wakes, snoozes and closes, as whoever says so', async () => {
    const id = await raisedId();
    assert.equal((await run(['alert', 'ack', id])).code, 0);
    assert.match((await run(['alert', 'show', id])).out, /acknowledged by bo at /);
    assert.equal((await run(['alert', 'wake', id])).code, 0);
    assert.equal((await run(['alert', 'snooze', id, '--for', '2h', '--by', 'al'])).code, 0);
    assert.match((await run(['alert', 'show', id])).out, /snoozed by al until /);
    assert.equal((await run(['alert', 'close', id])).code, 0);
    assert.match((await run(['alert', 'show', id])).out, /over since .* \(closed by bo\)/);
    const again = await run(['alert', 'close', id, '--json']);
    assert.equal(again.code, 1);
    assert.equal((JSON.parse(again.out) as { error: { code: string } }[])[0]?.error.code, 'conflict');
    assert.equal((await run(['alert', 'snooze', id, '--until', '2020-01-01T00:00:00Z'])).code, 64);
  });

  it('does what can be done, and says what can’t', async () => {
    const id = await raisedId();
    const { code, err } = await run(['alert', 'ack', id, 'a0000000none']);
    assert.equal(code, 1);
    assert.match(err, new RegExp(`${id}: done\na0000000none: The alert a0000000none is over`));
    assert.equal((await run(['alert', 'show', 'a0000000none'])).code, 64);
    const resent = await run(['alert', 'resend', id]);
    assert.equal(resent.code, 1);
    assert.match(resent.err, /no channel .* Add a channel/);
  });

  it('exports CSV and JSON', async () => {
    const id = await raisedId();
    const csv = (await run(['alert', 'export'])).out;
    assert.match(csv, /^\uFEFFid,event,title,/);
    assert.ok(csv.includes(`"${id}"`));
    const rows = JSON.parse((await run(['alert', 'export', '--format', 'json'])).out) as readonly Told[];
    assert.deepEqual(
      rows.map((row) => row.id),
      [id],
    );
  });

  it('shows settings, and takes what a file has of them', async () => {
    const file = join(folder, 'settings.json');
    const write = async (value: unknown): Promise<Ended> => {
      writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
      return await run(['alert', 'settings', '--file', file]);
    };
    const thresholds = { lateMinutes: 5, runMinutes: 7, approvalHours: 1, recoveringMinutes: 2 };
    assert.equal((await write({ thresholds })).code, 0);
    const shown = JSON.parse((await run(['alert', 'settings'])).out) as Record<string, unknown>;
    assert.deepEqual(shown['thresholds'], thresholds);
    assert.equal((shown['events'] as unknown[]).length, 8);
    assert.ok(!('channels' in shown));
    for (const bad of ['no JSON c4nary', [1], { thresholds: {} }, { channels: [] }, { canary: 1 }]) {
      const { code, err } = await write(bad);
      assert.equal(code, 64, JSON.stringify(bad));
      assert.doesNotMatch(err, /task/, 'a remedy for another file');
    }
  });

  describe('channel', () => {
    const url = `https://hooks.example/services/${canary}`;
    const words = ['alert', 'channel', 'add', '--name', 'Ops', '--kind', 'generic', '--url-stdin'];

    interface Added {
      readonly channel: { readonly id: string; readonly host: string };
      readonly variables: { readonly url: string };
    }

    async function add(...more: readonly string[]): Promise<Added> {
      const { code, out } = await run([...words, '--confirm-host', '--json', ...more], { input: `${url}\n` });
      assert.equal(code, 0, out);
      return JSON.parse(out) as Added;
    }

    it('add refuses a host that nobody confirmed, and keeps no address', async () => {
      const refused = await run(words, { input: url });
      assert.equal(refused.code, 3);
      assert.match(refused.err, /hooks\.example is not a host .*\nGive --confirm-host/);
      const { channel, variables } = await add();
      assert.equal(channel.host, 'hooks.example');
      assert.equal(variables.url, `SHADOW_SYNC_CHANNEL_${channel.id}_URL`);
      const files = readdirSync(folder, { recursive: true, withFileTypes: true });
      for (const file of files.filter((one) => one.isFile())) {
        assert.ok(!readFileSync(join(file.parentPath, file.name), 'utf8').includes(canary), file.name);
      }
    });

    it('add takes the address from the environment, and asks for it where there is none', async () => {
      const fromEnvironment = words.slice(0, -1).concat('--confirm-host');
      assert.equal((await run(fromEnvironment)).code, 64);
      environment['SHADOW_SYNC_CHANNEL_URL'] = url;
      assert.equal((await run(fromEnvironment)).code, 0);
      assert.equal((await run(words, { input: `http://hooks.example/${canary}` })).code, 64);
    });

    it('list, disable, enable, remove', async () => {
      const { channel } = await add();
      const state = async (): Promise<string> => {
        const line = (await run(['alert', 'channel', 'list'])).out.split('\n')[1] ?? '';
        return line.split(/ {2,}/)[4] ?? '';
      };
      assert.equal(await state(), 'no address here');
      environment[channelVariable(channel.id, 'url')] = url;
      assert.equal(await state(), 'enabled');
      assert.equal((await run(['alert', 'channel', 'disable', channel.id])).code, 0);
      assert.equal(await state(), 'disabled');
      assert.equal((await run(['alert', 'channel', 'enable', channel.id, '--json'])).code, 0);
      assert.equal(await state(), 'enabled');
      assert.equal((await run(['alert', 'channel', 'remove', channel.id])).code, 0);
      assert.match((await run(['alert', 'channel', 'list'])).out, /^no channels/);
      assert.equal((await run(['alert', 'channel', 'remove', channel.id])).code, 64);
    });

    it('an address that is not here is asked for, and nothing is given up for want of it', async () => {
      const { channel } = await add('--group-wait', '0');
      const variable = channelVariable(channel.id, 'url');
      const test = await run(['alert', 'channel', 'test', channel.id]);
      assert.equal(test.code, 64);
      assert.ok(test.err.includes(`Set ${variable}.`));
      const { err } = await raise();
      assert.ok(err.includes(`channel Ops has no address here: set ${variable}\n`), err);
      assert.match(err, /is sent to Ops again at .*can't be read now/);
      assert.equal((await told())[0]?.sendingStatus, 'Pending');
    });

    it('test says why the message did not arrive', async () => {
      const receiver = await startReceiver();
      try {
        const { host } = new URL(receiver.url);
        const input = `${receiver.url}/${canary}`;
        const add = async (...more: readonly string[]): Promise<string> => {
          const { out } = await run([...words, '--confirm-host', '--json', ...more], { input });
          const { channel } = JSON.parse(out) as Added;
          assert.equal(channel.host, host);
          environment[channelVariable(channel.id, 'url')] = input;
          return channel.id;
        };
        const without = await run(['alert', 'channel', 'test', await add()]);
        assert.equal(without.code, 1);
        assert.match(without.out, /private or reserved network/);
        // Its authority is nobody's.
        const untrusted = await run(['alert', 'channel', 'test', await add('--allow-private'), '--json']);
        assert.equal(untrusted.code, 1);
        const { text, problem } = JSON.parse(untrusted.out) as { text: string; problem: string | null };
        assert.match(text, /could not prove who it is/);
        assert.equal(problem, null);
        assert.equal(receiver.received.length, 0);
      } finally {
        await receiver.stop();
      }
    });

    it('test names the template that is wrong', async () => {
      const { channel } = await add();
      environment[channelVariable(channel.id, 'url')] = 'https://other.example/';
      const readers = { readBoard, readKeptAlert, readSettings };
      const defaults = { board: emptyBoard, settings: defaultSettings };
      const options = { onNotice: () => undefined, clock: systemClock };
      const store = await openAlertStore(join(folder, 'alerts'), readers, defaults, options);
      await store.changeSettings((settings) => ({
        ...settings,
        channels: settings.channels.map((one) => ({ ...one, bodyTemplate: '{"a": {{message}}}' })),
      }));
      await store.close();
      const { code, out } = await run(['alert', 'channel', 'test', channel.id]);
      assert.equal(code, 1);
      assert.match(out, /another host.*\nThe JSON body of the channel’s messages is wrong.* is no JSON\./);
    });
  });
});

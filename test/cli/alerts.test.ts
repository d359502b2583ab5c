/** Alerts without an editor: the built command line as processes of their own, a real server and a real receiver. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startFakeOms } from '../support/oms/fakeOmsServer.ts';
import type { FakeOms } from '../support/oms/fakeOmsServer.ts';
import { fakeTask } from '../support/oms/fakeTask.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { runScript } from '../support/servers/connect.ts';
import { dropDatabase, eachEngine, freshDatabase } from '../support/servers/sharedServer.ts';
import { answers, neverAnswers, startReceiver } from '../support/webhook/hostileReceiver.ts';
import type { HostileReceiver } from '../support/webhook/hostileReceiver.ts';

const cli = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A store, a receiver that its processes trust, and what they find in their environment. */
class Headless {
  readonly folder: string;
  readonly receiver: HostileReceiver;
  readonly environment: Record<string, string> = {};
  readonly children = new Set<ChildProcess>();

  private constructor(folder: string, receiver: HostileReceiver) {
    this.folder = folder;
    this.receiver = receiver;
    const authority = path.join(folder, 'authority.pem');
    writeFileSync(authority, receiver.ca);
    this.environment['NODE_EXTRA_CA_CERTS'] = authority;
  }

  static async make(): Promise<Headless> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'shsync-cli-alerts-'));
    return new Headless(folder, await startReceiver());
  }

  start(words: readonly string[]): {
    readonly child: ChildProcess;
    readonly said: () => string;
    readonly ended: Promise<Ended>;
  } {
    const child = spawn(process.execPath, [cli, ...words, '--store', this.folder], {
      env: { ...process.env, ...this.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.children.add(child);
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    const said = (): string => Buffer.concat(err).toString('utf8');
    const ended = once(child, 'close').then(() => ({
      code: child.exitCode,
      out: Buffer.concat(out).toString('utf8'),
      err: said(),
    }));
    return { child, said, ended };
  }

  async run(...words: readonly string[]): Promise<Ended> {
    return await this.start(words).ended;
  }

  /** The receiver as a channel. */
  async addChannel(): Promise<void> {
    const url = `${this.receiver.url}/hook`;
    this.environment['SHADOW_SYNC_CHANNEL_URL'] = url;
    const { code, out, err } = await this.run(
      ...['alert', 'channel', 'add', '--name', 'Ops', '--kind', 'generic', '--json'],
      ...['--confirm-host', '--allow-private', '--group-wait', '0'],
    );
    assert.equal(code, 0, err);
    const { variables } = JSON.parse(out) as { variables: { url: string } };
    this.environment[variables.url] = url;
  }

  /** An OMS server for `run` to watch. */
  async addServer(fake: FakeOms): Promise<void> {
    const words = ['oms', 'add', '--name', 'OMS', '--url', fake.url, '--user', fake.user, '--json'];
    const { code, out, err } = await this.run(...words);
    assert.equal(code, 0, err);
    const { variable } = JSON.parse(out) as { readonly variable: string };
    this.environment[variable] = fake.password;
  }

  async alerts(): Promise<readonly Record<string, unknown>[]> {
    return JSON.parse((await this.run('alert', 'list', '--json')).out) as Record<string, unknown>[];
  }

  async stop(): Promise<void> {
    for (const child of this.children) child.kill('SIGKILL');
    await this.receiver.stop();
    removeFolder(this.folder);
  }
}

function toldIn(body: string): readonly Record<string, unknown>[] {
  return (JSON.parse(body) as { data: { alerts: Record<string, unknown>[] } }).data.alerts;
}

async function until(isSo: () => boolean, what: () => string): Promise<void> {
  for (let i = 0; !isSo(); i += 1) {
    assert.ok(i < 9000, what());
    await wait(10);
  }
}

describe('run --store and its alerts', () => {
  let headless: Headless;
  let fake: FakeOms;

  beforeEach(async () => {
    headless = await Headless.make();
    fake = await startFakeOms({ tasks: [fakeTask({ id: 'np_1', status: 'FAILED' })] });
    await headless.addServer(fake);
    await headless.addChannel();
  });
  afterEach(async () => {
    await headless.stop();
    await fake.close();
  });

  it('runs until it is stopped, ends cleanly on SIGTERM in the middle of sending, and loses nothing', async () => {
    const { receiver } = headless;
    receiver.behaves = neverAnswers;
    const running = headless.start(['run']);
    await until(() => receiver.received.length > 0, running.said);
    running.child.kill('SIGTERM');
    const { code, err } = await running.ended;
    assert.equal(code, 0, err);
    assert.match(err, /alert a\w+ \[HIGH\] oms_sync_failed, task orders \(np_1\) on OMS/);
    assert.doesNotMatch(err, /was sent|could not be sent/);
    receiver.behaves = answers(200);
    const next = await headless.run('run', '--once');
    assert.doesNotMatch(next.err, /another process/, 'the right to send was given back');
    assert.match(next.err, /was sent to Ops/);
    const ids = new Set(receiver.received.map(({ headers }) => headers['webhook-id']));
    assert.deepEqual([receiver.received.length, ids.size], [2, 1], 'once more, under the same id');
    assert.equal((await headless.alerts()).length, 1);
  });

  it('a test message is a sample alert, marked as a test', async () => {
    const { out } = await headless.run('alert', 'channel', 'list', '--json');
    const [row] = JSON.parse(out) as readonly { readonly channel: { readonly id: string } }[];
    const { code, err } = await headless.run('alert', 'channel', 'test', row?.channel.id ?? '');
    assert.equal(code, 0, err);
    assert.deepEqual(
      headless.receiver.received.flatMap(({ body }) =>
        toldIn(body).map(({ title, event }) => [title, event]),
      ),
      [['[TEST] Synchronization task failure', 'oms_sync_failed']],
    );
  });

  it('a receiver that fails makes no run fail; what it refused is sent again by hand under its old id', async () => {
    headless.receiver.behaves = answers(400);
    const { code, err } = await headless.run('run', '--once');
    assert.equal(code, 0);
    assert.match(err, /could not be sent to Ops \(refused\)/);
    const [alert] = (await headless.alerts()).filter(({ event }) => event === 'oms_sync_failed');
    assert.equal(alert?.['sendingStatus'], 'Failed');
    headless.receiver.behaves = answers(200);
    assert.equal((await headless.run('alert', 'resend', String(alert['id']))).code, 0);
    assert.match((await headless.run('run', '--once')).err, /was sent to Ops/);
    const ids = headless.receiver.received.map(({ headers }) => headers['webhook-id']);
    assert.equal(ids.length, 2);
    assert.equal(ids[0], ids[1]);
  });

  it('only one of two processes watches and sends', async () => {
    const first = headless.start(['run']);
    await until(() => first.said().includes('was sent to Ops'), first.said);
    const { code, err } = await headless.run('run', '--once');
    assert.equal(code, 0);
    assert.match(err, /another process sends the alerts of this store/);
    first.child.kill('SIGTERM');
    assert.equal((await first.ended).code, 0);
    assert.equal(headless.receiver.received.length, 1);
  });

  it('a kept OMS server is listed, asked by its name, and takes its alerts with it when it is removed', async () => {
    await headless.run('run', '--once');
    assert.deepEqual(
      (await headless.alerts()).map(({ event, state }) => [event, state]),
      [['oms_sync_failed', 'firing']],
    );
    const tasks = await headless.run('oms', 'tasks', '--server', 'OMS');
    assert.match(tasks.out, /np_1 +Synchronization +Failed/);
    const { out } = await headless.run('oms', 'list', '--json');
    const [row] = JSON.parse(out) as readonly { server: { id: string }; hasPassword: boolean }[];
    assert.equal(row?.hasPassword, true);
    assert.equal((await headless.run('oms', 'remove', row.server.id)).code, 0);
    assert.match((await headless.run('run', '--once')).err, /alert a\w+ is over \(closed\)/);
  });
});

eachEngine('a run that fails, without an editor', (_engine, getServer) => {
  let headless: Headless;
  let database: string;

  beforeEach(async () => {
    headless = await Headless.make();
    database = await freshDatabase(getServer());
  });
  afterEach(async () => {
    await headless.stop();
    await dropDatabase(getServer(), database);
  });

  it('W-09: raises one alert, tells the channel once, and nothing of a row', async () => {
    await runScript(
      getServer(),
      `create table a (id int primary key, v varchar(30), unique key v (v));
       create table __test_a (id int primary key, v varchar(30));
       insert into __test_a values (1, 'al@example.org'), (2, 'al@example.org')`,
      database,
    );
    await headless.addChannel();
    const words = ['--url', getServer().url(database), '--prefix', '__test_', '--allow-unsafe'];
    assert.equal((await headless.run('task', 'add', ...words)).code, 0);

    const { code, err } = await headless.run('run', '--once');
    assert.equal(code, 1, err);
    assert.match(err, /alert a\w+ \[HIGH\] oms_sync_failed, task t\w+ on /);
    assert.match(err, /was sent to Ops/);
    const [message, ...more] = headless.receiver.received;
    assert.ok(message !== undefined && more.length === 0);
    assert.deepEqual(
      toldIn(message.body).map(({ event, status, level }) => [event, status, level]),
      [['oms_sync_failed', 'firing', 'HIGH']],
    );
    assert.doesNotMatch(message.body, /al@example\.org/);

    assert.equal((await headless.run('run', '--once')).code, 0);
    assert.equal(headless.receiver.received.length, 1, 'it was told already');
    const [alert, ...others] = await headless.alerts();
    assert.ok(alert !== undefined && others.length === 0);
    assert.deepEqual([alert['event'], alert['sendingStatus']], ['oms_sync_failed', 'Successful']);
    assert.match(String(alert['message']), /al@example\.org/, 'on this computer it is said');
    assert.match((await headless.run('alert', 'show', String(alert['id']))).out, /HTTP 200/);
  });
});

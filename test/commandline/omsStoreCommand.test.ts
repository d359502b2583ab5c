/** `shadow-sync oms add|list|remove`, and the commands about tasks of a server that is kept. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OmsConnection } from '../../src/connection/omsConnection.ts';
import { startFakeOms } from '../support/oms/fakeOmsServer.ts';
import type { FakeOms } from '../support/oms/fakeOmsServer.ts';
import { scenarioTasks } from '../support/oms/fakeScenario.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { runOms } from './runOms.ts';
import type { Ended, OmsWords } from './runOms.ts';

describe('shadow-sync oms and the servers of a store', () => {
  let fake: FakeOms;
  let store: string;
  beforeEach(async () => {
    fake = await startFakeOms({ tls: true, tasks: scenarioTasks() });
    store = mkdtempSync(join(tmpdir(), 'shsync-oms-command-'));
  });
  afterEach(async () => {
    await fake.close();
    removeFolder(store);
  });

  const run = (words: readonly string[], more: OmsWords = {}): Promise<Ended> => runOms(fake, words, more);
  const inStore = (): readonly string[] => ['--store', store];
  const address = (): readonly string[] => ['--url', fake.url, '--user', fake.user, '--tls-ca', '/ca.pem'];

  interface Added {
    readonly server: OmsConnection;
    readonly variable: string;
  }

  type Listed = Added & { readonly hasPassword: boolean };

  async function add(...words: readonly string[]): Promise<Added> {
    const { code, out, err } = await run(['add', '--json', ...words], {
      access: [...inStore(), ...address()],
    });
    assert.equal(code, 0, err);
    return JSON.parse(out) as Added;
  }

  async function list(environment: Readonly<Record<string, string>> = {}): Promise<readonly Listed[]> {
    const { out } = await run(['list', '--json'], { access: inStore(), environment });
    return JSON.parse(out) as readonly Listed[];
  }

  it('keeps one without asking it, and says where its password is read from', async () => {
    const { code, out } = await run(['add', '--name', 'Copies', '--environment', 'production'], {
      access: [...inStore(), ...address()],
    });
    assert.equal(code, 0);
    const [row] = await list();
    assert.ok(row !== undefined);
    const { id, createdAt, ...rest } = row.server;
    assert.ok(createdAt > 0);
    assert.deepEqual(rest, {
      ...{ name: 'Copies', group: null, environment: 'production' },
      ...{ host: '127.0.0.1', port: fake.port, basePath: '', user: fake.user },
      tls: { mode: 'verify-identity', caFile: '/ca.pem', fingerprint: null },
    });
    assert.equal(row.variable, `SHADOW_SYNC_PASSWORD_${id.replaceAll('-', '_')}`);
    assert.ok(out.includes(row.variable) && out.includes(id));
    assert.equal(row.hasPassword, false);
    assert.equal((await list({ [row.variable]: fake.password }))[0]?.hasPassword, true);
    assert.equal(fake.requests.length, 0);
  });

  it('lists them for people', async () => {
    assert.equal((await run(['list'], { access: inStore() })).out, 'no OMS servers\n');
    const { server, variable } = await add('--name', 'Copies');
    const { out } = await run(['list'], { access: inStore() });
    assert.match(out, /^ID +Name +Server +TLS +Environment +Password\n/);
    const shown = `${fake.user}@127.0.0.1:${String(fake.port)}`;
    const line = [server.id, 'Copies', shown, 'verify-identity', 'development', `not set: ${variable}`];
    assert.equal(out.split('\n')[1]?.replaceAll(/ {2,}/g, '  '), line.join('  '));
  });

  it('a kept one is spoken to by its id or its name, with its own password and no other', async () => {
    const { server, variable } = await add('--name', 'Copies');
    const environment = { [variable]: fake.password };
    for (const named of [server.id, 'Copies']) {
      const access = [...inStore(), '--server', named];
      const { code, out, err } = await run(['tasks'], { access, environment, password: 'wrong' });
      assert.equal(code, 0, err);
      assert.match(out, /np_sync1/);
    }
    const asked = fake.requests.length;
    const without = await run(['tasks'], { access: [...inStore(), '--server', 'Copies'] });
    assert.equal(without.code, 64);
    assert.match(without.err, new RegExp(`the password of the OMS server "Copies" is not in ${variable}`));
    assert.equal(fake.requests.length, asked, 'SHADOW_SYNC_PASSWORD is another one’s');
    const typed = { access: [...inStore(), '--server', 'Copies'], input: fake.password };
    assert.equal((await run(['test', '--password-stdin'], typed)).code, 0);
  });

  it('refuses a password in the address, and keeps it nowhere', async () => {
    const url = fake.url.replace('://', `://${fake.user}:${encodeURIComponent(fake.password)}@`);
    const { code, err } = await run(['add'], { access: [...inStore(), '--url', url] });
    assert.equal(code, 64);
    assert.match(err, /the address holds a password, and passwords are not kept/);
    const files = readdirSync(store, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    for (const file of files) {
      const text = readFileSync(join(file.parentPath, file.name), 'utf8');
      assert.ok(!text.includes(fake.password) && !text.includes(fake.user));
    }
  });

  it('refuses a server that is there already, an unreadable authority, and a name of two', async () => {
    const { server } = await add('--name', 'Copies');
    const again = await run(['add', '--json'], { access: [...inStore(), ...address()] });
    assert.equal(again.code, 1);
    assert.match(again.err, new RegExp(`that server is kept already: Copies \\(${server.id}\\)`));
    const gone = ['--url', 'https://h', '--user', 'u', '--tls-ca', '/gone.pem'];
    assert.equal((await run(['add'], { access: [...inStore(), ...gone] })).code, 64);
    const other = [...inStore(), '--url', 'https://other', '--user', 'u', '--name', 'Copies'];
    assert.equal((await run(['add'], { access: other })).code, 0);
    const twice = await run(['tasks'], { access: [...inStore(), '--server', 'Copies'] });
    assert.equal(twice.code, 64);
    assert.match(twice.err, /more than one OMS server is called "Copies"/);
    const nobody = await run(['tasks'], { access: [...inStore(), '--server', 'Nobody'] });
    assert.equal(nobody.code, 64);
    assert.match(nobody.err, /there is no OMS server "Nobody" in this store/);
  });

  it('removes all that are named, or none', async () => {
    const first = await add();
    const access = [...inStore(), '--url', 'https://other', '--user', 'u'];
    const second = JSON.parse((await run(['add', '--json'], { access })).out) as Added;
    const wrong = await run(['remove', first.server.id, 'nobody'], { access: inStore() });
    assert.equal(wrong.code, 64);
    assert.match(wrong.err, /there is no OMS server "nobody"/);
    assert.equal((await list()).length, 2);
    const ids = [first.server.id, second.server.id];
    assert.equal((await run(['remove', ...ids], { access: inStore() })).code, 0);
    assert.deepEqual(await list(), []);
  });

  it('takes a fingerprint, and an authority for whatever host', async () => {
    const fingerprint = Array.from({ length: 32 }, () => 'ab').join(':');
    const others = [
      ['--url', 'https://a', '--user', 'u', '--tls-fingerprint', fingerprint],
      ['--url', 'https://b', '--user', 'u', '--tls-any-name'],
      ['--url', 'http://c', '--user', 'u'],
    ];
    for (const one of others) assert.equal((await run(['add'], { access: [...inStore(), ...one] })).code, 0);
    assert.deepEqual(
      (await list()).map(({ server }) => server.tls),
      [
        { mode: 'fingerprint', caFile: null, fingerprint: fingerprint.toUpperCase() },
        { mode: 'verify-ca', caFile: null, fingerprint: null },
        { mode: 'off', caFile: null, fingerprint: null },
      ],
    );
  });
});

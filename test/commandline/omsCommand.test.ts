/** `shadow-sync oms …` from its words to its exit code, against the fake server. */
import assert from 'node:assert/strict';
import { parseOmsArguments } from '../../src/commandline/oms/omsArguments.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { startFakeOms } from '../support/oms/fakeOmsServer.ts';
import type { FakeOms } from '../support/oms/fakeOmsServer.ts';
import { scenarioTasks } from '../support/oms/fakeScenario.ts';
import { runOms } from './runOms.ts';
import type { Ended, OmsWords } from './runOms.ts';

describe('shadow-sync oms', () => {
  let fake: FakeOms;
  beforeEach(async () => {
    fake = await startFakeOms({ tls: true, tasks: scenarioTasks() });
  });
  afterEach(() => fake.close());

  const run = (words: readonly string[], more: OmsWords = {}): Promise<Ended> => runOms(fake, words, more);

  it('lists the tasks with state, step and delay', async () => {
    const { code, out } = await run(['tasks']);
    assert.equal(code, 0);
    assert.match(out, /^ID +Type +Status +Step +Delay +Level +Name\n/);
    assert.match(
      out,
      /np_sync1 +Synchronization +Running +INCR_TRANSFER 100% +5 s late +HIGH +orders to reporting\n/,
    );
    assert.match(out, /np_stopped +Synchronization +Stopped +INCR_TRANSFER 100% +LOW +archive\n/);
  });

  it('lists as one document, filtered', async () => {
    const { out } = await run(['tasks', '--json', '--type', 'migration', '--search', 'shop']);
    const { tasks } = JSON.parse(out) as { readonly tasks: readonly { readonly id: string }[] };
    assert.deepEqual(
      tasks.map(({ id }) => id),
      ['np_migr1'],
    );
  });

  it('shows one task with its steps, its components and what it takes', async () => {
    const { out } = await run(['show', 'np_sync1']);
    assert.match(out, /step 4 INCR_TRANSFER: MONITORING 100%/);
    assert.match(out, /store np_sync1-store: RUNNING/);
    assert.match(out, /takes now: stop/);
  });

  it('changes nothing without --yes, and asks nobody', async () => {
    const { code, err } = await run(['stop', 'np_sync1']);
    assert.equal(code, 3);
    assert.match(err, /--yes is missing/);
    assert.equal(fake.requests.length, 0);
  });

  it('starts, stops and resumes; what the state does not allow is refused', async () => {
    assert.equal((await run(['start', 'np_new', '--yes'])).code, 0);
    assert.equal((await run(['stop', 'np_new', '--yes', '--json'])).code, 0);
    assert.equal((await run(['resume', 'np_new', '--yes'])).code, 0);
    assert.equal(fake.tasks.get('np_new')?.status, 'RUNNING');
    const again = await run(['start', 'np_new', '--yes', '--json']);
    assert.equal(again.code, 3);
    assert.match(again.err, /customers is Running/);
    assert.deepEqual(JSON.parse(again.out), { id: 'np_new', action: 'start', outcome: 'refused' });
    assert.equal(fake.count('StartProject'), 1);
  });

  it('tests the connection stage by stage, and shows the fingerprint that then serves', async () => {
    const access = ['--url', fake.url, '--user', fake.user];
    const untrusted = await run(['test'], { access });
    assert.equal(untrusted.code, 1);
    assert.match(untrusted.out, /tls +failed/);
    const fingerprint = /^ +([0-9A-F:]{95})$/m.exec(untrusted.out)?.[1] ?? '';
    const trusted = await run(['test', '--json'], { access: [...access, '--tls-fingerprint', fingerprint] });
    assert.equal(trusted.code, 0, trusted.out);
  });

  it('takes the password from standard input, from the URL, or from the environment', async () => {
    const wrong = { password: 'wrong' };
    assert.equal((await run(['tasks'], wrong)).code, 1);
    assert.equal((await run(['tasks', '--password-stdin'], { ...wrong, input: fake.password })).code, 0);
    const account = `${encodeURIComponent(fake.user)}:${encodeURIComponent(fake.password)}`;
    const url = fake.url.replace('://', `://${account}@`);
    assert.equal((await run(['tasks'], { ...wrong, access: ['--url', url, '--tls-ca', '/ca.pem'] })).code, 0);
  });

  it('says errors as a document too', async () => {
    fake.breakNext('*', { kind: 'refuse', code: 'INNER_ERROR' });
    const { code, out } = await run(['tasks', '--json']);
    assert.equal(code, 1);
    assert.equal((JSON.parse(out) as { error: { code: string } }).error.code, 'protocol');
  });

  it('has help with examples', async () => {
    const { code, out } = await run(['--help']);
    assert.equal(code, 0);
    assert.match(out, /Examples\n +shadow-sync oms test/);
  });

  it('refuses wrong words without repeating them', () => {
    const url = ['--url', 'https://h'];
    for (const words of [
      ['tasks'],
      ['nonsense', ...url],
      ['start', ...url],
      ['start', 'a', 'b', ...url],
      ['tasks', 'canary', ...url],
      ['tasks', '--yes', ...url],
      ['stop', 'a', '--search', 'x', ...url],
      ['tasks', '--type', 'canary', ...url],
      ['tasks', '--secret=canary', ...url],
      ['tasks', '--c@nary', 'canary', ...url],
      ['tasks', '--yes=canary', ...url],
      ['tasks', '--url'],
      ['tasks', '--store', 'd', '--server', 's', ...url],
      ['tasks', '--store', 'd'],
      ['tasks', '--server', 's'],
      ['add', ...url],
      ['add', '--store', 'd'],
      ['add', 'canary', '--store', 'd', ...url],
      ['add', '--store', 'd', '--password-stdin', ...url],
      ['add', '--store', 'd', '--environment', 'canary', ...url],
      ['list'],
      ['list', 'canary', '--store', 'd'],
      ['list', '--store', 'd', ...url],
      ['remove', '--store', 'd'],
      ['remove', 'canary'],
      [],
    ]) {
      assert.throws(
        () => parseOmsArguments(['oms', ...words]),
        (error) => ShadowSyncError.is(error, 'usage') && !error.message.includes('canary'),
        words.join(' '),
      );
    }
  });

  it('says which option is wrong', () => {
    for (const [words, message] of [
      [['test', '--tls', 'off', '--url', 'https://h'], /no option "--tls"/],
      [['test', '--url', '--user', 'u'], /--url needs a value/],
      [['test', '--url=https://h', '--user'], /--user needs a value/],
      [['start', 'a', '--url', 'https://h', '--yes=1'], /--yes takes no value/],
      [['test', '--url', 'https://h', '-u', 'x'], /no option "-u"/],
    ] as const) {
      assert.throws(() => parseOmsArguments(['oms', ...words]), message);
    }
  });

  it('refuses access that makes no sense', async () => {
    const user = ['--user', 'u'];
    for (const access of [
      ['--url', 'http://h', ...user, '--tls-ca', '/ca.pem'],
      ['--url', 'https://h', ...user, '--tls-ca', '/ca.pem', '--tls-fingerprint', 'AA'],
      ['--url', 'https://h', ...user, '--tls-fingerprint', 'AA'],
      ['--url', 'https://h', ...user, '--tls-any-name', '--tls-fingerprint', 'AA'],
      ['--url', 'https://h', ...user, '--tls-ca', '/gone.pem'],
      ['--url', 'https://h'],
      ['--url', 'mysql://h', ...user],
    ]) {
      assert.equal((await run(['tasks'], { access })).code, 64, access.join(' '));
    }
  });
});

/** The staged test of a connection to an OMS server: of the first stage that fails it is said what is wrong. */
import assert from 'node:assert/strict';
import type { ConnectionTestResult, StageReport } from '../../src/connection/connectionTest.ts';
import type { OmsTarget } from '../../src/connection/omsConnection.ts';
import { testOmsConnection } from '../../src/composeOms.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { freePort } from '../support/freePort.ts';
import { startFakeOms } from '../support/oms/fakeOmsServer.ts';
import type { FakeOms } from '../support/oms/fakeOmsServer.ts';
import { targetOf } from '../support/oms/targetOf.ts';

describe('testing a connection to an OMS server', () => {
  let fake: FakeOms;
  beforeEach(async () => {
    fake = await startFakeOms({ tls: true });
  });
  afterEach(() => fake.close());

  const run = (more: Partial<OmsTarget> = {}): Promise<ConnectionTestResult> =>
    testOmsConnection(targetOf(fake, more), { timeoutMs: 60_000 });
  const states = ({ stages }: ConnectionTestResult): string =>
    stages.map(({ stage, state }) => `${stage} ${state}`).join(', ');

  it('passes them all, and tells each as it begins and ends', async () => {
    const reports: StageReport[] = [];
    const result = await testOmsConnection(targetOf(fake), { onReport: (report) => reports.push(report) });
    assert.equal(states(result), 'dns ok, tcp ok, tls ok, authentication ok, privileges ok');
    assert.equal(result.canRun, true);
    assert.deepEqual(
      reports.map(({ stage, state }) => `${stage} ${state}`),
      ['dns', 'tcp', 'tls', 'authentication', 'privileges'].flatMap((one) => [`${one} running`, `${one} ok`]),
    );
    assert.match(result.stages[2]?.detail ?? '', /TLSv1\.[23] with .*SHA-256 is [0-9A-F:]{95}/);
  });

  it('dns', async () => {
    const result = await run({ host: 'no-such-host.invalid' });
    assert.match(states(result), /^dns failed, tcp skipped/);
  });

  it('tcp', async () => {
    const result = await run({ port: await freePort() });
    assert.match(states(result), /^dns ok, tcp failed, tls skipped/);
    assert.match(result.stages[1]?.detail ?? '', /ECONNREFUSED/);
  });

  it('tls: the fingerprint is there to be pasted, and with it the connection works', async () => {
    const result = await run({ tls: { mode: 'verify-identity' } });
    assert.equal(states(result), 'dns ok, tcp ok, tls failed, authentication skipped, privileges skipped');
    const fingerprint = result.stages[2]?.copyText ?? '';
    assert.equal(fingerprint, fake.fingerprint);
    assert.equal((await run({ tls: { mode: 'fingerprint', fingerprint } })).canRun, true);
  });

  it('authentication', async () => {
    const result = await run({ password: 'wrong-canary' });
    assert.match(states(result), /tls ok, authentication failed, privileges skipped/);
    assert.ok(!JSON.stringify(result).includes('wrong-canary'));
    assert.equal(fake.requests.length, 1);
  });

  it('rights: to read tasks, and their components', async () => {
    fake.breakNext('ListProjects', { kind: 'status', status: 403 }, 1);
    assert.match(states(await run()), /authentication ok, privileges failed/);
    fake.breakNext('DescribeProjectComponents', { kind: 'status', status: 403 }, 1);
    const less = await run();
    assert.match(states(less), /authentication ok, privileges warning/);
    assert.equal(less.canAnalyse, true);
    assert.equal(less.canRun, false);
  });

  it('a server of another kind, and one that says nothing', async () => {
    fake.breakNext('*', { kind: 'text', body: '<html>hello</html>' }, 1);
    const other = await run();
    assert.match(states(other), /tls ok, authentication failed/);
    assert.match(other.stages[3]?.detail ?? '', /no answer of OMS/);
    fake.breakNext('*', { kind: 'silent' });
    const late = await testOmsConnection(targetOf(fake), { timeoutMs: 3000 });
    assert.equal(late.error?.code, 'timeout');
  });

  it('can be cancelled', async () => {
    fake.breakNext('*', { kind: 'silent' });
    const stop = new AbortController();
    const testing = testOmsConnection(targetOf(fake), {
      signal: stop.signal,
      onReport: ({ stage }) => {
        if (stage === 'authentication') stop.abort();
      },
    });
    await assert.rejects(testing, (error) => ShadowSyncError.is(error, 'cancelled'));
  });
});

/** What a user sees whose Oracle server is not there, is something else, or does not know the service. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { describe, it } from 'mocha';
import { freePort } from '../support/freePort.ts';
import { refusing, standIn } from '../support/rogue/tnsListener.ts';
import { eachEngine } from '../support/servers/sharedServer.ts';

const cli = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

/** More than the time for connecting, and far less than for ever. */
const patienceMs = 120_000;

/** Runs `analyze`; one that does not end by itself is a failure. */
function analyze(
  url: string,
  more: readonly string[] = [],
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const child = spawn(process.execPath, [cli, 'analyze', '--url', url, '--prefix', '__test_', ...more], {
    timeout: patienceMs,
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}

describe('command line: an Oracle server that can’t be had', () => {
  async function refused(port: number, more: readonly string[] = []): Promise<string> {
    const { code, err, out } = await analyze(`oracle://app:c4nary@127.0.0.1:${String(port)}/XEPDB1`, more);
    assert.equal(code, 1, err);
    assert.equal(out, '');
    assert.doesNotMatch(err, /c4nary|\n\s+at /);
    return err;
  }

  it('nobody listens', async () => {
    const said = await refused(await freePort());
    assert.match(said, /refuses connections: no server listens there/);
    assert.match(said, /Check host and port/);
  });

  it('a silent port', async () => {
    const silent = await standIn(() => undefined);
    try {
      const said = await refused(silent.port);
      assert.match(said, /took the connection and said nothing within 10000 ms/);
      assert.match(said, /Oracle listener/);
    } finally {
      await silent.close();
    }
  });

  it('a wrong service', async () => {
    const listener = await standIn(refusing(12514));
    try {
      const said = await refused(listener.port);
      assert.match(said, /Service "XEPDB1" is not registered/);
      assert.match(said, /lsnrctl services/);
    } finally {
      await listener.close();
    }
  });

  it('no service at all is bad usage', async () => {
    const { code, err } = await analyze('oracle://app@127.0.0.1');
    assert.equal(code, 64);
    assert.match(err, /names no service/);
    assert.match(err, /oracle:\/\/user:password@host:1521\/service/);
  });
});

eachEngine('command line: an Oracle URL on another server’s port', (_, getServer) => {
  it('is told which kind of server it is', async () => {
    const port = String(getServer().port);
    const { code, err } = await analyze(`oracle://app:c4nary@127.0.0.1:${port}/XEPDB1`);
    assert.equal(code, 1, err);
    assert.match(err, /is a server of the MySQL family/);
    assert.match(err, /choose the connection type MySQL, MariaDB or OceanBase/);
  });

  it('is told that there is no OceanBase', async () => {
    const { port, user, password } = getServer();
    const account = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
    const { code, err } = await analyze(`oceanbase-oracle://${account}@127.0.0.1:${String(port)}/APP`);
    assert.ok(code === 1 || code === 64, err);
    assert.match(err, /is no OceanBase server/);
  });
});

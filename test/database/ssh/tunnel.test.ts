import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import type { SshTarget } from '../../../src/connection/connectionTarget.ts';
import { patienceFor } from '../../../src/database/patience.ts';
import { SshError } from '../../../src/database/ssh/sshError.ts';
import { openSshTunnel } from '../../../src/database/ssh/sshTunnel.ts';
import type { SshTunnel } from '../../../src/database/ssh/sshTunnel.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import type { ErrorCode } from '../../../src/schema/shadowSyncError.ts';
import { english } from '../../../src/schema/phrase.ts';
import { removeFolder } from '../../support/removeFolder.ts';
import { until } from '../../support/rogue/rogueBench.ts';
import { runProcess } from '../../support/servers/runProcess.ts';
import { skip } from '../../support/skip.ts';
import { makeKey, startSshServer } from '../../support/ssh/sshServer.ts';
import type { SshServerOptions, TestSshServer } from '../../support/ssh/sshServer.ts';
import { hopTo, keyFile, password, through } from '../../support/ssh/sshTarget.ts';

const canary = 'Canary-ssh-161803';

/** OpenSSH's own. */
const agentProgram = ['ssh', 'agent'].join('-');

describe('an SSH tunnel', () => {
  const ends: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function ssh(options: SshServerOptions = { password: canary }): Promise<TestSshServer> {
    const server = await startSshServer(options);
    ends.push(() => server.close());
    return server;
  }

  async function open(target: SshTarget, stages: string[] = []): Promise<SshTunnel> {
    const tunnel = await openSshTunnel(target, patienceFor(60_000), (stage, found) => {
      stages.push(`${stage} ${english(found ?? '…')}`);
    });
    ends.push(() => tunnel.close());
    return tunnel;
  }

  async function refused(target: SshTarget, code: ErrorCode): Promise<ShadowSyncError> {
    const error = await open(target).then(
      () => assert.fail('it was let through'),
      (reason: unknown) => reason,
    );
    assert.ok(ShadowSyncError.is(error), String(error));
    assert.equal(error.code, code, error.message);
    assert.notEqual(error.remedy, null);
    assert.ok(!JSON.stringify([error.message, error.remedy, error.stack]).includes(canary));
    return error;
  }

  /** A server that gives back what it gets; its port. */
  async function echo(): Promise<number> {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.pipe(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ends.push(() => void server.close());
    return (server.address() as AddressInfo).port;
  }

  async function carries(tunnel: SshTunnel, text: string): Promise<void> {
    const stream = await tunnel.forward('127.0.0.1', await echo(), patienceFor(60_000));
    const received: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => received.push(chunk));
    stream.write(text);
    await until(() => Buffer.concat(received).toString() === text);
    assert.equal(stream.bytesRead, Buffer.byteLength(text));
    stream.destroy();
    await until(() => stream.closed);
  }

  describe('logs in', () => {
    it('with a password, and carries what is larger than a window', async () => {
      const server = await ssh();
      const stages: string[] = [];
      const tunnel = await open(through(server, password(canary)), stages);
      await carries(tunnel, 'x'.repeat(5_000_000));
      assert.deepEqual(server.attempts, ['password']);
      assert.deepEqual(
        stages.map((stage) => stage.split(' ')[0]),
        ['dns', 'dns', 'tcp', 'tcp', 'ssh', 'ssh'],
      );
      assert.match(stages[5]!, /Logged in as tunnel \(password\).* SHA256:/);
    });

    it('with a password that is asked for with a prompt', async () => {
      const server = await ssh({ password: canary, prompts: ['Password: '] });
      await carries(await open(through(server, password(canary))), 'hello');
      assert.deepEqual(server.attempts, ['keyboard-interactive']);
    });

    for (const type of ['ed25519', 'ecdsa', 'rsa'] as const) {
      it(`with a key, ${type}`, async () => {
        const key = makeKey(type);
        const server = await ssh({ authorized: [key.public] });
        await carries(await open(through(server, keyFile(key.private))), 'hello');
      });
    }

    it('with a key that has a passphrase', async () => {
      const key = makeKey('ed25519', canary);
      const server = await ssh({ authorized: [key.public] });
      await carries(await open(through(server, keyFile(key.private, canary))), 'hello');
    });

    it('with the keys of a real agent, whichever fits', async function () {
      const folder = mkdtempSync(join(tmpdir(), 'shsync-agent-'));
      ends.push(() => removeFolder(folder));
      const socket = join(folder, 'agent');
      const agent = spawn(agentProgram, ['-D', '-a', socket], { stdio: 'ignore' });
      const isThere = await new Promise<boolean>((resolve) => {
        agent.once('spawn', () => resolve(true));
        agent.once('error', () => resolve(false));
      });
      if (!isThere) skip(this, 'ssh-agent is not installed');
      ends.push(() => void agent.kill('SIGTERM'));
      const keys = [makeKey(), makeKey('rsa'), makeKey()];
      const secret = { kind: 'agent', socket } as const;
      const server = await ssh({ authorized: [keys[1]!.public] });

      await until(() => existsSync(socket));
      const empty = await refused(through(server, secret), 'authentication');
      assert.match(empty.message, /holds no key/);

      for (const [index, key] of keys.entries()) {
        const file = join(folder, `id_${String(index)}`);
        writeFileSync(file, key.private, { mode: 0o600 });
        const added = await runProcess('ssh-add', [file], { env: { SSH_AUTH_SOCK: socket } });
        assert.equal(added.code, 0, added.stderr);
      }
      await carries(await open(through(server, secret)), 'hello');

      const stranger = await ssh({ authorized: [makeKey().public] });
      const none = await refused(through(stranger, secret), 'authentication');
      assert.match(none.message, /each of the agent's 3 keys/);
    });

    it('at a jump server first, and from there at the SSH server', async () => {
      const key = makeKey();
      const jump = await ssh({ password: 'front door' });
      const server = await ssh({ authorized: [key.public], hostKeys: [makeKey('ecdsa')] });
      const stages: string[] = [];
      const tunnel = await open(
        {
          server: hopTo(server, keyFile(key.private)),
          jump: hopTo(jump, password('front door')),
          knownHosts: [{ path: 'k', text: jump.knownHosts + server.knownHosts }],
        },
        stages,
      );
      await carries(tunnel, 'hello');
      assert.deepEqual(jump.forwarded, [`127.0.0.1:${String(server.port)}`]);
      assert.deepEqual(
        stages.map((stage) => stage.split(' ')[0]),
        ['dns', 'dns', 'tcp', 'tcp', 'jump', 'jump', 'ssh', 'ssh'],
      );
      await tunnel.close();
      await until(() => jump.open === 0 && server.open === 0);
    });
  });

  describe('says what is wrong:', () => {
    it('the password, which is tried once and named nowhere', async () => {
      const server = await ssh({ password: 'right', authorized: [] });
      const error = await refused(through(server, password(canary)), 'authentication');
      assert.match(error.message, /tunnel@127\.0\.0\.1:\d+: the server refused the password/);
      assert.deepEqual(server.attempts, ['password']);
      await until(() => server.open === 0);
    });

    it('a server that takes keys only', async () => {
      const server = await ssh({ authorized: [] });
      const error = await refused(through(server, password(canary)), 'authentication');
      assert.match(error.message, /takes no passwords; it offers publickey/);
      assert.deepEqual(server.attempts, []);
    });

    it('a server that takes passwords only', async () => {
      const server = await ssh();
      const error = await refused(through(server, keyFile(makeKey().private)), 'authentication');
      assert.match(error.message, /takes no keys; it offers password/);
    });

    it('a key that is not let in, with the line for authorized_keys', async () => {
      const key = makeKey();
      const server = await ssh({ authorized: [makeKey().public] });
      const error = await refused(through(server, keyFile(key.private)), 'authentication');
      assert.match(error.message, /refused the key "~\/\.ssh\/id_test"/);
      assert.ok(error instanceof SshError);
      assert.equal(error.copyText, key.public);
    });

    it('a second proof that is wanted', async () => {
      const server = await ssh({ password: canary, second: 'a code' });
      const error = await refused(through(server, password(canary)), 'authentication');
      assert.match(error.message, /wants a second proof \(keyboard-interactive\)/);
    });

    it('more prompts than one', async () => {
      const server = await ssh({ password: canary, prompts: ['Password: ', 'Code: '] });
      const error = await refused(through(server, password(canary)), 'authentication');
      assert.match(error.message, /asks for more than a password/);
    });

    it('no agent', async () => {
      const server = await ssh({ authorized: [] });
      const secret = { kind: 'agent', socket: join(tmpdir(), 'no-such-agent') } as const;
      const error = await refused(through(server, secret), 'authentication');
      assert.match(error.message, /agent at .*no-such-agent does not answer/);
    });

    it('forwarding that is not allowed, and a port that nobody answers there', async () => {
      const shut = await open(
        through(await ssh({ password: canary, forwarding: 'prohibited' }), password(canary)),
      );
      await assert.rejects(
        shut.forward('127.0.0.1', 1, patienceFor(60_000)),
        /does not let this account forward to 127\.0\.0\.1:1/,
      );
      const tunnel = await open(through(await ssh(), password(canary)));
      await assert.rejects(tunnel.forward('127.0.0.1', 1, patienceFor(60_000)), /can't reach 127\.0\.0\.1:1/);
    });

    it('a server that says nothing, one that speaks no SSH, and a port that nobody answers', async () => {
      const silent = await listening(() => undefined);
      const quiet = openSshTunnel(toPort(silent), patienceFor(2000), () => undefined);
      await assert.rejects(quiet, /did not finish the SSH log-in within 2000 ms/);
      const web = await listening((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
      const error = await refused(toPort(web), 'connection');
      assert.match(error.message, /does not speak SSH/);
      const nobody = await refused(toPort(1), 'connection');
      assert.equal(nobody.symbol, 'ECONNREFUSED');
    });

    it('that it was cancelled', async () => {
      const silent = await listening(() => undefined);
      const signal = { aborted: false };
      const opening = openSshTunnel(toPort(silent), patienceFor(60_000, signal), () => undefined);
      signal.aborted = true;
      await assert.rejects(opening, { code: 'cancelled' });
    });
  });

  it('that breaks ends its streams with the reason, and says that it is lost', async () => {
    const server = await ssh();
    const tunnel = await open(through(server, password(canary)));
    const stream = await tunnel.forward('127.0.0.1', await echo(), patienceFor(60_000));
    const ended = new Promise<unknown>((resolve) => stream.once('error', resolve));
    server.cut();
    assert.match(
      String(await ended),
      /The tunnel is gone: The SSH server 127\.0\.0\.1:\d+ ended the connection/,
    );
    assert.equal(tunnel.lost?.code, 'connection');
    await assert.rejects(tunnel.forward('127.0.0.1', 1, patienceFor(60_000)), { code: 'connection' });
  });

  it('leaves no listener on the process', async () => {
    const before = process.eventNames().map((name) => [name, process.listenerCount(name)]);
    const tunnel = await open(through(await ssh(), password(canary)));
    await carries(tunnel, 'hello');
    await tunnel.close();
    assert.deepEqual(
      process.eventNames().map((name) => [name, process.listenerCount(name)]),
      before,
    );
  });

  async function listening(serve: (socket: Socket) => void): Promise<number> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      serve(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ends.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return (server.address() as AddressInfo).port;
  }

  function toPort(port: number): SshTarget {
    return {
      server: hopTo({ host: '127.0.0.1', port }, password(canary)),
      jump: null,
      knownHosts: [{ path: 'k', text: '' }],
    };
  }
});

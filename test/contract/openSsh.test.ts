/** What is assumed of SSH servers, held against OpenSSH's own. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type { SshTarget } from '../../src/connection/connectionTarget.ts';
import { patienceFor } from '../../src/database/patience.ts';
import { openSshTunnel } from '../../src/database/ssh/sshTunnel.ts';
import type { SshTunnel } from '../../src/database/ssh/sshTunnel.ts';
import { refused } from '../support/rogue/ddlBench.ts';
import { skip } from '../support/skip.ts';
import { startOpenSshServer } from '../support/ssh/openSshServer.ts';
import type { OpenSshServer } from '../support/ssh/openSshServer.ts';
import { makeKey } from '../support/ssh/sshServer.ts';
import { keyFile, password } from '../support/ssh/sshTarget.ts';

const plain = makeKey();
const locked = makeKey('rsa', 'open sesame');

describe('OpenSSH’s server', () => {
  let server: OpenSshServer | undefined;
  let shut: OpenSshServer | undefined;
  before(async function () {
    this.timeout(300_000);
    const authorized = [plain.public, locked.public];
    const started = await startOpenSshServer({ authorized });
    if ('missing' in started) skip(this, started.missing);
    server = started;
    const other = await startOpenSshServer({ authorized, config: ['AllowTcpForwarding no'] });
    if ('missing' in other) skip(this, other.missing);
    shut = other;
  });
  after(async () => {
    await server?.stop();
    await shut?.stop();
  });

  const tunnels: SshTunnel[] = [];
  afterEach(async () => {
    for (const tunnel of tunnels.splice(0)) await tunnel.close();
  });

  function target(to: OpenSshServer | undefined, change: Partial<SshTarget['server']> = {}): SshTarget {
    assert.ok(to !== undefined);
    const { host, knownHosts, port, user } = to;
    return {
      server: { host, port, user, secret: keyFile(plain.private), ...change },
      jump: null,
      knownHosts: [{ path: 'k', text: knownHosts }],
    };
  }

  async function open(ssh: SshTarget): Promise<SshTunnel> {
    const tunnel = await openSshTunnel(ssh, patienceFor(60_000), () => undefined);
    tunnels.push(tunnel);
    return tunnel;
  }

  /** The banner of the SSH server itself, read through the tunnel. */
  async function readsThrough(tunnel: SshTunnel, to: OpenSshServer | undefined): Promise<void> {
    const stream = await tunnel.forward('127.0.0.1', to?.port ?? 0, patienceFor(60_000));
    const banner = await new Promise<string>((resolve) =>
      stream.once('data', (chunk: Buffer) => resolve(chunk.toString('latin1'))),
    );
    assert.match(banner, /^SSH-2\.0-OpenSSH/);
    stream.destroy();
  }

  it('lets a key in, shows the key that is known, and forwards', async () => {
    await readsThrough(await open(target(server)), server);
  });

  it('lets an encrypted RSA key in', async () => {
    await readsThrough(
      await open(target(server, { secret: keyFile(locked.private, 'open sesame') })),
      server,
    );
  });

  it('is a jump server to itself', async () => {
    const to = target(server);
    await readsThrough(await open({ ...to, jump: to.server }), server);
  });

  it('refuses a key that it does not know, and passwords, each by name', async () => {
    const key = await refused(open(target(server, { secret: keyFile(makeKey().private) })), 'authentication');
    assert.match(key.message, /refused the key/);
    const none = await refused(open(target(server, { secret: password('x') })), 'authentication');
    assert.match(none.message, /takes no passwords; it offers publickey/);
  });

  it('is not spoken to when its key is not known', async () => {
    const error = await refused(open({ ...target(server), knownHosts: [{ path: 'k', text: '' }] }), 'tls');
    assert.match(error.message, /is not known: its key is SHA256:/);
  });

  it('says that it does not forward, and that nobody answers there', async () => {
    const none = await open(target(shut));
    const refusal = await refused(
      none.forward('127.0.0.1', shut?.port ?? 0, patienceFor(60_000)),
      'connection',
    );
    assert.match(refusal.message, /does not let this account forward/);
    const tunnel = await open(target(server));
    const nobody = await refused(tunnel.forward('127.0.0.1', 1, patienceFor(60_000)), 'connection');
    assert.match(nobody.message, /can't reach 127\.0\.0\.1:1: .*Connection refused/);
  });

  it('ends with the tunnel what it carries, and the reason is told', async () => {
    const to = target(server);
    const tunnel = await open({ ...to, jump: to.server });
    const stream = await tunnel.forward('127.0.0.1', server?.port ?? 0, patienceFor(60_000));
    const ended = new Promise<unknown>((resolve) => stream.once('error', resolve));
    await tunnel.close();
    assert.match(String(await ended), /The tunnel is gone: .* was closed/);
    await assert.rejects(tunnel.forward('127.0.0.1', 1, patienceFor(60_000)), { code: 'connection' });
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Connection, SshTunnel } from '../../src/connection/connection.ts';
import { removeConnections } from '../../src/connection/removeConnections.ts';
import { resolveConnection } from '../../src/connection/resolveConnection.ts';
import { ShadowSyncError } from '../../src/schema/shadowSyncError.ts';
import { memoryFiles, memorySecrets } from './memoryParts.ts';
import type { MemoryFiles } from './memoryParts.ts';
import { sampleConnection } from './sampleConnection.ts';

const none = { mode: 'off', caFile: null, certFile: null, keyFile: null } as const;
const plain = sampleConnection({ tls: none, ssh: null });

const tunnel: SshTunnel = {
  host: 'bastion.example',
  port: 22,
  user: 'me',
  auth: 'password',
  keyFile: null,
  jump: null,
  knownHostsFile: null,
};

async function refusal(
  connection: Connection,
  secrets = memorySecrets(),
  files: MemoryFiles = {},
): Promise<ShadowSyncError> {
  const resolving = resolveConnection(connection, { secrets, files: memoryFiles(files) });
  const error = await resolving.then(
    () => assert.fail('it was resolved'),
    (reason: unknown) => reason,
  );
  assert.ok(ShadowSyncError.is(error, 'usage'), String(error));
  assert.notEqual(error.remedy, null);
  return error;
}

describe('resolving a connection', () => {
  it('takes what is kept, and the password', async () => {
    const secrets = memorySecrets(plain.id, { password: 'p' });
    const { dialect, host, port, user, database } = plain;
    assert.deepEqual(await resolveConnection(plain, { secrets, files: memoryFiles() }), {
      ...{ dialect, host, port, user, database },
      password: 'p',
      tls: { mode: 'off' },
      ssh: null,
    });
  });

  it('takes an account whose password is not kept for one without', async () => {
    const target = await resolveConnection(plain, { secrets: memorySecrets(), files: memoryFiles() });
    assert.equal(target.password, '');
  });

  it('reads the certificates, in the home folder too', async () => {
    const tls = { mode: 'verify-ca', caFile: '~/ca.pem', certFile: '/c.pem', keyFile: '/k.pem' } as const;
    const files = memoryFiles({ files: { '/home/me/ca.pem': 'CA', '/c.pem': 'CERT', '/k.pem': 'KEY' } });
    const secrets = memorySecrets(plain.id, { tlsKeyPassphrase: 'open' });
    const target = await resolveConnection({ ...plain, tls }, { secrets, files });
    assert.deepEqual(target.tls, {
      mode: 'verify-ca',
      ca: 'CA',
      cert: 'CERT',
      key: 'KEY',
      passphrase: 'open',
    });
  });

  it('leaves the files of a connection alone that is not encrypted', async () => {
    const tls = { ...none, caFile: '/gone.pem' };
    const target = await resolveConnection(
      { ...plain, tls },
      { secrets: memorySecrets(), files: memoryFiles() },
    );
    assert.deepEqual(target.tls, { mode: 'off' });
  });

  for (const [field, tls] of [
    ['tls.caFile', { ...none, mode: 'verify-ca', caFile: '/gone' }],
    ['tls.certFile', { ...none, mode: 'required', certFile: '/gone', keyFile: '/gone' }],
  ] as const) {
    it(`names the field whose file is not there, ${field}`, async () => {
      assert.match(
        (await refusal({ ...plain, tls })).message,
        new RegExp(`${field} names "/gone", which is not there`),
      );
    });
  }

  it('names the field whose file can not be read, and not what the reader said', async () => {
    const tls = { ...none, mode: 'verify-ca', caFile: '/shut' } as const;
    const error = await refusal({ ...plain, tls }, memorySecrets(), {
      files: { '/shut': new Error('EACCES secret') },
    });
    assert.match(error.message, /tls\.caFile names "\/shut", which can't be read/);
    assert.ok(!error.message.includes('secret'));
  });

  it('fetches the passwords of both SSH servers', async () => {
    const ssh: SshTunnel = { ...tunnel, jump: { ...tunnel, host: 'front.example', port: 2222, user: 'you' } };
    const secrets = memorySecrets(plain.id, { sshPassword: 's', jumpPassword: 'j' });
    const files = memoryFiles({
      files: { '/home/me/.ssh/known_hosts': 'own', '/etc/ssh/ssh_known_hosts': 'all' },
    });
    assert.deepEqual((await resolveConnection({ ...plain, ssh }, { secrets, files })).ssh, {
      server: { host: 'bastion.example', port: 22, user: 'me', secret: { kind: 'password', password: 's' } },
      jump: { host: 'front.example', port: 2222, user: 'you', secret: { kind: 'password', password: 'j' } },
      knownHosts: [
        { path: '~/.ssh/known_hosts', text: 'own' },
        { path: '/etc/ssh/ssh_known_hosts', text: 'all' },
      ],
    });
    assert.match(
      (await refusal({ ...plain, ssh })).message,
      /ssh\.auth is password, and no password for me@bastion/,
    );
    const half = memorySecrets(plain.id, { sshPassword: 's' });
    assert.match((await refusal({ ...plain, ssh }, half)).message, /ssh\.jump\.auth is password/);
  });

  it('reads a key, with its passphrase where one is kept, and the list of hosts that was chosen', async () => {
    const ssh: SshTunnel = { ...tunnel, auth: 'key', keyFile: '~/.ssh/id', knownHostsFile: '~/hosts' };
    const all = { '/home/me/.ssh/id': 'KEY', '/home/me/hosts': 'HOSTS' };
    const sources = { secrets: memorySecrets(), files: memoryFiles({ files: all }) };
    const { server, knownHosts } = (await resolveConnection({ ...plain, ssh }, sources)).ssh!;
    assert.deepEqual(server.secret, { kind: 'key', file: '~/.ssh/id', privateKey: 'KEY', passphrase: null });
    assert.deepEqual(knownHosts, [{ path: '~/hosts', text: 'HOSTS' }]);
    const secrets = memorySecrets(plain.id, { sshPassphrase: 'open' });
    const opened = await resolveConnection({ ...plain, ssh }, { ...sources, secrets });
    assert.deepEqual(opened.ssh?.server.secret, {
      kind: 'key',
      file: '~/.ssh/id',
      privateKey: 'KEY',
      passphrase: 'open',
    });
    assert.match(
      (await refusal({ ...plain, ssh })).message,
      /ssh\.keyFile names "~\/\.ssh\/id", which is not there/,
    );
    const noHosts = { files: { '/home/me/.ssh/id': 'KEY' } };
    const hosts = await refusal({ ...plain, ssh }, memorySecrets(), noHosts);
    assert.match(hosts.message, /ssh\.knownHostsFile names "~\/hosts"/);
  });

  it('finds the agent where the environment says, and on Windows where it always is', async () => {
    const ssh: SshTunnel = { ...tunnel, auth: 'agent' };
    const secrets = memorySecrets();
    for (const [parts, socket] of [
      [{ variables: { SSH_AUTH_SOCK: '/run/agent' } }, '/run/agent'],
      [{ isWindows: true }, '\\\\.\\pipe\\openssh-ssh-agent'],
    ] as const) {
      const target = await resolveConnection({ ...plain, ssh }, { secrets, files: memoryFiles(parts) });
      assert.deepEqual(target.ssh?.server.secret, { kind: 'agent', socket });
    }
    assert.match((await refusal({ ...plain, ssh })).message, /SSH_AUTH_SOCK names no agent/);
  });
});

describe('removing connections', () => {
  const seen = [{ id: 'a', version: 1 }];

  it('C-11 takes their secrets along, and nobody else’s', async () => {
    const secrets = memorySecrets('a', { password: 'x', sshPassphrase: 'y' });
    await secrets.set('ab', 'password', 'z');
    await removeConnections(seen, { remove: () => Promise.resolve() }, secrets);
    assert.deepEqual(secrets.kept, ['ab password']);
  });

  it('C-11 leaves the secrets of one that could not be removed', async () => {
    const secrets = memorySecrets('a', { password: 'x' });
    const conflict = new ShadowSyncError('conflict', 'It was changed in another window.');
    await assert.rejects(
      removeConnections(seen, { remove: () => Promise.reject(conflict) }, secrets),
      conflict,
    );
    assert.deepEqual(secrets.kept, ['a password']);
  });
});

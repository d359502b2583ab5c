import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { OpenedServer } from '../../../src/comparison/openedServer.ts';
import type { Connection } from '../../../src/connection/connection.ts';
import type { SecretKind } from '../../../src/connection/connectionSecrets.ts';
import type { ConnectionTarget } from '../../../src/connection/connectionTarget.ts';
import { makeServerOpener } from '../../../src/editor/connections/serverOpener.ts';
import type { SecretAnswer } from '../../../src/editor/connections/secretAnswers.ts';
import { localFiles } from '../../../src/editor/localFiles.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { connectionWith } from './sampleConnection.ts';
import { MemorySecrets } from './memorySecrets.ts';

const opened = { serverVersion: 'x' } as OpenedServer;

/** An account whose password is `right`, and what was asked and tried. */
function bench(
  connection: Connection,
  answers: readonly (SecretAnswer | null)[],
): {
  readonly secrets: MemorySecrets;
  readonly tried: ConnectionTarget[];
  readonly asked: { readonly kind: SecretKind; readonly reason: string | null }[];
  readonly open: (signal?: AbortSignal) => Promise<OpenedServer>;
} {
  const secrets = new MemorySecrets();
  const tried: ConnectionTarget[] = [];
  const asked: { kind: SecretKind; reason: string | null }[] = [];
  const open = makeServerOpener({
    find: () => Promise.resolve({ connection, version: 1 }),
    secrets,
    files: localFiles,
    open: (target) => {
      tried.push(target);
      if (target.password === 'right') return Promise.resolve(opened);
      return Promise.reject(new ShadowSyncError('authentication', 'Access denied', { errno: 1045 }));
    },
    ask: (_connection, kind, reason) => {
      asked.push({ kind, reason });
      return Promise.resolve(answers[asked.length - 1] ?? null);
    },
  });
  return {
    secrets,
    tried,
    asked,
    open: (signal = new AbortController().signal) => open(connection.id, signal),
  };
}

const right: SecretAnswer = { secret: 'right', isRemembered: true };

describe('opening a server', () => {
  it('asks for a password only when the server refuses to go without, and keeps it when it was right', async () => {
    const { open, asked, secrets } = bench(connectionWith(), [right]);
    assert.equal(await open(), opened);
    assert.deepEqual(asked, [{ kind: 'password', reason: 'Access denied' }]);
    assert.equal(secrets.kept.get('sample.password'), 'right');
    await open();
    assert.equal(asked.length, 1);
  });

  it('keeps nothing that was wrong, and does not ask again (C-10)', async () => {
    const { open, asked, tried, secrets } = bench(connectionWith(), [
      { secret: 'wrong', isRemembered: true },
      right,
    ]);
    await assert.rejects(open(), { code: 'authentication' });
    assert.equal(asked.length, 1);
    assert.equal(tried.length, 2);
    assert.equal(secrets.kept.size, 0);
  });

  it('does not ask when a kept password is wrong: another one is set, not guessed', async () => {
    const { open, asked, secrets } = bench(connectionWith(), [right]);
    await secrets.set('sample', 'password', 'old');
    await assert.rejects(open(), { code: 'authentication' });
    assert.deepEqual(asked, []);
  });

  it('keeps a password for this window only when that was wanted', async () => {
    const { open, secrets } = bench(connectionWith(), [{ ...right, isRemembered: false }]);
    await open();
    assert.equal(secrets.kept.size, 0);
    assert.equal(secrets.session.get('sample.password'), 'right');
  });

  it('is cancelled when no password is given', async () => {
    const { open } = bench(connectionWith(), [null]);
    await assert.rejects(open(), { code: 'cancelled' });
  });

  it('does not ask after it was cancelled', async () => {
    const { open, asked } = bench(connectionWith(), [right]);
    await assert.rejects(open(AbortSignal.abort()), { code: 'authentication' });
    assert.deepEqual(asked, []);
  });

  it('asks beforehand for what an SSH server can’t be reached without', async () => {
    const ssh = {
      host: 'bastion.example',
      port: 22,
      user: 'me',
      auth: 'password',
      keyFile: null,
      jump: null,
      knownHostsFile: null,
    } as const;
    const { open, asked, tried } = bench(connectionWith({ ssh }), [
      { secret: 'of ssh', isRemembered: true },
      right,
    ]);
    await open();
    assert.deepEqual(
      asked.map(({ kind, reason }) => [kind, reason]),
      [
        ['sshPassword', null],
        ['password', 'Access denied'],
      ],
    );
    assert.deepEqual(tried.at(-1)?.ssh?.server.secret, { kind: 'password', password: 'of ssh' });
  });
});

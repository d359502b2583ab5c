import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { SshTunnel } from '../../../src/connection/connection.ts';
import { readPrivateKey } from '../../../src/database/ssh/privateKey.ts';
import { missingSecret } from '../../../src/editor/connections/missingSecret.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { connectionWith } from './sampleConnection.ts';

const ssh: SshTunnel = {
  host: 'bastion.example',
  port: 22,
  user: 'me',
  auth: 'key',
  keyFile: '~/.ssh/id_inner',
  jump: { host: 'jump.example', port: 22, user: 'me', auth: 'key', keyFile: '~/.ssh/id_outer' },
  knownHostsFile: null,
};

/** What the SSH room says of an encrypted key that came without its passphrase. */
function encryptedKeyError(file: string): unknown {
  const privateKey = '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n';
  try {
    readPrivateKey({ kind: 'key', file, privateKey, passphrase: null });
  } catch (error) {
    return error;
  }
  return assert.fail('an encrypted key was read without a passphrase');
}

describe('the secret that is missing', () => {
  it('is the password after the database server refused the account', () => {
    const error = new ShadowSyncError('authentication', 'Access denied', { errno: 1045 });
    assert.equal(missingSecret(connectionWith(), error), 'password');
  });

  it('is the passphrase of the key that can’t be opened', () => {
    const connection = connectionWith({ ssh });
    assert.equal(missingSecret(connection, encryptedKeyError('~/.ssh/id_inner')), 'sshPassphrase');
    assert.equal(missingSecret(connection, encryptedKeyError('~/.ssh/id_outer')), 'jumpPassphrase');
  });

  it('is none after any other error', () => {
    const connection = connectionWith({ ssh });
    for (const error of [
      new ShadowSyncError('connection', 'refused'),
      new ShadowSyncError('authentication', 'The SSH server refused the key.'),
      new Error('x'),
    ]) {
      assert.equal(missingSecret(connection, error), null);
    }
  });
});

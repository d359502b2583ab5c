import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'mocha';
import { readPrivateKey } from '../../../src/database/ssh/privateKey.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { makeKey } from '../../support/ssh/sshServer.ts';

const passphrase = 'Canary phrase 299792';

function read(privateKey: string, given: string | null = null): string {
  return readPrivateKey({ kind: 'key', file: '~/.ssh/id', privateKey, passphrase: given }).type;
}

function refusal(privateKey: string, given: string | null = null): ShadowSyncError {
  try {
    read(privateKey, given);
  } catch (error) {
    assert.ok(ShadowSyncError.is(error), String(error));
    assert.ok(!`${error.message}${error.remedy ?? ''}`.includes(passphrase));
    assert.ok(error.message.includes('~/.ssh/id'));
    return error;
  }
  return assert.fail('it was taken');
}

/** What OpenSSL writes, in its old and its new form. */
function pem(kind: 'rsa' | 'ec', type: 'pkcs1' | 'sec1' | 'pkcs8', lock?: string): string {
  const { privateKey } =
    kind === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const cipher = lock === undefined ? {} : { cipher: 'aes-256-cbc', passphrase: lock };
  return privateKey.export({ type, format: 'pem', ...cipher }).toString();
}

describe('a private key file', () => {
  const forms: readonly (readonly [string, (lock?: string) => string, string])[] = [
    ['OpenSSH, ed25519', (lock) => makeKey('ed25519', lock).private, 'ssh-ed25519'],
    ['OpenSSH, rsa', (lock) => makeKey('rsa', lock).private, 'ssh-rsa'],
    ['PKCS #1', (lock) => pem('rsa', 'pkcs1', lock), 'ssh-rsa'],
    ['SEC 1', (lock) => pem('ec', 'sec1', lock), 'ecdsa-sha2-nistp256'],
    ['PKCS #8, rsa', (lock) => pem('rsa', 'pkcs8', lock), 'ssh-rsa'],
    ['PKCS #8, ec', (lock) => pem('ec', 'pkcs8', lock), 'ecdsa-sha2-nistp256'],
  ];
  for (const [name, make, type] of forms) {
    it(`is read, ${name}`, () => {
      assert.equal(read(make()), type);
      assert.equal(read(make().replaceAll('\n', '\r\n')), type);
      assert.equal(read(make(), 'a passphrase that is not needed'), type);
    });
    it(`is opened with its passphrase and with no other, ${name}`, () => {
      const locked = make(passphrase);
      assert.equal(read(locked, passphrase), type);
      for (const none of [null, '']) {
        const missing = refusal(locked, none);
        assert.equal(missing.code, 'authentication');
        assert.match(missing.message, /encrypted, and no passphrase was given/);
      }
      const wrong = refusal(locked, `${passphrase}!`);
      assert.equal(wrong.code, 'authentication');
      assert.match(wrong.message, /passphrase does not open/);
    });
  }

  it('is told from a public one and from anything else', () => {
    assert.match(refusal(makeKey().public).message, /is a public key/);
    for (const text of ['', 'hello', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n']) {
      assert.match(refusal(text).message, /no private key that can be read/);
    }
    const cut = makeKey().private.split('\n');
    assert.match(refusal([...cut.slice(0, 3), ...cut.slice(-2)].join('\n')).message, /no private key/);
  });
});

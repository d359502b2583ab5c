/** Reads a private key file, and says exactly why it can't be used. */
import { createPrivateKey } from 'node:crypto';
import ssh2 from 'ssh2';
import type { ParsedKey } from 'ssh2';
import type { SshSecret } from '../../connection/connectionTarget.ts';
import { SshError } from './sshError.ts';
import { phrase } from '../../schema/phrase.ts';

type KeySecret = Extract<SshSecret, { kind: 'key' }>;

/** Throws SshError 'usage' for a file that is no private key, and 'authentication' for a missing or wrong passphrase. */
export function readPrivateKey(secret: KeySecret): ParsedKey {
  const { file, passphrase } = secret;
  const text = secret.privateKey.trim();
  const name = JSON.stringify(file);
  if (/^(ssh|ecdsa|sk)-\S+ AAAA/.test(text)) {
    throw new SshError(
      'usage',
      phrase`${name} is a public key.`,
      phrase`Choose the private key: mostly the file of the same name without .pub.`,
    );
  }
  const isLocked = isEncrypted(text);
  if (isLocked && (passphrase === null || passphrase === '')) {
    throw new SshError(
      'authentication',
      phrase`The private key ${name} is encrypted, and no passphrase was given.`,
      phrase`Enter the passphrase of the key.`,
    );
  }
  const key = parsed(text, passphrase);
  if (key !== null) return key;
  if (isLocked) {
    throw new SshError(
      'authentication',
      phrase`The passphrase does not open the private key ${name}.`,
      phrase`Enter the passphrase again.`,
    );
  }
  throw new SshError(
    'usage',
    phrase`${name} is no private key that can be read here.`,
    phrase`Choose a private key in the format of OpenSSH, or convert it: ssh-keygen -p -f FILE writes that format.`,
  );
}

function parsed(text: string, passphrase: string | null): ParsedKey | null {
  const key = ssh2.utils.parseKey(
    text.startsWith('-----BEGIN') ? inFormOfSsh(text, passphrase) : text,
    passphrase ?? undefined,
  );
  if (key instanceof Error) return null;
  return key.isPrivateKey() ? key : null;
}

/** The library knows no PKCS #8, which is what OpenSSL writes today; Node does. */
function inFormOfSsh(text: string, passphrase: string | null): string {
  if (!/^-----BEGIN (ENCRYPTED )?PRIVATE KEY-----/.test(text)) return text;
  try {
    const key = createPrivateKey({ key: text, ...(passphrase === null ? {} : { passphrase }) });
    if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'pkcs1', format: 'pem' }).toString();
    if (key.asymmetricKeyType === 'ec') return key.export({ type: 'sec1', format: 'pem' }).toString();
  } catch {
    // A wrong passphrase, or no key: the caller sees that it can't be read.
  }
  return text;
}

/** Whether a file says of itself that it needs a passphrase. */
function isEncrypted(text: string): boolean {
  if (text.startsWith('-----BEGIN ENCRYPTED PRIVATE KEY-----')) return true;
  if (/^Proc-Type: 4,ENCRYPTED/m.test(text)) return true;
  if (text.startsWith('PuTTY-User-Key-File-')) return /^Encryption: (?!none)/m.test(text);
  const body = /^-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]*)-----END/.exec(text)?.[1];
  if (body === undefined) return false;
  // PROTOCOL.key: the magic and its NUL, then the length and the name of the cipher.
  const bytes = Buffer.from(body, 'base64');
  const magic = 'openssh-key-v1\0';
  return bytes.toString('latin1', magic.length + 4, magic.length + 8) !== 'none';
}

/** Which secret an attempt to connect failed for want of. Without `vscode`. */
import type { Connection } from '../../connection/connection.ts';
import type { SecretKind } from '../../connection/connectionSecrets.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';

/** Those that no attempt can be made without, in the order in which they are needed. */
export function neededSecrets({ ssh }: Connection): readonly SecretKind[] {
  if (ssh === null) return [];
  const needed: SecretKind[] = [];
  if (ssh.jump?.auth === 'password') needed.push('jumpPassword');
  if (ssh.auth === 'password') needed.push('sshPassword');
  return needed;
}

/** Null when the error is of another kind. Accounts and keys without a secret exist, so the server is asked first. */
export function missingSecret(connection: Connection, error: unknown): SecretKind | null {
  if (!(error instanceof ShadowSyncError)) return null;
  if (isAboutKey(error, connection.tls.keyFile)) return 'tlsKeyPassphrase';
  if (error.code !== 'authentication') return null;
  const { ssh } = connection;
  if (isAboutKey(error, ssh?.jump?.keyFile ?? null)) return 'jumpPassphrase';
  if (isAboutKey(error, ssh?.keyFile ?? null)) return 'sshPassphrase';
  // A database server's refusal has its number; an SSH server's has none.
  return error.errno === null ? null : 'password';
}

/** Errors about an encrypted key name its file and what it lacks. */
function isAboutKey({ message }: ShadowSyncError, file: string | null): boolean {
  return file !== null && message.includes(JSON.stringify(file)) && /passphrase/i.test(message);
}

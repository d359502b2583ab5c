import type { Connection, SshHop } from '../../connection/connection.ts';
import type { SecretKind } from '../../connection/connectionSecrets.ts';
import { displayTarget } from '../../connection/connectionTarget.ts';
import type { SecretAnswer } from '../connections/secretAnswers.ts';
import { askSecret } from './askSecret.ts';

/** Asks for a secret that a connection turned out to need; null when the user gave none. */
export async function askMissingSecret(
  connection: Connection,
  kind: SecretKind,
  reason: string | null,
  signal: AbortSignal,
): Promise<SecretAnswer | null> {
  return await askSecret({ kind, of: secretOwner(connection, kind), reason }, signal);
}

/** Whose secret it is, as people know it. */
export function secretOwner(connection: Connection, kind: SecretKind): string {
  const { ssh, tls, name } = connection;
  const hopOwner = (hop: SshHop | null | undefined): string => (hop == null ? name : displayTarget(hop));
  switch (kind) {
    case 'password':
      return `${name} (${displayTarget(connection)})`;
    case 'sshPassword':
      return hopOwner(ssh);
    case 'jumpPassword':
      return hopOwner(ssh?.jump);
    case 'sshPassphrase':
      return ssh?.keyFile ?? name;
    case 'jumpPassphrase':
      return ssh?.jump?.keyFile ?? name;
    case 'tlsKeyPassphrase':
      return tls.keyFile ?? name;
  }
}

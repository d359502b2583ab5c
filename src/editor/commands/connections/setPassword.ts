import { l10n } from 'vscode';
import type { Connection } from '../../../connection/connection.ts';
import type { SecretKind } from '../../../connection/connectionSecrets.ts';
import type { Editor } from '../../editor.ts';
import { connectionFor } from '../../pick/pickConnection.ts';
import { secretOwner } from '../../ui/askMissingSecret.ts';
import { askSecret, secretName } from '../../ui/askSecret.ts';
import { pickOne } from '../../ui/pick.ts';

/** Asks for a connection's password, or for the secret of its tunnel or key where it has one. Gives the id of the connection whose secret was set, or null. */
export async function setPassword(editor: Editor, args: readonly unknown[]): Promise<string | null> {
  const stored = await connectionFor(editor, args, l10n.t('Set Password'));
  if (stored === null) return null;
  const { connection } = stored;
  const kind = await askKind(connection);
  if (kind === null) return null;
  const answer = await askSecret({ kind, of: secretOwner(connection, kind), reason: null });
  if (answer === null) return null;
  const { secrets, servers } = editor.services;
  if (answer.isRemembered) await secrets.set(connection.id, kind, answer.secret);
  else secrets.setForSession(connection.id, kind, answer.secret);
  servers.forget(connection.id);
  return connection.id;
}

async function askKind(connection: Connection): Promise<SecretKind | null> {
  const kinds = usedSecrets(connection);
  if (kinds.length === 1) return kinds[0] ?? null;
  return await pickOne(
    { title: connection.name, placeholder: l10n.t('Which secret?') },
    kinds.map((kind) => ({
      label: secretName(kind),
      description: secretOwner(connection, kind),
      icon: 'key',
      value: kind,
    })),
  );
}

/** Those that a connection like this one may need. */
function usedSecrets({ ssh, tls }: Connection): readonly SecretKind[] {
  const kinds: SecretKind[] = ['password'];
  if (ssh?.auth === 'password') kinds.push('sshPassword');
  if (ssh?.auth === 'key') kinds.push('sshPassphrase');
  if (ssh?.jump?.auth === 'password') kinds.push('jumpPassword');
  if (ssh?.jump?.auth === 'key') kinds.push('jumpPassphrase');
  if (tls.keyFile !== null) kinds.push('tlsKeyPassphrase');
  return kinds;
}

import { l10n } from 'vscode';
import type { ConnectionSecrets } from '../../connection/connectionSecrets.ts';
import type { OmsConnection } from '../../connection/omsConnection.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';

/**
 * A server that the command line added has no password here, and asking it again and again without one is how accounts get
 * locked. Throws ShadowSyncError 'usage' then.
 */
export async function checkOmsPassword(
  { id }: OmsConnection,
  secrets: Pick<ConnectionSecrets, 'get'>,
): Promise<void> {
  if ((await secrets.get(id, 'password')) !== undefined) return;
  throw new ShadowSyncError('usage', l10n.t('its password is not kept here.'), {
    remedy: l10n.t('Give it with “Edit OMS Server…”.'),
  });
}

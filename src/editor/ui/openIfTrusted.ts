import { l10n, workspace } from 'vscode';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';

/**
 * Lets nothing connect in a folder that the user does not trust (U8, U-07): what stands in it may have been made to lead
 * somewhere.
 */
export function openIfTrusted<A extends readonly unknown[], T>(
  open: (...args: A) => Promise<T>,
): (...args: A) => Promise<T> {
  return async (...args) => {
    if (workspace.isTrusted) return await open(...args);
    throw new ShadowSyncError(
      'usage',
      l10n.t('Shadow Sync connects to no server in a folder that you do not trust.'),
      {
        remedy: l10n.t('Trust the folder with “Workspaces: Manage Workspace Trust”, or open another window.'),
      },
    );
  };
}

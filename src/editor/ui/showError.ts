/** Errors that a command ends with: shown once, with what can be done about them. */
import { l10n, window } from 'vscode';
import type { EditorLog } from './editorLog.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { ErrorBody } from '../../protocol/envelope.ts';
import { plainText } from './plainText.ts';
import { translated } from './translated.ts';

/**
 * Shows what a command ended with. What the user cancelled is an outcome and not shown; what we did not foresee is
 * logged whole and shown as such.
 */
export async function showError(log: EditorLog, error: unknown): Promise<void> {
  if (error instanceof ShadowSyncError && error.code === 'cancelled') return;
  const message = errorText(error);
  log.error(error instanceof ShadowSyncError ? logged(error) : unforeseen(error));
  const showLog = l10n.t('Show Log');
  const answer = await window.showErrorMessage(plainText(message), showLog);
  if (answer === showLog) log.show(true);
}

/** One text: what happened and what can be done. */
export function errorText(error: unknown): string {
  if (error instanceof ShadowSyncError) {
    const { said, saidRemedy } = error;
    return saidRemedy === null ? translated(said) : `${translated(said)} ${translated(saidRemedy)}`;
  }
  return l10n.t('Something went wrong that Shadow Sync did not foresee. The log says more.');
}

/** What a panel may know of an error: what a user may read, and a code. What we did not foresee is logged whole. */
export function describeError(log: EditorLog, error: unknown): ErrorBody {
  if (error instanceof ShadowSyncError) {
    const { code, said, saidRemedy } = error;
    return { code, message: translated(said), remedy: saidRemedy === null ? null : translated(saidRemedy) };
  }
  log.error(unforeseen(error));
  return { code: 'internal', message: errorText(error), remedy: null };
}

/** In English, as the rest of the log is. */
function logged({ code, message, remedy }: ShadowSyncError): string {
  return remedy === null ? `${code}: ${message}` : `${code}: ${message} ${remedy}`;
}

/** For the log on this computer only; users never see a stack. */
function unforeseen(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

import { ProgressLocation, l10n, window } from 'vscode';
import type { ConnectionTestOptions, ConnectionTestResult } from '../../connection/connectionTest.ts';
import type { ConnectionTarget } from '../../connection/connectionTarget.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import type { Editor } from '../editor.ts';
import { plainText } from './plainText.ts';
import { stageName } from './stageWords.ts';

/** Tests under a notification that says which stage it is at and can cancel. */
export async function runConnectionTest(
  editor: Editor,
  name: string,
  target: ConnectionTarget,
): Promise<ConnectionTestResult | 'cancelled'> {
  return await runStagedTest(name, (options) => editor.services.testConnection(target, options));
}

/** As `runConnectionTest`, for whatever is tried stage by stage. */
export async function runStagedTest(
  name: string,
  test: (options: ConnectionTestOptions & { readonly signal: AbortSignal }) => Promise<ConnectionTestResult>,
): Promise<ConnectionTestResult | 'cancelled'> {
  const title = l10n.t('Testing {0}', plainText(name));
  return await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      const heard = token.onCancellationRequested(() => abort.abort());
      try {
        return await test({
          signal: abort.signal,
          onReport: ({ stage, state }) => {
            if (state === 'running') progress.report({ message: stageName(stage) });
          },
        });
      } catch (error) {
        if (ShadowSyncError.is(error, 'cancelled')) return 'cancelled';
        throw error;
      } finally {
        heard.dispose();
      }
    },
  );
}

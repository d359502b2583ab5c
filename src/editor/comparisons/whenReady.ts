/** Waits for a comparison to be there to look at, while the window says what goes on. */
import { ProgressLocation, l10n, window } from 'vscode';
import type { CancellationToken } from 'vscode';
import type { Compared, ComparisonState } from '../../comparison/comparisonState.ts';
import { phrase } from '../../schema/phrase.ts';
import { ShadowSyncError } from '../../schema/shadowSyncError.ts';
import { plainText } from '../ui/plainText.ts';
import type { OpenComparison } from './openComparisons.ts';

/** Throws ShadowSyncError: why it failed, or 'cancelled'. */
export async function whenReady(open: OpenComparison): Promise<Compared> {
  const settled = settledIn(open.comparison.state);
  if (settled !== null) return settled;
  const title = l10n.t('Comparing {0}', plainText(open.comparison.request.database));
  return await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => waited(open, token, (message) => progress.report({ message })),
  );
}

function waited(
  { comparison }: OpenComparison,
  token: CancellationToken,
  report: (message: string) => void,
): Promise<Compared> {
  return new Promise((resolve, reject) => {
    const stop = token.onCancellationRequested(() => comparison.cancel());
    const look = (state: ComparisonState): void => {
      if (state.kind === 'reading' && state.of > 0) report(`${state.done}/${state.of}`);
      try {
        const settled = settledIn(state);
        if (settled === null) return;
        end();
        resolve(settled);
      } catch (error) {
        end();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const endWatch = comparison.onDidChange(look);
    const end = (): void => {
      endWatch();
      stop.dispose();
    };
    look(comparison.state);
  });
}

/** Null while it goes on. Throws why there is nothing. */
function settledIn(state: ComparisonState): Compared | null {
  switch (state.kind) {
    case 'ready':
      return state.isUpdating ? null : state.compared;
    case 'running':
      return state.compared;
    case 'failed':
      throw state.error;
    case 'cancelled':
      throw new ShadowSyncError('cancelled', phrase`The comparison was stopped.`);
    case 'reading':
      return null;
  }
}

/** Why a comparison can't be run now. */
import { l10n, workspace } from 'vscode';
import type { ComparisonState } from '../../comparison/comparisonState.ts';
import { cannotRunReason } from '../../comparison/runComparison.ts';
import { translated } from '../ui/translated.ts';

/**
 * For people; null when a run can begin, which may still have to ask: two tables that were put side by side by hand are
 * confirmed then.
 */
export function runObstacle(state: ComparisonState): string | null {
  // Checked here and not in the menus only: any extension can call a command (U8, U-09).
  if (!workspace.isTrusted) {
    return l10n.t('Change SQL is never run in a folder that you do not trust.');
  }
  if (state.kind !== 'ready') return cannotRunReason(state, translated);
  const { compared } = state;
  const request = { ...compared.request, isByHand: false };
  return cannotRunReason({ ...state, compared: { ...compared, request } }, translated);
}

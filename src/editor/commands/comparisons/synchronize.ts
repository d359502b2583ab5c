import { l10n } from 'vscode';
import { askRequest } from '../../comparisons/askRequest.ts';
import type { ComparisonParts } from '../../comparisons/comparisonParts.ts';
import { scopeOf } from '../../comparisons/targetScope.ts';
import { whenReady } from '../../comparisons/whenReady.ts';
import { targetsOf } from '../../trees/treeTarget.ts';

/** Synchronize Shadow Tables…: compares and opens the change SQL at once, for those who know what they want. */
export async function synchronize(parts: ComparisonParts, args: readonly unknown[]): Promise<void> {
  const title = l10n.t('Synchronize Shadow Tables');
  const request = await askRequest(parts, scopeOf(targetsOf(args)), title);
  if (request === null) return;
  const open = parts.comparisons.open(request);
  const letGo = parts.comparisons.hold(open);
  try {
    await whenReady(open);
    await parts.actions.openChangeSql(open);
  } finally {
    letGo();
  }
}

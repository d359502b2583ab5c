import { l10n } from 'vscode';
import { askRequest } from '../../comparisons/askRequest.ts';
import type { ComparisonParts } from '../../comparisons/comparisonParts.ts';
import { scopeOf } from '../../comparisons/targetScope.ts';
import { targetsOf } from '../../trees/treeTarget.ts';

/** Compare with Shadow Tables…: the panel shows how far it is, and what was found. */
export async function startComparison(parts: ComparisonParts, args: readonly unknown[]): Promise<void> {
  const title = l10n.t('Compare with Shadow Tables');
  const request = await askRequest(parts, scopeOf(targetsOf(args)), title);
  if (request !== null) parts.panels.show(parts.comparisons.open(request));
}

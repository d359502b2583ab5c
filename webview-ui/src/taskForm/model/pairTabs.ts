import type { PairRow } from '../../../../src/protocol/schemaDiff.ts';
import { rowMatcher } from '../../schemaDiff/model/pairFilter.ts';
import { groupRows, isTickable, linesOf } from '../../schemaDiff/model/pairTree.ts';
import type { IsSkipped, PairItem } from '../../schemaDiff/model/pairTree.ts';

export type PairTab = 'synchronized' | 'unsynchronized';

export interface PairTabs {
  readonly counts: Readonly<Record<PairTab, number>>;
  readonly lines: readonly PairItem[];
}

export interface TabChoice {
  readonly tab: PairTab;
  readonly text: string;
  readonly collapsed: readonly string[];
}

/** What will be synchronized, and what will not: skipped by the user, equal, or impossible. */
function isSynchronized(row: PairRow, isSkipped: IsSkipped): boolean {
  return (row.result === 'create' || row.result === 'update') && !isSkipped(row);
}

/** The rows of one tab in groups. What the user skipped stands among what is skipped, whatever the analysis found. */
export function pairTabs(rows: readonly PairRow[], isSkipped: IsSkipped, choice: TabChoice): PairTabs {
  const sides: Record<PairTab, PairRow[]> = { synchronized: [], unsynchronized: [] };
  for (const row of rows) {
    if (isSynchronized(row, isSkipped)) sides.synchronized.push(row);
    else
      sides.unsynchronized.push(isTickable(row) ? { ...row, result: 'skipped', isSkippedByUser: true } : row);
  }
  const groups = groupRows(sides[choice.tab], {
    matches: rowMatcher({ text: choice.text, results: [], level: 'any' }),
    isSkipped,
    isExpanded: (result) => !choice.collapsed.includes(result),
  });
  return {
    counts: { synchronized: sides.synchronized.length, unsynchronized: sides.unsynchronized.length },
    lines: linesOf(groups),
  };
}

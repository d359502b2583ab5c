import type { PairRow } from '../../../src/protocol/schemaDiff.ts';
import type { MenuItem } from '../controls/popupMenu.ts';
import { t } from '../l10n.ts';
import { schemaDiffTexts as texts } from '../strings/schemaDiff.ts';
import { isTickable } from './model/pairTree.ts';
import type { IsSkipped } from './model/pairTree.ts';

export interface SkipItemsState {
  readonly rows: readonly PairRow[];
  readonly isSkipped: IsSkipped;
  readonly canSkip: boolean;
  readonly onSkip: (rows: readonly PairRow[], skip: boolean) => void;
}

/** The commands of a menu that skip the selected pairs, or take that back. */
export function skipItems({ rows, isSkipped, canSkip, onSkip }: SkipItemsState): readonly MenuItem[] {
  const tickable = rows.filter(isTickable);
  const isOff = tickable.every(isSkipped);
  return [
    { label: t(texts.skip), isDisabled: !canSkip || isOff, onChoose: () => onSkip(tickable, true) },
    {
      label: t(texts.undoSkip),
      isDisabled: !canSkip || !tickable.some(isSkipped),
      onChoose: () => onSkip(tickable, false),
    },
  ];
}

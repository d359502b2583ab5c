import type { Column } from '../../../../schema/mysql/model.ts';
import { typeText } from '../conversion/typeFamily.ts';
import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import type { TableChange } from '../tableChange.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const possibleRename: TableRule = {
  code: 'SS115',
  title: phrase`may be a rename`,
  levels: ['caution'],
  why: phrase`A column is dropped and one like it is added. If the source renamed it, the values of the old one belong into the new one; that can not be seen from the two tables, so it is never guessed.`,
  remedy: phrase`If it is the same column, rename it in the shadow yourself and analyse again.`,
  check: (change) => {
    const left = [...change.addedColumns];
    return change.droppedColumns.flatMap((dropped) => {
      const at = bestMatch(change, dropped, left);
      const added = left[at];
      if (added === undefined) return [];
      left.splice(at, 1);
      const message = phrase`Column ${dropped.name} is dropped and ${added.name}, also ${typeText(added)}, is added: if this is a rename, its values are lost.`;
      return [finding(possibleRename, 'caution', { kind: 'column', name: dropped.name }, message)];
    });
  },
};

/** The added column of the same type, best at the same place; -1 when there is none. */
function bestMatch(change: TableChange, dropped: Column, added: readonly Column[]): number {
  const alike = added.flatMap((column, i) => (isAlike(dropped, column) ? [i] : []));
  const place = change.before.columns.indexOf(dropped);
  const samePlace = alike.find((i) => change.after.columns.indexOf(added[i] ?? dropped) === place);
  return samePlace ?? alike[0] ?? -1;
}

function isAlike(a: Column, b: Column): boolean {
  return (a.generated === null) === (b.generated === null) && typeText(a) === typeText(b);
}

import type { Index } from '../../../../schema/mysql/model.ts';
import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { foldColumn } from '../tableChange.ts';
import { sameParts } from '../uniqueness.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const dropsIndex: TableRule = {
  code: 'SS102',
  title: phrase`drops an index`,
  levels: ['caution'],
  why: phrase`No row is lost, but queries that used the index get slower, and without a unique index duplicates can come in, after which it can not be made again.`,
  remedy: phrase`Look whether something on the shadow relies on it.`,
  check: (change) =>
    change.before.indexes.flatMap((index) => {
      const kept = change.after.indexes.filter((other) => isSuccessor(index, other));
      if (kept.some((other) => index.kind !== 'unique' || other.kind === 'unique')) return [];
      const loss =
        index.kind === 'unique'
          ? phrase`duplicates are no longer refused`
          : phrase`no row is lost, but queries that use it get slower`;
      const verb = kept.length > 0 ? phrase`is no longer unique` : phrase`is dropped`;
      return [
        finding(
          dropsIndex,
          'caution',
          { kind: 'index', name: index.name },
          phrase`Index ${index.name} ${verb}: ${loss}.`,
        ),
      ];
    }),
};

/** The index under its own or another name, or what was made of it. */
function isSuccessor(index: Index, other: Index): boolean {
  return foldColumn(index.name) === foldColumn(other.name) || sameParts(index, other);
}

import type { Index } from '../../../../schema/mysql/model.ts';
import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { foldColumn } from '../tableChange.ts';
import { sameParts } from '../uniqueness.ts';

export const dropsIndex: TableRule = {
  code: 'SS102',
  title: 'drops an index',
  levels: ['caution'],
  why: 'No row is lost, but queries that used the index get slower, and without a unique index duplicates can come in, after which it can not be made again.',
  remedy: 'Look whether something on the shadow relies on it.',
  check: (change) =>
    change.before.indexes.flatMap((index) => {
      const kept = change.after.indexes.filter((other) => isSuccessor(index, other));
      if (kept.some((other) => index.kind !== 'unique' || other.kind === 'unique')) return [];
      const loss =
        index.kind === 'unique'
          ? 'duplicates are no longer refused'
          : 'no row is lost, but queries that use it get slower';
      const verb = kept.length > 0 ? 'is no longer unique' : 'is dropped';
      return [
        finding(
          dropsIndex,
          'caution',
          { kind: 'index', name: index.name },
          `Index ${index.name} ${verb}: ${loss}.`,
        ),
      ];
    }),
};

/** The index under its own or another name, or what was made of it. */
function isSuccessor(index: Index, other: Index): boolean {
  return foldColumn(index.name) === foldColumn(other.name) || sameParts(index, other);
}

import type { Column, Index } from '../../../../schema/mysql/model.ts';
import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { foldColumn, uniqueKeys } from '../tableChange.ts';
import type { TableChange } from '../tableChange.ts';
import { isImplied } from '../uniqueness.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const addsUniqueKey: TableRule = {
  code: 'SS110',
  title: phrase`adds a unique key on existing rows`,
  levels: ['unsafe'],
  why: phrase`Two rows with equal values in the key make the statement fail.`,
  remedy: phrase`Allow it when the shadow holds no duplicates; the statement changes nothing when it fails.`,
  check: (change) =>
    uniqueKeys(change.after)
      // A primary key instead of another one is SS113.
      .filter((key) => key.kind !== 'primary' || change.before.primaryKey === null)
      .filter((key) => !isImplied(change.before, key) && !key.parts.some((part) => isApart(change, part)))
      .map((key) =>
        finding(
          addsUniqueKey,
          'unsafe',
          { kind: key.kind === 'primary' ? 'primary key' : 'index', name: key.name },
          key.kind === 'primary'
            ? phrase`The primary key is added: existing rows with equal values make the statement fail.`
            : phrase`Unique key ${key.name} is added: existing rows with equal values make the statement fail.`,
        ),
      ),
};

/** A new column that gives no two existing rows the same key: NULL in each, or a number of its own. */
function isApart(change: TableChange, part: Index['parts'][number]): boolean {
  if (part.key.kind !== 'column' || part.withoutOverlaps) return false;
  const name = foldColumn(part.key.name);
  const column = change.addedColumns.find((added) => foldColumn(added.name) === name);
  return column !== undefined && (column.autoIncrement || startsAsNull(column));
}

function startsAsNull(column: Column): boolean {
  return (
    column.nullable &&
    column.generated === null &&
    (column.default.kind === 'null' || column.default.kind === 'none')
  );
}

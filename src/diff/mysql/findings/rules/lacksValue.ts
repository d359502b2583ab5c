import type { Column } from '../../../../schema/mysql/model.ts';
import { typeFamily, typeText } from '../conversion/typeFamily.ts';
import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const lacksValue: TableRule = {
  code: 'SS122',
  title: phrase`adds a column that existing rows have no value for`,
  levels: ['caution', 'unsafe'],
  why: phrase`Where a new NOT NULL column has no default, existing rows get the zero value of its type. For dates that is 0000-00-00, which a session with NO_ZERO_DATE refuses; shapes have none, and a check of the column may refuse it.`,
  remedy: phrase`Allow it when the shadow is empty, or give the source column a default.`,
  check: (change) =>
    change.addedColumns
      .filter((column) => !column.nullable && column.default.kind === 'none' && column.generated === null)
      .flatMap((column) => {
        const object = { kind: 'column', name: column.name };
        const say = phrase`Column ${column.name} ${typeText(column)} is added as NOT NULL without a default`;
        if (hasNoZero(column)) {
          return [
            finding(
              lacksValue,
              'unsafe',
              object,
              phrase`${say}: there is no value that existing rows could get.`,
            ),
          ];
        }
        if (!DATES.has(column.type.name)) return [];
        return [finding(lacksValue, 'caution', object, phrase`${say}: existing rows get 0000-00-00.`)];
      }),
};

const DATES = new Set(['date', 'datetime', 'timestamp']);

/** Seen on MySQL 9.7: 1138 for shapes as soon as there is a row; MariaDB takes '' and finds the row invalid later. */
function hasNoZero(column: Column): boolean {
  return typeFamily(column.type) === 'spatial' || column.check !== null;
}

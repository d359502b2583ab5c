import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const changesSrid: TableRule = {
  code: 'SS124',
  title: phrase`changes a spatial reference system`,
  levels: ['unsafe'],
  why: phrase`Shapes of another reference system than the column has make the statement fail.`,
  remedy: phrase`Allow it when every shape of the shadow has the new reference system.`,
  check: (change) =>
    change.kept.flatMap(({ before, after }) => {
      // Without SRID a column takes shapes of every system.
      if (before.srid === after.srid || after.srid === null) return [];
      const from = before.srid === null ? phrase`any reference system` : `SRID ${String(before.srid)}`;
      const message = phrase`Column ${after.name} changes from ${from} to SRID ${String(after.srid)}: other shapes make the statement fail.`;
      return [finding(changesSrid, 'unsafe', { kind: 'column', name: after.name }, message)];
    }),
};

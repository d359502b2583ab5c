import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const numbersColumn: TableRule = {
  code: 'SS120',
  title: phrase`adds AUTO_INCREMENT to an existing column`,
  levels: ['unsafe'],
  why: phrase`In a session without NO_AUTO_VALUE_ON_ZERO existing rows with 0 in the column get new numbers, which can also collide with those of other rows. The sessions of this product have it; one in which the change SQL is run by hand may not.`,
  remedy: phrase`Allow it when no row of the shadow holds 0 there.`,
  check: (change) =>
    change.kept
      .filter(({ before, after }) => after.autoIncrement && !before.autoIncrement)
      .map(({ after }) =>
        finding(
          numbersColumn,
          'unsafe',
          { kind: 'column', name: after.name },
          phrase`Column ${after.name} becomes AUTO_INCREMENT: a session without NO_AUTO_VALUE_ON_ZERO gives other numbers to rows that hold 0 there.`,
        ),
      ),
};

import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const forbidsNull: TableRule = {
  code: 'SS107',
  title: phrase`makes NOT NULL what may hold NULL`,
  levels: ['unsafe'],
  why: phrase`A row with NULL in the column makes the statement fail in strict mode, which is the one that is used; without it the NULL would become an empty or zero value.`,
  remedy: phrase`Allow it when the shadow holds no NULL there; fill them first when it does.`,
  check: (change) =>
    change.kept
      .filter(({ before, after }) => before.nullable && !after.nullable)
      .map(({ after }) =>
        finding(
          forbidsNull,
          'unsafe',
          { kind: 'column', name: after.name },
          phrase`Column ${after.name} becomes NOT NULL: rows that hold NULL there make the statement fail.`,
        ),
      ),
};

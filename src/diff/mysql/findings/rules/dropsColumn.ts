import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { typeText } from '../conversion/typeFamily.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const dropsColumn: TableRule = {
  code: 'SS101',
  title: phrase`drops a column`,
  levels: ['unsafe'],
  why: phrase`The values of the column are gone, and no undo brings them back.`,
  remedy: phrase`Allow it when the shadow needs them no longer; copy them first when it does.`,
  check: (change) => [
    ...change.droppedColumns.map((column) =>
      finding(
        dropsColumn,
        'unsafe',
        { kind: 'column', name: column.name },
        phrase`Column ${column.name} ${typeText(column)} is dropped: its values are lost.`,
      ),
    ),
    ...change.kept
      .filter(({ before, isReplaced }) => isReplaced && before.generated === null)
      .map(({ before, after }) =>
        finding(
          dropsColumn,
          'unsafe',
          { kind: 'column', name: before.name },
          phrase`Column ${before.name} is dropped and added again as ${typeText(after)}: its values are lost.`,
        ),
      ),
  ],
};

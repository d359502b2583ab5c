import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { foldColumn } from '../tableChange.ts';
import type { TableChange } from '../tableChange.ts';
import { isImplied, sameParts } from '../uniqueness.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const changesPrimaryKey: TableRule = {
  code: 'SS113',
  title: phrase`changes the primary key`,
  levels: ['caution', 'unsafe'],
  why: phrase`The rows are written anew in another order. Where the new key is not certain to tell all rows apart, duplicates make the statement fail; without any, duplicates can come in.`,
  remedy: phrase`Allow it when the new key tells the rows of the shadow apart; the statement changes nothing when it fails.`,
  check: (change) => {
    const [old, now] = [change.before.primaryKey, change.after.primaryKey];
    if (old === null || (now !== null && sameParts(old, now))) return [];
    const object = { kind: 'primary key', name: 'PRIMARY' };
    if (now === null) {
      const message = phrase`The primary key is dropped: no row is lost, but duplicates are no longer refused.`;
      return [finding(changesPrimaryKey, 'caution', object, message)];
    }
    const from = old.parts
      .map(({ key }) => (key.kind === 'column' ? key.name : key.expression.text))
      .join(', ');
    const to = now.parts
      .map(({ key }) => (key.kind === 'column' ? key.name : key.expression.text))
      .join(', ');
    const say = phrase`The primary key changes from (${from}) to (${to})`;
    if (isImplied(change.before, now) || numbersRows(change)) {
      return [
        finding(
          changesPrimaryKey,
          'caution',
          object,
          phrase`${say}: it tells the same rows apart, and the table is written anew.`,
        ),
      ];
    }
    return [
      finding(
        changesPrimaryKey,
        'unsafe',
        object,
        phrase`${say}: existing rows with equal values make the statement fail.`,
      ),
    ];
  },
};

/** A key over a new AUTO_INCREMENT column: the server gives every row a number of its own. */
function numbersRows(change: TableChange): boolean {
  const numbered = change.addedColumns.find((column) => column.autoIncrement);
  const parts = change.after.primaryKey?.parts ?? [];
  return (
    numbered !== undefined &&
    parts.some(({ key }) => key.kind === 'column' && foldColumn(key.name) === foldColumn(numbered.name))
  );
}

import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { sameReference } from '../tableChange.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const addsForeignKey: TableRule = {
  code: 'SS112',
  title: phrase`adds a foreign key on existing rows`,
  levels: ['caution', 'unsafe'],
  why: phrase`A row without a parent makes the statement fail. On a shadow without rows there is none.`,
  remedy: phrase`Allow it when every row of the shadow has its parent; the statement changes nothing when it fails.`,
  check: (change) => {
    const had = [...change.before.foreignKeys];
    return change.after.foreignKeys.flatMap((key) => {
      const at = had.findIndex((other) => sameReference(key, other));
      if (at >= 0) {
        had.splice(at, 1);
        return [];
      }
      const parent = `${key.referenced.database}.${key.referenced.table}`;
      const isEmpty = change.facts?.hasRows === false;
      const message = isEmpty
        ? phrase`Foreign key ${key.name} to ${parent} is added: the shadow had no rows when it was analysed, later rows without a parent would make the statement fail.`
        : phrase`Foreign key ${key.name} to ${parent} is added: existing rows without a parent make the statement fail.`;
      const object = { kind: 'foreign key', name: key.name };
      return [finding(addsForeignKey, isEmpty ? 'caution' : 'unsafe', object, message)];
    });
  },
};

import { finding } from '../findingRule.ts';
import { foldNames } from '../tableChange.ts';
import type { TableRule } from '../findingRule.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const indexesExpression: TableRule = {
  code: 'SS123',
  title: phrase`adds an index over an expression`,
  levels: ['unsafe'],
  why: phrase`The server works out the expression for every row; a row for which that fails, or gives a value that is too long or of another type, makes the statement fail.`,
  remedy: phrase`Allow it when the expression holds for every row of the shadow; the statement changes nothing when it fails.`,
  check: (change) => {
    const had = new Set(change.before.indexes.flatMap(expressions));
    return change.after.indexes
      .filter((index) => expressions(index).some((text) => !had.has(text) && !isTotal(text)))
      .map((index) =>
        finding(
          indexesExpression,
          'unsafe',
          { kind: 'index', name: index.name },
          phrase`Index ${index.name} is added over an expression: a row for which it can not be worked out makes the statement fail.`,
        ),
      );
  },
};

type IndexOf = Parameters<TableRule['check']>[0]['before']['indexes'][number];

function expressions(index: IndexOf): readonly string[] {
  return index.parts.flatMap(({ key }) =>
    key.kind === 'expression' ? [foldNames(key.expression.text)] : [],
  );
}

/** Functions of text that give a value for every text, never a longer one. */
const TOTAL = new Set([
  'lower',
  'lcase',
  'upper',
  'ucase',
  'trim',
  'ltrim',
  'rtrim',
  'left',
  'right',
  'reverse',
]);

/** Whether the expression is made of such functions, names and whole numbers only. */
function isTotal(text: string): boolean {
  const words = text
    .replace(/`(?:[^`]|``)*`/g, ' ')
    .split(/[\s(),]+/)
    .filter((word) => word !== '' && !/^\d+$/.test(word));
  return words.every((word) => TOTAL.has(word.toLowerCase()));
}

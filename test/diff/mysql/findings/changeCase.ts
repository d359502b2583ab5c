/** How changes of a shadow are written for the tests of the rules. */
import type { FindingLevel } from '../../../../src/diff/finding.ts';
import type { Column, Generated, MysqlTable } from '../../../../src/schema/mysql/model.ts';
import { column, table } from './tableModels.ts';

export interface Change {
  readonly title: string;
  readonly before: MysqlTable;
  readonly after: MysqlTable;
  readonly sql?: string;
}

export interface UnsafeChange extends Change {
  readonly code: string;
  readonly level: FindingLevel;
}

export function from(
  title: string,
  code: string,
  before: MysqlTable,
  after: MysqlTable,
  level: FindingLevel = 'unsafe',
): UnsafeChange {
  return { title, code, level, before, after };
}

export function type(
  code: string,
  before: string,
  after: string,
  level: FindingLevel = 'unsafe',
): UnsafeChange {
  const [a, b] = [table([column('a', before)]), table([column('a', after)])];
  return from(`${before} → ${after}`, code, a, b, level);
}

export function attribute(
  title: string,
  code: string,
  of: string,
  before: Partial<Column>,
  after: Partial<Column>,
  level: FindingLevel = 'unsafe',
): UnsafeChange {
  return from(title, code, table([column('a', of, before)]), table([column('a', of, after)]), level);
}

export const none = { kind: 'none' } as const;
export const generated = (text: string, storage: Generated['storage']): Partial<Column> => ({
  generated: { as: { kind: 'expression', expression: { text } }, storage },
  default: none,
});
export const plain = column('a', 'int(11)');
export const text = column('v', 'varchar(20)');

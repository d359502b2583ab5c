/** Tables for tests that need no server: parsed from text as a server prints it. */
import assert from 'node:assert/strict';
import { mysqlDialect } from '../../../src/diff/mysql/mysqlDialect.ts';
import type { MysqlTable } from '../../../src/schema/mysql/model.ts';
import { goldenFacts } from '../../golden/pairs/goldenFiles.ts';
import type { GoldenDialect } from '../../golden/pairs/goldenFiles.ts';

const tails: Readonly<Record<GoldenDialect, string>> = {
  mysql: 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci',
  mariadb: 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci',
  oceanbase: 'DEFAULT CHARSET = utf8mb4',
};

interface Shape {
  readonly name?: string;
  readonly dialect?: GoldenDialect;
  /** What stands behind the bracket instead of the dialect's usual options. */
  readonly tail?: string;
}

/** The table `shop.name` with these lines between its brackets. */
export function tableOf(
  lines: readonly string[],
  { name = 'shadow', dialect = 'mysql', tail }: Shape = {},
): MysqlTable {
  const text = `CREATE TABLE \`${name}\` (\n  ${lines.join(',\n  ')}\n) ${tail ?? tails[dialect]}`;
  const parsed = mysqlDialect(goldenFacts[dialect]).parse({ text }, { database: 'shop', table: name });
  if (parsed.kind === 'table') return parsed.table;
  assert.fail(`${parsed.reason}\n${text}`);
}

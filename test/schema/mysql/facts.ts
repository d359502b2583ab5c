/** Server facts for tests that need no server. */
import type { MysqlServerFacts } from '../../../src/schema/mysql/serverFacts.ts';

const collations: Readonly<Record<MysqlServerFacts['dialect'], string>> = {
  mysql: 'utf8mb4_0900_ai_ci',
  mariadb: 'utf8mb4_general_ci',
  oceanbase: 'utf8mb4_general_ci',
};

/** Facts of a server of this dialect and version, as its driver would bring them; `changes` go over them. */
export function factsOf(
  dialect: MysqlServerFacts['dialect'],
  version: readonly number[],
  changes: Partial<MysqlServerFacts> = {},
): MysqlServerFacts {
  const old = dialect === 'mysql' && (version[0] ?? 0) < 8;
  return {
    dialect,
    versionText: version.join('.'),
    version,
    lowerCaseTableNames: 0,
    defaultCollations: new Map([
      ['latin1', 'latin1_swedish_ci'],
      ['ascii', 'ascii_general_ci'],
      ['binary', 'binary'],
      ['gbk', 'gbk_chinese_ci'],
      old ? ['utf8', 'utf8_general_ci'] : ['utf8mb3', 'utf8mb3_general_ci'],
      ['utf8mb4', old ? 'utf8mb4_general_ci' : collations[dialect]],
    ]),
    explicitDefaultsForTimestamp: true,
    identity: 'test',
    ...changes,
  };
}

export const mysql9 = factsOf('mysql', [9, 7, 4]);
export const mysql56 = factsOf('mysql', [5, 6, 24]);
export const mariadb10 = factsOf('mariadb', [10, 11, 18]);

/** The shadow that a source should have. */
import type { Check, ForeignKey, MysqlTable } from '../../schema/mysql/model.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import type { ShadowMapping, ShadowTarget } from '../dialect.ts';
import type { Finding } from '../finding.ts';
import { shadowReference } from '../shadowReference.ts';

/** The source's structure under the shadow's name, with foreign keys and unique names as the mapping says. */
export function mysqlShadowOf(
  source: MysqlTable,
  mapping: ShadowMapping,
  facts: MysqlServerFacts,
): ShadowTarget<MysqlTable> {
  const notices: Finding[] = [];
  const foreignKeys = source.foreignKeys.flatMap((key): readonly ForeignKey[] => {
    const { referenced, notice } = shadowReference(key, source.name, mapping);
    if (notice !== null) notices.push(notice);
    if (referenced === null) return [];
    // The server prints the parent's database only when it is another one.
    const qualified = referenced.database !== mapping.shadow.database;
    return [{ ...key, name: mapping.constraintName(key.name), referenced, qualified }];
  });
  const table: MysqlTable = {
    ...source,
    name: mapping.shadow,
    foreignKeys,
    checks: source.checks.map((check) => shadowCheck(check, mapping, facts)),
    autoIncrementNext: null,
  };
  return { table, notices };
}

function shadowCheck(check: Check, mapping: ShadowMapping, facts: MysqlServerFacts): Check {
  // MariaDB's check names belong to the table; on MySQL (manual, CREATE TABLE, CHECK) and OceanBase they are unique per database.
  if (facts.dialect === 'mariadb' || check.name === null) return check;
  return { ...check, name: mapping.constraintName(check.name) };
}

/** The shadow that a source should have. */
import type { Check, ForeignKey, MysqlTable } from '../../schema/mysql/model.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { english, phrase } from '../../schema/phrase.ts';
import type { Phrase } from '../../schema/phrase.ts';
import { displayName, tableKey } from '../../schema/tableName.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { ShadowMapping, ShadowTarget } from '../dialect.ts';
import type { Finding } from '../finding.ts';

/** The source's structure under the shadow's name, with foreign keys and unique names as the mapping says. */
export function mysqlShadowOf(
  source: MysqlTable,
  mapping: ShadowMapping,
  facts: MysqlServerFacts,
): ShadowTarget<MysqlTable> {
  const notices: Finding[] = [];
  const foreignKeys = source.foreignKeys.flatMap((key) => {
    const { shadowKey, notice } = shadowForeignKey(key, source, mapping);
    if (notice !== null) notices.push(notice);
    return shadowKey === null ? [] : [shadowKey];
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

interface ShadowForeignKey {
  readonly shadowKey: ForeignKey | null;
  readonly notice: Finding | null;
}

function shadowForeignKey(key: ForeignKey, source: MysqlTable, mapping: ShadowMapping): ShadowForeignKey {
  if (mapping.foreignKeys === 'omit')
    return { shadowKey: null, notice: leftOut(key, phrase`foreign keys are omitted by option`) };
  const parent = parentOf(key, source, mapping);
  if (parent === null) {
    const why = phrase`its parent ${displayName(key.referenced)} has no shadow table in this task`;
    return { shadowKey: null, notice: leftOut(key, why) };
  }
  const shadowKey: ForeignKey = {
    ...key,
    name: mapping.constraintName(key.name),
    referenced: parent,
    // The server prints the parent's database only when it is another one.
    qualified: parent.database !== mapping.shadow.database,
  };
  const kept = mapping.foreignKeys === 'keep' && tableKey(parent) !== tableKey(mapping.shadow);
  return { shadowKey, notice: kept ? keptNotice(key, parent) : null };
}

/** A key that points to its own table points to the shadow, whatever the option (O-09). */
function parentOf(key: ForeignKey, source: MysqlTable, mapping: ShadowMapping): TableName | null {
  if (tableKey(key.referenced) === tableKey(source.name)) return mapping.shadow;
  return mapping.foreignKeys === 'keep' ? key.referenced : mapping.shadowParent(key.referenced);
}

function leftOut(key: ForeignKey, why: Phrase): Finding {
  const said = phrase`The foreign key ${key.name} is left out of the shadow table: ${why}.`;
  return {
    code: 'SS301',
    level: 'info',
    message: english(said),
    said,
    object: { kind: 'foreign key', name: key.name },
  };
}

function keptNotice(key: ForeignKey, parent: TableName): Finding {
  const said = phrase`The foreign key ${key.name} of the shadow table points to the source table ${displayName(parent)}: rows of the shadow depend on its rows, and its rows can't be deleted while the shadow refers to them.`;
  return {
    code: 'SS303',
    level: 'caution',
    message: english(said),
    said,
    object: { kind: 'foreign key', name: key.name },
  };
}

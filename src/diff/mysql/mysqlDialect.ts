/** The MySQL family as a dialect: MySQL, MariaDB, and OceanBase in MySQL mode. */
import { canonicalText } from '../../schema/mysql/canonicalText.ts';
import type { MysqlTable } from '../../schema/mysql/model.ts';
import { mysqlNameRules } from '../../schema/mysql/nameRules.ts';
import { printCreateTable } from '../../schema/mysql/print/printTable.ts';
import { isTableDefinition, readTable } from '../../schema/mysql/readTable.ts';
import { sameStructure, shareParts } from '../../schema/mysql/sameStructure.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { phrase, reasoned } from '../../schema/phrase.ts';
import type { Parsed } from '../../schema/tableModel.ts';
import { tableKey } from '../../schema/tableName.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { Dialect } from '../dialect.ts';
import { compareTables } from './compare.ts';
import { mysqlFindings } from './findings/mysqlFindings.ts';
import { gateMysqlStatement } from './gate.ts';
import { outlineTable } from './outline.ts';
import { refuseMysqlSteps, refuseMysqlSource } from './refusals.ts';
import { relaxTable } from './relax.ts';
import { disturbsForeignKeys, releasedForeignKeys } from './releases.ts';
import { resemblanceOf } from './resemblance.ts';
import { mysqlShadowOf } from './shadowOf.ts';
import { dropStep, mysqlSteps } from './steps.ts';
import { unfitForeignKeys } from './unfitForeignKeys.ts';

/** The dialect of one server; `facts` were read from it and decide syntax and rules. */
export function mysqlDialect(facts: MysqlServerFacts): Dialect<MysqlTable> {
  return {
    name: facts.dialect,
    names: mysqlNameRules(facts),
    parse: (definition, name) => parseDefinition(definition, name, facts),
    print: printCreateTable,
    canonical: (table) => canonicalText(table, facts),
    isSame: (a, b) => sameStructure(a, b, facts),
    looksAlike: shareParts,
    references: referencedTables,
    constraintNames: (table) => uniqueNames(table, facts),
    shadowOf: (source, mapping) => mysqlShadowOf(source, mapping, facts),
    relax: relaxTable,
    compare: (expected, actual) => compareTables(expected, actual, facts),
    outline: outlineTable,
    resemblance: resemblanceOf,
    refuseSource: refuseMysqlSource,
    refuseSteps: (from, to) => refuseMysqlSteps(from, to, facts),
    releases: (from, to, child) => releasedForeignKeys(from, to, child, facts),
    disturbs: (from, to, columns) => disturbsForeignKeys(from, to, columns, facts),
    unfitKeys: (child, parent) => unfitForeignKeys(child, parent, facts),
    steps: (from, to, request) => mysqlSteps(from, to, request, facts),
    drop: dropStep,
    findings: (step, tableFacts) => mysqlFindings(step, tableFacts, facts),
    gate: gateMysqlStatement,
  };
}

function parseDefinition(definition: unknown, name: TableName, facts: MysqlServerFacts): Parsed<MysqlTable> {
  if (isTableDefinition(definition)) return readTable(definition, name, facts);
  return {
    kind: 'unsupported',
    ...reasoned(phrase`the reader brought no text`),
    serverText: '',
    printedText: null,
  };
}

/** MariaDB's check names belong to the table (see `shadowOf.ts`). */
function uniqueNames(table: MysqlTable, { dialect }: MysqlServerFacts): readonly string[] {
  const constraints = dialect === 'mariadb' ? table.foreignKeys : [...table.foreignKeys, ...table.checks];
  return constraints.flatMap(({ name }) => name ?? []);
}

function referencedTables(table: MysqlTable): readonly TableName[] {
  return [...new Map(table.foreignKeys.map(({ referenced }) => [tableKey(referenced), referenced])).values()];
}

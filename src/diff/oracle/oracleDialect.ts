/** The Oracle family as a dialect: Oracle from 12.1 on, and OceanBase in Oracle mode. */
import { canonicalText } from '../../schema/oracle/canonicalText.ts';
import type { OracleTable } from '../../schema/oracle/model.ts';
import { oracleNameRules } from '../../schema/oracle/nameRules.ts';
import { printTable } from '../../schema/oracle/print/printTable.ts';
import { isOracleRows, readTable } from '../../schema/oracle/readTable.ts';
import type { OracleServerFacts } from '../../schema/oracle/serverFacts.ts';
import { phrase, reasoned } from '../../schema/phrase.ts';
import type { Parsed } from '../../schema/tableModel.ts';
import { tableKey } from '../../schema/tableName.ts';
import type { TableName } from '../../schema/tableName.ts';
import type { Dialect } from '../dialect.ts';
import { compareTables } from './compare.ts';
import { oracleFindings } from './findings/oracleFindings.ts';
import { gateOracleStatement } from './gate.ts';
import { outlineTable } from './outline.ts';
import { refuseOracleSource, refuseOracleSteps } from './refusals.ts';
import { relaxTable } from './relax.ts';
import { disturbsForeignKeys, releasedForeignKeys, unfitForeignKeys } from './releases.ts';
import { resemblanceOf } from './resemblance.ts';
import { oracleShadowOf } from './shadowOf.ts';
import { dropStep, oracleSteps } from './steps.ts';

/** The dialect of one server; `facts` were read from it and decide syntax and rules. */
export function oracleDialect(facts: OracleServerFacts): Dialect<OracleTable> {
  return {
    name: facts.dialect,
    names: oracleNameRules(facts),
    parse: (definition, name) => parseRows(definition, name, facts),
    print: (table) => printTable(table, facts),
    canonical: canonicalText,
    isSame: (a, b) => canonicalText(a) === canonicalText(b),
    references: referencedTables,
    constraintNames: uniqueNames,
    indexNames,
    shadowOf: oracleShadowOf,
    relax: relaxTable,
    compare: (expected, actual) => compareTables(expected, actual, facts),
    outline: (table) => outlineTable(table, facts),
    resemblance: resemblanceOf,
    refuseSource: refuseOracleSource,
    refuseSteps: (from, to) => refuseOracleSteps(from, to, facts),
    releases: releasedForeignKeys,
    disturbs: disturbsForeignKeys,
    unfitKeys: unfitForeignKeys,
    steps: (from, to, request) => oracleSteps(from, to, request, facts),
    drop: dropStep,
    findings: (step, tableFacts) => oracleFindings(step, tableFacts, facts),
    gate: gateOracleStatement,
  };
}

function parseRows(definition: unknown, name: TableName, facts: OracleServerFacts): Parsed<OracleTable> {
  if (isOracleRows(definition)) return readTable(definition, name, facts);
  return {
    kind: 'unsupported',
    ...reasoned(phrase`the reader brought no rows of the dictionary`),
    serverText: '',
    printedText: null,
  };
}

function referencedTables({ foreignKeys }: OracleTable): readonly TableName[] {
  return [...new Map(foreignKeys.map(({ referenced }) => [tableKey(referenced), referenced])).values()];
}

/** Both constraints and indexes have the schema for their own, each kind for itself; they are not told apart here. */
function uniqueNames(table: OracleTable): readonly string[] {
  const { columns, primaryKey, uniqueKeys, foreignKeys, checks } = table;
  return [
    ...[...(primaryKey === null ? [] : [primaryKey]), ...uniqueKeys, ...foreignKeys, ...checks].map(
      ({ name }) => name,
    ),
    ...columns.flatMap(({ notNull }) => notNull?.name ?? []),
    ...indexNames(table),
  ];
}

function indexNames({ primaryKey, uniqueKeys, indexes }: OracleTable): readonly string[] {
  const keys = [...(primaryKey === null ? [] : [primaryKey]), ...uniqueKeys];
  return [...indexes, ...keys.flatMap(({ index }) => index ?? [])].map(({ name }) => name);
}

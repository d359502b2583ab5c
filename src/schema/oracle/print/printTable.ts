/** A table as the statements that make it. */
import { quoteIdentifier, quoteString, quoteTable } from '../quote.ts';
import type { Column, ForeignKey, IndexOrganization, OracleTable, TableOptions } from '../model.ts';
import type { TableName } from '../../tableName.ts';
import { isOceanBase } from '../serverFacts.ts';
import type { OracleServerFacts } from '../serverFacts.ts';
import { printColumn, printColumnStorage } from './printColumn.ts';
import { printCheck, printForeignKey, printKey } from './printConstraint.ts';
import { printCreateIndex } from './printIndex.ts';
import { printPartitioning } from './printPartitioning.ts';
import { printStorage, printTablespace } from './printStorage.ts';

type Facts = Pick<OracleServerFacts, 'dialect'>;

/** All of it, to be shown: CREATE TABLE, CREATE INDEX and COMMENT, each statement with its semicolon but the last. */
export function printTable(table: OracleTable, facts: Facts): string {
  return [
    printCreateTable(table, facts, table.foreignKeys),
    ...table.indexes.map((index) => printCreateIndex(index, table.name)),
    ...(table.comment === null ? [] : [printTableComment(table.name, table.comment)]),
    ...table.columns.flatMap((column) => printOwnComment(table.name, column)),
  ].join(';\n');
}

/** CREATE TABLE with these of its foreign keys, without indexes and comments. */
export function printCreateTable(
  table: OracleTable,
  facts: Facts,
  foreignKeys: readonly ForeignKey[],
): string {
  const { name, columns, primaryKey, uniqueKeys, checks, temporary } = table;
  const style = { facts, defaultCollation: table.options.defaultCollation };
  const elements = [
    ...columns.map((column) => printColumn(column, style)),
    ...(primaryKey === null ? [] : [printKey(primaryKey, 'PRIMARY KEY', name)]),
    ...uniqueKeys.map((key) => printKey(key, 'UNIQUE', name)),
    ...checks.map(printCheck),
    ...foreignKeys.map(printForeignKey),
  ];
  const kind = temporary === null ? 'TABLE' : 'GLOBAL TEMPORARY TABLE';
  const head = `CREATE ${kind} ${quoteTable(name)} (\n${elements.map((element) => `  ${element}`).join(',\n')}\n)`;
  return [head, ...tableClauses(table, facts)].join('\n');
}

/** In the order of the grammar (SQL Language Reference, CREATE TABLE, relational_table). */
function tableClauses(table: OracleTable, facts: Facts): readonly string[] {
  const { options, temporary, organization, partitioning, columns } = table;
  const movement = options.rowMovement ? ['ENABLE ROW MOVEMENT'] : [];
  const partitions = partitioning === null ? [] : [printPartitioning(partitioning, options)];
  return [
    ...(options.defaultCollation === null ? [] : [`DEFAULT COLLATION ${options.defaultCollation}`]),
    ...(temporary === null ? [] : [`ON COMMIT ${temporary}`]),
    ...(organization === null
      ? printStorage(options)
      : [printOrganization(organization, printStorage(options))]),
    ...columns.flatMap((column) => printColumnStorage(column, options.tablespace) ?? []),
    ...(partitioning?.isIndexingOff === true ? ['INDEXING OFF'] : []),
    // OceanBase's grammar has them the other way round.
    ...(isOceanBase(facts) ? [...movement, ...partitions] : partitions),
    ...printLaterOptions(options),
    ...(isOceanBase(facts) ? [] : movement),
  ];
}

function printLaterOptions(options: TableOptions): readonly string[] {
  return [
    ...(options.isCached ? ['CACHE'] : []),
    ...(options.resultCache === null ? [] : [`RESULT_CACHE (MODE ${options.resultCache})`]),
    ...(options.parallel === null ? [] : [printParallel(options.parallel)]),
    ...(options.rowDependencies ? ['ROWDEPENDENCIES'] : []),
  ];
}

/** `PARALLEL 4`; DEFAULT is what it is without a number. */
export function printParallel(degree: string | null): string {
  if (degree === null) return 'NOPARALLEL';
  return degree === 'DEFAULT' ? 'PARALLEL' : `PARALLEL ${degree}`;
}

/** `ORGANIZATION INDEX …`: behind OVERFLOW, `storage` would be that of the overflow. */
export function printOrganization(
  { pctThreshold, prefixLength, hasOverflow, overflowTablespace, including }: IndexOrganization,
  storage: readonly string[],
): string {
  return [
    'ORGANIZATION INDEX',
    ...storage,
    ...(pctThreshold === null ? [] : [`PCTTHRESHOLD ${String(pctThreshold)}`]),
    ...(prefixLength === null ? [] : [`COMPRESS ${String(prefixLength)}`]),
    ...(including === null ? [] : [`INCLUDING ${quoteIdentifier(including)}`]),
    ...(hasOverflow ? ['OVERFLOW', ...printTablespace(overflowTablespace)] : []),
  ].join(' ');
}

/** COMMENT ON TABLE; null takes it away: the empty string is NULL to the server. */
export function printTableComment(table: TableName, comment: string | null): string {
  return `COMMENT ON TABLE ${quoteTable(table)} IS ${quoteString(comment ?? '')}`;
}

/** COMMENT ON COLUMN. */
export function printColumnComment(table: TableName, column: string, comment: string | null): string {
  return `COMMENT ON COLUMN ${quoteTable(table)}.${quoteIdentifier(column)} IS ${quoteString(comment ?? '')}`;
}

function printOwnComment(table: TableName, { name, comment }: Column): readonly string[] {
  return comment === null ? [] : [printColumnComment(table, name, comment)];
}

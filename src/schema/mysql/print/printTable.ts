import type { MysqlTable, TableOption } from '../model.ts';
import { quoteIdentifier } from '../quote.ts';
import type { TableName } from '../../tableName.ts';
import { printColumn } from './printColumn.ts';
import { printCheck, printForeignKey, printPeriod } from './printConstraint.ts';
import { printIndex } from './printIndex.ts';
import { printOptions } from './printOptions.ts';
import { printPartitioning } from './printPartitioning.ts';
import { statementStyle, type PrintStyle } from './printStyle.ts';

/**
 * The whole table as one statement that can be run: names of tables with their databases (MySQL 5.6 looks for a bare
 * parent in the session's database, not in the table's), no counter, no version comments.
 */
export function printCreateTable(table: MysqlTable): string {
  const foreignKeys = table.foreignKeys.map((key) => ({ ...key, qualified: true }));
  return `CREATE TABLE ${printTableName(table.name)} ${printBody({ ...table, foreignKeys }, statementStyle(table))}`;
}

/** A table's name with its database. */
export function printTableName(name: TableName): string {
  return `${quoteIdentifier(name.database)}.${quoteIdentifier(name.table)}`;
}

/** The table as the servers print it: the bare name, no counter. */
export function printTable(table: MysqlTable, style: PrintStyle): string {
  return `CREATE TABLE ${quoteIdentifier(table.name.table)} ${printBody(table, style)}`;
}

/** Everything behind the table's name. */
function printBody(table: MysqlTable, style: PrintStyle): string {
  let text = '(';
  let separator = '\n  ';
  for (const column of table.columns) {
    text += separator + printColumn(column, style);
    separator = ',\n  ';
  }
  for (const element of printElements(table, style)) text += separator + element;
  return `${text}\n)${printTail(table)}`;
}

/** Everything behind the bracket that closes the columns, keys and constraints. */
export function printTail(table: Pick<MysqlTable, 'options' | 'systemVersioned' | 'partitioning'>): string {
  // OceanBase takes and prints column groups behind everything else.
  const groups = table.options.filter(isColumnGroup);
  let text = printOptions(
    groups.length === 0 ? table.options : table.options.filter((o) => !isColumnGroup(o)),
  );
  if (text !== '') text = ` ${text}`;
  if (table.systemVersioned) text += ' WITH SYSTEM VERSIONING';
  if (table.partitioning !== null) text += `\n ${printPartitioning(table.partitioning)}`;
  if (groups.length > 0) text += ` ${printOptions(groups)}`;
  return text;
}

function isColumnGroup(option: TableOption): boolean {
  return option.name === 'WITH COLUMN GROUP';
}

/** Keys and constraints in the order in which the servers print them. */
function printElements(table: MysqlTable, style: PrintStyle): string[] {
  const elements: string[] = [];
  const oceanbase = style.layout === 'oceanbase';
  for (const period of table.periods) if (period.name !== 'SYSTEM_TIME') elements.push(printPeriod(period));
  if (table.primaryKey !== null) elements.push(printIndex(table.primaryKey, style));
  if (oceanbase) for (const key of table.foreignKeys) elements.push(printForeignKey(key, style));
  for (const index of table.indexes) elements.push(printIndex(index, style));
  for (const period of table.periods) if (period.name === 'SYSTEM_TIME') elements.push(printPeriod(period));
  if (!oceanbase) for (const key of table.foreignKeys) elements.push(printForeignKey(key, style));
  for (const check of table.checks) elements.push(printCheck(check));
  return elements;
}

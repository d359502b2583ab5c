/** The pieces of statements and of shown differences, printed by the schema's own printer. */
import type {
  Check,
  Column,
  ForeignKey,
  Index,
  MysqlTable,
  Partition,
  TableOption,
} from '../../schema/mysql/model.ts';
import { printValue } from '../../schema/mysql/print/printAttribute.ts';
import { printColumn, printColumnDefinition } from '../../schema/mysql/print/printColumn.ts';
import {
  printCheckDefinition,
  printForeignKey,
  printForeignKeyDefinition,
} from '../../schema/mysql/print/printConstraint.ts';
import { printIndex } from '../../schema/mysql/print/printIndex.ts';
import { printPartition } from '../../schema/mysql/print/printPartitioning.ts';
import { statementStyle } from '../../schema/mysql/print/printStyle.ts';
import type { PrintStyle } from '../../schema/mysql/print/printStyle.ts';
import { quoteIdentifier } from '../../schema/mysql/quote.ts';

/** Words that every server of the family reads; columns say their character set in full. */
const plainStyle: PrintStyle = { layout: 'mysql', nowBrackets: false, invisibleFirst: false, defaults: null };

/** A column with its name, relative to the character set that the table has afterwards. */
export function columnText(column: Column, table: MysqlTable): string {
  return printColumn(column, statementStyle(table));
}

/** A column without its name; relative to its table's character set, or in full when no table is given. */
export function columnDefinition(column: Column, table: MysqlTable | null): string {
  return printColumnDefinition(column, table === null ? plainStyle : statementStyle(table));
}

/** A key as it stands behind ADD. */
export function indexText(index: Index): string {
  return printIndex(index, plainStyle);
}

/** A key without its name. */
export function indexDefinition(index: Index): string {
  const text = indexText(index);
  const name = ` ${quoteIdentifier(index.name)} (`;
  const at = text.indexOf(name);
  return index.kind === 'primary' || at < 0
    ? text
    : `${text.slice(0, at)} ${text.slice(at + name.length - 1)}`;
}

/** A foreign key as it stands behind ADD, its parent with its database: MySQL 5.6 looks for a bare one in the session's. */
export function foreignKeyText(key: ForeignKey): string {
  return printForeignKey({ ...key, qualified: true }, plainStyle);
}

/** A foreign key without its name. */
export function foreignKeyDefinition(key: ForeignKey): string {
  return printForeignKeyDefinition(key, plainStyle);
}

/** A check without its name. */
export function checkDefinition(check: Check): string {
  return printCheckDefinition(check);
}

/** One partition on one line. */
export function partitionText(partition: Partition): string {
  return printPartition(partition);
}

/** An option's value as it is shown; the option's own name when it has none. */
export function optionValueText(option: TableOption): string {
  return option.value.kind === 'none' ? option.name : printValue(option.value);
}

/** One ALTER TABLE that brings a table from one state to another. */
import type { Column, MysqlTable, Partitioning } from '../../schema/mysql/model.ts';
import { quoteIdentifier } from '../../schema/mysql/quote.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { needsCopy } from './algorithm.ts';
import { columnChanges } from './columnChanges.ts';
import type { ColumnChanges, PlacedColumn, Position } from './columnChanges.ts';
import { checkChanges } from './constraintChanges.ts';
import type { CheckChanges } from './constraintChanges.ts';
import { equal } from './equal.ts';
import { keyChanges } from './keyChanges.ts';
import type { KeyChanges } from './keyChanges.ts';
import { changedOptions, engineOf } from './options.ts';
import { partitionChange } from './partitionChanges.ts';
import type { PartitionChange } from './partitionChanges.ts';
import { meaningOf } from './meaning.ts';
import { partitioningColumns } from './mentions.ts';
import { foldName } from './names.ts';
import { columnText, foreignKeyText, indexText } from './pieces.ts';
import { printCheck, printPeriod } from '../../schema/mysql/print/printConstraint.ts';
import { printOptions } from '../../schema/mysql/print/printOptions.ts';
import { printPartitioning } from '../../schema/mysql/print/printPartitioning.ts';
import { printTableName } from '../../schema/mysql/print/printTable.ts';

/** Everything but foreign keys that differs between two states of a table. */
export interface TableChanges {
  readonly columns: ColumnChanges;
  readonly keys: KeyChanges;
  readonly checks: CheckChanges;
  readonly partitions: PartitionChange;
}

/** Compares two states of a table. */
export function tableChanges(from: MysqlTable, to: MysqlTable, facts: MysqlServerFacts): TableChanges {
  const columns = columnChanges(from, to, facts);
  const meaning = meaningOf(facts, from, to);
  const touched = touchesPartitioning(from, to, columns);
  return {
    columns,
    keys: keyChanges(from, to, columns, meaning),
    checks: checkChanges(from, to, columns, meaning, facts),
    partitions: partitionChange(from, to, touched, meaning, facts),
  };
}

/** Whether a column that decides a row's partition is another one afterwards; a moved or commented one is not. */
function touchesPartitioning(from: MysqlTable, to: MysqlTable, columns: ColumnChanges): boolean {
  const deciding = decidingColumns(from);
  if (!equal([...deciding], [...decidingColumns({ ...to, partitioning: from.partitioning })])) return true;
  if (columns.dropped.some((column) => deciding.has(foldName(column.name)))) return true;
  return columns.placed.some(
    ({ from: before, to: after }) =>
      before !== null && deciding.has(foldName(after.name)) && !equal(essence(before), essence(after)),
  );
}

/** The folded names of the columns that decide a row's partition; `KEY ()` means those of the primary key. */
function decidingColumns({ partitioning, primaryKey }: MysqlTable): ReadonlySet<string> {
  const names = new Set(partitioningColumns(partitioning));
  const functions = [partitioning?.by, partitioning?.subpartitionBy];
  if (functions.some((by) => by?.method === 'KEY' && by.columns.length === 0)) {
    for (const { key } of primaryKey?.parts ?? []) if (key.kind === 'column') names.add(foldName(key.name));
  }
  return names;
}

function essence(column: Column): unknown {
  return {
    ...column,
    comment: null,
    default: null,
    onUpdateNow: null,
    check: null,
    invisible: null,
    attributes: null,
  };
}

/**
 * ARCHIVE takes a row only when its number is above the table's counter. An ALTER hands the counter on before it copies the
 * rows, so that each of them is a duplicate (1022, seen on MySQL 5.6 and 9.7); said to be 1, it grows with the rows again.
 */
function countsAnew(to: MysqlTable): boolean {
  return engineOf(to) === 'ARCHIVE' && to.columns.some((column) => column.autoIncrement);
}

/**
 * The clauses, in an order that every server of the family takes: dropping first, then columns in their final order (so
 * that each AFTER names a column that is in place), then what stands on them, options, and partitioning without a comma.
 * Null when nothing has to be done. Foreign keys and partition management are not part of it.
 */
export function alterTable(
  from: MysqlTable,
  to: MysqlTable,
  changes: TableChanges,
  facts: MysqlServerFacts,
): string | null {
  const { columns, keys, checks } = changes;
  const clauses = [
    ...checks.dropped.map((check) => dropCheck(check.name, facts)),
    ...keys.dropped.map((index) => `DROP INDEX ${quoteIdentifier(index.name)}`),
    ...(keys.dropPrimaryKey ? ['DROP PRIMARY KEY'] : []),
    ...lostPeriods(from, to).map((period) => `DROP PERIOD FOR ${quoteIdentifier(period.name)}`),
    ...columns.dropped.map((column) => `DROP COLUMN ${quoteIdentifier(column.name)}`),
    ...columns.placed.map((placed) => placeColumn(placed, to)),
    ...lostPeriods(to, from).map((period) => `ADD ${printPeriod(period)}`),
    ...(keys.addPrimaryKey === null ? [] : [`ADD ${indexText(keys.addPrimaryKey)}`]),
    ...keys.added.map((index) => `ADD ${indexText(index)}`),
    ...checks.added.map((check) => `ADD ${printCheck(check)}`),
    ...keys.shown.map(
      (index) => `ALTER INDEX ${quoteIdentifier(index.name)} ${visibility(index.visibility, facts)}`,
    ),
    ...checks.enforced.map(
      (check) => `ALTER CHECK ${quoteIdentifier(check.name ?? '')} ${enforcement(check.enforced)}`,
    ),
    ...optionClauses(from, to),
    ...(countsAnew(to) ? ['AUTO_INCREMENT=1'] : []),
    ...(needsCopy(from, to, keys, facts) ? ['ALGORITHM=COPY'] : []),
  ];
  const partitioning = partitionClause(changes.partitions);
  if (clauses.length === 0 && partitioning === null) return null;
  const body = [clauses.join(', '), ...(partitioning === null ? [] : [partitioning])];
  return `ALTER TABLE ${printTableName(to.name)} ${body.filter((part) => part !== '').join(' ')}`;
}

function placeColumn({ from, to, position }: PlacedColumn, table: MysqlTable): string {
  const text = columnText(to, table) + positionText(position);
  if (from === null) return `ADD COLUMN ${text}`;
  if (from.name === to.name) return `MODIFY COLUMN ${text}`;
  return `CHANGE COLUMN ${quoteIdentifier(from.name)} ${text}`;
}

function positionText(position: Position): string {
  if (position === null) return '';
  return position.kind === 'first' ? ' FIRST' : ` AFTER ${quoteIdentifier(position.column)}`;
}

function dropCheck(name: string | null, facts: MysqlServerFacts): string {
  // MariaDB has no DROP CHECK; OceanBase and MySQL know both words, MySQL's manual prefers CHECK (8.0.16 has only that).
  return `DROP ${facts.dialect === 'mariadb' ? 'CONSTRAINT' : 'CHECK'} ${quoteIdentifier(name ?? '')}`;
}

function visibility(state: 'visible' | 'invisible' | 'ignored', facts: MysqlServerFacts): string {
  if (facts.dialect === 'mariadb') return state === 'visible' ? 'NOT IGNORED' : 'IGNORED';
  return state === 'visible' ? 'VISIBLE' : 'INVISIBLE';
}

function enforcement(enforced: boolean): string {
  return enforced ? 'ENFORCED' : 'NOT ENFORCED';
}

/** Options stand side by side as one clause, what is a verb of its own behind a comma. */
function optionClauses(from: MysqlTable, to: MysqlTable): readonly string[] {
  const options = changedOptions(from, to);
  const verbs = options.filter((option) => option.name.startsWith('DROP '));
  const text = printOptions(options.filter((option) => !verbs.includes(option)));
  return [...(text === '' ? [] : [text]), ...verbs.map((verb) => verb.name)];
}

function partitionClause(change: PartitionChange): string | null {
  switch (change.kind) {
    case 'anew':
      return printPartitioning(change.partitioning);
    case 'remove':
      return 'REMOVE PARTITIONING';
    case 'none':
    case 'managed':
      return null;
  }
}

/** MariaDB's application periods that `other` doesn't have, or has otherwise. */
function lostPeriods(table: MysqlTable, other: MysqlTable): MysqlTable['periods'] {
  return table.periods.filter((period) => !other.periods.some((candidate) => equal(candidate, period)));
}

/** A statement that drops foreign keys. */
export function dropForeignKeys(table: MysqlTable, names: readonly string[]): string {
  const clauses = names.map((name) => `DROP FOREIGN KEY ${quoteIdentifier(name)}`);
  return `ALTER TABLE ${printTableName(table.name)} ${clauses.join(', ')}`;
}

/** A statement that adds foreign keys, and makes anew the indexes that the server would otherwise drop for them. */
export function addForeignKeys(
  table: MysqlTable,
  keys: MysqlTable['foreignKeys'],
  kept: MysqlTable['indexes'],
): string {
  const clauses = [
    ...kept.map((index) => `DROP INDEX ${quoteIdentifier(index.name)}`),
    ...kept.map((index) => `ADD ${indexText(index)}`),
    ...keys.map((key) => `ADD ${foreignKeyText(key)}`),
  ];
  return `ALTER TABLE ${printTableName(table.name)} ${clauses.join(', ')}`;
}

/** A statement that manages partitions. */
export function managePartitions(table: MysqlTable, clause: string): string {
  return `ALTER TABLE ${printTableName(table.name)} ${clause}`;
}

/** What the partitioning is when the ALTER is done and management has not begun. */
export function partitioningAfterAlter(
  from: MysqlTable,
  to: MysqlTable,
  change: PartitionChange,
): Partitioning | null {
  return change.kind === 'managed' ? from.partitioning : to.partitioning;
}

/** A table as the list of its parts, each under the name and with the text that its difference would have. */
import type { MysqlTable } from '../../schema/mysql/model.ts';
import { printPeriod } from '../../schema/mysql/print/printConstraint.ts';
import { printPartitioning } from '../../schema/mysql/print/printPartitioning.ts';
import type { DifferenceObject } from '../difference.ts';
import type { TablePart } from '../dialect.ts';
import {
  checkDefinition,
  columnDefinition,
  foreignKeyDefinition,
  indexDefinition,
  optionValueText,
  partitionText,
} from './pieces.ts';

/** See `Dialect.outline`. */
export function outlineTable(table: MysqlTable): readonly TablePart[] {
  const { columns, primaryKey, indexes, foreignKeys, checks, periods, options, partitioning } = table;
  const versioning = table.systemVersioned
    ? [part('option', 'SYSTEM VERSIONING', 'WITH SYSTEM VERSIONING')]
    : [];
  return [
    ...columns.map((column) => part('column', column.name, columnDefinition(column, table))),
    ...(primaryKey === null ? [] : [part('primary key', 'PRIMARY', indexDefinition(primaryKey))]),
    ...indexes.map((index) => part('index', index.name, indexDefinition(index))),
    ...foreignKeys.map((key) => part('foreign key', key.name, foreignKeyDefinition(key))),
    ...checks.map((check) => part('check', check.name ?? '', checkDefinition(check))),
    ...periods.map((period) => part('period', period.name, printPeriod(period))),
    ...options.map((option) => part('option', option.name, optionValueText(option))),
    ...versioning,
    // The list of partitions is told partition by partition.
    ...(partitioning === null
      ? []
      : [part('partitioning', 'PARTITION BY', printPartitioning({ ...partitioning, partitions: null }))]),
    ...(partitioning?.partitions ?? []).map((one) => part('partition', one.name, partitionText(one))),
  ];
}

function part(object: DifferenceObject, name: string, text: string): TablePart {
  return { object, name, text };
}

/** A table as the list of its parts, each under the name and with the text that its difference would have. */
import type { OracleTable } from '../../schema/oracle/model.ts';
import { printPartitionMethod } from '../../schema/oracle/print/printPartitioning.ts';
import type { OracleServerFacts } from '../../schema/oracle/serverFacts.ts';
import type { DifferenceObject } from '../difference.ts';
import type { TablePart } from '../dialect.ts';
import { partitionText } from './partitionChanges.ts';
import { checkText, columnText, foreignKeyText, indexText, keyText, optionTexts } from './pieces.ts';

/** See `Dialect.outline`. */
export function outlineTable(table: OracleTable, facts: OracleServerFacts): readonly TablePart[] {
  const { columns, primaryKey, uniqueKeys, indexes, foreignKeys, checks, partitioning } = table;
  const options = [...optionTexts(table)].flatMap(([name, text]) =>
    text === null ? [] : [part('option', name, text)],
  );
  return [
    ...columns.map((column) => part('column', column.name, columnText(column, facts))),
    ...(primaryKey === null
      ? []
      : [part('primary key', 'PRIMARY', keyText(primaryKey, 'PRIMARY KEY', table))]),
    ...uniqueKeys.map((key) => part('index', key.name, keyText(key, 'UNIQUE', table))),
    ...indexes.map((index) => part('index', index.name, indexText(index))),
    ...foreignKeys.map((key) => part('foreign key', key.name, foreignKeyText(key))),
    ...checks.map((check) => part('check', check.name, checkText(check))),
    ...options,
    // The list of partitions is told partition by partition.
    ...(partitioning === null
      ? []
      : [
          part('partitioning', 'PARTITION BY', printPartitionMethod(partitioning)),
          ...partitioning.partitions.map((one) =>
            part('partition', one.name ?? '', partitionText(one, partitioning)),
          ),
        ]),
  ];
}

function part(object: DifferenceObject, name: string, text: string): TablePart {
  return { object, name, text };
}

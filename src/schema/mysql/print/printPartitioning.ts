import { assertNever } from '../../assertNever.ts';
import type { Partition, Partitioning, PartitionFunction, PartitionValues } from '../model.ts';
import { quoteIdentifier, quoteIdentifiers } from '../quote.ts';
import { printValue } from './printAttribute.ts';

/** `PARTITION BY …` with everything that belongs to it. */
export function printPartitioning(partitioning: Partitioning): string {
  const { by, count, subpartitionBy, template, partitions } = partitioning;
  let text = `PARTITION BY ${printFunction(by)}`;
  if (count !== null) text += `\nPARTITIONS ${count}`;
  if (subpartitionBy !== null) {
    text += `\nSUBPARTITION BY ${printFunction(subpartitionBy)}`;
    if (template !== null)
      text += ` SUBPARTITION TEMPLATE\n(${printPartitionList(template, 'SUBPARTITION', ',\n ')})`;
    if (subpartitionBy.count !== null) text += `\nSUBPARTITIONS ${subpartitionBy.count}`;
  }
  if (partitions !== null) text += `\n(${printPartitions(partitions)})`;
  return text;
}

/** A list of partitions without the brackets round it, as ADD PARTITION and REORGANIZE PARTITION take it. */
function printPartitions(partitions: readonly Partition[]): string {
  return printPartitionList(partitions, 'PARTITION', ',\n ');
}

/** One partition with its subpartitions. */
export function printPartition(partition: Partition): string {
  return printPart(partition, 'PARTITION');
}

function printPartitionList(partitions: readonly Partition[], word: string, separator: string): string {
  let text = '';
  for (const partition of partitions) text += (text === '' ? '' : separator) + printPart(partition, word);
  return text;
}

function printPart(partition: Partition, word: string): string {
  let text = `${word} ${quoteIdentifier(partition.name)}`;
  if (partition.values !== null) text += printValues(partition.values);
  for (const option of partition.options) {
    const name = option.quotedName === true ? quoteIdentifier(option.name) : option.name;
    text += option.value.kind === 'none' ? ` ${name}` : ` ${name} = ${printValue(option.value)}`;
  }
  if (partition.subpartitions !== null) {
    text += `\n (${printPartitionList(partition.subpartitions, 'SUBPARTITION', ',\n  ')})`;
  }
  return text;
}

function printValues(values: PartitionValues): string {
  switch (values.kind) {
    case 'less-than':
      return values.bare ? ' VALUES LESS THAN MAXVALUE' : ` VALUES LESS THAN (${values.items.join(',')})`;
    case 'in':
      return values.bare ? ' DEFAULT' : ` VALUES IN (${values.items.join(',')})`;
    case 'history':
      return ' HISTORY';
    case 'current':
      return ' CURRENT';
    default:
      return assertNever(values);
  }
}

/** `LINEAR KEY ALGORITHM = 1 (…)`, `RANGE COLUMNS(…)`, `SYSTEM_TIME INTERVAL …`. */
function printFunction(fn: PartitionFunction): string {
  let text = fn.linear ? 'LINEAR ' : '';
  text += fn.method;
  if (fn.algorithm !== null) text += ` ALGORITHM = ${fn.algorithm}`;
  if (fn.expression !== null) text += ` (${fn.expression.text})`;
  else if (fn.method !== 'SYSTEM_TIME') text += ` (${quoteIdentifiers(fn.columns)})`;
  if (fn.clauses !== null) text += ` ${fn.clauses}`;
  return text;
}

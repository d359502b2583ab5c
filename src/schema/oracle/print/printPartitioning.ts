import type { Partition, Partitioning, SubPart, Subpartitioning } from '../model.ts';
import { quoteIdentifier, quoteIdentifiers } from '../quote.ts';

/** `PARTITION BY …` with all its partitions. */
export function printPartitioning(partitioning: Partitioning): string {
  const { method, partitions, sub } = partitioning;
  const head = printPartitionMethod(partitioning);
  if (method === 'REFERENCE') return head;
  if (
    method === 'HASH' &&
    sub === null &&
    partitions.every(({ name, isIndexingOff }) => name === null && !isIndexingOff)
  )
    return `${head} PARTITIONS ${String(partitions.length)}`;
  const list = partitions.map((one) => `  ${printPartition(one, partitioning)}`);
  return `${head} (\n${list.join(',\n')}\n)`;
}

/** The same without the list of the partitions. */
export function printPartitionMethod(partitioning: Partitioning): string {
  const { method, columns, interval, isAutomatic, reference, sub } = partitioning;
  const key = method === 'REFERENCE' ? quoteIdentifier(reference ?? '') : quoteIdentifiers(columns);
  return [
    `PARTITION BY ${method} (${key})`,
    ...(interval === null ? [] : [`INTERVAL (${interval.text})`]),
    ...(isAutomatic ? ['AUTOMATIC'] : []),
    ...(sub === null ? [] : [printSubpartitioning(sub)]),
  ].join(' ');
}

function printSubpartitioning({ method, columns, isAutomatic, template, count }: Subpartitioning): string {
  return [
    `SUBPARTITION BY ${method} (${quoteIdentifiers(columns)})`,
    ...(isAutomatic ? ['AUTOMATIC'] : []),
    ...(template.length === 0
      ? []
      : [`SUBPARTITION TEMPLATE (${template.map((one) => printSubPart(one, method)).join(', ')})`]),
    ...(count === null ? [] : [`SUBPARTITIONS ${String(count)}`]),
  ].join(' ');
}

/** One partition with its name, as it stands in the list and behind ADD. */
export function printPartition(
  partition: Partition,
  { method, sub }: Pick<Partitioning, 'method' | 'sub'>,
): string {
  const named = partition.name === null ? 'PARTITION' : `PARTITION ${quoteIdentifier(partition.name)}`;
  const definition = printPartitionDefinition(partition, { method, sub });
  return definition === '' ? named : `${named} ${definition}`;
}

/** The same without its name. */
export function printPartitionDefinition(
  { bound, subpartitions, isIndexingOff }: Partition,
  { method, sub }: Pick<Partitioning, 'method' | 'sub'>,
): string {
  return [
    ...(bound === null ? [] : [printBound(bound.text, method)]),
    ...(isIndexingOff ? ['INDEXING OFF'] : []),
    ...(sub === null || subpartitions.length === 0 ? [] : printSubParts(subpartitions, sub)),
  ].join(' ');
}

/** As many as are usual need no word: OceanBase has none for them. */
function printSubParts(
  list: readonly SubPart[],
  { method, count, template }: Subpartitioning,
): readonly string[] {
  if (method === 'HASH' && list.every(({ name }) => name === null)) {
    const isUsual = template.length === 0 && list.length === (count ?? 1);
    return isUsual ? [] : [`SUBPARTITIONS ${String(list.length)}`];
  }
  return [`(${list.map((one) => printSubPart(one, method)).join(', ')})`];
}

function printSubPart({ name, bound }: SubPart, method: string): string {
  const named = name === null ? 'SUBPARTITION' : `SUBPARTITION ${quoteIdentifier(name)}`;
  return bound === null ? named : `${named} ${printBound(bound.text, method)}`;
}

function printBound(text: string, method: string): string {
  return method === 'LIST' ? `VALUES (${text})` : `VALUES LESS THAN (${text})`;
}

import { noStorage } from '../model.ts';
import type { Partition, Partitioning, Storage, SubPart, Subpartitioning } from '../model.ts';
import { quoteIdentifier, quoteIdentifiers } from '../quote.ts';
import { printPartStorage } from './printStorage.ts';

/** `PARTITION BY …` with all its partitions; `defaults` is what they get where they say nothing, null: unknown. */
export function printPartitioning(partitioning: Partitioning, defaults: Storage | null): string {
  const { method, partitions, sub } = partitioning;
  const head = printPartitionMethod(partitioning);
  if (method === 'REFERENCE') return head;
  if (
    method === 'HASH' &&
    sub === null &&
    partitions.every(
      ({ name, isIndexingOff, storage }) =>
        name === null && !isIndexingOff && printPartStorage(storage, defaults).length === 0,
    )
  )
    return `${head} PARTITIONS ${String(partitions.length)}`;
  const list = partitions.map((one) => `  ${printPartition(one, partitioning, defaults)}`);
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
      : [
          `SUBPARTITION TEMPLATE (${template.map((one) => printSubPart(one, method, noStorage)).join(', ')})`,
        ]),
    ...(count === null ? [] : [`SUBPARTITIONS ${String(count)}`]),
  ].join(' ');
}

type Method = Pick<Partitioning, 'method' | 'sub'>;

/** One partition with its name, as it stands in the list and behind ADD. */
export function printPartition(partition: Partition, method: Method, defaults: Storage | null): string {
  const named = partition.name === null ? 'PARTITION' : `PARTITION ${quoteIdentifier(partition.name)}`;
  const definition = printPartitionDefinition(partition, method, defaults);
  return definition === '' ? named : `${named} ${definition}`;
}

/** The same without its name. */
export function printPartitionDefinition(
  { bound, subpartitions, isIndexingOff, storage }: Partition,
  { method, sub }: Method,
  defaults: Storage | null,
): string {
  return [
    ...(bound === null ? [] : [printBound(bound.text, method)]),
    ...(isIndexingOff ? ['INDEXING OFF'] : []),
    ...(sub === null ? printPartStorage(storage, defaults) : []),
    ...(sub === null || subpartitions.length === 0 ? [] : printSubParts(subpartitions, sub, defaults)),
  ].join(' ');
}

/** As many as are usual need no word: OceanBase has none for them. */
function printSubParts(
  list: readonly SubPart[],
  { method, count, template }: Subpartitioning,
  defaults: Storage | null,
): readonly string[] {
  const isCounted = list.every(
    ({ name, storage }) => name === null && printPartStorage(storage, defaults).length === 0,
  );
  if (method === 'HASH' && isCounted) {
    const isUsual = template.length === 0 && list.length === (count ?? 1);
    return isUsual ? [] : [`SUBPARTITIONS ${String(list.length)}`];
  }
  return [`(${list.map((one) => printSubPart(one, method, defaults)).join(', ')})`];
}

function printSubPart({ name, bound, storage }: SubPart, method: string, defaults: Storage | null): string {
  return [
    'SUBPARTITION',
    ...(name === null ? [] : [quoteIdentifier(name)]),
    ...(bound === null ? [] : [printBound(bound.text, method)]),
    ...printPartStorage(storage, defaults),
  ].join(' ');
}

function printBound(text: string, method: string): string {
  return method === 'LIST' ? `VALUES (${text})` : `VALUES LESS THAN (${text})`;
}

import type { Partition, Partitioning, PartitionFunction, TableOption } from './model.ts';

/** The rules for partitions, in the order in which they build on each other. `engine` is the table's. */
export function normalisePartitioning(partitioning: Partitioning, engine: string | null): Partitioning {
  const bare = withoutEngines(partitioning, engine);
  return countedPartitions(countedSubpartitions({ ...bare, by: withoutDefaultAlgorithm(bare.by) }));
}

/** All partitions have the table's engine (MySQL manual, Partitioning Limitations); the servers repeat it with each. */
function withoutEngines(partitioning: Partitioning, engine: string | null): Partitioning {
  const keep = (option: TableOption): boolean =>
    !(
      option.name === 'ENGINE' &&
      option.value.kind === 'word' &&
      option.value.text.toLowerCase() === engine?.toLowerCase()
    );
  const strip = (partition: Partition): Partition => ({
    ...partition,
    options: partition.options.every(keep) ? partition.options : partition.options.filter(keep),
    subpartitions: partition.subpartitions?.map(strip) ?? null,
  });
  return { ...partitioning, partitions: partitioning.partitions?.map(strip) ?? null };
}

/** `KEY ALGORITHM = 2` is the default and not printed (MySQL manual, KEY Partitioning). */
function withoutDefaultAlgorithm(by: PartitionFunction): PartitionFunction {
  return by.algorithm === 2 ? { ...by, algorithm: null } : by;
}

/**
 * HASH and KEY: n partitions named p0 … pn-1 without options are `PARTITIONS n` (odc.md O-11). The servers print the one
 * or the other, depending on how the partitions came to be. A count that is left out is 1.
 */
function countedPartitions(partitioning: Partitioning): Partitioning {
  const { by, partitions, count } = partitioning;
  if (by.method !== 'HASH' && by.method !== 'KEY') return partitioning;
  if (partitions === null) return count === null ? { ...partitioning, count: 1 } : partitioning;
  const plain = partitions.every(
    (partition, i) => partition.subpartitions === null && isPlain(partition, `p${i}`),
  );
  return plain
    ? { ...partitioning, count: partitions.length, partitions: null }
    : { ...partitioning, count: null };
}

/** The same for subpartitions: `SUBPARTITIONS n` are named after their partition, `p0sp0`. */
function countedSubpartitions(partitioning: Partitioning): Partitioning {
  const { subpartitionBy, partitions } = partitioning;
  if (subpartitionBy === null || partitioning.template !== null) return partitioning;
  const listed = partitions?.filter((partition) => partition.subpartitions !== null) ?? [];
  if (listed.length === 0) {
    return subpartitionBy.count === null
      ? { ...partitioning, subpartitionBy: { ...subpartitionBy, count: 1 } }
      : partitioning;
  }
  const n = listed[0]?.subpartitions?.length ?? 0;
  const plain =
    listed.length === partitions?.length &&
    listed.every(
      ({ name, subpartitions }) =>
        subpartitions?.length === n && subpartitions.every((sub, i) => isPlain(sub, `${name}sp${i}`)),
    );
  if (!plain) return { ...partitioning, subpartitionBy: { ...subpartitionBy, count: null } };
  return {
    ...partitioning,
    subpartitionBy: { ...subpartitionBy, count: n },
    partitions: listed.map((partition) => ({ ...partition, subpartitions: null })),
  };
}

function isPlain(partition: Partition, name: string): boolean {
  return partition.name === name && partition.values === null && partition.options.length === 0;
}

/** Partitions without where and how their rows are kept: which rows they take. */
import { essence } from '../../schema/oracle/canonicalText.ts';
import { noStorage } from '../../schema/oracle/model.ts';
import type { Partition, Partitioning, SubPart } from '../../schema/oracle/model.ts';

/** The partitioning with nothing of storage in it. */
export function barePartitioning(partitioning: Partitioning): Partitioning {
  const { sub, partitions } = partitioning;
  return {
    ...partitioning,
    sub: sub === null ? null : { ...sub, template: sub.template.map(bareSubPart) },
    partitions: partitions.map(barePartition),
  };
}

/** Equal for partitions that take the same rows under the same name. */
export function bareEssence(partition: Partition): string {
  return essence(barePartition(partition));
}

function barePartition(partition: Partition): Partition {
  return {
    ...partition,
    storage: noStorage,
    subpartitions: partition.subpartitions.map(bareSubPart),
  };
}

function bareSubPart<P extends SubPart>(part: P): P {
  return { ...part, storage: noStorage };
}

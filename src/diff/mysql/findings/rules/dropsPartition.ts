import type { MysqlTable } from '../../../../schema/mysql/model.ts';
import { finding } from '../findingRule.ts';
import type { TableRule } from '../findingRule.ts';
import { phrase } from '../../../../schema/phrase.ts';

export const dropsPartition: TableRule = {
  code: 'SS103',
  title: phrase`drops a partition`,
  levels: ['unsafe'],
  why: phrase`DROP PARTITION deletes the rows of the partition, and no undo brings them back.`,
  remedy: phrase`Allow it when those rows are not needed; copy them first when they are.`,
  check: (change) => {
    if (!change.clauses.dropsPartitions) return [];
    const after = new Set(partitionNames(change.after));
    return partitionNames(change.before)
      .filter((name) => !after.has(name))
      .map((name) =>
        finding(
          dropsPartition,
          'unsafe',
          { kind: 'partition', name },
          phrase`Partition ${name} is dropped: its rows are deleted.`,
        ),
      );
  },
};

function partitionNames(table: MysqlTable): readonly string[] {
  const partitions = table.partitioning?.partitions ?? [];
  return partitions.flatMap((partition) => [
    partition.name,
    ...(partition.subpartitions ?? []).map(({ name }) => name),
  ]);
}

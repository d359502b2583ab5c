/** Differences of partitionings: the method as a whole, or single partitions where the method is the same. */
import type { Partition, Partitioning } from '../../schema/mysql/model.ts';
import type { Difference } from '../difference.ts';
import { equal } from './equal.ts';
import type { Meaning } from './meaning.ts';
import { byName, foldName } from './names.ts';
import { printPartitioning } from '../../schema/mysql/print/printPartitioning.ts';
import { sameMethod } from './partitionChanges.ts';
import { partitionText } from './pieces.ts';

/** What differs: the method as a whole, or partitions by name. */
export function comparePartitioning(
  expected: Partitioning | null,
  actual: Partitioning | null,
  meaning: Meaning,
): readonly Difference[] {
  if (expected === null && actual === null) return [];
  if (expected === null || actual === null || !sameMethod(expected, actual, meaning))
    return [whole(expected, actual)];
  const [wanted, old] = [expected.partitions, actual.partitions];
  if (equal(wanted, old) && expected.count === actual.count) return [];
  const found = wanted === null || old === null ? [] : comparePartitions(wanted, old);
  return found.length > 0 ? found : [whole(expected, actual)];
}

function whole(expected: Partitioning | null, actual: Partitioning | null): Difference {
  return {
    object: 'partitioning',
    name: 'PARTITION BY',
    kind: actual === null ? 'added' : expected === null ? 'removed' : 'changed',
    source: expected === null ? null : printPartitioning(expected),
    shadow: actual === null ? null : printPartitioning(actual),
  };
}

function comparePartitions(
  expected: readonly Partition[],
  actual: readonly Partition[],
): readonly Difference[] {
  const [wanted, old] = [byName(expected), byName(actual)];
  const found: Difference[] = [];
  const add = (
    name: string,
    kind: Difference['kind'],
    source: Partition | null,
    shadow: Partition | null,
  ): void => {
    const text = (partition: Partition | null): string | null =>
      partition === null ? null : partitionText(partition);
    found.push({ object: 'partition', name, kind, source: text(source), shadow: text(shadow) });
  };
  for (const partition of expected) {
    const before = old.get(foldName(partition.name));
    if (before === undefined) add(partition.name, 'added', partition, null);
    else if (!equal(partition, before)) add(partition.name, 'changed', partition, before);
  }
  for (const partition of actual) {
    if (!wanted.has(foldName(partition.name))) add(partition.name, 'removed', null, partition);
  }
  return found;
}

/** What happens to partitions. */
import type { Part, Partitioning } from './model.ts';
import { removeAt, replaceAt, type Change, type Mutation } from './mutation.ts';
import { partitioningOf } from './partitions.ts';

function onPartitioning(change: (partitioning: Partitioning, mutation: Mutation) => Partitioning): Change {
  return (table, mutation) =>
    table.partitioning === null ? table : { ...table, partitioning: change(table.partitioning, mutation) };
}

function onPart(change: (part: Part, mutation: Mutation, partitioning: Partitioning) => Part): Change {
  return onPartitioning((partitioning, mutation) => ({
    ...partitioning,
    parts: replaceAt(partitioning.parts, mutation.a, (part) => change(part, mutation, partitioning)),
  }));
}

/** By the name of the change. */
export const partitionChanges = {
  partition: (table, { partition }) => ({ ...table, partitioning: partitioningOf(partition, table) }),
  unpartition: (table) => ({ ...table, partitioning: null }),
  'add part': onPartitioning(withOneMore),
  'drop part': onPartitioning((partitioning, { a }) =>
    partitioning.parts.length < 2
      ? partitioning
      : { ...partitioning, parts: removeAt(partitioning.parts, a) },
  ),
  'move bound': onPart((part, { b }, { method }) => {
    if (method.startsWith('LIST') && !part.values.startsWith("'"))
      return { ...part, values: `${part.values}, ${String(500 + b)}` };
    return /^\d+$/.test(part.values) ? { ...part, values: String(Number(part.values) + 1 + (b % 8)) } : part;
  }),
  'rename part': onPart((part, { a, b }) => ({ ...part, name: `q${String(a)}${String(b)}` })),
  'part comment': onPart((part, { text }) => ({ ...part, comment: text })),
  count: onPartitioning((partitioning, { b }) => ({ ...partitioning, count: 1 + (b % 7) })),
  subcount: onPartitioning((partitioning, { b }) => {
    const { subpartitions } = partitioning;
    return subpartitions === null
      ? partitioning
      : { ...partitioning, subpartitions: { ...subpartitions, count: 2 + (b % 3) } };
  }),
  linear: onPartitioning((partitioning) => ({
    ...partitioning,
    linear: partitioning.parts.length === 0 && !partitioning.linear,
  })),
} as const satisfies Readonly<Record<string, Change>>;

function withOneMore(partitioning: Partitioning, { b }: Mutation): Partitioning {
  const { parts, method } = partitioning;
  const last = parts.at(-1);
  if (last === undefined || last.values === 'MAXVALUE' || last.values.startsWith("'")) return partitioning;
  const values = String((method.startsWith('LIST') ? 200 : 1000) + b);
  return {
    ...partitioning,
    parts: [...parts, { name: `more${String(parts.length)}`, values, comment: '' }],
  };
}

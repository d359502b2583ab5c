/** Drift: what happens to shadow tables in real life, and what hardly ever does. Plain data, so that it shrinks. */
import fc from 'fast-check';
import { columnArbitrary } from './columns.ts';
import { expressionGene } from './expressions.ts';
import type { Flavour } from './flavour.ts';
import { keyGene } from './keys.ts';
import type { Schema } from './model.ts';
import { columnChanges } from './mutateColumns.ts';
import { partitionChanges } from './mutatePartitions.ts';
import { constraintChanges, keyChanges, optionChanges } from './mutateTables.ts';
import type { Change, Mutation } from './mutation.ts';
import { partitionGene } from './partitions.ts';
import { repairSchema } from './repair.ts';
import { optionsArbitrary, tableArbitrary } from './tables.ts';
import { anyName, anyText } from './texts.ts';

const changes: ReadonlyMap<string, Change> = new Map<string, Change>(
  Object.entries({
    ...columnChanges,
    ...keyChanges,
    ...constraintChanges,
    ...optionChanges,
    ...partitionChanges,
  }),
);

/** Every kind, and again those that happen most. */
const kinds: readonly string[] = [
  ...changes.keys(),
  ...[
    'add column',
    'drop column',
    'move column',
    'retype',
    'resize',
    'resize',
    'add key',
    'drop key',
    'partition',
  ],
];

/** What becomes of one table's shadow: missing, or changed so often. */
export interface Drift {
  readonly isMissing: boolean;
  readonly mutations: readonly Mutation[];
}

function mutationArbitrary(flavour: Flavour): fc.Arbitrary<Mutation> {
  return fc.record({
    kind: fc.constantFrom(...kinds),
    a: fc.nat(50),
    b: fc.nat(50),
    name: anyName,
    text: anyText,
    column: columnArbitrary(flavour),
    key: keyGene,
    expression: expressionGene,
    partition: partitionGene,
    options: optionsArbitrary(flavour),
    table: tableArbitrary(flavour),
  });
}

/** Drift of one table by at most so many changes. */
export function driftArbitrary(flavour: Flavour, most = 5): fc.Arbitrary<Drift> {
  return fc.record({
    isMissing: fc.nat(11).map((n) => n === 0),
    mutations: fc.array(mutationArbitrary(flavour), { maxLength: most, size: 'max' }),
  });
}

/** The schema after the drift of each table, repaired; a shadow that is missing has no table in it. */
export function mutate(schema: Schema, drifts: readonly Drift[], flavour: Flavour): Schema {
  const tables = schema.tables.flatMap((table, i) => {
    const drift = drifts[i];
    if (drift === undefined) return [table];
    if (drift.isMissing) return [];
    return [
      drift.mutations.reduce(
        (changed, mutation) => changes.get(mutation.kind)?.(changed, mutation, flavour) ?? changed,
        table,
      ),
    ];
  });
  return repairSchema({ tables }, flavour);
}

/** One change of a table, as plain data, and what all changes are made with. */
import type { Flavour } from './flavour.ts';
import type { Column, Table, TableOptions } from './model.ts';
import type { ExpressionGene } from './expressions.ts';
import type { KeyGene } from './keys.ts';
import type { PartitionGene } from './partitions.ts';

/** The numbers choose among what the table has; the rest is there for the kinds that need it. */
export interface Mutation {
  readonly kind: string;
  readonly a: number;
  readonly b: number;
  readonly name: string;
  readonly text: string;
  readonly column: Column;
  readonly key: KeyGene;
  readonly expression: ExpressionGene;
  readonly partition: PartitionGene;
  readonly options: TableOptions;
  readonly table: Table;
}

/** What a kind of mutation does. */
export type Change = (table: Table, mutation: Mutation, flavour: Flavour) => Table;

/** A constraint's name that no other table's shadow is about to have. */
export function freshName(name: string, { a, b }: Mutation): string {
  return `${name}_x${String(a)}${String(b)}`;
}

/** The list with one item changed; the place is taken modulo its length. */
export function replaceAt<T>(list: readonly T[], at: number, change: (item: T) => T): readonly T[] {
  return list.map((item, i) => (i === at % list.length ? change(item) : item));
}

/** The list without one item. */
export function removeAt<T>(list: readonly T[], at: number): readonly T[] {
  return list.filter((_item, i) => i !== at % list.length);
}

/** The list with one more item. */
export function insertAt<T>(list: readonly T[], at: number, item: T): readonly T[] {
  const place = at % (list.length + 1);
  return [...list.slice(0, place), item, ...list.slice(place)];
}

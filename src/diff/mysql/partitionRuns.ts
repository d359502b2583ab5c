/** RANGE and LIST partitions: the fewest management statements that turn one list into the other. */
import type { Partition } from '../../schema/mysql/model.ts';
import { equal } from './equal.ts';
import { longestIncreasing } from '../longestIncreasing.ts';
import { foldName } from './names.ts';

export type PartitionRun =
  | { readonly kind: 'add'; readonly added: readonly Partition[] }
  | { readonly kind: 'drop'; readonly gone: readonly Partition[] }
  | {
      readonly kind: 'reorganize';
      readonly gone: readonly Partition[];
      readonly added: readonly Partition[];
    };

/** A stretch that differs, and the equal partition behind it (null: the stretch is at the end). */
interface Stretch {
  readonly before: readonly Partition[];
  readonly after: readonly Partition[];
  readonly next: { readonly before: Partition; readonly after: Partition } | null;
}

/**
 * The statements in order, or null when partition management can't do it and the table has to be partitioned anew.
 * Rows are kept wherever the server allows it: a RANGE partition that goes is merged into the one behind it, only at the
 * end it is dropped. The partitions in `gone` are those of the table as the earlier statements left it.
 */
export function listedRuns(
  before: readonly Partition[],
  after: readonly Partition[],
  range: boolean,
): readonly PartitionRun[] | null {
  const stretches = stretchesOf(before, after);
  const runs: PartitionRun[] = [];
  let partitions = before;
  for (const stretch of stretches) {
    const found = range ? rangeRuns(stretch) : listRuns(stretch);
    if (found === null) return null;
    for (const run of found) {
      const rest =
        run.kind === 'add' ? partitions : partitions.filter((partition) => !run.gone.includes(partition));
      if (run.kind !== 'drop' && clashes(rest, run.added, range)) return null;
      if (rest.length === 0 && run.kind === 'drop') return null;
      runs.push(run);
      partitions = run.kind === 'drop' ? rest : [...rest, ...run.added];
    }
  }
  return runs;
}

/** Names must be unique at every moment; so must the values of LIST. */
function clashes(rest: readonly Partition[], added: readonly Partition[], range: boolean): boolean {
  const names = new Set(rest.map(({ name }) => foldName(name)));
  if (added.some(({ name }) => names.has(foldName(name)))) return true;
  if (range) return false;
  const values = new Set(rest.flatMap(itemsOf));
  return added.flatMap(itemsOf).some((value) => values.has(value));
}

function itemsOf(partition: Partition): readonly string[] {
  const values = partition.values;
  return values?.kind === 'in' || values?.kind === 'less-than' ? values.items : [];
}

function rangeRuns({ before, after, next }: Stretch): readonly PartitionRun[] | null {
  if (next !== null) {
    const withNext = after.length === 0 || before.length === 0 || !sameBound(before.at(-1), after.at(-1));
    return withNext
      ? [{ kind: 'reorganize', gone: [...before, next.before], added: [...after, next.after] }]
      : [{ kind: 'reorganize', gone: before, added: after }];
  }
  if (before.length === 0) return [{ kind: 'add', added: after }];
  if (after.length === 0) return [{ kind: 'drop', gone: before }];
  const at = before.findIndex((partition) => sameBound(partition, after.at(-1)));
  if (at >= 0) {
    const merged: PartitionRun = { kind: 'reorganize', gone: before.slice(0, at + 1), added: after };
    return at === before.length - 1 ? [merged] : [merged, { kind: 'drop', gone: before.slice(at + 1) }];
  }
  return reachesFurther(before.at(-1), after.at(-1))
    ? [{ kind: 'reorganize', gone: before, added: after }]
    : null;
}

function listRuns({ before, after, next }: Stretch): readonly PartitionRun[] | null {
  if (before.length === 0) {
    return next === null
      ? [{ kind: 'add', added: after }]
      : [{ kind: 'reorganize', gone: [next.before], added: [...after, next.after] }];
  }
  if (after.length === 0) return [{ kind: 'drop', gone: before }];
  return [{ kind: 'reorganize', gone: before, added: after }];
}

function sameBound(a: Partition | undefined, b: Partition | undefined): boolean {
  return (
    a?.values?.kind === 'less-than' &&
    b?.values?.kind === 'less-than' &&
    equal(a.values.items, b.values.items)
  );
}

/**
 * Whether the new upper bound lies above the old one: REORGANIZE may extend the whole range, never shrink it (1520). Only
 * told for MAXVALUE and whole numbers; anything else counts as "not known".
 */
function reachesFurther(a: Partition | undefined, b: Partition | undefined): boolean {
  if (a?.values?.kind !== 'less-than' || b?.values?.kind !== 'less-than') return false;
  const [from, to] = [a.values.items, b.values.items];
  if (from.length !== 1 || to.length !== 1) return false;
  const [old = '', wanted = ''] = [from[0], to[0]];
  if (isMaximum(wanted)) return !isMaximum(old);
  const whole = /^-?\d+$/;
  return whole.test(old) && whole.test(wanted) && BigInt(wanted) > BigInt(old);
}

function isMaximum(item: string): boolean {
  return item.toUpperCase() === 'MAXVALUE';
}

function stretchesOf(before: readonly Partition[], after: readonly Partition[]): readonly Stretch[] {
  const anchors = commonPairs(before, after);
  const stretches: Stretch[] = [];
  let i = 0;
  let j = 0;
  for (const [ai, bj] of [...anchors, [before.length, after.length] as const]) {
    const left = before.slice(i, ai);
    const right = after.slice(j, bj);
    const [nextBefore, nextAfter] = [before[ai], after[bj]];
    const next =
      nextBefore === undefined || nextAfter === undefined ? null : { before: nextBefore, after: nextAfter };
    if (left.length > 0 || right.length > 0) stretches.push({ before: left, after: right, next });
    i = ai + 1;
    j = bj + 1;
  }
  return stretches;
}

/** The equal partitions that keep their order: names are unique, so a longest common subsequence needs no table. */
function commonPairs(
  before: readonly Partition[],
  after: readonly Partition[],
): readonly (readonly [number, number])[] {
  const place = new Map(before.map((partition, i) => [partition.name, i]));
  const pairs: (readonly [number, number])[] = [];
  for (const [j, partition] of after.entries()) {
    const i = place.get(partition.name);
    const same = before[i ?? -1];
    if (i === undefined || same === undefined) continue;
    if (equal(same, partition)) pairs.push([i, j]);
  }
  const rising = longestIncreasing(pairs.map(([i]) => i));
  return pairs.filter((_, k) => rising.has(k));
}

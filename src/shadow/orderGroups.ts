/** The order of a plan: which tables need which, in groups (PlanGroup). */
import type { Dialect } from '../diff/dialect.ts';
import type { DraftTable } from './draftTables.ts';
import { foldedKey } from './pairing.ts';
import { strongComponents } from './strongComponents.ts';

export interface OrderedGroup {
  /** In the order in which they are built: parents before children where that is possible (O-74). */
  readonly tables: readonly DraftTable[];
  /** Indexes of earlier groups. */
  readonly needs: readonly number[];
}

/** Groups the drafted tables, yielding after each; independent ones keep the order of the analysis. */
export function* orderGroups(
  tables: readonly DraftTable[],
  dialect: Dialect,
): Generator<undefined, OrderedGroup[]> {
  const needs = yield* needsOf(tables, dialect);
  const components = strongComponents(needs);
  const groupOf = new Array<number>(tables.length).fill(0);
  for (const [group, members] of components.entries()) for (const member of members) groupOf[member] = group;
  return components.map((members, group) => {
    const others = new Set(
      members.flatMap((member) => (needs[member] ?? []).map((need) => groupOf[need] ?? 0)),
    );
    others.delete(group);
    return {
      tables: parentsFirst(members, needs).flatMap((member) => tables[member] ?? []),
      needs: [...others].sort((a, b) => a - b),
    };
  });
}

/**
 * A table needs a parent that this plan makes, or changes where the foreign key looks, when one of its statements adds a
 * foreign key to it, and every child whose foreign key has to be out of the way first. A parent that stays as it is, or
 * changes elsewhere, is needed by nobody: were it refused, its children would wait for nothing.
 */
function* needsOf(tables: readonly DraftTable[], dialect: Dialect): Generator<undefined, number[][]> {
  const indexOf = new Map(tables.map(({ key }, index) => [key, index]));
  const needs = tables.map((): Set<number> => new Set());
  for (const [index, table] of tables.entries()) {
    for (const key of addedParents(table, dialect)) {
      const parent = indexOf.get(key);
      if (parent === undefined || parent === index) continue;
      if (isDisturbed(tables[parent], table, dialect)) needs[index]?.add(parent);
    }
    for (const cause of table.releasedFor) {
      const parent = indexOf.get(foldedKey(dialect.names, cause));
      if (parent !== undefined && parent !== index) needs[parent]?.add(index);
    }
    yield;
  }
  return needs.map((set) => [...set].sort((a, b) => a - b));
}

/** Whether a foreign key of the child could not stand while the parent changes; then it can't be added before that either. */
function isDisturbed(parent: DraftTable | undefined, child: DraftTable, dialect: Dialect): boolean {
  if (parent === undefined) return false;
  return parent.from === null || dialect.releases(parent.from, parent.to, child.to).length > 0;
}

/** Folded keys of the tables to which a statement of this table adds a foreign key. */
function addedParents(table: DraftTable, dialect: Dialect): Set<string> {
  const added = new Set<string>();
  const isChanged = table.result.differences.some(({ object }) => object === 'foreign key');
  for (const step of table.steps) {
    if (step.after === null || step.phase === 'release') continue;
    const before = step.before === null ? [] : dialect.references(step.before);
    const known = new Set(before.map((name) => foldedKey(dialect.names, name)));
    for (const parent of dialect.references(step.after)) {
      const key = foldedKey(dialect.names, parent);
      // One statement may replace a foreign key by another one to the same parent: the states don't show it.
      if (step.phase === 'connect' || isChanged || !known.has(key)) added.add(key);
    }
  }
  return added;
}

/** Depth first from the smallest member, what it needs before it; where members need each other, the smallest comes later. */
function parentsFirst(members: readonly number[], needs: readonly (readonly number[])[]): number[] {
  const inGroup = new Set(members);
  const seen = new Set<number>();
  const ordered: number[] = [];
  for (const root of members) {
    if (seen.has(root)) continue;
    seen.add(root);
    const path = [{ node: root, next: 0 }];
    for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
      const target = needs[frame.node]?.[frame.next++];
      if (target === undefined) {
        ordered.push(frame.node);
        path.pop();
      } else if (inGroup.has(target) && !seen.has(target)) {
        seen.add(target);
        path.push({ node: target, next: 0 });
      }
    }
  }
  return ordered;
}

/** What happens to the columns when one table becomes another. */
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import type { Column, MysqlTable } from '../../schema/mysql/model.ts';
import { castRefused } from './castRefused.ts';
import { equal } from './equal.ts';
import { longestIncreasing } from '../longestIncreasing.ts';
import { mentions } from './mentions.ts';
import { byName, foldName } from './names.ts';

/** Where ADD, MODIFY and CHANGE put a column; null: at the end for a new one, where it is for another. */
export type Position =
  { readonly kind: 'first' } | { readonly kind: 'after'; readonly column: string } | null;

export interface ColumnChanges {
  /** In the old table's order: gone, or replaced by a new column of the same name. */
  readonly dropped: readonly Column[];
  /** In the new table's order: what ADD, MODIFY and CHANGE have to do. */
  readonly placed: readonly PlacedColumn[];
  /** Folded names of columns that are dropped and added again under the same name. */
  readonly replaced: ReadonlySet<string>;
  /** Columns whose spelling changes (`name` → `Name`): the folded name and the new one. */
  readonly respelled: ReadonlyMap<string, string>;
}

export interface PlacedColumn {
  /** null: a new column. */
  readonly from: Column | null;
  readonly to: Column;
  readonly position: Position;
}

interface KnownChanges {
  readonly to: readonly Column[];
  readonly facts: MysqlServerFacts;
  readonly changes: ColumnChanges;
}

/** Steps, released foreign keys, findings and undo all ask about the same two lists. */
const lastChanges = new WeakMap<readonly Column[], KnownChanges>();

/** Compares the columns of both tables. `facts` decides which types the server converts. */
export function columnChanges(from: MysqlTable, to: MysqlTable, facts: MysqlServerFacts): ColumnChanges {
  const last = lastChanges.get(from.columns);
  if (last?.to === to.columns && last.facts === facts) return last.changes;
  const changes = compareColumns(from, to, facts);
  lastChanges.set(from.columns, { to: to.columns, facts, changes });
  return changes;
}

function compareColumns(from: MysqlTable, to: MysqlTable, facts: MysqlServerFacts): ColumnChanges {
  const old = byName(from.columns);
  const wanted = byName(to.columns);
  const replaced = replacedColumns(from, old, wanted, facts);
  const kept = (column: Column): Column | null => {
    const key = foldName(column.name);
    return replaced.has(key) ? null : (old.get(key) ?? null);
  };
  const respelled = new Map<string, string>();
  for (const column of to.columns) {
    const before = kept(column);
    if (before !== null && before.name !== column.name) respelled.set(foldName(column.name), column.name);
  }
  const dropped = from.columns.filter((column) => {
    const key = foldName(column.name);
    return replaced.has(key) || !wanted.has(key);
  });
  const moved = movedColumns(from.columns, to.columns, kept);
  const touched = new Set([...replaced, ...respelled.keys()]);
  return { dropped, placed: placedColumns(to, kept, moved, touched), replaced, respelled };
}

const nothingMoves: ReadonlySet<string> = new Set();

/**
 * The columns of `to` that have to move, by folded name: those outside the longest run that is in order on both sides, so
 * that as few as possible move (O-01, P-03).
 */
export function movedColumns(
  from: readonly Column[],
  to: readonly Column[],
  kept: (column: Column) => Column | null,
): ReadonlySet<string> {
  const place = new Map(from.map((column, i) => [column, i]));
  const staying = to.flatMap((column) => {
    const i = place.get(kept(column) ?? column);
    return i === undefined ? [] : [{ name: foldName(column.name), i }];
  });
  if (staying.every(({ i }, k) => k === 0 || (staying[k - 1]?.i ?? 0) < i)) return nothingMoves;
  const inOrder = longestIncreasing(staying.map(({ i }) => i));
  return new Set(staying.filter((_, k) => !inOrder.has(k)).map(({ name }) => name));
}

function placedColumns(
  to: MysqlTable,
  kept: (column: Column) => Column | null,
  moved: ReadonlySet<string>,
  touched: ReadonlySet<string>,
): readonly PlacedColumn[] {
  const stays = (column: Column): boolean => kept(column) !== null && !moved.has(foldName(column.name));
  const lastStaying = to.columns.findLastIndex(stays);
  const placed: PlacedColumn[] = [];
  for (const [i, column] of to.columns.entries()) {
    const before = kept(column);
    const inPlace = stays(column);
    if (inPlace && equal(before, column) && !dependsOn(column, touched)) continue;
    const previous = to.columns[i - 1];
    const here: Position =
      previous === undefined ? { kind: 'first' } : { kind: 'after', column: previous.name };
    const atEnd = before === null && i > lastStaying && previous !== undefined;
    placed.push({ from: before, to: column, position: inPlace || atEnd ? null : here });
  }
  return placed;
}

/** A definition that names a replaced or respelled column is written again, so that the server reads it against the new one. */
function dependsOn(column: Column, touched: ReadonlySet<string>): boolean {
  return expressionsOf(column).some((expression) => mentions(expression, touched));
}

function expressionsOf(column: Column): readonly ({ readonly text: string } | null)[] {
  return [
    column.generated?.as.kind === 'expression' ? column.generated.as.expression : null,
    column.default.kind === 'expression' ? column.default.expression : null,
    column.check,
  ];
}

/**
 * Columns that MODIFY can't change, with everything generated from them. MySQL says 3106 "Changing the STORED status",
 * MariaDB 1907 "not yet supported for generated columns"; a replaced column's generated dependents must go with it (3108).
 */
function replacedColumns(
  from: MysqlTable,
  old: ReadonlyMap<string, Column>,
  wanted: ReadonlyMap<string, Column>,
  facts: MysqlServerFacts,
): ReadonlySet<string> {
  const replaced = new Set<string>();
  const gone = new Set<string>();
  for (const [key, before] of old) {
    const after = wanted.get(key);
    if (after === undefined) gone.add(key);
    else if (before !== after && mustReplace(before, after, facts)) {
      replaced.add(key);
      gone.add(key);
    }
  }
  for (let grown = gone.size > 0; grown;) {
    grown = false;
    for (const column of from.columns) {
      const key = foldName(column.name);
      if (gone.has(key) || column.generated?.as.kind !== 'expression') continue;
      if (!mentions(column.generated.as.expression, gone)) continue;
      // A kept column whose values are the server's own: dropping it loses nothing.
      if (wanted.get(key)?.generated == null) continue;
      replaced.add(key);
      gone.add(key);
      grown = true;
    }
  }
  return replaced;
}

function mustReplace(before: Column, after: Column, facts: MysqlServerFacts): boolean {
  const virtualBefore = before.generated?.storage === 'VIRTUAL';
  const virtualAfter = after.generated?.storage === 'VIRTUAL';
  if (virtualBefore !== virtualAfter) return true;
  return castRefused(before, after, facts);
}

/** What happens to the columns when one table becomes another. */
import { essence } from '../../schema/oracle/canonicalText.ts';
import type { Column, ColumnType, OracleTable } from '../../schema/oracle/model.ts';
import { mentions } from './mentions.ts';
import type { Pair } from './matching.ts';

export interface ColumnChanges {
  readonly dropped: readonly Column[];
  readonly added: readonly Column[];
  /** Columns that stay, changed or not. */
  readonly kept: readonly Pair<Column>[];
  /** Names that are among the dropped and among the added ones: no MODIFY leads from one to the other. */
  readonly replaced: ReadonlySet<string>;
  /** Names of columns that are dropped, or replaced. */
  readonly gone: ReadonlySet<string>;
  /** Names of kept columns whose type or collation changes. */
  readonly retyped: ReadonlySet<string>;
}

/** Compares the columns of both tables. */
export function columnChanges(from: OracleTable, to: OracleTable): ColumnChanges {
  const old = new Map(from.columns.map((column) => [column.name, column]));
  const wanted = new Map(to.columns.map((column) => [column.name, column]));
  const pairs = to.columns.flatMap((column) => {
    const before = old.get(column.name);
    return before === undefined ? [] : [{ from: before, to: column }];
  });
  const touched = new Set(from.columns.filter(({ name }) => !wanted.has(name)).map(({ name }) => name));
  const replaced = new Set<string>();
  const retyped = new Set<string>();
  for (const pair of pairs) {
    if (isReplaced(pair)) replaced.add(pair.to.name);
    else if (isRetyped(pair)) retyped.add(pair.to.name);
  }
  for (const name of [...replaced, ...retyped]) touched.add(name);
  // ORA-54031, ORA-54033: a column that a virtual one is worked out from can't be dropped or modified under it.
  for (let isGrowing = true; isGrowing;) {
    isGrowing = false;
    for (const { from: before, to: after } of pairs) {
      if (before.virtual === null || replaced.has(after.name)) continue;
      if (!mentions(before.virtual, touched)) continue;
      replaced.add(after.name);
      touched.add(after.name);
      isGrowing = true;
    }
  }
  return {
    dropped: from.columns.filter(({ name }) => !wanted.has(name) || replaced.has(name)),
    added: to.columns.filter(({ name }) => !old.has(name) || replaced.has(name)),
    kept: pairs.filter(({ to: { name } }) => !replaced.has(name)),
    replaced,
    gone: new Set(
      from.columns.map(({ name }) => name).filter((name) => !wanted.has(name) || replaced.has(name)),
    ),
    retyped,
  };
}

/**
 * An ordinary column can't become virtual or the other way round (ORA-54026), nor an identity (ORA-30673); an index on a
 * virtual one forbids another expression (ORA-54022). Its values are worked out anew in any case.
 */
function isReplaced({ from, to }: Pair<Column>): boolean {
  if ((from.virtual === null) !== (to.virtual === null)) return true;
  if (from.virtual !== null)
    return (
      essence(from.virtual) !== essence(to.virtual) ||
      essence(from.notNull) !== essence(to.notNull) ||
      !sameType(from, to)
    );
  if (from.identity === null && to.identity !== null) return true;
  return !sameType(from, to) && !isModifiable(from.type, to.type);
}

function isRetyped({ from, to }: Pair<Column>): boolean {
  return !sameType(from, to) || from.collation !== to.collation;
}

/** A type's name is no name that follows from another one: it counts (`essence` leaves out the name of what it is given). */
export function sameType(from: Column, to: Column): boolean {
  return essence([from.type, from.xml]) === essence([to.type, to.xml]);
}

/**
 * MODIFY takes a column from one of these types to another, with rows in it only where none would lose anything (ORA-01439,
 * 01440, 01441, 30082). LOBs (ORA-22858, 22859), LONG and what came later stay what they are.
 */
function isModifiable(from: ColumnType, to: ColumnType): boolean {
  const isScalar = (type: ColumnType): boolean =>
    type.kind === 'plain'
      ? ['DATE', 'BINARY_FLOAT', 'BINARY_DOUBLE'].includes(type.name)
      : type.kind !== 'vector' && type.kind !== 'urowid';
  return isScalar(from) && isScalar(to);
}

/** The order of the visible columns, and how it is reached: hidden and shown again, a column is the last one. */
export interface OrderChange {
  /** MODIFY (… VISIBLE) before anything is hidden: one column has to be seen at any time (ORA-54039). */
  readonly first: string | null;
  /** MODIFY (… INVISIBLE), at once. */
  readonly hidden: readonly string[];
  /** MODIFY (… VISIBLE), one after the other. */
  readonly shown: readonly string[];
}

/** Takes the table with all its columns and the one that it should be. */
export function orderChange(now: OracleTable, to: OracleTable): OrderChange {
  const target = visibleNames(to);
  const [head = null] = target;
  const seen = visibleNames(now);
  const first = head === null || seen.includes(head) ? null : head;
  const current = first === null ? seen : [...seen, first];
  let at = -1;
  let kept = 0;
  for (const name of target) {
    const next = current.indexOf(name, at + 1);
    if (next < 0) break;
    at = next;
    kept += 1;
  }
  const staying = new Set(target.slice(0, kept));
  return { first, hidden: current.filter((name) => !staying.has(name)), shown: target.slice(kept) };
}

function visibleNames({ columns }: OracleTable): readonly string[] {
  return columns.filter(({ isInvisible }) => !isInvisible).map(({ name }) => name);
}

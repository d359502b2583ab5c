/** Whether two tables have one structure, without writing both down where that can be seen at once. */
import { canonicalColumn, canonicalRest, canonicalText } from './canonicalText.ts';
import type { Check, ForeignKey, MysqlTable } from './model.ts';
import type { MysqlServerFacts } from './serverFacts.ts';

/** True exactly when the canonical texts of both normalised tables are equal. */
export function sameStructure(
  a: MysqlTable,
  b: MysqlTable,
  facts: Pick<MysqlServerFacts, 'dialect'>,
): boolean {
  const isSeen =
    shareParts(a, b) &&
    a.periods.length === 0 &&
    b.periods.length === 0 &&
    shareAll(a.foreignKeys, b.foreignKeys, isLikeKey) &&
    shareAll(a.checks, b.checks, isLikeCheck);
  return isSeen || sameText(a, b, facts);
}

/** Compares the canonical texts: first their columns' lines, of which few must be written, and only then what follows. */
function sameText(a: MysqlTable, b: MysqlTable, facts: Pick<MysqlServerFacts, 'dialect'>): boolean {
  const count = Math.min(a.columns.length, b.columns.length);
  for (let i = 0; i < count; i++) {
    const [one, other] = [a.columns[i], b.columns[i]];
    if (one === other || one === undefined || other === undefined) continue;
    const [line, otherLine] = [`${canonicalColumn(one)}\n`, `${canonicalColumn(other)}\n`];
    if (line === otherLine) continue;
    // Unless one begins with the other, nothing that follows makes the texts equal.
    const isOpen = line.startsWith(otherLine) || otherLine.startsWith(line);
    return isOpen && canonicalText(a, facts) === canonicalText(b, facts);
  }
  if (a.columns.length === b.columns.length) return canonicalRest(a, facts) === canonicalRest(b, facts);
  return canonicalText(a, facts) === canonicalText(b, facts);
}

/**
 * Whether both are put together from the very same parts, as a source and its true shadow are: equal lines of a server's
 * texts were parsed to one object. Of what holds names of its own (foreign keys and checks) only the number counts.
 */
export function shareParts(a: MysqlTable, b: MysqlTable): boolean {
  return (
    a.primaryKey === b.primaryKey &&
    a.partitioning === b.partitioning &&
    a.options === b.options &&
    a.systemVersioned === b.systemVersioned &&
    a.foreignKeys.length === b.foreignKeys.length &&
    a.checks.length === b.checks.length &&
    shareAll(a.columns, b.columns, isOne) &&
    shareAll(a.indexes, b.indexes, isOne)
  );
}

function shareAll<T>(a: readonly T[], b: readonly T[], isLike: (a: T, b: T) => boolean): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    const [one, other] = [a[i], b[i]];
    if (one === undefined || other === undefined || !isLike(one, other)) return false;
  }
  return true;
}

function isOne(a: unknown, b: unknown): boolean {
  return a === b;
}

/** But for the name, and for whether the parent's database is printed. */
function isLikeKey(a: ForeignKey, b: ForeignKey): boolean {
  return (
    a.referenced.table === b.referenced.table &&
    a.referenced.database === b.referenced.database &&
    a.match === b.match &&
    a.onDelete === b.onDelete &&
    a.onUpdate === b.onUpdate &&
    shareAll(a.columns, b.columns, isOne) &&
    shareAll(a.referencedColumns, b.referencedColumns, isOne)
  );
}

function isLikeCheck(a: Check, b: Check): boolean {
  return a.name === b.name && a.enforced === b.enforced && a.expression.text === b.expression.text;
}

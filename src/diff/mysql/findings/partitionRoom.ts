import type { Partition, Partitioning } from '../../../schema/mysql/model.ts';

/**
 * Whether every row that the old partitioning held is certain to have a place in the new one. Bounds that can't be
 * compared count as smaller.
 */
export function takesAllRows(old: Partitioning | null, now: Partitioning | null): boolean {
  if (now === null) return true;
  const sub = now.subpartitionBy?.method;
  if (sub !== undefined && sub !== 'HASH' && sub !== 'KEY')
    return sameFunction(old, now, true) && sameTemplate(old, now);
  switch (now.by.method) {
    case 'HASH':
    case 'KEY':
    case 'SYSTEM_TIME':
      return true;
    case 'RANGE':
    case 'RANGE COLUMNS':
      return rangeTakesAll(old, now);
    case 'LIST':
    case 'LIST COLUMNS':
      return listTakesAll(old, now);
  }
}

function rangeTakesAll(old: Partitioning | null, now: Partitioning): boolean {
  const last = now.partitions?.at(-1);
  return isOpen(last) || (sameFunction(old, now, false) && reaches(old?.partitions?.at(-1), last));
}

function listTakesAll(old: Partitioning | null, now: Partitioning): boolean {
  const partitions = now.partitions ?? [];
  return (
    hasDefault(partitions) || (sameFunction(old, now, false) && listsAll(old?.partitions ?? [], partitions))
  );
}

/** MAXVALUE for all columns. */
function isOpen(partition: Partition | undefined): boolean {
  const values = partition?.values;
  return values?.kind === 'less-than' && values.items.every((item) => item.toUpperCase() === 'MAXVALUE');
}

function reaches(old: Partition | undefined, now: Partition | undefined): boolean {
  if (old?.values?.kind !== 'less-than' || now?.values?.kind !== 'less-than') return false;
  const [a, b] = [old.values.items, now.values.items];
  if (a.length === b.length && a.every((item, i) => item === b[i])) return true;
  const [from, to] = [integer(a), integer(b)];
  return from !== null && to !== null && to >= from;
}

function integer(items: readonly string[]): bigint | null {
  const [text] = items;
  return items.length === 1 && text !== undefined && /^-?\d+$/.test(text) ? BigInt(text) : null;
}

function hasDefault(partitions: readonly Partition[]): boolean {
  return partitions.some(
    ({ values }) =>
      values?.kind === 'in' && (values.bare || values.items.some((item) => /^default$/i.test(item))),
  );
}

function listsAll(old: readonly Partition[], now: readonly Partition[]): boolean {
  const listed = new Set(now.flatMap(valuesOf));
  return !hasDefault(old) && old.flatMap(valuesOf).every((item) => listed.has(item));
}

function valuesOf({ values }: Partition): readonly string[] {
  return values?.kind === 'in' ? values.items : [];
}

/** The same method over the same expression or columns, so that bounds mean the same. */
function sameFunction(old: Partitioning | null, now: Partitioning, withSub: boolean): boolean {
  if (old === null) return false;
  const isSame = JSON.stringify(functionOf(old.by)) === JSON.stringify(functionOf(now.by));
  return isSame && (!withSub || JSON.stringify(old.subpartitionBy) === JSON.stringify(now.subpartitionBy));
}

function functionOf(by: Partitioning['by']): readonly unknown[] {
  return [by.method, by.expression?.text ?? null, by.columns.map((column) => column.toLowerCase())];
}

/** OceanBase's RANGE and LIST subpartitions: only unchanged ones are known to take the same rows. */
function sameTemplate(old: Partitioning | null, now: Partitioning): boolean {
  return JSON.stringify([old?.template, old?.partitions]) === JSON.stringify([now.template, now.partitions]);
}

import type { KeptColumn, TableChange } from '../tableChange.ts';
import { phrase } from '../../../../schema/phrase.ts';
import type { Phrase } from '../../../../schema/phrase.ts';

/**
 * Why OceanBase does the statement offline: it then locks the table against reads and writes and writes it anew. From its
 * manual's list "Online and offline DDL operations" (V4.x, MySQL mode); what the list does not call online counts as
 * offline. Gives the causes; none when the statement is online.
 */
export function oceanbaseOffline(change: TableChange): readonly Phrase[] {
  return [
    ...offlineColumns(change),
    ...change.kept.filter(isRewritten).map(({ after }) => phrase`column ${after.name} is written anew`),
    ...(isReordered(change) ? [phrase`columns move`] : []),
    ...(isSame(change.before.primaryKey, change.after.primaryKey) ? [] : [phrase`the primary key changes`]),
    ...(movesRows(change) ? [phrase`the partitioning changes`] : []),
  ];
}

function offlineColumns(change: TableChange): readonly Phrase[] {
  const causes: Phrase[] = [];
  const added = new Set(change.addedColumns);
  const firstAdded = change.after.columns.findIndex((column) => added.has(column));
  const isInMiddle =
    firstAdded >= 0 && change.after.columns.slice(firstAdded).some((column) => !added.has(column));
  if (isInMiddle) causes.push(phrase`a column is added before another one`);
  for (const column of change.addedColumns) {
    if (column.autoIncrement) causes.push(phrase`column ${column.name} numbers every row`);
    if (column.generated !== null && column.generated.storage !== 'VIRTUAL')
      causes.push(phrase`column ${column.name} is stored`);
  }
  const dropped = change.droppedColumns.filter((column) => column.generated?.storage !== 'VIRTUAL');
  return [...causes, ...dropped.map((column) => phrase`column ${column.name} is dropped`)];
}

function isRewritten({ before, after, isReplaced, losses }: KeptColumn): boolean {
  return (
    isReplaced ||
    losses.length > 0 ||
    before.type.name !== after.type.name ||
    before.charset !== after.charset ||
    before.collation !== after.collation ||
    before.autoIncrement !== after.autoIncrement ||
    !isSame(before.generated, after.generated)
  );
}

function isReordered(change: TableChange): boolean {
  const order = change.kept.map(({ before }) => change.before.columns.indexOf(before));
  return order.some((place, i) => i > 0 && place < (order[i - 1] ?? 0));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function movesRows(change: TableChange): boolean {
  const [before, after] = [change.before.partitioning, change.after.partitioning];
  if (JSON.stringify(before) === JSON.stringify(after)) return false;
  return !change.clauses.addsPartitions && !change.clauses.dropsPartitions;
}

/** Two normalised tables → the list of differences, fit to be shown. */
import { canonicalText, essence } from '../../schema/oracle/canonicalText.ts';
import type { OracleTable, Partitioning } from '../../schema/oracle/model.ts';
import { printPartitioning } from '../../schema/oracle/print/printPartitioning.ts';
import { quoteIdentifier } from '../../schema/oracle/quote.ts';
import type { OracleServerFacts } from '../../schema/oracle/serverFacts.ts';
import { difference, wholeDifference } from '../difference.ts';
import type { Difference, DifferenceObject } from '../difference.ts';
import { longestIncreasing } from '../longestIncreasing.ts';
import { match } from './matching.ts';
import { partitionText } from './partitionChanges.ts';
import { checkText, columnText, foreignKeyText, indexText, keyText, optionTexts } from './pieces.ts';

/** See `Dialect.compare`: source is the expected shadow, shadow the actual one. */
export function compareTables(
  expected: OracleTable,
  actual: OracleTable,
  facts: OracleServerFacts,
): readonly Difference[] {
  const key = (table: OracleTable): string | null =>
    table.primaryKey === null ? null : keyText(table.primaryKey, 'PRIMARY KEY', table);
  const isSameKey = essence(expected.primaryKey) === essence(actual.primaryKey);
  const found = [
    ...compareColumns(expected, actual, facts),
    ...compareOrder(expected, actual),
    ...(isSameKey ? [] : [difference('primary key', 'PRIMARY', key(expected), key(actual))]),
    ...compareParts('index', expected.uniqueKeys, actual.uniqueKeys, (one) =>
      keyText(one, 'UNIQUE', expected),
    ),
    ...compareParts('index', expected.indexes, actual.indexes, indexText),
    ...compareParts('foreign key', expected.foreignKeys, actual.foreignKeys, foreignKeyText),
    ...compareParts('check', expected.checks, actual.checks, checkText),
    ...compareOptions(expected, actual),
    ...comparePartitioning(expected.partitioning, actual.partitioning),
  ];
  return found.length > 0 ? found : wholeDifference(canonicalText(expected), canonicalText(actual));
}

function compareColumns(
  expected: OracleTable,
  actual: OracleTable,
  facts: OracleServerFacts,
): readonly Difference[] {
  const old = new Map(actual.columns.map((column) => [column.name, column]));
  const wanted = new Set(expected.columns.map(({ name }) => name));
  const found = expected.columns.flatMap((column) => {
    const before = old.get(column.name);
    const text = columnText(column, facts);
    if (before === undefined) return [difference('column', column.name, text, null)];
    if (essence(column) === essence(before)) return [];
    return [difference('column', column.name, text, columnText(before, facts))];
  });
  const removed = actual.columns.filter(({ name }) => !wanted.has(name));
  return [
    ...found,
    ...removed.map((column) => difference('column', column.name, null, columnText(column, facts))),
  ];
}

/** The visible columns that both have and that stand in another order; as few as possible are said to have moved. */
function compareOrder(expected: OracleTable, actual: OracleTable): readonly Difference[] {
  const [wanted, old] = [visible(expected), visible(actual)];
  const common = wanted.filter((name) => old.includes(name));
  const staying = longestIncreasing(common.map((name) => old.indexOf(name)));
  return common
    .filter((_, i) => !staying.has(i))
    .map((name): Difference => ({
      object: 'column',
      name,
      kind: 'moved',
      source: placeOf(name, wanted),
      shadow: placeOf(name, old),
    }));
}

function visible({ columns }: OracleTable): readonly string[] {
  return columns.filter(({ isInvisible }) => !isInvisible).map(({ name }) => name);
}

function placeOf(name: string, names: readonly string[]): string {
  const previous = names[names.indexOf(name) - 1];
  return previous === undefined ? 'FIRST' : `AFTER ${quoteIdentifier(previous)}`;
}

/** Parts without a counterpart; those of one name are told as one that changed. */
function compareParts<T extends { readonly name: string }>(
  object: DifferenceObject,
  expected: readonly T[],
  actual: readonly T[],
  text: (part: T) => string,
): readonly Difference[] {
  const { added, removed } = match(actual, expected);
  const left = new Map(removed.map((part) => [part.name, part]));
  const found = added.map((part) => {
    const before = left.get(part.name);
    left.delete(part.name);
    return difference(object, part.name, text(part), before === undefined ? null : text(before));
  });
  return [...found, ...[...left.values()].map((part) => difference(object, part.name, null, text(part)))];
}

function compareOptions(expected: OracleTable, actual: OracleTable): readonly Difference[] {
  const old = optionTexts(actual);
  return [...optionTexts(expected)].flatMap(([name, source]) => {
    const shadow = old.get(name) ?? null;
    return source === shadow ? [] : [difference('option', name, source, shadow)];
  });
}

function comparePartitioning(
  expected: Partitioning | null,
  actual: Partitioning | null,
): readonly Difference[] {
  if (essence(expected) === essence(actual)) return [];
  if (expected === null || actual === null || !isSameButPartitions(expected, actual))
    return [whole(expected, actual)];
  const names = (one: Partitioning): readonly string[] => one.partitions.map(({ name }) => name ?? '');
  const all = new Set([...names(expected), ...names(actual)]);
  const found = [...all].flatMap((name) => {
    const text = (one: Partitioning): string | null => {
      const partition = one.partitions.find((candidate) => candidate.name === name);
      return partition === undefined ? null : partitionText(partition, one);
    };
    const [source, shadow] = [text(expected), text(actual)];
    return source === shadow ? [] : [difference('partition', name, source, shadow)];
  });
  return found.length > 0 ? found : [whole(expected, actual)];
}

function isSameButPartitions(a: Partitioning, b: Partitioning): boolean {
  return essence({ ...a, partitions: [] }) === essence({ ...b, partitions: [] });
}

function whole(expected: Partitioning | null, actual: Partitioning | null): Difference {
  const text = (one: Partitioning | null): string | null =>
    one === null ? null : printPartitioning(one, null);
  return difference('partitioning', 'PARTITION BY', text(expected), text(actual));
}

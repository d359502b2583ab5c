/** Two normalised tables → the list of differences, fit to be shown. */
import { canonicalText } from '../../schema/mysql/canonicalText.ts';
import type { Column, Index, MysqlTable, TableOption } from '../../schema/mysql/model.ts';
import type { MysqlServerFacts } from '../../schema/mysql/serverFacts.ts';
import { quoteIdentifier } from '../../schema/mysql/quote.ts';
import { difference, wholeDifference } from '../difference.ts';
import type { Difference, DifferenceObject } from '../difference.ts';
import { comparePartitioning } from './comparePartitioning.ts';
import { movedColumns } from './columnChanges.ts';
import { checkStructure, foreignKeyStructure, matchConstraints } from './constraintChanges.ts';
import { equal } from './equal.ts';
import { meaningOf } from './meaning.ts';
import type { Meaning } from './meaning.ts';
import { byName, foldName } from './names.ts';
import { printPeriod } from '../../schema/mysql/print/printConstraint.ts';
import {
  checkDefinition,
  columnDefinition,
  foreignKeyDefinition,
  indexDefinition,
  optionValueText,
} from './pieces.ts';

/** See `Dialect.compare`: source is the expected shadow, shadow the actual one. */
export function compareTables(
  expected: MysqlTable,
  actual: MysqlTable,
  facts: MysqlServerFacts,
): readonly Difference[] {
  const meaning = meaningOf(facts, expected, actual);
  const found = [
    ...compareColumns(expected, actual),
    ...compareOrder(expected, actual),
    ...comparePrimaryKeys(expected.primaryKey, actual.primaryKey, meaning),
    ...compareNamed('index', expected.indexes, actual.indexes, indexDefinition, meaning),
    ...compareConstraints(
      'foreign key',
      expected.foreignKeys,
      actual.foreignKeys,
      foreignKeyStructure(meaning),
      foreignKeyDefinition,
    ),
    ...compareConstraints(
      'check',
      expected.checks,
      actual.checks,
      checkStructure(facts, meaning),
      checkDefinition,
    ),
    ...compareNamed('period', expected.periods, actual.periods, printPeriod, (period) => period),
    ...compareOptions(expected, actual),
    ...comparePartitioning(expected.partitioning, actual.partitioning, meaning),
  ];
  return found.length > 0
    ? found
    : wholeDifference(canonicalText(expected, facts), canonicalText(actual, facts));
}

function compareColumns(expected: MysqlTable, actual: MysqlTable): readonly Difference[] {
  const found: Difference[] = [];
  const old = byName(actual.columns);
  for (const column of expected.columns) {
    const before = old.get(foldName(column.name));
    if (before === undefined)
      found.push(difference('column', column.name, columnDefinition(column, expected), null));
    else if (!equal(column, before)) found.push(changedColumn(column, expected, before, actual));
  }
  const wanted = byName(expected.columns);
  for (const column of actual.columns) {
    if (!wanted.has(foldName(column.name)))
      found.push(difference('column', column.name, null, columnDefinition(column, actual)));
  }
  return found;
}

/** Both definitions as their tables would print them; said in full where those texts hide what differs. */
function changedColumn(column: Column, expected: MysqlTable, before: Column, actual: MysqlTable): Difference {
  const respelled = column.name !== before.name;
  const named = (name: string, text: string): string =>
    respelled ? `${quoteIdentifier(name)} ${text}` : text;
  const texts = [columnDefinition(column, expected), columnDefinition(before, actual)] as const;
  const [source, shadow] =
    texts[0] === texts[1] ? [columnDefinition(column, null), columnDefinition(before, null)] : texts;
  return difference('column', column.name, named(column.name, source), named(before.name, shadow));
}

function compareOrder(expected: MysqlTable, actual: MysqlTable): readonly Difference[] {
  const old = byName(actual.columns);
  const moved = movedColumns(
    actual.columns,
    expected.columns,
    (column) => old.get(foldName(column.name)) ?? null,
  );
  return expected.columns
    .filter((column) => moved.has(foldName(column.name)))
    .map((column) => ({
      object: 'column',
      name: column.name,
      kind: 'moved',
      source: placeOf(column.name, expected),
      shadow: placeOf(column.name, actual),
    }));
}

function placeOf(name: string, table: MysqlTable): string {
  const at = table.columns.findIndex((column) => foldName(column.name) === foldName(name));
  const previous = table.columns[at - 1];
  return previous === undefined ? 'FIRST' : `AFTER ${quoteIdentifier(previous.name)}`;
}

function comparePrimaryKeys(
  expected: Index | null,
  actual: Index | null,
  meaning: Meaning,
): readonly Difference[] {
  const meant = (index: Index | null): Index | null => (index === null ? null : meaning(index));
  if (equal(meant(expected), meant(actual))) return [];
  const text = (index: Index | null): string | null => (index === null ? null : indexDefinition(index));
  return [difference('primary key', 'PRIMARY', text(expected), text(actual))];
}

function compareNamed<T extends { readonly name: string }>(
  object: DifferenceObject,
  expected: readonly T[],
  actual: readonly T[],
  text: (thing: T) => string,
  meant: (thing: T) => T,
): readonly Difference[] {
  const [wanted, old] = [byName(expected), byName(actual)];
  const found: Difference[] = [];
  for (const thing of expected) {
    const before = old.get(foldName(thing.name));
    if (before !== undefined && equal(meant(thing), meant(before))) continue;
    found.push(difference(object, thing.name, text(thing), before === undefined ? null : text(before)));
  }
  for (const thing of actual) {
    if (!wanted.has(foldName(thing.name))) found.push(difference(object, thing.name, null, text(thing)));
  }
  return found;
}

function compareConstraints<C extends { readonly name: string | null }>(
  object: DifferenceObject,
  expected: readonly C[],
  actual: readonly C[],
  structure: (constraint: C) => unknown,
  text: (constraint: C) => string,
): readonly Difference[] {
  const match = matchConstraints(actual, expected, structure);
  const name = (constraint: C): string => constraint.name ?? '';
  return [
    ...match.changed.map((pair) => difference(object, name(pair.to), text(pair.to), text(pair.from))),
    ...match.added.map((constraint) => difference(object, name(constraint), text(constraint), null)),
    ...match.removed.map((constraint) => difference(object, name(constraint), null, text(constraint))),
  ];
}

function compareOptions(expected: MysqlTable, actual: MysqlTable): readonly Difference[] {
  const [wanted, old] = [byOption(expected), byOption(actual)];
  const names = new Set([...wanted.keys(), ...old.keys()]);
  const found: Difference[] = [];
  const text = (option: TableOption | undefined): string | null =>
    option === undefined ? null : optionValueText(option);
  for (const name of names) {
    const [source, shadow] = [wanted.get(name), old.get(name)];
    if (!equal(source, shadow)) found.push(difference('option', name, text(source), text(shadow)));
  }
  if (expected.systemVersioned !== actual.systemVersioned) {
    const say = (on: boolean): string | null => (on ? 'WITH SYSTEM VERSIONING' : null);
    found.push(
      difference('option', 'SYSTEM VERSIONING', say(expected.systemVersioned), say(actual.systemVersioned)),
    );
  }
  return found;
}

function byOption(table: MysqlTable): ReadonlyMap<string, TableOption> {
  return new Map(table.options.map((option) => [option.name, option]));
}

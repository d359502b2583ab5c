/** What happens to columns. */
import { generatedOf } from './expressions.ts';
import type { Column, Expression, Table } from './model.ts';
import { insertAt, removeAt, replaceAt, type Change, type Mutation } from './mutation.ts';
import { resized } from './resize.ts';

function onColumn(change: (column: Column, mutation: Mutation) => Column): Change {
  return (table, mutation) => ({
    ...table,
    columns: replaceAt(table.columns, mutation.a, (column) => change(column, mutation)),
  });
}

/** By the name of the change. */
export const columnChanges = {
  'add column': (table, { a, column }) => ({ ...table, columns: insertAt(table.columns, a, column) }),
  'drop column': (table, { a }) =>
    table.columns.length < 2 ? table : { ...table, columns: removeAt(table.columns, a) },
  'move column': (table, { a, b }) => {
    const moved = table.columns[a % table.columns.length];
    return moved === undefined
      ? table
      : { ...table, columns: insertAt(removeAt(table.columns, a), b, moved) };
  },
  reverse: (table) => ({ ...table, columns: table.columns.toReversed() }),
  retype: onColumn((column, mutation) =>
    column.generated === null ? { ...mutation.column, name: column.name } : column,
  ),
  resize: onColumn((column, { b }) => resized(column, b)),
  members: onColumn(withMembers),
  null: onColumn((column) => ({ ...column, nullable: !column.nullable })),
  default: onColumn((column, { column: other }) => {
    const isFit = column.type.family === other.type.family;
    return { ...column, default: isFit ? other.default : { kind: 'none' } };
  }),
  comment: onColumn((column, { text }) => ({ ...column, comment: text })),
  charset: onColumn((column, { column: other, options }) => ({
    ...column,
    charset: other.charset ?? options.charset,
  })),
  'hide column': onColumn((column) => ({ ...column, invisible: !column.invisible })),
  number: onColumn((column) => ({ ...column, autoIncrement: !column.autoIncrement })),
  'change generated': onColumn(withOtherExpression),
  'add generated': (table, { a, expression }) => {
    const [template] = table.columns;
    const column = template === undefined ? null : generatedOf(expression, table.columns, template);
    return column === null ? table : { ...table, columns: insertAt(table.columns, a, column) };
  },
  rename: (table, { a, name }) =>
    renameColumn(table, table.columns[a % table.columns.length]?.name ?? '', name),
  recase: (table, { a }) => {
    const name = table.columns[a % table.columns.length]?.name ?? '';
    return renameColumn(table, name, otherCase(name));
  },
  'swap names': (table, { a, b }) => swapNames(table, a, b),
} as const satisfies Readonly<Record<string, Change>>;

/** The name in the other case. */
export function otherCase(name: string): string {
  return name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
}

function withMembers(column: Column, { a, b, text }: Mutation): Column {
  const { members } = column.type;
  if (members === null) return column;
  const fresh = `${text.replace(/[,\p{C}]/gu, '').slice(0, 20)}m`;
  const hasIt = members.some((member) => member.toLowerCase() === fresh.toLowerCase());
  const ways = [
    () => (members.length > 1 ? removeAt(members, a) : members),
    () => [...members, fresh],
    () => insertAt(members, a, fresh),
  ];
  const changed = hasIt ? members.toReversed() : (ways[b % ways.length]?.() ?? members);
  return { ...column, type: { ...column.type, members: changed }, default: { kind: 'none' } };
}

function withOtherExpression(column: Column, { b }: Mutation): Column {
  if (column.generated === null) return column;
  const { expression, stored } = column.generated;
  const generated =
    b % 2 === 0
      ? { expression, stored: !stored }
      : { stored, expression: { ...expression, template: '{0}' } };
  return { ...column, generated };
}

function swapNames(table: Table, a: number, b: number): Table {
  const [first, second] = [table.columns[a % table.columns.length], table.columns[b % table.columns.length]];
  if (first === undefined || second === undefined || first === second) return table;
  const other = new Map([
    [first.name, second.name],
    [second.name, first.name],
  ]);
  return mapNames(table, (name) => other.get(name) ?? name);
}

function renameColumn(table: Table, from: string, to: string): Table {
  const isTaken = table.columns.some(({ name }) => name !== from && name.toLowerCase() === to.toLowerCase());
  return isTaken ? table : mapNames(table, (name) => (name === from ? to : name));
}

/** Everything that names a column follows. */
function mapNames(table: Table, to: (name: string) => string): Table {
  const map = (expression: Expression): Expression => ({ ...expression, uses: expression.uses.map(to) });
  const { partitioning } = table;
  const subpartitions = partitioning?.subpartitions ?? null;
  return {
    ...table,
    columns: table.columns.map((column) => ({
      ...column,
      name: to(column.name),
      check: column.check === null ? null : map(column.check),
      generated:
        column.generated === null
          ? null
          : { ...column.generated, expression: map(column.generated.expression) },
    })),
    keys: table.keys.map((key) => ({
      ...key,
      parts: key.parts.map((part) => ({ ...part, column: to(part.column) })),
    })),
    checks: table.checks.map((check) => ({ ...check, expression: map(check.expression) })),
    foreignKeys: table.foreignKeys.map((key) => ({ ...key, columns: key.columns.map(to) })),
    partitioning:
      partitioning === null
        ? null
        : {
            ...partitioning,
            columns: partitioning.columns.map(to),
            subpartitions:
              subpartitions === null ? null : { ...subpartitions, column: to(subpartitions.column) },
          },
  };
}

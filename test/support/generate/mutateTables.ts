/** What happens to keys, constraints and options of a table. */
import { checkOf } from './expressions.ts';
import { keyOf } from './keys.ts';
import type { Check, ForeignKey, Key, Table } from './model.ts';
import { otherCase } from './mutateColumns.ts';
import { freshName, removeAt, replaceAt, type Change, type Mutation } from './mutation.ts';

function onKey(change: (key: Key, mutation: Mutation, table: Table) => Key): Change {
  return (table, mutation) => ({
    ...table,
    keys: replaceAt(table.keys, mutation.a, (key) => change(key, mutation, table)),
  });
}

/** By the name of the change. */
export const keyChanges = {
  'add key': (table, { key }) => ({ ...table, keys: [...table.keys, keyOf(key, table.columns)] }),
  'drop key': (table, { a }) => ({ ...table, keys: removeAt(table.keys, a) }),
  'rename key': onKey((key, { name }) => ({ ...key, name })),
  'recase key': onKey((key) => ({ ...key, name: otherCase(key.name) })),
  'rekind key': onKey((key) => {
    const kind = key.kind === 'plain' ? 'unique' : key.kind === 'unique' ? 'plain' : key.kind;
    return { ...key, kind };
  }),
  'key parts': onKey((key, { b, key: gene }, { columns }) => {
    const parts = b % 2 === 0 ? key.parts.toReversed() : keyOf({ ...gene, kind: key.kind }, columns).parts;
    return { ...key, parts };
  }),
  prefix: onKey((key, { b }) => ({
    ...key,
    parts: key.parts.map((part) => ({ ...part, length: part.length === null ? 1 + b : null })),
  })),
  direction: onKey((key, { b }) => ({
    ...key,
    parts: replaceAt(key.parts, b, (part) => ({ ...part, descending: !part.descending })),
  })),
  'key comment': onKey((key, { text }) => ({ ...key, comment: text })),
  'hide key': onKey((key) => ({ ...key, hidden: !key.hidden })),
  primary: (table, { key }) => {
    const others = table.keys.filter(({ kind }) => kind !== 'primary');
    return { ...table, keys: [keyOf({ ...key, kind: 'primary' }, table.columns), ...others] };
  },
  'drop primary': (table) => ({ ...table, keys: table.keys.filter(({ kind }) => kind !== 'primary') }),
} as const satisfies Readonly<Record<string, Change>>;

function onReference(change: (key: ForeignKey, mutation: Mutation) => ForeignKey): Change {
  return (table, mutation) => ({
    ...table,
    foreignKeys: replaceAt(table.foreignKeys, mutation.a, (key) => change(key, mutation)),
  });
}

function onCheck(change: (check: Check, mutation: Mutation, isMariadb: boolean) => Check): Change {
  return (table, mutation, { isMariadb }) => ({
    ...table,
    checks: replaceAt(table.checks, mutation.a, (check) => change(check, mutation, isMariadb)),
  });
}

const rules = [null, 'CASCADE', 'SET NULL', 'NO ACTION', 'RESTRICT'];

/** By the name of the change. */
export const constraintChanges = {
  'drop reference': (table, { a }) => ({ ...table, foreignKeys: removeAt(table.foreignKeys, a) }),
  'reference rule': onReference((key, { a, b }) => ({
    ...key,
    onDelete: rules[b % rules.length] ?? null,
    onUpdate: rules[a % rules.length] ?? null,
  })),
  'reference to source': onReference((key) => ({ ...key, toSource: true })),
  'rename reference': onReference((key, mutation) => ({ ...key, name: freshName(mutation.name, mutation) })),
  'add check': (table, mutation, flavour) => {
    const check = flavour.hasChecks ? checkOf(mutation.expression, table.columns, flavour) : null;
    if (check === null) return table;
    return { ...table, checks: [...table.checks, { ...check, name: freshName(check.name, mutation) }] };
  },
  'drop check': (table, { a }) => ({ ...table, checks: removeAt(table.checks, a) }),
  'rename check': onCheck((check, mutation) => ({ ...check, name: freshName(mutation.name, mutation) })),
  enforce: onCheck((check, _mutation, isMariadb) => ({ ...check, enforced: !check.enforced || isMariadb })),
} as const satisfies Readonly<Record<string, Change>>;

function withOptions(table: Table, options: Partial<Table['options']>): Table {
  return { ...table, options: { ...table.options, ...options } };
}

/** By the name of the change. */
export const optionChanges = {
  engine: (table, { options: { engine } }) => withOptions(table, { engine }),
  'row format': (table, { options: { rowFormat, keyBlockSize } }) =>
    withOptions(table, { rowFormat, keyBlockSize }),
  'table charset': (table, { options: { charset } }) => withOptions(table, { charset }),
  'table comment': (table, { text }) => withOptions(table, { comment: text }),
  options: (table, { options: { others } }) => withOptions(table, { others }),
  'other table': (table, mutation) => ({
    ...mutation.table,
    checks: mutation.table.checks.map((check) => ({ ...check, name: freshName(check.name, mutation) })),
    name: table.name,
  }),
} as const satisfies Readonly<Record<string, Change>>;

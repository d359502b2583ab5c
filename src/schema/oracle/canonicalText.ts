/** Text that is equal exactly when the structure is equal. */
import type { OracleTable } from './model.ts';

/**
 * Names of constraints and indexes belong to the schema, follow the naming rule and make no difference; neither do where
 * an identity started, which server-made names of partitions a table has, and whether it is read only at the moment.
 */
export function canonicalText(table: OracleTable): string {
  const known = texts.get(table);
  if (known !== undefined) return known;
  const text = writeText(table);
  texts.set(table, text);
  return text;
}

/** Asked for again and again while a change is planned; a table never changes. */
const texts = new WeakMap<OracleTable, string>();

function writeText(table: OracleTable): string {
  const { columns, primaryKey, uniqueKeys, foreignKeys, checks, indexes } = table;
  const lines = [
    ...columns.map((column) => `column ${column.name} ${essence(column)}`),
    ...(primaryKey === null ? [] : [`primary key ${essence(primaryKey)}`]),
    ...sorted(uniqueKeys, 'unique key'),
    ...sorted(foreignKeys, 'foreign key'),
    ...sorted(checks, 'check'),
    ...sorted(indexes, 'index'),
    `comment ${essence(table.comment)}`,
    `temporary ${essence(table.temporary)}`,
    `organization ${essence(table.organization)}`,
    `options ${essence(table.options)}`,
    `partitioning ${essence(partitionEssence(table))}`,
  ];
  return lines.join('\n');
}

/** Which foreign key a table is partitioned by is told by its columns. */
function partitionEssence({ partitioning, foreignKeys }: OracleTable): unknown {
  if (partitioning?.reference == null) return partitioning;
  const key = foreignKeys.find(({ name }) => name === partitioning.reference);
  return { ...partitioning, reference: key?.columns.join('\0') ?? null };
}

function sorted(list: readonly object[], what: string): readonly string[] {
  return list.map((one) => `${what} ${essence(one)}`).sort();
}

/**
 * A part of a model as text that is equal for parts that are the same but for the name of the constraint or index
 * itself. Keys are sorted, so that it does not matter how an object was made.
 */
export function essence(part: unknown): string {
  if (isNamed(part) && !Array.isArray(part)) {
    const { name, ...rest } = part;
    // A column's name is its own; those of constraints and indexes are the schema's.
    return 'type' in part || 'subpartitions' in part ? stable({ name, ...rest }) : stable(rest);
  }
  return stable(part);
}

function isNamed(part: unknown): part is { readonly name: unknown } {
  return typeof part === 'object' && part !== null && 'name' in part;
}

function stable(value: unknown): string {
  return JSON.stringify(value, (key, entry: unknown) => {
    if (key === 'startWith') return undefined;
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return entry;
    if ('text' in entry && 'key' in entry) return entry.key;
    const isOwnName = key !== 'notNull' && key !== 'index';
    const fields = Object.entries(entry).filter(([field]) => isOwnName || field !== 'name');
    return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Foreign keys that a server should take: between columns alike, to a key of the parent, with rules that can be kept. */
import type { Column, ForeignKey, Table } from './model.ts';
import { uniqueName } from './texts.ts';

/** The table's foreign keys as far as child and parent carry them; `taken` holds the database's constraint names. */
export function repairForeignKeys(
  table: Table,
  tables: ReadonlyMap<string, Table>,
  taken: Set<string>,
): readonly ForeignKey[] {
  return table.foreignKeys
    .filter((key) => isPossible(key, table, tables.get(key.parent)))
    .map((key) => ({ ...key, name: uniqueName(key.name, taken) }));
}

function isPossible(key: ForeignKey, child: Table, parent: Table | undefined): boolean {
  if (parent === undefined || ![child, parent].every(canRefer)) return false;
  const own = key.columns.map((name) => child.columns.find((column) => column.name === name));
  const theirs = key.parentColumns.map((name) => parent.columns.find((column) => column.name === name));
  const areAlike = own.every((column, i) => {
    const other = theirs[i];
    if (column === undefined || other === undefined) return false;
    if (column.generated !== null || other.generated !== null) return false;
    return likeness(column, child) === likeness(other, parent);
  });
  const setsNull = key.onDelete === 'SET NULL' || key.onUpdate === 'SET NULL';
  const isNullable = own.every((column) => column?.nullable);
  const isBase = child.columns.some(({ generated }) =>
    generated?.expression.uses.some((use) => key.columns.includes(use)),
  );
  const isChecked =
    child.checks.some(({ expression }) => expression.uses.some((use) => key.columns.includes(use))) ||
    own.some((column) => column?.check != null);
  const isPassive = key.onDelete === null && key.onUpdate === null;
  const isKept = parent.keys.some(
    ({ kind, parts, hidden }) =>
      (kind === 'primary' || kind === 'unique') &&
      !hidden &&
      parts.length === key.parentColumns.length &&
      parts.every(({ column, length }, i) => column === key.parentColumns[i] && length === null),
  );
  return areAlike && isKept && (isNullable || !setsNull) && (isPassive || !(isBase || isChecked));
}

function canRefer({ options, partitioning }: Table): boolean {
  return options.engine === 'InnoDB' && partitioning === null;
}

function likeness({ type, charset }: Column, { options }: Table): string {
  const set = ['char', 'text', 'enum'].includes(type.family) ? (charset ?? options.charset) : null;
  const { name, unsigned, length, scale, members } = type;
  return JSON.stringify([name, unsigned, type.family === 'integer' ? null : [length, scale], members, set]);
}

/**
 * Makes a table that mutation or chance put together into one that a server should take: what can't be is left out.
 * A server may still refuse; then the table is discarded.
 */
import type { Flavour } from './flavour.ts';
import type { Column, Default, Schema, Table } from './model.ts';
import { repairPartitioning } from './partitions.ts';
import { repairKeys } from './repairKeys.ts';
import { repairForeignKeys } from './repairReferences.ts';
import { uniqueName } from './texts.ts';

/** Repairs every table, then the foreign keys between them. */
export function repairSchema(schema: Schema, flavour: Flavour): Schema {
  // Names of checks and foreign keys are unique in a MySQL database.
  const taken = new Set<string>();
  const tables = schema.tables.map((table) => {
    const repaired = repairTable(table, flavour);
    return {
      ...repaired,
      checks: repaired.checks.map((check) => ({ ...check, name: uniqueName(check.name, taken) })),
    };
  });
  const byName = new Map(tables.map((table) => [table.name, table]));
  return {
    tables: tables.map((table) => ({ ...table, foreignKeys: repairForeignKeys(table, byName, taken) })),
  };
}

/** Everything but foreign keys. */
function repairTable(table: Table, flavour: Flavour): Table {
  const named = { ...table, columns: uniqueColumns(table.columns) };
  const partitioning =
    named.partitioning === null ? null : repairPartitioning(named.partitioning, named, flavour);
  const partitionColumns =
    partitioning === null
      ? []
      : [
          ...partitioning.columns,
          ...(partitioning.subpartitions === null ? [] : [partitioning.subpartitions.column]),
        ];
  const base = withoutUnfit(named.columns, partitioning !== null, flavour);
  const keys = repairKeys(named.keys, base, { flavour, partitionColumns, engine: table.options.engine });
  const primary = new Set(keys.find(({ kind }) => kind === 'primary')?.parts.map(({ column }) => column));
  const indexed = new Set(keys.flatMap(({ parts }) => (parts[0] === undefined ? [] : [parts[0].column])));
  const spatial = new Set(
    keys.flatMap(({ kind, parts }) =>
      kind === 'spatial' || kind === 'vector' ? parts.map(({ column }) => column) : [],
    ),
  );
  const columns = numberOne(base, indexed, flavour).map((column) =>
    settle(column, primary.has(column.name) || spatial.has(column.name), flavour),
  );
  const visible = columns.some(({ invisible }) => !invisible);
  const names = new Set(columns.map(({ name }) => name));
  // MyISAM and Aria have block sizes of their own, which SHOW CREATE TABLE shows on every key once a size was asked for.
  const keyBlockSize = table.options.engine === 'InnoDB' ? table.options.keyBlockSize : null;
  return {
    ...named,
    options: { ...table.options, keyBlockSize },
    columns: visible ? columns : columns.map((column) => ({ ...column, invisible: false })),
    keys,
    checks: table.checks.filter(({ expression }) =>
      expression.uses.every(
        (use) => names.has(use) && columns.find(({ name }) => name === use)?.autoIncrement === false,
      ),
    ),
    partitioning,
  };
}

function uniqueColumns(columns: readonly Column[]): readonly Column[] {
  const taken = new Set<string>();
  return columns.map((column) => ({ ...column, name: uniqueName(column.name, taken) }));
}

/** Generated columns without their base, checks of a column on another one, and shapes in partitioned tables go. */
function withoutUnfit(
  columns: readonly Column[],
  isPartitioned: boolean,
  flavour: Flavour,
): readonly Column[] {
  const fit = columns.filter(({ type }) => !isPartitioned || type.family !== 'geometry');
  const plain = new Set(fit.flatMap(({ name, generated }) => (generated === null ? [name] : [])));
  const kept = fit.filter(
    ({ generated }) =>
      generated === null ||
      (flavour.hasGenerated && generated.expression.uses.every((use) => plain.has(use))),
  );
  return kept.map((column) => (column.check?.uses[0] === column.name ? column : { ...column, check: null }));
}

/** One AUTO_INCREMENT at most: an integer that leads a key. */
function numberOne(
  columns: readonly Column[],
  indexed: ReadonlySet<string>,
  { isMariadb }: Flavour,
): readonly Column[] {
  const bases = new Set(columns.flatMap(({ generated }) => generated?.expression.uses ?? []));
  const chosen = columns.find(
    ({ name, autoIncrement, type, generated }) =>
      autoIncrement &&
      type.family === 'integer' &&
      generated === null &&
      indexed.has(name) &&
      !(bases.has(name) && !isMariadb) &&
      !bases.has(name),
  );
  return columns.map((column) => ({ ...column, autoIncrement: column === chosen }));
}

const bigFamilies = ['text', 'blob', 'json', 'geometry', 'vector'];

function settle(column: Column, isRequired: boolean, flavour: Flavour): Column {
  const { type, generated, autoIncrement } = column;
  const charset = ['char', 'text', 'enum'].includes(type.family) ? column.charset : null;
  const base: Column = { ...column, charset, onUpdate: column.onUpdate && type.family === 'moment' };
  if (generated !== null) {
    const none: Default = { kind: 'none' };
    return {
      ...base,
      default: none,
      onUpdate: false,
      autoIncrement: false,
      nullable: !isRequired,
      check: null,
    };
  }
  const nullable = base.nullable && !isRequired && !autoIncrement;
  const value = possibleDefault({ ...base, nullable }, flavour);
  const needsValue = flavour.isMariadb && !nullable && value.kind === 'none';
  const invisible = base.invisible && flavour.hasInvisibleColumns && !needsValue && !autoIncrement;
  return { ...base, nullable, default: value, invisible };
}

function possibleDefault(
  { type, autoIncrement, nullable, default: value }: Column,
  flavour: Flavour,
): Default {
  const none: Default = { kind: 'none' };
  if (autoIncrement) return none;
  if (value.kind === 'null') return nullable ? value : none;
  const isExpression = value.kind === 'sql' && value.text.startsWith('(');
  const needsExpression = bigFamilies.includes(type.family);
  return needsExpression && !(isExpression && flavour.hasExpressionDefaults) ? none : value;
}

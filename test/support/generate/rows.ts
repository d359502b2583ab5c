/** Rows of values at the limits of their types. */
import type { Connection } from 'mysql2/promise';
import type { Flavour } from './flavour.ts';
import type { Column, ColumnType, Family, Schema, Table } from './model.ts';
import { identifier, literal, qualified, type Place } from './print.ts';

const shapes: Readonly<Record<string, readonly string[]>> = {
  geometry: ['POINT(1 2)', 'LINESTRING(0 0,1 1)'],
  point: ['POINT(1 2)', 'POINT(0 0)'],
  linestring: ['LINESTRING(0 0,1 1)'],
  polygon: ['POLYGON((0 0,0 1,1 1,0 0))'],
  multipoint: ['MULTIPOINT(0 0,1 1)'],
  geometrycollection: ['GEOMETRYCOLLECTION(POINT(1 1))'],
};

const strings = ["''", "'a'", "'A '", "'it''s'", "'é'", "'表'", "'a\\\\b'", "'0'"];
const bytes = ["''", "x'00'", "x'ff00ff'", "'a'"];
const digits = '9'.repeat(65);

const values: Readonly<Partial<Record<Family, readonly string[]>>> = {
  integer: ['0', '1', '-1', '127', '255', '-9223372036854775808', '9223372036854775807', '32768'],
  decimal: ['0', '-0.01', '1.005', digits, `-${digits}`, '12.34'],
  float: ['0', '0.1', '-123456.789', '1e30', '-1e-30', '16777217'],
  bit: ["b'1'", "b'0'", '18446744073709551615'],
  date: ["'1000-01-01'", "'9999-12-31'", "'2020-02-29'", "'0000-00-00'"],
  time: ["'-838:59:59'", "'838:59:59'", "'12:00:00.999999'", "'00:00:00'"],
  moment: ["'2020-02-29 23:59:59.999999'", "'1970-01-02 00:00:00'", "'2037-12-31 23:59:59'", "'0000-00-00'"],
  year: ['1901', '2155', '0', '2024'],
  json: ['\'{"a": 1}\'', "'[]'", "'null'"],
};

const addresses: Readonly<Record<string, readonly string[]>> = {
  inet6: ["'::1'", "'ff::'"],
  inet4: ["'1.2.3.4'"],
  uuid: ["'123e4567-e89b-12d3-a456-426655440000'"],
};

/** What a value beyond the type's range becomes is the limit itself, because rows are inserted with IGNORE. */
function valuesOf({ type, attribute }: Column, { isMariadb }: Flavour): readonly string[] {
  const full = (text: string): string => `repeat('${text}', ${String(Math.min(type.length ?? 300, 300))})`;
  const srid = attribute?.replace('SRID ', '') ?? '0';
  const numbers = JSON.stringify(Array.from({ length: type.length ?? 1 }, (_, i) => i + 0.5));
  const sized: Readonly<Partial<Record<Family, readonly string[]>>> = {
    char: [...strings, full('x')],
    text: [...strings, full('x')],
    binary: [...bytes, full('y')],
    blob: [...bytes, full('y')],
    enum: memberValues(type),
    geometry: (shapes[type.name] ?? []).map((text) => `ST_GeomFromText('${text}', ${srid})`),
    network: addresses[type.name] ?? [],
    vector: [`${isMariadb ? 'Vec_FromText' : 'STRING_TO_VECTOR'}('${numbers}')`],
  };
  return sized[type.family] ?? values[type.family] ?? [];
}

/**
 * Values over which no generated column errs. A virtual one is computed when it is read: rows get in whose value is out of
 * range, and then not even a SELECT works.
 */
function tame({ type }: Column): readonly string[] {
  return type.family === 'integer' ? ['0', '1', '7'] : ["''", "'a'", "'B'"];
}

function memberValues({ members, name }: ColumnType): readonly string[] {
  const list = members ?? [];
  const [first = '', last = ''] = [list[0], list.at(-1)];
  return [first, last, ...(name === 'set' ? [list.slice(0, 3).join(',')] : [])].map((member) =>
    literal(member),
  );
}

/** Inserts a few rows of limits into a table; what keys and checks forbid is left out by the server. */
async function insertRows(
  connection: Connection,
  table: Table,
  place: Place,
  flavour: Flavour,
): Promise<void> {
  const columns = table.columns.filter(
    ({ generated, autoIncrement }) => generated === null && !autoIncrement,
  );
  const computed = table.keys.flatMap(({ parts }) => parts.filter(({ template }) => template !== null));
  const bases = new Set([
    ...table.columns.flatMap(({ generated }) => generated?.expression.uses ?? []),
    ...computed.map(({ column }) => column),
  ]);
  const choices = columns.map((column) =>
    bases.has(column.name) ? tame(column) : valuesOf(column, flavour),
  );
  const rows = Array.from({ length: 8 }, (_, row) => {
    const items = columns.map((column, at) => {
      const list = choices[at] ?? [];
      const isNull = column.nullable && (row + at) % 5 === 4;
      return isNull ? 'NULL' : (list[(row + at) % Math.max(1, list.length)] ?? 'NULL');
    });
    return `(${items.join(', ')})`;
  });
  const names = columns.map(({ name }) => identifier(name)).join(', ');
  try {
    await connection.query(
      `INSERT IGNORE INTO ${qualified(table, place)} (${names}) VALUES ${rows.join(', ')}`,
    );
  } catch {
    // The server forbids all of them; other tables have others.
  }
}

/** Rows for every table of the schema that was made; parents first, as far as they are listed so. */
export async function fillSchema(
  connection: Connection,
  schema: Schema,
  made: ReadonlySet<string>,
  place: Place,
  flavour: Flavour,
): Promise<void> {
  for (const table of schema.tables)
    if (made.has(table.name)) await insertRows(connection, table, place, flavour);
}

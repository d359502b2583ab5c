/** The values of a table, in a form that does not depend on how a type shows them. */
import type { Connection } from 'mysql2/promise';
import { identifier } from '../support/generate/print.ts';

interface KnownColumn {
  readonly name: string;
  readonly type: string;
  readonly isGenerated: boolean;
}

/** A table's rows: how many, and by lower-case column name the values in the order of the rows' content. */
export interface TableValues {
  readonly rows: number;
  readonly columns: readonly KnownColumn[];
}

/** Rows and columns of a table; no columns when there is no such table. */
export async function readColumns(
  connection: Connection,
  database: string,
  table: string,
): Promise<TableValues> {
  const [columns] = await connection.query(
    'SELECT column_name AS name, data_type AS type, extra AS extra FROM information_schema.columns WHERE table_schema = ? AND table_name = ? ORDER BY ordinal_position',
    [database, table],
  );
  const isThere = (columns as readonly unknown[]).length > 0;
  const place = `${identifier(database)}.${identifier(table)}`;
  const [counted] = isThere ? await connection.query(`SELECT COUNT(*) AS n FROM ${place}`) : [[{ n: 0 }]];
  return {
    rows: Number((counted as unknown as readonly { readonly n: number }[])[0]?.n),
    columns: (
      columns as unknown as readonly {
        readonly name: string;
        readonly type: string;
        readonly extra: string;
      }[]
    ).map(({ name, type, extra }) => ({
      name,
      type: type.toLowerCase(),
      isGenerated: /GENERATED(?!_)|VIRTUAL|PERSISTENT|STORED/i.test(extra),
    })),
  };
}

/** The rows as sorted texts of these columns, which are named without regard to case. */
export async function readValues(
  connection: Connection,
  database: string,
  table: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const { columns } = await readColumns(connection, database, table);
  const chosen = names.flatMap(
    (name) => columns.find((column) => column.name.toLowerCase() === name.toLowerCase()) ?? [],
  );
  if (chosen.length === 0) return [];
  const list = chosen.map((column, i) => `${expressionOf(column)} AS c${String(i)}`);
  const [rows] = await connection.query(
    `SELECT ${list.join(', ')} FROM ${identifier(database)}.${identifier(table)}`,
  );
  return (rows as unknown as readonly Readonly<Record<string, string | number | null>>[])
    .map((row) => chosen.map((column, i) => canonical(row[`c${String(i)}`], column.type)).join(' | '))
    .sort();
}

function expressionOf({ name, type }: KnownColumn): string {
  const column = identifier(name);
  if (/^(float|double)$/.test(type)) return `${column} + 0e0`;
  if (/^(char|varchar|tinytext|text|mediumtext|longtext|enum|set)$/.test(type))
    return `CONVERT(${column} USING utf8mb4)`;
  if (/^(bit|binary|varbinary|tinyblob|blob|mediumblob|longblob|vector)$|geom|point|line|polygon/.test(type))
    return `HEX(${column})`;
  return `CAST(${column} AS CHAR)`;
}

/** The same value gives the same text, whatever width, scale or precision its column has. */
function canonical(value: string | number | null | undefined, type: string): string {
  if (value === null || value === undefined) return 'NULL';
  const text = String(value);
  if (/^(float|double)$/.test(type)) return String(Number(text));
  if (/^(tinyint|smallint|mediumint|int|bigint|decimal|year)$/.test(type)) return number(text);
  if (/^(date|time|datetime|timestamp)$/.test(type))
    return text.replace(/\.0+$|(\.\d*?)0+$/, '$1').replace(/ 00:00:00$/, '');
  if (type === 'bit') return text.replace(/^0+(?=.)/, '');
  return JSON.stringify(text);
}

function number(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(text) ?? [];
  const digits = `${whole || '0'}${fraction === '' ? '' : `.${fraction}`}`;
  return digits === '0' ? '0' : sign + digits;
}

/**
 * The second oracle: what `information_schema` says of source and shadow, names mapped, must be the same rows. It uses
 * neither the product's reader nor its parser. Texts go through HEX, so that not a byte can hide.
 */
import type { Connection } from 'mysql2/promise';

/** One table of the dictionary, as far as it says what a table *is*; figures about rows, sizes and times,
 * and names of constraints, which follow the naming rule, are left out. */
interface View {
  readonly name: string;
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
}

const views: readonly View[] = [
  {
    name: 'columns',
    schema: 'TABLE_SCHEMA',
    table: 'TABLE_NAME',
    columns: [
      ...[
        'ORDINAL_POSITION',
        'COLUMN_NAME',
        'COLUMN_DEFAULT',
        'IS_NULLABLE',
        'COLUMN_TYPE',
        'CHARACTER_SET_NAME',
      ],
      ...[
        'COLLATION_NAME',
        'DATETIME_PRECISION',
        'EXTRA',
        'COLUMN_COMMENT',
        'GENERATION_EXPRESSION',
        'IS_GENERATED',
        'SRS_ID',
      ],
    ],
  },
  {
    name: 'statistics',
    schema: 'TABLE_SCHEMA',
    table: 'TABLE_NAME',
    columns: [
      ...[
        'INDEX_NAME',
        'SEQ_IN_INDEX',
        'COLUMN_NAME',
        'NON_UNIQUE',
        'COLLATION',
        'SUB_PART',
        'INDEX_TYPE',
        'INDEX_COMMENT',
      ],
      ...['IS_VISIBLE', 'EXPRESSION', 'IGNORED'],
    ],
  },
  {
    name: 'partitions',
    schema: 'TABLE_SCHEMA',
    table: 'TABLE_NAME',
    columns: [
      ...[
        'PARTITION_NAME',
        'SUBPARTITION_NAME',
        'PARTITION_ORDINAL_POSITION',
        'SUBPARTITION_ORDINAL_POSITION',
      ],
      ...['PARTITION_METHOD', 'SUBPARTITION_METHOD', 'PARTITION_EXPRESSION', 'SUBPARTITION_EXPRESSION'],
      ...['PARTITION_DESCRIPTION', 'PARTITION_COMMENT'],
    ],
  },
  {
    name: 'tables',
    schema: 'TABLE_SCHEMA',
    table: 'TABLE_NAME',
    columns: ['TABLE_TYPE', 'ENGINE', 'ROW_FORMAT', 'TABLE_COLLATION', 'CREATE_OPTIONS', 'TABLE_COMMENT'],
  },
  {
    name: 'table_constraints',
    schema: 'TABLE_SCHEMA',
    table: 'TABLE_NAME',
    columns: ['CONSTRAINT_TYPE', 'ENFORCED'],
  },
  {
    name: 'check_constraints',
    schema: 'CONSTRAINT_SCHEMA',
    table: 'TABLE_NAME',
    columns: ['LEVEL', 'CHECK_CLAUSE'],
  },
  {
    name: 'key_column_usage',
    schema: 'TABLE_SCHEMA',
    table: 'TABLE_NAME',
    columns: [
      'COLUMN_NAME',
      'ORDINAL_POSITION',
      'POSITION_IN_UNIQUE_CONSTRAINT',
      'REFERENCED_TABLE_NAME',
      'REFERENCED_COLUMN_NAME',
    ],
  },
  // Which of several keys of the parent a foreign key leans on is the server's own choice.
  {
    name: 'referential_constraints',
    schema: 'CONSTRAINT_SCHEMA',
    table: 'TABLE_NAME',
    columns: ['MATCH_OPTION', 'UPDATE_RULE', 'DELETE_RULE', 'REFERENCED_TABLE_NAME'],
  },
];

type Row = Readonly<Record<string, string | null>>;

/** What the dictionary says of one table: rows by view. */
export type DictionaryEntry = Readonly<Record<string, readonly Row[]>>;

/** Reads all tables of a database; gives an entry per table name. */
export async function readDictionary(
  connection: Connection,
  database: string,
): Promise<ReadonlyMap<string, DictionaryEntry>> {
  const entries = new Map<string, Record<string, Row[]>>();
  for (const view of views) {
    const known = await knownColumns(connection, view.name);
    if (!known.has(view.table)) continue;
    const columns = view.columns.filter((column) => known.has(column));
    const [rows] = await connection.query(
      `SELECT ${view.table} AS t, ${columns.map((column) => `HEX(${column}) AS ${column}`).join(', ')} ` +
        `FROM information_schema.${view.name} WHERE ${view.schema} = ?`,
      [database],
    );
    for (const { t, ...row } of rows as readonly Row[]) {
      const entry = entries.get(t ?? '') ?? {};
      entries.set(t ?? '', entry);
      (entry[view.name] ??= []).push(row);
    }
  }
  return entries;
}

/**
 * The entry as lines that are equal for equal tables. `parent` gives the name that a referenced table should have; null:
 * that foreign key is to be left out.
 */
export function dictionaryLines(
  entry: DictionaryEntry | undefined,
  parent: (table: string) => string | null = (table) => table,
): readonly string[] {
  const lines: string[] = [];
  for (const [view, rows] of Object.entries(entry ?? {})) {
    for (const row of rows) {
      // `referential_constraints` says it of each foreign key.
      if (view === 'table_constraints' && readable(row['CONSTRAINT_TYPE'] ?? null) === 'FOREIGN_KEY')
        continue;
      const values = Object.entries(row).map(([column, hex]): readonly [string, string | null] => {
        if (column === 'REFERENCED_TABLE_NAME' && hex !== null) return [column, parent(decode(hex))];
        return [column, named(column, readable(hex), row)];
      });
      if (values.some(([, value]) => value === null)) continue;
      lines.push(`${view}: ${values.map(([column, value]) => `${column}=${value ?? ''}`).join(' ')}`);
    }
  }
  return lines.sort();
}

/** What may differ between equal tables, by name. */
function named(column: string, value: string, row: Row): string {
  switch (column) {
    case 'CREATE_OPTIONS':
      // Aria: whether its defaults were written out; SHOW CREATE TABLE says PAGE_CHECKSUM=1 and ROW_FORMAT=PAGE either way.
      return readable(row['ENGINE'] ?? null) === 'Aria'
        ? value.replace(/page_checksum\\u\{3d\}1_?|row_format\\u\{3d\}\w+?_/g, '')
        : value;
    case 'ROW_FORMAT':
      // KEY_BLOCK_SIZE with a format that has none: InnoDB takes which it likes; of a partitioned table it says the first's.
      return /key_block_size|partitioned/i.test(readable(row['CREATE_OPTIONS'] ?? null)) ? '' : value;
    case 'UPDATE_RULE':
    case 'DELETE_RULE':
      return value === 'NO_ACTION' ? 'RESTRICT' : value;
    case 'GENERATION_EXPRESSION':
    case 'CHECK_CLAUSE':
      // MySQL: a literal has the character set of the session that made it; SHOW CREATE TABLE shows one text.
      return value.replace(/_\w+\\'(?:[^'\\]|\\[^'])*\\'/g, 'literal').replace(/-\(([\d.]+)\)/g, '-$1');
    default:
      return value;
  }
}

const knownByView = new WeakMap<Connection, Map<string, ReadonlySet<string>>>();

async function knownColumns(connection: Connection, view: string): Promise<ReadonlySet<string>> {
  const views = knownByView.get(connection) ?? new Map<string, ReadonlySet<string>>();
  knownByView.set(connection, views);
  const before = views.get(view);
  if (before !== undefined) return before;
  const [rows] = await connection.query(
    "SELECT UPPER(column_name) AS name FROM information_schema.columns WHERE table_schema = 'information_schema' AND UPPER(table_name) = ?",
    [view.toUpperCase()],
  );
  const known = new Set((rows as unknown as readonly { readonly name: string }[]).map(({ name }) => name));
  views.set(view, known);
  return known;
}

function decode(hex: string): string {
  return Buffer.from(hex, 'hex').toString('utf8');
}

/** Bytes as text where every one of them is printable, else with the rest as escapes. */
function readable(hex: string | null): string {
  if (hex === null) return 'NULL';
  return decode(hex).replace(/[^!-<>-~]/gu, (character) =>
    character === ' ' ? '_' : `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
  );
}

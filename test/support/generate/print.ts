/** The generator's tables as SQL. Shares nothing with the product's printer. */
import type {
  Charset,
  Check,
  Column,
  ColumnType,
  Default,
  Expression,
  ForeignKey,
  Key,
  KeyPart,
  Part,
  Partitioning,
  Table,
} from './model.ts';
import type { Flavour } from './flavour.ts';

/** How SQL is written for a session. */
export interface SqlStyle {
  readonly flavour: Flavour;
  /** `NO_BACKSLASH_ESCAPES` is on: a backslash in a string is just that. */
  readonly isBackslashPlain?: boolean;
}

/** Where a table of the schema goes: its own name in a database, its constraints' names, its parents. */
export interface Place {
  readonly database: string;
  readonly table: (name: string) => string;
  readonly constraint: (name: string) => string;
  readonly parent: (key: ForeignKey) => string;
}

/** A name as a quoted identifier. */
export function identifier(name: string): string {
  return '`' + name.split('`').join('``') + '`';
}

/** A text as a string literal. */
export function literal(text: string, { isBackslashPlain = false }: Partial<SqlStyle> = {}): string {
  const doubled = text.split("'").join("''");
  return `'${isBackslashPlain ? doubled : doubled.split('\\').join('\\\\')}'`;
}

/** The table under its place's name. */
export function qualified(table: Table, place: Place): string {
  return `${identifier(place.database)}.${identifier(place.table(table.name))}`;
}

/** CREATE TABLE without foreign keys; {@link addForeignKey} adds those. */
export function createTable(table: Table, place: Place, style: SqlStyle): string {
  const items = [
    ...table.columns.map((column) => columnSql(column, style)),
    ...table.keys.map((key) => keySql(key, style)),
    ...table.checks.map((check) => checkSql(check, place)),
  ];
  const { options } = table;
  const tail = [
    `ENGINE=${options.engine}`,
    ...(options.charset === null ? [] : [charsetSql(options.charset, 'DEFAULT CHARSET=', 'COLLATE=')]),
    ...(options.rowFormat === null ? [] : [`ROW_FORMAT=${options.rowFormat}`]),
    ...(options.keyBlockSize === null ? [] : [`KEY_BLOCK_SIZE=${options.keyBlockSize}`]),
    ...options.others,
    ...(options.comment === '' ? [] : [`COMMENT=${literal(options.comment, style)}`]),
    ...(table.partitioning === null ? [] : [partitioningSql(table.partitioning, style)]),
  ];
  return `CREATE TABLE ${qualified(table, place)} (\n  ${items.join(',\n  ')}\n) ${tail.join(' ')}`;
}

/** ALTER TABLE … ADD CONSTRAINT … FOREIGN KEY. */
export function addForeignKey(table: Table, key: ForeignKey, place: Place): string {
  const rules = [
    ...(key.onDelete === null ? [] : [`ON DELETE ${key.onDelete}`]),
    ...(key.onUpdate === null ? [] : [`ON UPDATE ${key.onUpdate}`]),
  ];
  return [
    `ALTER TABLE ${qualified(table, place)} ADD CONSTRAINT ${identifier(place.constraint(key.name))}`,
    `FOREIGN KEY (${key.columns.map(identifier).join(', ')})`,
    `REFERENCES ${place.parent(key)} (${key.parentColumns.map(identifier).join(', ')})`,
    ...rules,
  ].join(' ');
}

function columnSql(column: Column, style: SqlStyle): string {
  const isCompressed = column.attribute === 'COMPRESSED';
  const precision = column.type.length === null ? '' : `(${String(column.type.length)})`;
  const words = [
    identifier(column.name),
    typeSql(column.type, style),
    isCompressed ? 'COMPRESSED' : '',
    column.charset === null ? '' : charsetSql(column.charset, 'CHARACTER SET ', 'COLLATE '),
    isCompressed ? '' : (column.attribute ?? ''),
    ...(column.generated === null ? valueWords(column, style) : generatedWords(column, style)),
    column.onUpdate ? `ON UPDATE CURRENT_TIMESTAMP${precision}` : '',
    column.autoIncrement ? 'AUTO_INCREMENT' : '',
    column.invisible ? 'INVISIBLE' : '',
    column.comment === '' ? '' : `COMMENT ${literal(column.comment, style)}`,
    column.check === null ? '' : `CHECK (${expressionSql(column.check)})`,
  ];
  return words.filter((word) => word !== '').join(' ');
}

function valueWords(column: Column, style: SqlStyle): readonly string[] {
  return [column.nullable ? 'NULL' : 'NOT NULL', ...defaultSql(column.default, style)];
}

function generatedWords({ generated, nullable }: Column, { flavour }: SqlStyle): readonly string[] {
  if (generated === null) return [];
  const kind = generated.stored ? 'STORED' : 'VIRTUAL';
  const isRequired = !nullable && !flavour.isMariadb;
  return [`AS (${expressionSql(generated.expression)}) ${kind}`, isRequired ? 'NOT NULL' : ''];
}

/** The type as SQL. */
function typeSql(type: ColumnType, style: SqlStyle): string {
  const size =
    type.members !== null
      ? `(${type.members.map((member) => literal(member, style)).join(',')})`
      : type.length === null
        ? ''
        : `(${[type.length, ...(type.scale === null ? [] : [type.scale])].join(',')})`;
  return type.name + size + (type.unsigned ? ' UNSIGNED' : '') + (type.zerofill ? ' ZEROFILL' : '');
}

function charsetSql({ charset, collation }: Charset, set: string, by: string): string {
  return set + charset + (collation === null ? '' : ` ${by}${collation}`);
}

function defaultSql(value: Default, style: SqlStyle): readonly string[] {
  switch (value.kind) {
    case 'none':
      return [];
    case 'null':
      return ['DEFAULT NULL'];
    case 'string':
      return [`DEFAULT ${literal(value.value, style)}`];
    case 'sql':
      return [`DEFAULT ${value.text}`];
  }
}

/** The expression with its columns' names. */
function expressionSql({ template, uses }: Expression): string {
  return template.replace(/\{(\d)\}/g, (_whole, index: string) => identifier(uses[Number(index)] ?? ''));
}

function keySql(key: Key, style: SqlStyle): string {
  const words = {
    primary: 'PRIMARY KEY',
    unique: `UNIQUE KEY ${identifier(key.name)}`,
    plain: `KEY ${identifier(key.name)}`,
    fulltext: `FULLTEXT KEY ${identifier(key.name)}`,
    spatial: `SPATIAL KEY ${identifier(key.name)}`,
    vector: `VECTOR KEY ${identifier(key.name)}`,
  }[key.kind];
  return [
    `${words} (${key.parts.map(partSql).join(', ')})`,
    ...(key.using === null ? [] : [`USING ${key.using}`]),
    ...(key.comment === '' ? [] : [`COMMENT ${literal(key.comment, style)}`]),
    ...(key.hidden && style.flavour.hiddenKey !== null ? [style.flavour.hiddenKey] : []),
  ].join(' ');
}

function partSql({ column, length, descending, template }: KeyPart): string {
  const what = template === null ? identifier(column) : `(${expressionSql({ template, uses: [column] })})`;
  return what + (length === null ? '' : `(${length})`) + (descending ? ' DESC' : '');
}

function checkSql({ name, expression, enforced }: Check, place: Place): string {
  const state = enforced ? '' : ' NOT ENFORCED';
  return `CONSTRAINT ${identifier(place.constraint(name))} CHECK (${expressionSql(expression)})${state}`;
}

function partitioningSql(partitioning: Partitioning, style: SqlStyle): string {
  const { method, columns, template, subpartitions } = partitioning;
  const isCounted = method === 'HASH' || method === 'KEY';
  const names = columns.map(identifier).join(', ');
  const by =
    method === 'KEY' || method.endsWith('COLUMNS') ? names : expressionSql({ template, uses: columns });
  const head = `PARTITION BY ${partitioning.linear ? 'LINEAR ' : ''}${method} (${by})`;
  if (isCounted) return `${head} PARTITIONS ${partitioning.count}`;
  const sub =
    subpartitions === null
      ? ''
      : ` SUBPARTITION BY ${subpartitions.template === null ? 'KEY' : 'HASH'} (${expressionSql({ template: subpartitions.template ?? '{0}', uses: [subpartitions.column] })}) SUBPARTITIONS ${subpartitions.count}`;
  return `${head}${sub} (${partitioning.parts.map((part) => namedPartSql(part, partitioning, style)).join(', ')})`;
}

function namedPartSql(part: Part, { method }: Partitioning, style: SqlStyle): string {
  const values = method.startsWith('LIST')
    ? `VALUES IN (${part.values})`
    : part.values === 'MAXVALUE' && method === 'RANGE'
      ? 'VALUES LESS THAN MAXVALUE'
      : `VALUES LESS THAN (${part.values})`;
  const comment = part.comment === '' ? '' : ` COMMENT = ${literal(part.comment, style)}`;
  return `PARTITION ${identifier(part.name)} ${values}${comment}`;
}

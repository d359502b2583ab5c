/** The statements that make a random table, in a hand of their own: names quoted only where they must be, odd blanks. */
import type { TableName } from '../../../src/schema/tableName.ts';
import { kindOf } from './tableSpecs.ts';
import type { ColumnSpec, Family, IndexSpec, Nature, TableSpec } from './tableSpecs.ts';

/** A table and where it stands. */
export interface Placed {
  readonly name: TableName;
  readonly spec: TableSpec;
  readonly nature: Nature;
  /** The table that it refers to when it is a child. */
  readonly parent: TableName;
  /** Stands in front of names of constraints and indexes, which belong to the schema. */
  readonly prefix: string;
  readonly family: Family;
}

/** CREATE TABLE, CREATE INDEX, COMMENT. */
export function createStatements(placed: Placed): readonly string[] {
  const { name, spec } = placed;
  const columns = columnsOf(placed);
  const own = quotedTable(name);
  const elements = [
    ...columns.map(({ text }) => text),
    ...keys(placed),
    ...checks(placed, columns),
    ...foreignKeys(placed),
  ];
  const temporary = placed.nature === 'temporary' ? 'GLOBAL TEMPORARY ' : '';
  const head = `CREATE ${temporary}TABLE ${own} (\n\t${elements.join(' ,\n\t')} )`;
  const quotedText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  return [
    [head, ...clauses(placed)].join('\n'),
    ...indexes(placed, columns),
    ...(spec.comment === null ? [] : [`COMMENT ON TABLE ${own} IS ${quotedText(spec.comment)}`]),
    ...spec.columns.flatMap(({ name: column, comment }) =>
      comment === null ? [] : [`COMMENT ON COLUMN ${own}.${quoted(column)} IS ${quotedText(comment)}`],
    ),
  ];
}

function quotedTable({ database, table }: TableName): string {
  return `${quoted(database)}.${quoted(table)}`;
}

/** Without quotes where that means the same. */
function quoted(name: string): string {
  return /^[A-E]$|^[A-Z]+_[A-Z0-9_]+$/.test(name) ? name.toLowerCase() : `"${name}"`;
}

interface Written {
  readonly name: string;
  readonly kind: string;
  readonly text: string;
}

/** ID decides where rows are kept and is what others refer to; REF refers to a parent. */
function columnsOf(placed: Placed): readonly Written[] {
  const { spec } = placed;
  const identity = spec.identity === null ? 'NUMBER(10)' : `NUMBER(10) GENERATED ${spec.identity}`;
  const own = withOneLong(placed).map((column): Written => ({
    name: column.name,
    kind: kindOf(column.type),
    text: columnText(column, placed),
  }));
  const virtual = virtualColumn(spec, own);
  // The key that rows of a reference-partitioned table are kept by is in every row.
  const isReferring = placed.nature === 'reference';
  return [
    { name: 'ID', kind: 'NUMBER', text: `ID ${identity}` },
    ...own,
    { name: 'REF', kind: 'NUMBER', text: `Ref NUMBER(10)${isReferring ? ' NOT NULL' : ''}` },
    ...(virtual === null ? [] : [{ name: 'V', kind: 'VIRTUAL', text: virtual }]),
  ];
}

/** A table has one LONG column at most (ORA-01754), and none with partitions or in an index. */
function withOneLong({ spec, nature }: Placed): readonly ColumnSpec[] {
  const first = nature === 'heap' ? spec.columns.find(({ type }) => type === 'LONG') : undefined;
  return spec.columns.map((column) =>
    column.type === 'LONG' && column !== first ? { ...column, type: 'DATE', value: null } : column,
  );
}

function columnText(column: ColumnSpec, { nature }: Placed): string {
  const { name, type, value, onNull, isNotNull, isInvisible } = column;
  const isOnNull = onNull && value !== null && value !== 'NULL' && value !== "''";
  return [
    quoted(name),
    type,
    ...(isInvisible && nature !== 'temporary' ? ['INVISIBLE'] : []),
    ...(value === null ? [] : [`DEFAULT ${isOnNull ? 'ON NULL ' : ''}${value}`]),
    ...(isNotNull ? ['NOT  NULL'] : []),
  ].join(' ');
}

function virtualColumn({ virtual }: TableSpec, columns: readonly Written[]): string | null {
  const wanted = virtual === 'sum' ? 'NUMBER' : 'TEXT';
  const base = columns.find(({ kind }) => kind === wanted);
  if (virtual === null || base === undefined) return null;
  const name = quoted(base.name);
  return virtual === 'sum'
    ? `V NUMBER GENERATED ALWAYS AS (${name}  *  2 + 1) VIRTUAL`
    : `V VARCHAR2(80) GENERATED ALWAYS AS (upper( ${name} ) || '-') VIRTUAL`;
}

/** Columns that keys and indexes can have. */
function indexable(placed: Placed): readonly Written[] {
  return columnsOf(placed).filter(({ kind }) => !unindexed.has(kind));
}

/** An index over a collated column is one of an expression that the server makes up. */
const unindexed: ReadonlySet<string> = new Set([
  'LOB',
  'VIRTUAL',
  'TIMESTAMP',
  'COLLATED',
  'LONG',
  'JSON',
  'VECTOR',
]);

function keys(placed: Placed): readonly string[] {
  const { spec, prefix, nature } = placed;
  const isOrganized = nature === 'index-organized' || nature === 'overflow';
  const list = indexable(placed).map(({ name }) => name);
  const primary = spec.primaryKey ?? (isOrganized ? { length: 1 as const, state: '' } : null);
  const parts: string[] = [];
  const second = list[1] === 'REF' ? undefined : list[1];
  const keyColumns = ['ID', ...(primary?.length === 2 && second !== undefined ? [second] : [])];
  if (primary !== null)
    parts.push(
      `CONSTRAINT ${prefix}PK PRIMARY KEY (${keyColumns.map(quoted).join(' , ')})${isOrganized ? '' : primary.state}`,
    );
  // A key that an index of another one could serve would share it, which is not supported.
  const free = list.filter((name) => !keyColumns.includes(name) && name !== 'REF');
  const name = spec.unique === null ? undefined : free[spec.unique.at % Math.max(free.length, 1)];
  if (spec.unique !== null && name !== undefined)
    parts.push(`CONSTRAINT ${prefix}UK UNIQUE (${quoted(name)}, ID)${spec.unique.state}`);
  return parts;
}

function checks({ spec, prefix }: Placed, columns: readonly Written[]): readonly string[] {
  if (spec.check === null) return [];
  const one = columns[spec.check.at % columns.length];
  if (one === undefined) return [];
  const state = spec.check.state;
  const name = quoted(one.name);
  const condition =
    one.kind === 'NUMBER'
      ? `${name}>=0 OR ${name} in (-1,-2)`
      : one.kind === 'LONG' || one.kind === 'JSON' || one.kind === 'VECTOR'
        ? '1=1'
        : one.kind === 'TEXT'
          ? `${name} <> 'it''s' and LENGTH( ${name})>1`
          : `${name} IS NOT NULL OR 1=1`;
  return [`CONSTRAINT ${prefix}CK CHECK (${condition})${state}`];
}

function foreignKeys({ spec, prefix, parent, nature }: Placed): readonly string[] {
  if (!(spec.isChild || nature === 'reference') || nature === 'temporary') return [];
  const onDelete = nature === 'reference' && spec.onDelete.endsWith('NULL') ? '' : spec.onDelete;
  return [`CONSTRAINT ${prefix}FK FOREIGN KEY (REF) REFERENCES ${quotedTable(parent)} (ID)${onDelete}`];
}

function indexes(placed: Placed, columns: readonly Written[]): readonly string[] {
  const { spec, name, nature, prefix } = placed;
  const list = indexable(placed).filter(({ name: column }) => column !== 'ID');
  const seen = new Set<string>();
  return spec.indexes.flatMap((index, i) => {
    const first = list[index.at % Math.max(list.length, 1)];
    const second = list[index.and % Math.max(list.length, 1)];
    if (first === undefined || second === undefined || seen.has(first.name)) return [];
    seen.add(first.name);
    const body = indexBody(index, first, second, nature);
    const text = `${quoted(`${prefix}IX_${String(i)}`)} ON ${quotedTable(name)}`;
    const owner = quoted(name.database);
    return columns.length === 0 ? [] : [`CREATE ${body.kind}INDEX ${owner}.${text} ${body.parts}`];
  });
}

function indexBody(
  { kind }: IndexSpec,
  first: Written,
  second: Written,
  nature: Nature,
): { readonly kind: string; readonly parts: string } {
  const [a, b] = [quoted(first.name), quoted(second.name)];
  const isPair = first.name !== second.name;
  switch (kind) {
    case 'unique':
      return { kind: 'UNIQUE ', parts: isPair ? `(${a},${b})` : `(${a})` };
    case 'descending':
      return { kind: '', parts: isPair ? `(${a} DESC, ${b})` : `(${a} DESC)` };
    case 'upper':
      return { kind: '', parts: first.kind === 'TEXT' ? `(lower( ${a} ), id)` : `(${a}, id)` };
    case 'bitmap':
      return nature === 'heap' ? { kind: 'BITMAP ', parts: `(${a})` } : { kind: '', parts: `(${a})` };
    case 'reverse':
      return { kind: '', parts: `(${a}, id) REVERSE` };
    case 'compressed':
      return { kind: '', parts: `(${a}, id) COMPRESS 1` };
    case 'invisible':
      return { kind: '', parts: `(${a}) INVISIBLE` };
    case 'plain':
      return { kind: '', parts: `(${a})` };
  }
}

const early = ['TABLESPACE fast', 'NOLOGGING', 'ROW STORE COMPRESS ADVANCED', 'INMEMORY'];

function clauses(placed: Placed): readonly string[] {
  const { spec, nature } = placed;
  const isOrganized = nature === 'index-organized' || nature === 'overflow';
  const isPlain = nature !== 'temporary' && !isOrganized;
  const options = isPlain ? spec.options : [];
  const where = isOrganized ? spec.options.filter((one) => one.startsWith('TABLESPACE')) : [];
  const overflow = nature === 'overflow' ? ['INCLUDING id OVERFLOW TABLESPACE slow'] : [];
  const organized = isOrganized ? ['ORGANIZATION INDEX', ...where, ...overflow] : [];
  const temporary = nature === 'temporary' ? ['ON COMMIT PRESERVE ROWS'] : [];
  return [
    ...options.filter(isCollation),
    ...temporary,
    ...organized,
    ...options.filter((one) => early.includes(one)),
    ...partitionClauses(placed),
    ...options.filter(
      (one) =>
        !early.includes(one) &&
        !isCollation(one) &&
        !(one.startsWith('PARALLEL') && one !== firstParallel(spec)),
    ),
  ];
}

function isCollation(option: string): boolean {
  return option.startsWith('DEFAULT COLLATION');
}

function firstParallel({ options }: TableSpec): string | undefined {
  return options.find((one) => one.startsWith('PARALLEL'));
}

/** What the partition at this place says of its storage; those of a hash have no word for LOGGING. */
function storageOf({ partStorage }: TableSpec, at: number): string {
  const said = partStorage[at] ?? '';
  return said === '' ? '' : ` ${said}`;
}

function partitionClauses(placed: Placed): readonly string[] {
  const { nature, spec, prefix } = placed;
  const numbers = [...spec.partitions].sort((a, b) => a - b);
  const range = numbers
    .map((n, i) => `PARTITION P${String(n)} VALUES LESS THAN (${String(n * 100)})${storageOf(spec, i)}`)
    .join(', ');
  const list = numbers.map(
    (n, i) => `PARTITION P${String(n)} VALUES (${String(n)}, ${String(-n)})${storageOf(spec, i)}`,
  );
  switch (nature) {
    case 'range':
      return [`PARTITION BY RANGE (id) (${range}, PARTITION PM VALUES LESS THAN (MAXVALUE))`];
    case 'interval':
      return [
        `PARTITION BY RANGE (ID) INTERVAL (${String(numbers.length * 10)}) (PARTITION P0 VALUES LESS THAN (10)${storageOf(spec, 0)})`,
      ];
    case 'list':
      return [`PARTITION BY LIST (Id) (${[...list, 'PARTITION PD VALUES (DEFAULT)'].join(', ')})`];
    case 'automatic':
      return [`PARTITION BY LIST (Id) AUTOMATIC (${list.join(', ')})`];
    case 'hash':
      return [`PARTITION BY HASH (ID) ${hashPartitions(spec, numbers.length)}`];
    case 'reference':
      return [`PARTITION BY REFERENCE (${prefix}FK)`];
    case 'composite': {
      const own = storageOf(spec, 0).replace(/ (?:NO)?LOGGING/, '');
      return [
        'PARTITION BY RANGE (ID) SUBPARTITION BY LIST (REF) SUBPARTITION TEMPLATE (SUBPARTITION X VALUES (1), SUBPARTITION Y VALUES (DEFAULT))',
        `(PARTITION P1 VALUES LESS THAN (100)${storageOf(spec, 1)}, PARTITION P2 VALUES LESS THAN (MAXVALUE) (SUBPARTITION P2_X VALUES (1)${own}, SUBPARTITION P2_Y VALUES (DEFAULT)))`,
      ];
    }
    case 'heap':
    case 'temporary':
    case 'index-organized':
    case 'overflow':
      return [];
  }
}

/** Counted, or with names where one of them says something. */
function hashPartitions(spec: TableSpec, count: number): string {
  const said = Array.from({ length: count }, (_, i) => storageOf(spec, i).replace(/ (?:NO)?LOGGING/, ''));
  if (said.every((one) => one === '')) return `PARTITIONS ${String(count)}`;
  return `(${said.map((one, i) => `PARTITION H${String(i)}${one}`).join(', ')})`;
}

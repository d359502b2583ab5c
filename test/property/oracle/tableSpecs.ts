/** Random tables of an Oracle schema, as plain data; and the statements that somebody else would make them with. */
import fc from 'fast-check';

export interface ColumnSpec {
  readonly name: string;
  readonly type: string;
  readonly value: string | null;
  readonly onNull: boolean;
  readonly isNotNull: boolean;
  readonly isInvisible: boolean;
  readonly comment: string | null;
}

/** What stands on columns names them by their places in the list, so that it shrinks with it. */
export interface TableSpec {
  readonly columns: readonly ColumnSpec[];
  readonly identity: string | null;
  readonly virtual: 'sum' | 'upper' | null;
  readonly primaryKey: { readonly length: 1 | 2; readonly state: string } | null;
  readonly unique: { readonly at: number; readonly state: string } | null;
  readonly check: { readonly at: number; readonly state: string } | null;
  readonly indexes: readonly IndexSpec[];
  readonly isChild: boolean;
  readonly onDelete: string;
  readonly partitions: readonly number[];
  readonly options: readonly string[];
  /** What partitions say of their storage, one behind the other. */
  readonly partStorage: readonly string[];
  readonly comment: string | null;
}

export interface IndexSpec {
  readonly at: number;
  readonly and: number;
  readonly kind:
    'plain' | 'unique' | 'descending' | 'upper' | 'bitmap' | 'reverse' | 'compressed' | 'invisible';
}

/** How the rows of a table are kept; the same for a source and its shadow, for no statement changes it. */
export type Nature =
  | 'heap'
  | 'range'
  | 'list'
  | 'automatic'
  | 'interval'
  | 'hash'
  | 'composite'
  | 'reference'
  | 'temporary'
  | 'index-organized'
  | 'overflow';

/** Which words a server knows. */
export type Family = 'oracle' | 'oceanbase-oracle';

const names = [
  'A',
  'B',
  'C',
  'D',
  'E',
  'order',
  'SELECT',
  "it's",
  'a b',
  'Größe',
  '--x',
  '/*',
  '表',
  'SYSDATE',
];

const values: Readonly<Record<string, readonly string[]>> = {
  NUMBER: ['0', '-1', '1.5', '(1 + 1)', 'NULL'],
  TEXT: ["'x'", "'it''s; -- \"q\"'", 'user', "upper('a')", "'--'", "''", "'/* x */'"],
  NATIONAL: ["N'ü'", "'x'"],
  DATE: ['SYSDATE', "DATE '2024-02-29'", 'TRUNC(SYSDATE)'],
  TIMESTAMP: ['SYSTIMESTAMP', 'CURRENT_TIMESTAMP'],
  RAW: ['SYS_GUID()'],
  COLLATED: ["'x'", "''"],
  BOOLEAN: ['TRUE', 'FALSE'],
  OTHER: ['NULL'],
};

const types: readonly (readonly [type: string, kind: string])[] = [
  ['NUMBER', 'NUMBER'],
  ['NUMBER(10)', 'NUMBER'],
  ['NUMBER(8,2)', 'NUMBER'],
  ['NUMBER(*,3)', 'NUMBER'],
  ['INTEGER', 'NUMBER'],
  ['FLOAT(20)', 'NUMBER'],
  ['VARCHAR2(20)', 'TEXT'],
  ['VARCHAR2(40 CHAR)', 'TEXT'],
  ['CHAR(3)', 'TEXT'],
  ['NVARCHAR2(9)', 'NATIONAL'],
  ['DATE', 'DATE'],
  ['TIMESTAMP', 'TIMESTAMP'],
  ['TIMESTAMP(3) WITH TIME ZONE', 'TIMESTAMP'],
  ['TIMESTAMP(0) WITH LOCAL TIME ZONE', 'TIMESTAMP'],
  ['RAW(16)', 'RAW'],
  ['BINARY_DOUBLE', 'NUMBER'],
  ['INTERVAL DAY TO SECOND', 'OTHER'],
  ['INTERVAL YEAR(4) TO MONTH', 'OTHER'],
  ['CLOB', 'LOB'],
  ['BLOB', 'LOB'],
  ['VARCHAR2(20) COLLATE BINARY_CI', 'COLLATED'],
  ['CHAR(9) COLLATE BINARY_AI', 'COLLATED'],
  ['LONG', 'LONG'],
  ['BOOLEAN', 'BOOLEAN'],
  ['JSON', 'JSON'],
  ['VECTOR', 'VECTOR'],
];

/** What OceanBase 4 has not: its grammar is narrower (testing.md). */
const oracleOnly: ReadonlySet<string> = new Set([
  'NUMBER(*,3)',
  'VARCHAR2(20) COLLATE BINARY_CI',
  'CHAR(9) COLLATE BINARY_AI',
  'LONG',
  'BOOLEAN',
  'JSON',
  'VECTOR',
]);

/** The kind of a type: of its values, and of what can be done with them. */
export function kindOf(type: string): string {
  return types.find(([name]) => name === type)?.[1] ?? 'OTHER';
}

const comments = [null, null, 'plain', "it's", 'a;\nb -- c', '"q" /* */', 'ü表\u{1f600}'];
const states = [
  '',
  '',
  '',
  ' DISABLE',
  ' RELY DISABLE NOVALIDATE',
  ' ENABLE NOVALIDATE',
  ' DEFERRABLE',
  ' INITIALLY DEFERRED',
];

function columnSpec(family: Family): fc.Arbitrary<ColumnSpec> {
  const known = types.filter(([name]) => family === 'oracle' || !oracleOnly.has(name));
  return fc.constantFrom(...known).chain(([type, kind]) =>
    fc.record({
      name: fc.constantFrom(...names),
      type: fc.constant(type),
      value: fc.option(fc.constantFrom(...(values[kind] ?? ['NULL'])), { freq: 2 }),
      onNull: family === 'oracle' ? fc.nat(5).map((n) => n === 0) : fc.constant(false),
      isNotNull: fc.nat(3).map((n) => n === 0),
      isInvisible: family === 'oracle' ? fc.nat(6).map((n) => n === 0) : fc.constant(false),
      comment: fc.constantFrom(...comments),
    }),
  );
}

function indexSpec(family: Family): fc.Arbitrary<IndexSpec> {
  const kinds: readonly IndexSpec['kind'][] =
    family === 'oracle'
      ? ['plain', 'unique', 'descending', 'upper', 'bitmap', 'reverse', 'compressed', 'invisible']
      : ['plain', 'unique', 'upper'];
  return fc.record({ at: fc.nat(9), and: fc.nat(9), kind: fc.constantFrom(...kinds) });
}

const identities = [
  'ALWAYS AS IDENTITY',
  'BY DEFAULT AS IDENTITY',
  'BY DEFAULT ON NULL AS IDENTITY',
  'ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 5 MAXVALUE 100000 CYCLE NOCACHE ORDER)',
  'BY DEFAULT AS IDENTITY (CACHE 50)',
];

/** Those of storage first, in the order of the grammar. */
const options = [
  'DEFAULT COLLATION BINARY_CI',
  'TABLESPACE fast',
  'NOLOGGING',
  'ROW STORE COMPRESS ADVANCED',
  'INMEMORY',
  'CACHE',
  'RESULT_CACHE (MODE FORCE)',
  'PARALLEL 4',
  'PARALLEL',
  'ENABLE ROW MOVEMENT',
];

const partStorage = [
  '',
  '',
  'TABLESPACE "slow one"',
  'NOLOGGING',
  'NOCOMPRESS',
  'TABLESPACE fast ROW STORE COMPRESS BASIC',
  'INMEMORY MEMCOMPRESS FOR CAPACITY LOW PRIORITY HIGH',
  'NO INMEMORY',
];

/** Any table. */
export function tableSpec(family: Family): fc.Arbitrary<TableSpec> {
  const isOracle = family === 'oracle';
  const constraintStates = isOracle ? states : [''];
  return fc.record({
    columns: fc.uniqueArray(columnSpec(family), { minLength: 1, maxLength: 6, selector: ({ name }) => name }),
    identity: isOracle ? fc.constantFrom(null, null, null, ...identities) : fc.constant(null),
    virtual: fc.constantFrom(null, null, 'sum' as const, 'upper' as const),
    primaryKey: fc.option(
      fc.record({
        length: fc.constantFrom(1 as const, 2 as const),
        state: fc.constantFrom('', '', ...constraintStates),
      }),
      { freq: 4 },
    ),
    unique: fc.option(fc.record({ at: fc.nat(9), state: fc.constantFrom(...constraintStates) })),
    check: fc.option(fc.record({ at: fc.nat(9), state: fc.constantFrom(...constraintStates) })),
    indexes: fc.array(indexSpec(family), { maxLength: 3 }),
    isChild: fc.boolean(),
    onDelete: fc.constantFrom('', ' ON DELETE CASCADE', ' ON DELETE SET NULL'),
    partitions: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
    options: isOracle ? fc.subarray(options, { maxLength: 3 }) : fc.constant([]),
    partStorage: isOracle
      ? fc.array(fc.constantFrom(...partStorage), { maxLength: 3 })
      : fc.constant<readonly string[]>([]),
    comment: fc.constantFrom(...comments),
  });
}

/** A table that drifted from another one: some of its parts are those of a third. */
export function drifted(source: TableSpec, family: Family): fc.Arbitrary<TableSpec> {
  return fc
    .record({
      other: tableSpec(family),
      // A column stays, goes, or is another one of the same name.
      fates: fc.array(fc.constantFrom('stay', 'stay', 'stay', 'go', 'change', 'move'), {
        minLength: 6,
        maxLength: 6,
      }),
      taken: fc.subarray(
        [
          'identity',
          'virtual',
          'primaryKey',
          'unique',
          'check',
          'indexes',
          'isChild',
          'onDelete',
          'partitions',
          'options',
          'partStorage',
          'comment',
          'more',
        ],
        { maxLength: 4 },
      ),
    })
    .map(({ other, fates, taken }) => {
      const columns = source.columns.flatMap((column, i): readonly ColumnSpec[] => {
        const fate = fates[i];
        if (fate === 'go') return [];
        if (fate !== 'change') return [column];
        const [changed] = other.columns;
        return changed === undefined ? [column] : [{ ...changed, name: column.name }];
      });
      const known = new Set(columns.map(({ name }) => name));
      const more = taken.includes('more') ? other.columns.filter(({ name }) => !known.has(name)) : [];
      const moved = columns.filter((_, i) => fates[i] === 'move');
      const list = [...moved, ...more, ...columns.filter((column) => !moved.includes(column))];
      const parts = Object.fromEntries(Object.entries(other).filter(([key]) => taken.includes(key)));
      return { ...source, ...parts, columns: list.length === 0 ? source.columns : list };
    });
}

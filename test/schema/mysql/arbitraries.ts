/** Random texts, names and tables as written, for laws that need no server. */
import fc from 'fast-check';
import type {
  Check,
  Column,
  ColumnDefault,
  ColumnType,
  ForeignKey,
  Generated,
  Index,
  IndexPart,
  MysqlTable,
  Partition,
  Partitioning,
  PartitionFunction,
  TableOption,
} from '../../../src/schema/mysql/model.ts';

const nasty = [
  "'",
  '"',
  '`',
  '\\',
  '\n',
  '\r',
  '\0',
  '\x1a',
  '\t',
  '%',
  '_',
  ';',
  '/',
  '*',
  '!',
  '-',
  '#',
  '漢',
  'é',
  '😀',
  '\u202e',
];

/** Any text; the characters that SQL is afraid of come often. */
export const anyText: fc.Arbitrary<string> = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...nasty),
    fc.integer({ min: 0x20, max: 0x17f }).map((code) => String.fromCharCode(code)),
  ),
});

/** A name: not empty, without NUL. */
export const anyName: fc.Arbitrary<string> = anyText.map((text) => text.replaceAll('\0', '') || 'x');

const names = fc.uniqueArray(anyName, { minLength: 1, maxLength: 3 });
const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const size = fc.integer({ min: 1, max: 65535 });
const expression = fc
  .constantFrom(
    '`a` + 1',
    "concat(`a`,_utf8mb4'x\\'y)')",
    '((`a` * 2) > (`b` - 1))',
    "`a` like '%;--/*!%'",
    'now()',
  )
  .map((text) => ({ text }));

const plainType = { length: null, scale: null, members: null, unsigned: false, zerofill: false };

const columnType: fc.Arbitrary<ColumnType> = fc.oneof(
  fc.record({
    name: fc.constantFrom('int', 'bigint', 'tinyint', 'smallint'),
    length: orNull(size),
    scale: fc.constant(null),
    members: fc.constant(null),
    unsigned: fc.boolean(),
    zerofill: fc.boolean(),
  }),
  fc
    .constantFrom('date', 'json', 'text', 'blob', 'point', 'uuid', 'timestamp')
    .map((name) => ({ ...plainType, name })),
  fc
    .tuple(fc.constantFrom('varchar', 'char', 'varbinary', 'datetime', 'vector'), size)
    .map(([name, length]) => ({ ...plainType, name, length })),
  fc
    .tuple(size, size, fc.boolean())
    .map(([length, scale, unsigned]) => ({ ...plainType, name: 'decimal', length, scale, unsigned })),
  fc
    .tuple(fc.constantFrom('enum', 'set'), fc.array(anyText, { minLength: 1, maxLength: 4 }))
    .map(([name, members]) => ({ ...plainType, name, members })),
);

const columnDefault: fc.Arbitrary<ColumnDefault> = fc.oneof(
  fc.constant<ColumnDefault>({ kind: 'none' }),
  fc.constant<ColumnDefault>({ kind: 'null' }),
  anyText.map<ColumnDefault>((value) => ({ kind: 'string', value })),
  fc
    .constantFrom('0', '-1.5', '1e10', "b'101'", '0xFF', "x'61'", "_binary 'a'", 'TRUE')
    .map<ColumnDefault>((text) => ({ kind: 'literal', text })),
  fc.nat({ max: 6 }).map<ColumnDefault>((precision) => ({ kind: 'now', precision })),
  fc
    .constantFrom('(uuid())', 'uuid()', 'nextval(`d`.`s`)', '((1 + 1))', '`a`')
    .map<ColumnDefault>((text) => ({ kind: 'expression', expression: { text } })),
);

const generated: fc.Arbitrary<Generated> = fc.oneof(
  fc.record({
    as: expression.map((text) => ({ kind: 'expression' as const, expression: text })),
    storage: fc.constantFrom('VIRTUAL' as const, 'STORED' as const),
  }),
  fc.constantFrom('row-start' as const, 'row-end' as const).map((kind) => ({ as: { kind }, storage: null })),
);

function column(name: string): fc.Arbitrary<Column> {
  return fc
    .record({
      type: columnType,
      charset: orNull(fc.constantFrom('latin1', 'utf8mb4')),
      collation: orNull(fc.constantFrom('latin1_bin', 'utf8mb4_bin')),
      nullable: fc.boolean(),
      default: columnDefault,
      onUpdateNow: orNull(fc.nat({ max: 6 })),
      autoIncrement: fc.boolean(),
      generated: orNull(generated),
      invisible: fc.boolean(),
      srid: orNull(fc.nat()),
      comment: orNull(anyText),
      compressed: orNull(fc.constant('COMPRESSED')),
      columnFormat: orNull(fc.constantFrom('FIXED', 'DYNAMIC')),
      storage: orNull(fc.constantFrom('DISK', 'MEMORY')),
      check: orNull(expression),
      withoutSystemVersioning: fc.boolean(),
      attributes: fc.array(
        fc.record({
          name: anyName,
          quotedName: fc.constant(true),
          value: fc.oneof(
            anyText.map((value) => ({ kind: 'string' as const, value })),
            fc.constantFrom('yes', '6').map((text) => ({ kind: 'word' as const, text })),
          ),
        }),
        { maxLength: 1 },
      ),
    })
    .map((fields) => {
      const character = ['char', 'varchar', 'text', 'enum', 'set'].includes(fields.type.name);
      return {
        name,
        ...fields,
        charset: character ? fields.charset : null,
        collation: character ? fields.collation : null,
        // TIMESTAMP NULL is printed before what makes a column generated.
        generated: fields.type.name === 'timestamp' && fields.nullable ? null : fields.generated,
      };
    });
}

const part: fc.Arbitrary<IndexPart> = fc.record({
  key: fc.oneof(
    anyName.map((name) => ({ kind: 'column' as const, name })),
    expression.map(({ text }) => ({ kind: 'expression' as const, expression: { text: `(${text})` } })),
  ),
  length: fc.constant(null),
  direction: orNull(fc.constantFrom('ASC' as const, 'DESC' as const)),
  withoutOverlaps: fc.boolean(),
});

const index = (name: fc.Arbitrary<string>, kinds: readonly Index['kind'][]): fc.Arbitrary<Index> =>
  fc.record({
    name,
    kind: fc.constantFrom(...kinds),
    parts: fc.array(part, { minLength: 1, maxLength: 3 }),
    using: orNull(fc.constantFrom('BTREE', 'HASH')),
    keyBlockSize: orNull(size),
    parser: orNull(anyName),
    comment: orNull(anyText),
    visibility: fc.constantFrom('visible' as const, 'invisible' as const, 'ignored' as const),
    clustering: fc.boolean(),
    scope: fc.constant(null),
    storing: fc.constant([]),
    partitioning: fc.constant(null),
    attributes: fc.constant([]),
  });

const action = orNull(
  fc.constantFrom('RESTRICT' as const, 'CASCADE' as const, 'SET NULL' as const, 'NO ACTION' as const),
);

const foreignKey: fc.Arbitrary<ForeignKey> = fc
  .record({
    name: anyName,
    columns: names,
    referenced: fc.record({ database: anyName, table: anyName }),
    qualified: fc.boolean(),
    referencedColumns: names,
    match: orNull(fc.constantFrom('FULL' as const, 'SIMPLE' as const)),
    onDelete: action,
    onUpdate: action,
  })
  .map((key) => (key.qualified ? key : { ...key, referenced: { ...key.referenced, database: 'shop' } }));

const check: fc.Arbitrary<Check> = fc.record({ name: orNull(anyName), expression, enforced: fc.boolean() });

const option: fc.Arbitrary<TableOption> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('ENGINE', 'ROW_FORMAT', 'KEY_BLOCK_SIZE', 'STATS_PERSISTENT'),
      fc.constantFrom('InnoDB', '8'),
    )
    .map(([name, text]) => ({ name, value: { kind: 'word' as const, text } })),
  anyText.map((value) => ({ name: 'COMMENT', value: { kind: 'string' as const, value } })),
  anyName.map((name) => ({ name: 'TABLESPACE', value: { kind: 'identifier' as const, name } })),
  anyName.map((name) => ({ name, value: { kind: 'word' as const, text: 'yes' }, quotedName: true as const })),
);

const partitionFunction = (columns: readonly string[]): fc.Arbitrary<PartitionFunction> =>
  fc
    .record({
      method: fc.constantFrom('HASH' as const, 'KEY' as const, 'RANGE' as const, 'LIST COLUMNS' as const),
      linear: fc.boolean(),
      algorithm: fc.constant(null),
      expression: orNull(expression),
      columns: fc.constant(columns),
      clauses: fc.constant(null),
    })
    .map((fn) => {
      const byColumns = fn.method === 'KEY' || fn.method === 'LIST COLUMNS';
      return {
        ...fn,
        expression: byColumns ? null : { text: '`a` + 1' },
        columns: byColumns ? fn.columns : [],
      };
    });

const partition = (name: string, subpartitions: readonly Partition[] | null): fc.Arbitrary<Partition> =>
  fc.record({
    name: fc.constant(name),
    values: fc.oneof(
      fc.constant(null),
      fc
        .constantFrom<readonly string[]>(['1'], ["'a'", 'MAXVALUE'], ["'it\\'s (,)'"])
        .map((items) => ({ kind: 'less-than' as const, items, bare: false })),
      fc
        .constantFrom<readonly string[]>(['1', 'NULL'], ["(1,'a')", "(2,'b')"])
        .map((items) => ({ kind: 'in' as const, items, bare: false })),
      fc.constant({ kind: 'less-than' as const, items: ['MAXVALUE'], bare: true }),
      fc.constant({ kind: 'history' as const }),
    ),
    options: fc.array(
      anyText.map((value) => ({ name: 'COMMENT', value: { kind: 'string' as const, value } })),
      { maxLength: 1 },
    ),
    subpartitions: fc.constant(subpartitions),
  });

const partitioning: fc.Arbitrary<Partitioning> = fc
  .tuple(
    partitionFunction(['a', 'b`c']),
    partitionFunction(['x']),
    fc.nat({ max: 3 }),
    fc.boolean(),
    partition('p"1', null),
    anyName,
  )
  .chain(([by, sub, count, hasSub, leaf, name]) =>
    fc.record({
      by: fc.constant(by),
      count: fc.constant(count === 0 ? null : count),
      subpartitionBy: fc.constant(hasSub ? { ...sub, count: count === 0 ? null : count } : null),
      template: fc.constant(null),
      partitions: fc.oneof(
        fc.constant(null),
        fc.array(partition(name, hasSub ? [leaf] : null), { minLength: 1, maxLength: 2 }),
      ),
    }),
  );

/** A table of `shop` as a server might have written it: nothing is left out on account of being impossible together. */
export const anyTable: fc.Arbitrary<MysqlTable> = fc
  .tuple(anyName, fc.uniqueArray(anyName, { minLength: 1, maxLength: 5 }))
  .chain(([table, columns]) =>
    fc.record({
      name: fc.constant({ database: 'shop', table }),
      columns: fc.tuple(...columns.map(column)),
      primaryKey: orNull(index(fc.constant('PRIMARY'), ['primary'])),
      indexes: fc.array(index(anyName, ['unique', 'plain', 'fulltext', 'spatial', 'vector']), {
        maxLength: 3,
      }),
      foreignKeys: fc.array(foreignKey, { maxLength: 2 }),
      checks: fc.array(check, { maxLength: 2 }),
      periods: fc.array(fc.record({ name: anyName, start: anyName, end: anyName }), { maxLength: 1 }),
      systemVersioned: fc.boolean(),
      options: fc.array(option, { maxLength: 3 }),
      autoIncrementNext: fc.constant(null),
      partitioning: orNull(partitioning),
    }),
  );

/** Sources of the schema SHOP that have no shadow yet, as rows of the dictionary. */
import { column } from '../../support/oracle/columnRows.ts';
import { check, constraint, foreignKey, index, keyIndex, lob, notNull, partitionedBy, partitions, subpartitions } from '../../support/oracle/rows.ts';
import type { TableSpec } from '../../support/oracle/rows.ts';
import { pair, id, pk, pkIndex, note, sequenced, identity, range, list, hash } from './caseParts.ts';
import type { OracleCase } from './caseParts.ts';

const everyType: TableSpec = {
  columns: [
    id,
    column('C', 'CHAR(3 BYTE)', { dataDefault: "'x' " }),
    column('V', 'VARCHAR2(40 CHAR)', { dataDefault: "q'[it's]'" }),
    column('NC', 'NCHAR(3)'),
    column('NV', 'NVARCHAR2(30)', { dataDefault: "N'ü'" }),
    column('N', 'NUMBER', { dataDefault: '0' }),
    column('NI', 'NUMBER(*,0)'),
    column('ND', 'NUMBER(12,-2)'),
    column('F', 'FLOAT(63)'),
    column('BF', 'BINARY_FLOAT'),
    column('BD', 'BINARY_DOUBLE'),
    column('D', 'DATE', { dataDefault: 'SYSDATE' }),
    column('T', 'TIMESTAMP(6)', { dataDefault: 'SYSTIMESTAMP' }),
    column('TZ', 'TIMESTAMP(3) WITH TIME ZONE'),
    column('TL', 'TIMESTAMP(0) WITH LOCAL TIME ZONE'),
    column('IY', 'INTERVAL YEAR(2) TO MONTH'),
    column('IDS', 'INTERVAL DAY(2) TO SECOND(6)'),
    column('R', 'RAW(16)', { dataDefault: 'SYS_GUID()' }),
    column('U', 'UROWID(4000)'),
    column('RI', 'ROWID'),
    column('CL', 'CLOB'),
    column('NL', 'NCLOB'),
    column('BL', 'BLOB', { dataDefault: 'EMPTY_BLOB()' }),
    column('BX', 'BFILE'),
    column('X', 'XMLTYPE'),
    column('SYS_NC00026$', 'BLOB', { hiddenColumn: 'YES', userGenerated: 'NO' }),
    column('J', 'JSON'),
    column('B', 'BOOLEAN', { dataDefault: 'TRUE' }),
    column('L', 'LONG'),
  ],
  constraints: [pk, notNull('V'), notNull('N', { constraintName: 'SOURCE_N_NN' })],
  indexes: [pkIndex],
  rest: {
    comment: 'All\nthe types; it’s',
    lobs: [lob('CL'), lob('NL', { inRow: 'NO', cache: 'CACHEREADS' }), lob('BL', { compression: 'HIGH', deduplication: 'LOB' })],
    xmlColumns: [{ columnName: 'X', storageType: 'BINARY', xmlSchema: null }],
  },
  comments: { V: "it's; -- a name", ID: 'The key' },
};

export const createCases: readonly OracleCase[] = [
  pair(
    'create-keys-of-one-beginning',
    {
      columns: [id, note],
      constraints: [
        constraint('P', ['ID', 'NOTE'], { constraintName: 'SOURCE_PK' }),
        constraint('U', ['ID'], { constraintName: 'SOURCE_UK' }),
      ],
      indexes: [keyIndex('SOURCE_PK', ['ID', 'NOTE']), keyIndex('SOURCE_UK', ['ID'])],
    },
    null,
  ),
  pair('create-types', everyType, null),
  pair(
    'create-vector',
    {
      columns: [
        id,
        column('V', 'VECTOR', { vectorInfo: 'VECTOR(1024, FLOAT32, DENSE)' }),
        column('ANY_V', 'VECTOR', { vectorInfo: 'VECTOR(*, *)' }),
        column('AT', 'DATE', { dataDefault: 'SYSDATE', defaultOnNull: 'YES', defaultOnNullUpdate: 'YES', nullable: 'N' }),
      ],
      constraints: [notNull('AT')],
    },
    null,
  ),
  pair(
    'create-columns',
    {
      columns: [
        sequenced,
        column('PRICE', 'NUMBER(8,2)'),
        column('QUANTITY', 'NUMBER(4,0)', { dataDefault: '1', defaultOnNull: 'YES', nullable: 'N' }),
        column('TOTAL', 'NUMBER', { virtualColumn: 'YES', dataDefault: '"PRICE"*"QUANTITY"' }),
        column('SECRET', 'VARCHAR2(10 BYTE)', { hiddenColumn: 'YES' }),
        column('NAME_CI', 'VARCHAR2(10 BYTE)', { collation: 'BINARY_CI' }),
        column('SYS_NC00007$', 'NUMBER', { hiddenColumn: 'YES', virtualColumn: 'YES', userGenerated: 'NO' }),
      ],
      constraints: [pk, notNull('ID'), notNull('QUANTITY'), check('SOURCE_CK', 'price >= 0 /* never less */')],
      indexes: [
        pkIndex,
        index('SOURCE_TOTAL_IX', ['TOTAL']),
        index('SOURCE_NAME_IX', ['(UPPER("NAME_CI"))', 'PRICE DESC']),
        index('SOURCE_BM', ['QUANTITY'], { indexType: 'BITMAP' }),
        index('SOURCE_REV', ['PRICE', 'QUANTITY'], { indexType: 'NORMAL/REV', visibility: 'INVISIBLE' }),
        index('SOURCE_CMP', ['PRICE', 'ID'], { compression: 'ENABLED', prefixLength: 1 }),
      ],
      rest: { identities: [identity] },
    },
    null,
  ),
  pair(
    'create-constraints',
    {
      columns: [id, column('PARENT_ID', 'NUMBER(10,0)'), column('SELF_ID', 'NUMBER(10,0)'), note],
      constraints: [
        constraint('P', ['ID'], { indexName: 'SOURCE_ID_IX' }),
        constraint('U', ['NOTE', 'ID'], { constraintName: 'SOURCE_UK', deferrable: 'DEFERRABLE', deferred: 'DEFERRED' }),
        foreignKey('SOURCE_FK', ['PARENT_ID'], 'PARENT', ['ID'], { deleteRule: 'CASCADE' }),
        foreignKey('SELF_FK', ['SELF_ID'], 'SOURCE', ['ID'], { deleteRule: 'SET NULL', deferrable: 'DEFERRABLE' }),
        check('OLD_CK', '"NOTE" <> \'x\'', { status: 'DISABLED', validated: 'NOT VALIDATED' }),
        check('LOOSE_CK', 'length(note) > 1', { validated: 'NOT VALIDATED', rely: 'RELY' }),
        check('JSON_CK', '"NOTE" IS JSON'),
      ],
      indexes: [
        index('SOURCE_ID_IX', ['ID'], { uniqueness: 'UNIQUE', indexType: 'NORMAL/REV' }),
        index('SOURCE_UK', ['NOTE', 'ID']),
        index('SOURCE_PARENT_IX', ['PARENT_ID']),
      ],
    },
    null,
  ),
  pair('create-options', {
    columns: [id, note],
    table: { compression: 'ENABLED', compressFor: 'ADVANCED', logging: 'NO', inmemory: 'ENABLED', cache: 'Y', degree: '4', rowMovement: 'ENABLED', dependencies: 'ENABLED', resultCache: 'FORCE' },
  }, null),
  pair('create-collation', { columns: [id, column('NOTE', 'VARCHAR2(20 CHAR)', { collation: 'BINARY_AI' })], table: { defaultCollation: 'BINARY_AI' } }, null),
  pair('create-temporary', { columns: [id, note], table: { temporary: 'Y', duration: 'SYS$TRANSACTION', logging: 'NO', tablespaceName: null } }, null),
  pair(
    'create-index-organized',
    {
      columns: [id, note],
      constraints: [pk],
      indexes: [index('SOURCE_PK', ['ID'], { indexType: 'IOT - TOP', uniqueness: 'UNIQUE', pctThreshold: 20, includeColumn: 1 })],
      table: { iotType: 'IOT', hasOverflow: true },
    },
    null,
  ),
  pair('create-range', { columns: [id, note], ...range([['P1', '100'], ['P2', '200'], ['PM', 'MAXVALUE']]) }, null),
  pair(
    'create-interval',
    {
      columns: [id, column('D', 'DATE')],
      table: { partitioned: 'YES' },
      indexes: [
        index('SOURCE_D_IX', ['D'], { partitioning: { locality: 'LOCAL', partitioningType: 'RANGE', columns: ['D'], partitions: [] } }),
        index('SOURCE_ID_IX', ['ID'], {
          partitioning: {
            locality: 'GLOBAL',
            partitioningType: 'RANGE',
            columns: ['ID'],
            partitions: [
              { partitionName: 'G1', partitionPosition: 1, highValue: '1000', tablespaceName: null },
              { partitionName: 'GM', partitionPosition: 2, highValue: 'MAXVALUE', tablespaceName: null },
            ],
          },
        }),
      ],
      rest: {
        partitioning: partitionedBy('RANGE', ['D'], { interval: "NUMTOYMINTERVAL(1,'MONTH')" }),
        partitions: [
          ...partitions([['P0', "TO_DATE(' 2024-01-01 00:00:00', 'SYYYY-MM-DD HH24:MI:SS', 'NLS_CALENDAR=GREGORIAN')"]]),
          ...partitions([['SYS_P77', "TO_DATE(' 2024-02-01 00:00:00', 'SYYYY-MM-DD HH24:MI:SS', 'NLS_CALENDAR=GREGORIAN')"]], { partitionPosition: 2, interval: 'YES' }),
        ],
      },
    },
    null,
  ),
  pair('create-list', { columns: [id, note], ...list([['PN', "'C', NULL"], ['PD', 'DEFAULT'], ['PA', "'A', 'B'"]]) }, null),
  pair('create-hash', { columns: [id, note], ...hash(4) }, null),
  pair(
    'create-composite',
    {
      columns: [id, note],
      table: { partitioned: 'YES' },
      rest: {
        partitioning: partitionedBy('RANGE', ['ID'], { subpartitioningType: 'LIST', subpartitionColumns: ['NOTE'] }),
        partitions: partitions([['P1', '100'], ['P2', 'MAXVALUE']]),
        subpartitions: [
          ...subpartitions('P1', [['P1_A', "'A'"], ['P1_D', 'DEFAULT']]),
          ...subpartitions('P2', [['P2_A', "'A'"], ['P2_D', 'DEFAULT']]),
        ],
        subpartitionTemplates: [
          { subpartitionName: 'A', subpartitionPosition: 1, highBound: "'A'", tablespaceName: null },
          { subpartitionName: 'D', subpartitionPosition: 2, highBound: 'DEFAULT', tablespaceName: null },
        ],
      },
    },
    null,
  ),
  pair(
    'create-reference',
    {
      columns: [id, column('PARENT_ID', 'NUMBER(10,0)', { nullable: 'N' })],
      constraints: [notNull('PARENT_ID'), foreignKey('SOURCE_FK', ['PARENT_ID'], 'PARENT', ['ID'])],
      table: { partitioned: 'YES' },
      rest: { partitioning: partitionedBy('REFERENCE', [], { refPtnConstraintName: 'SOURCE_FK' }), partitions: partitions([['P1', null]]) },
    },
    null,
  ),
];

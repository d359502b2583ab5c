import assert from 'node:assert/strict';
import type { OracleTableRows } from '../../../src/schema/oracle/dictionary.ts';
import { noStorage, usualInmemory } from '../../../src/schema/oracle/model.ts';
import type { OracleTable } from '../../../src/schema/oracle/model.ts';
import { printTable } from '../../../src/schema/oracle/print/printTable.ts';
import { printType } from '../../../src/schema/oracle/print/printType.ts';
import { canonicalText } from '../../../src/schema/oracle/canonicalText.ts';
import { readTable } from '../../../src/schema/oracle/readTable.ts';
import { goldenOceanBase, goldenOracle } from '../../golden/oracle/goldenFiles.ts';
import {
  check,
  constraint,
  inMemory,
  index,
  notNull,
  partitionedBy,
  partitions,
  tableRows,
} from '../../support/oracle/rows.ts';
import { column } from '../../support/oracle/columnRows.ts';
import type { TableSpec } from '../../support/oracle/rows.ts';

const id = column('ID', 'NUMBER(10,0)');

function read(spec: TableSpec): OracleTable {
  const rows = tableRows('SHOP', 'T', spec);
  const parsed = readTable(rows, rows.name, { dialect: 'oracle' });
  return parsed.kind === 'table' ? parsed.table : assert.fail(parsed.reason);
}

function refusal(spec: TableSpec, more: Partial<OracleTableRows> = {}): string {
  const rows = { ...tableRows('SHOP', 'T', spec), ...more };
  const parsed = readTable(rows, rows.name, { dialect: 'oracle' });
  return parsed.kind === 'unsupported' ? parsed.reason : assert.fail('it is understood');
}

describe('dictionary rows', () => {
  it('give types as they were declared', () => {
    const types = [
      'VARCHAR2(10 CHAR)',
      'CHAR(1 BYTE)',
      'NVARCHAR2(5)',
      'NUMBER',
      'NUMBER(*,0)',
      'NUMBER(5,2)',
      'FLOAT(126)',
      'RAW(16)',
      'TIMESTAMP(6) WITH LOCAL TIME ZONE',
      'INTERVAL DAY(2) TO SECOND(6)',
      'BINARY_DOUBLE',
    ];
    const table = read({ columns: types.map((type, i) => column(`C${String(i)}`, type)) });
    assert.deepEqual(
      table.columns.map(({ type }) => printType(type)),
      types,
    );
  });

  it('put the invisible columns behind the others, by name', () => {
    const hidden = { hiddenColumn: 'YES' as const };
    const table = read({ columns: [column('Z', 'DATE', hidden), id, column('Y', 'DATE', hidden)] });
    assert.deepEqual(
      table.columns.map(({ name }) => name),
      ['ID', 'Y', 'Z'],
    );
  });

  it('leave out the columns that the server made for itself', () => {
    const own = { hiddenColumn: 'YES' as const, userGenerated: 'NO' as const };
    const names = ['SYS_NC00002$', 'SYS_STUKC$V', 'SYS_C00003_24010817:20:05$'];
    const table = read({ columns: [id, ...names.map((name) => column(name, 'NUMBER', own))] });
    assert.deepEqual(
      table.columns.map(({ name }) => name),
      ['ID'],
    );
  });

  it('12.1 has no USER_GENERATED: names tell which hidden column is the user’s', () => {
    const old = { hiddenColumn: 'YES' as const, userGenerated: null, collation: null };
    const table = read({
      columns: [id, column('MINE', 'NUMBER', old), column('SYS_NC00003$', 'NUMBER', old)],
    });
    assert.deepEqual(
      table.columns.map(({ name }) => name),
      ['ID', 'MINE'],
    );
  });

  it('tell a NOT NULL from a check', () => {
    const table = read({
      columns: [id],
      constraints: [notNull('ID'), check('CK', 'id is not null'), check('CK2', '"ID" > 0')],
    });
    assert.equal(table.columns[0]?.notNull?.state.isValidated, true);
    assert.deepEqual(
      table.checks.map(({ name }) => name),
      ['CK', 'CK2'],
    );
  });

  it('a default of NULL is none, and blanks behind one don’t count', () => {
    const table = read({
      columns: [
        column('A', 'DATE', { dataDefault: ' null ' }),
        column('B', 'DATE', { dataDefault: 'sysdate\n' }),
      ],
    });
    assert.deepEqual(
      table.columns.map((one) => one.default?.expression.text ?? null),
      [null, 'SYSDATE'],
    );
  });

  it('expressions are the same whatever their spelling, but not whatever they mean', () => {
    const canonical = (text: string): string =>
      canonicalText(
        read({ columns: [id, column('SYSTIMESTAMP', 'DATE')], constraints: [check('CK', text)] }),
      );
    assert.equal(canonical('"ID">0'), canonical('id  > 0 -- positive'));
    assert.equal(canonical("'it''s' = \"ID\""), canonical("q'(it's)' = Id"));
    assert.notEqual(canonical('"ID" = 1'), canonical('"ID" = 2'));
    assert.notEqual(canonical('\'a\' = "ID"'), canonical('\'A\' = "ID"'));
    assert.notEqual(canonical('"SYSTIMESTAMP" = "ID"'), canonical('SYSTIMESTAMP = "ID"'));
    assert.notEqual(canonical('- 1 = "ID"'), canonical('1 = "ID"'));
  });

  it('names of constraints and indexes make no difference, those of columns do', () => {
    const spec = (key: string, ix: string, name: string): string =>
      canonicalText(
        read({
          columns: [column(name, 'NUMBER'), id],
          constraints: [constraint('U', [name], { constraintName: key })],
          indexes: [index(key, [name], { uniqueness: 'UNIQUE' }), index(ix, ['ID', name])],
        }),
      );
    assert.equal(spec('K', 'I', 'A'), spec('L', 'J', 'A'));
    assert.notEqual(spec('K', 'I', 'A'), spec('K', 'I', 'B'));
  });

  it('the usual index of a key is part of it; another one is said', () => {
    const key = constraint('P', ['ID'], { constraintName: 'PK', indexName: 'IX' });
    const usual = read({
      columns: [id],
      constraints: [key],
      indexes: [index('IX', ['ID'], { uniqueness: 'UNIQUE' })],
    });
    assert.equal(usual.primaryKey?.index, null);
    assert.deepEqual(usual.indexes, []);
    const other = read({ columns: [id], constraints: [key], indexes: [index('IX', ['ID'])] });
    assert.equal(other.primaryKey?.index?.name, 'IX');
  });

  it('partitions that the server made for rows are none of the structure', () => {
    const table = read({
      columns: [id],
      rest: {
        partitioning: partitionedBy('RANGE', ['ID'], { interval: '10' }),
        partitions: [
          ...partitions([['P1', '10']]),
          ...partitions([['SYS_P8', '20']], { partitionPosition: 2, interval: 'YES' }),
        ],
      },
    });
    assert.deepEqual(
      table.partitioning?.partitions.map(({ name }) => name),
      ['P1'],
    );
  });

  it('where and how rows are kept: of the table, its partitions, and those to come', () => {
    const table = read({
      columns: [id],
      table: { tablespaceName: null, inmemory: null },
      rest: {
        partitioning: partitionedBy('RANGE', ['ID'], {
          ...inMemory,
          defTablespaceName: 'FAST',
          inmemoryDuplicate: 'DUPLICATE ALL',
        }),
        partitions: partitions([['P1', '10']], { tablespaceName: 'SLOW', logging: 'NO' }),
      },
    });
    const { tablespace, inmemory, isLogging } = table.options;
    assert.deepEqual(
      [tablespace, inmemory, isLogging],
      ['FAST', { ...usualInmemory, duplicate: 'DUPLICATE ALL' }, true],
    );
    assert.deepEqual(table.partitioning?.partitions[0]?.storage, {
      tablespace: 'SLOW',
      compress: null,
      isLogging: false,
      inmemory: null,
    });
  });

  it('nothing of that is read of OceanBase, whose words for it are others', () => {
    const rows = tableRows('SHOP', 'T', {
      columns: [id],
      table: { compression: 'ENABLED', compressFor: 'zstd_1.3.8', logging: 'NO' },
      rest: {
        partitioning: partitionedBy('HASH', ['ID']),
        partitions: partitions([['P1', null]], { compression: 'ENABLED', compressFor: 'zstd_1.3.8' }),
      },
    });
    const parsed = readTable(rows, rows.name, { dialect: 'oceanbase-oracle' });
    const table = parsed.kind === 'table' ? parsed.table : assert.fail(parsed.reason);
    assert.equal(printTable(table, goldenOceanBase).includes('COMPRESS'), false);
    assert.deepEqual(table.partitioning?.partitions[0]?.storage, noStorage);
    assert.equal(table.options.tablespace, null);
  });

  it('what is not modelled is unsupported, with the reason and the rows', () => {
    assert.match(
      refusal({ columns: [column('A', 'SDO_GEOMETRY', { dataTypeOwner: 'MDSYS' })] }),
      /MDSYS\.SDO_GEOMETRY/,
    );
    assert.match(refusal({ columns: [column('A', 'MYSTERY')] }), /DATA_TYPE of A is MYSTERY/);
    assert.match(
      refusal({ columns: [id], indexes: [index('I', ['ID'], { indexType: 'DOMAIN' })] }),
      /DOMAIN/,
    );
    assert.match(refusal({ columns: [id], table: { clusterName: 'C' } }), /CLUSTER_NAME/);
    assert.match(refusal({ columns: [id] }, { roles: ['external table'] }), /external table/);
    assert.match(
      refusal({ columns: [id], table: { ...inMemory, inmemoryPriority: 'URGENT' } }),
      /INMEMORY_PRIORITY of T is URGENT/,
    );
    assert.match(
      refusal({ columns: [id], constraints: [constraint('R', ['ID'], { constraintName: 'FK' })] }),
      /can’t see/,
    );
    assert.match(refusal({ columns: [id], constraints: [check('CK', '"ID" > 0) OR (1=1')] }), /brackets/);
    assert.match(refusal({ columns: [id], constraints: [check('CK', '"ID" > 0; x')] }), /can’t be read/);
    assert.match(
      refusal({
        columns: [
          column('ORA_ARCHIVE_STATE', 'VARCHAR2(4000 BYTE)', { hiddenColumn: 'YES', userGenerated: 'NO' }),
        ],
      }),
      /HIDDEN_COLUMN/,
    );
    assert.match(refusal({ columns: [id], rest: { partitioning: partitionedBy('SYSTEM', []) } }), /SYSTEM/);
    const rows = tableRows('SHOP', 'T', { columns: [column('A', 'MYSTERY')] });
    const parsed = readTable(rows, rows.name, { dialect: 'oracle' });
    assert.ok(parsed.kind === 'unsupported' && parsed.serverText.includes('DATA_TYPE = MYSTERY'));
  });

  it('another table than was asked for is refused', () => {
    const rows = tableRows('SHOP', 'T', { columns: [id] });
    assert.equal(
      readTable(rows, { database: 'SHOP', table: 't' }, { dialect: 'oracle' }).kind,
      'unsupported',
    );
  });

  it('are shown as the statements that would make the table', () => {
    const table = read({ columns: [id], indexes: [index('IX', ['ID DESC'])], comments: { ID: 'key' } });
    assert.equal(
      printTable(table, goldenOracle),
      'CREATE TABLE "SHOP"."T" (\n  "ID" NUMBER(10)\n)\nTABLESPACE "USERS";\nCREATE INDEX "SHOP"."IX" ON "SHOP"."T" ("ID" DESC);\nCOMMENT ON COLUMN "SHOP"."T"."ID" IS \'key\'',
    );
  });
});

/** Where and how rows are kept counts only where the option says so, and is changed only where the server can. */
import assert from 'node:assert/strict';
import { defaultCompareOptions } from '../../../src/diff/compareOptions.ts';
import { oracleDialect } from '../../../src/diff/oracle/oracleDialect.ts';
import type { OracleTable } from '../../../src/schema/oracle/model.ts';
import { english } from '../../../src/schema/phrase.ts';
import { goldenOceanBase, goldenOracle } from '../../golden/oracle/goldenFiles.ts';
import { storageCases } from '../../golden/oracle/storageCases.ts';
import { column } from '../../support/oracle/columnRows.ts';
import {
  constraint,
  inMemory,
  keyIndex,
  lob,
  partitionedBy,
  partitions,
  subpartitions,
  tableRows,
} from '../../support/oracle/rows.ts';
import type { TableSpec } from '../../support/oracle/rows.ts';
import { checkedSteps, readRows, shadowFor } from './oraclePairs.ts';

const dialect = oracleDialect(goldenOracle);
const id = column('ID', 'NUMBER(10,0)');

function table(spec: TableSpec): OracleTable {
  return readRows(tableRows('SHOP', 'T', spec));
}

const plain = (tablespaceName: string, more: Partial<TableSpec> = {}): OracleTable =>
  table({ columns: [id], table: { tablespaceName }, ...more });
const keyed: Partial<TableSpec> = {
  constraints: [constraint('P', ['ID'], { constraintName: 'PK' })],
  indexes: [keyIndex('PK', ['ID'])],
};

function refusal(from: OracleTable, to: OracleTable, facts = goldenOracle): string {
  const said = oracleDialect(facts).refuseSteps(from, to);
  return said === null ? '' : english(said);
}

describe('storage of Oracle tables', () => {
  for (const { name, source, shadow } of storageCases)
    if (shadow !== null && !name.includes('append') && !name.includes('split'))
      it(`${name} is a difference by option only`, () => {
        const expected = shadowFor(readRows(source), dialect);
        const actual = readRows(shadow);
        assert.notDeepEqual(dialect.compare(expected, actual), []);
        const relaxed = dialect.relax(expected, actual, { ...defaultCompareOptions, storage: 'ignored' });
        assert.deepEqual(dialect.compare(relaxed, actual), []);
        assert.deepEqual(checkedSteps(actual, relaxed), []);
      });

  it('new partitions get what they get anyway where storage is ignored', () => {
    const append = storageCases.find(({ name }) => name === 'partition-append-storage');
    assert.ok(append !== undefined && append.shadow !== null);
    const actual = readRows(append.shadow);
    const relaxed = dialect.relax(shadowFor(readRows(append.source), dialect), actual, {
      ...defaultCompareOptions,
      storage: 'ignored',
    });
    assert.deepEqual(
      checkedSteps(actual, relaxed).map(({ sql }) => sql.replace(/^.* ADD/, 'ADD')),
      ['ADD PARTITION "P2" VALUES LESS THAN (200)'],
    );
  });

  it('a move says that it writes all rows anew and blocks; what moves none does not', () => {
    const codes = (from: OracleTable, to: OracleTable): readonly string[] =>
      checkedSteps(from, to).flatMap((step) => dialect.findings(step, null).map(({ code }) => code));
    assert.deepEqual(codes(plain('A'), plain('B')), ['SS201', 'SS202']);
    const ranges = (tablespaceName: string, logging: 'YES' | 'NO'): OracleTable =>
      table({
        columns: [id],
        rest: {
          partitioning: partitionedBy('RANGE', ['ID']),
          partitions: partitions([['P', '1']], { tablespaceName, logging }),
        },
      });
    assert.deepEqual(codes(ranges('A', 'YES'), ranges('B', 'YES')), ['SS201', 'SS202']);
    assert.deepEqual(codes(ranges('A', 'YES'), ranges('A', 'NO')), []);
  });

  it('is not changed where that would leave unusable indexes, or can’t be said', () => {
    const old = { ...goldenOracle, version: [12, 1] as const };
    assert.match(refusal(plain('A', keyed), plain('B', keyed), old), /Before Oracle 12\.2/);
    assert.equal(refusal(plain('A'), plain('B'), old), '');
    const long: Partial<TableSpec> = { columns: [id, column('L', 'LONG')] };
    assert.match(refusal(plain('A', long), plain('B', long)), /LONG column/);
    assert.match(refusal(plain('A'), plain('B'), goldenOceanBase), /OceanBase/);
    const temporary = (tablespaceName: string | null): OracleTable =>
      table({ columns: [id], table: { tablespaceName, temporary: 'Y', duration: 'SYS$SESSION' } });
    assert.match(refusal(temporary('A'), temporary('B')), /can’t be moved/);
    const hash = (tablespaceName: string): OracleTable =>
      table({
        columns: [id],
        rest: {
          partitioning: partitionedBy('HASH', ['ID']),
          partitions: partitions([['SYS_P7', null]], { tablespaceName }),
        },
      });
    assert.match(refusal(hash('A'), hash('B')), /The server named partitions/);
    const own = (more: Parameters<typeof partitions>[1], defLogging = 'YES'): OracleTable =>
      table({
        columns: [id],
        rest: {
          partitioning: partitionedBy('HASH', ['ID'], { defLogging }),
          partitions: partitions([['H1', null]], more),
        },
      });
    assert.match(refusal(own({}), own(inMemory)), /partition H1 are kept/);
    assert.match(refusal(own({}), own({}, 'NO')), /hash partitions only the tablespace/);
    assert.equal(refusal(own({}), own({ tablespaceName: 'B' })), '');
    const composite = (more: Parameters<typeof subpartitions>[2]): OracleTable =>
      table({
        columns: [id],
        rest: {
          partitioning: partitionedBy('RANGE', ['ID'], {
            subpartitioningType: 'LIST',
            subpartitionColumns: ['ID'],
          }),
          partitions: partitions([['P', '1']]),
          subpartitions: subpartitions('P', [['S1', 'DEFAULT']], more),
        },
      });
    assert.match(refusal(composite({}), composite(inMemory)), /partition S1 are kept/);
    const moved = (tablespaceName: string, inRow: 'YES' | 'NO'): OracleTable =>
      table({
        columns: [id, column('C', 'CLOB')],
        rest: { lobs: [lob('C', { tablespaceName, inRow })] },
      });
    assert.match(refusal(moved('A', 'YES'), moved('B', 'NO')), /LOBs of the column/);
  });
});

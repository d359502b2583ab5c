/** Changes of columns that the laws on the model server found wrong once. */
import assert from 'node:assert/strict';
import { judgeType } from '../../../src/diff/oracle/findings/judgeType.ts';
import { oracleDialect } from '../../../src/diff/oracle/oracleDialect.ts';
import type { OracleServerFacts } from '../../../src/schema/oracle/serverFacts.ts';
import { english } from '../../../src/schema/phrase.ts';
import { goldenOceanBase, goldenOracle } from '../../golden/oracle/goldenFiles.ts';
import { column } from '../../support/oracle/columnRows.ts';
import { constraint, index, keyIndex, tableRows } from '../../support/oracle/rows.ts';
import type { TableSpec } from '../../support/oracle/rows.ts';
import { checkedSteps, readRows } from './oraclePairs.ts';

const table = (spec: TableSpec): ReturnType<typeof readRows> => readRows(tableRows('SHOP', 'T', spec));
const id = column('ID', 'NUMBER(10,0)');

function statements(
  from: TableSpec,
  to: TableSpec,
  facts: OracleServerFacts = goldenOracle,
): readonly string[] {
  return checkedSteps(table(from), table(to), facts).map(({ sql }) => sql);
}

describe('a column whose type is another one of the same kind', () => {
  const types = [
    ['DATE', 'BINARY_DOUBLE'],
    ['CHAR(3 BYTE)', 'VARCHAR2(3 BYTE)'],
    ['NCHAR(3)', 'NVARCHAR2(3)'],
  ] as const;
  for (const [from, to] of types)
    it(`${from} becomes ${to} in place`, () => {
      assert.deepEqual(statements({ columns: [id, column('A', from)] }, { columns: [id, column('A', to)] }), [
        `ALTER TABLE "SHOP"."T" MODIFY ("A" ${to})`,
      ]);
    });

  it('is no safe change: values of the one are none of the other', () => {
    for (const [from, to] of types) {
      const [a, b] = [from, to].map((type) => table({ columns: [column('A', type)] }).columns[0]?.type);
      assert.ok(a !== undefined && b !== undefined);
      assert.equal(judgeType(a, b, 4), 'kind');
      assert.equal(judgeType(a, a, 4), 'safe');
    }
  });

  it('CLOB becomes BLOB in a new column', () => {
    assert.deepEqual(
      statements({ columns: [id, column('A', 'CLOB')] }, { columns: [id, column('A', 'BLOB')] }),
      ['ALTER TABLE "SHOP"."T" DROP ("A")', 'ALTER TABLE "SHOP"."T" ADD ("A" BLOB)'],
    );
  });
});

it('the key of an index-organized table is not dropped for a column that would be made anew (ORA-25188)', () => {
  const organized: Partial<TableSpec> = {
    constraints: [constraint('P', ['ID'], { constraintName: 'PK' })],
    indexes: [{ ...keyIndex('PK', ['ID']), indexType: 'IOT - TOP', pctThreshold: 50 }],
    table: { iotType: 'IOT' },
  };
  const a = column('A', 'DATE');
  const from = table({ columns: [id, a], ...organized });
  const to = table({ columns: [column('ID', 'CLOB'), a], ...organized });
  assert.match(english(oracleDialect(goldenOracle).refuseSteps(from, to) ?? ''), /^The column ID decides/);
});

it('OceanBase’s keys have indexes of their own: its grammar has no USING INDEX (CREATE …)', () => {
  const columns = [id, column('A', 'DATE')];
  const indexes = [index('IX', ['ID', 'A'])];
  const key = constraint('U', ['ID'], { constraintName: 'UK' });
  const added = (facts: OracleServerFacts): string | undefined =>
    statements(
      { columns, indexes },
      { columns, indexes: [...indexes, keyIndex('UK', ['ID'])], constraints: [key] },
      facts,
    )[0];
  assert.equal(added(goldenOceanBase), 'ALTER TABLE "SHOP"."T" ADD CONSTRAINT "UK" UNIQUE ("ID")');
  assert.match(added(goldenOracle) ?? '', /UNIQUE \("ID"\) USING INDEX \(CREATE UNIQUE INDEX /);
});

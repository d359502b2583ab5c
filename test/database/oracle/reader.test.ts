import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LentSessions } from '../../../src/database/lentSessions.ts';
import { makeReader } from '../../../src/database/oracle/reader.ts';
import type { OracleTableRows } from '../../../src/schema/oracle/dictionary.ts';
import { readTable } from '../../../src/schema/oracle/readTable.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';
import { tableKey } from '../../../src/schema/tableName.ts';
import type { SchemaReader } from '../../../src/shadow/schemaReader.ts';
import type { FakeDictionary } from '../../support/oracle/fakeDictionary.ts';
import { changedRows, sampleDictionary } from '../../support/oracle/sampleDictionary.ts';
import { sampleVersions } from '../../support/oracle/sampleViews.ts';

const never = { aborted: false };
const hr = (table: string): { database: string; table: string } => ({ database: 'HR', table });

function readerOf(dictionary: FakeDictionary): SchemaReader {
  const source = dictionary.source();
  return makeReader(
    new LentSessions(() =>
      Promise.resolve({
        place: source.place,
        lost: null,
        rows: (query, limits) => source.rows(query, limits),
        ping: () => Promise.resolve(),
        close: () => Promise.resolve(),
      }),
    ),
  );
}

async function rowsOf(
  dictionary: FakeDictionary,
  name: { database: string; table: string },
): Promise<OracleTableRows> {
  const read = (await readerOf(dictionary).readTables([name], never)).get(tableKey(name));
  assert.equal(read?.kind, 'read');
  return (read as { definition: OracleTableRows }).definition;
}

describe('Oracle’s dictionary, as it is read', () => {
  for (const version of sampleVersions) {
    describe(version, () => {
      it('HR.EMPLOYEES: columns, keys, checks, comments', async () => {
        const rows = await rowsOf(sampleDictionary(version), hr('EMPLOYEES'));
        assert.equal(rows.kind, 'oracle-rows');
        assert.equal(rows.columns.length, 9);
        assert.deepEqual(rows.columns.map(({ columnName, columnId }) => [columnName, columnId]).slice(0, 3), [
          ['EMPLOYEE_ID', 1],
          ['FIRST_NAME', 2],
          ['LAST_NAME', 3],
        ]);
        const [salary] = rows.columns.filter(({ columnName }) => columnName === 'SALARY');
        assert.deepEqual([salary?.dataPrecision, salary?.dataScale, salary?.nullable], [8, 2, 'Y']);
        assert.equal(salary?.userGenerated, version === '12.1' ? null : 'YES');
        assert.equal(rows.comment, 'One row for each employee.');
        assert.deepEqual(rows.columnComments, [
          { columnName: 'SALARY', comments: 'Per month; more than zero.' },
        ]);
        const manager = rows.constraints.find(({ constraintName }) => constraintName === 'EMP_MANAGER_FK');
        assert.deepEqual(manager?.referenced, {
          table: hr('EMPLOYEES'),
          constraintName: 'EMP_EMP_ID_PK',
          columns: ['EMPLOYEE_ID'],
        });
        const names = rows.indexes.find(({ indexName }) => indexName === 'EMP_NAME_IX');
        assert.deepEqual(
          names?.columns.map(({ columnName }) => columnName),
          ['LAST_NAME', 'FIRST_NAME'],
        );
        assert.equal(rows.table.degree, '1');
        assert.equal(rows.table.cache, 'N');
        assert.equal(rows.table.defaultCollation, version === '12.1' ? null : 'USING_NLS_COMP');
        assert.equal(rows.partitioning, null);
      });

      it('SH.SALES: partitions and local bitmap indexes, in their order', async () => {
        const rows = await rowsOf(sampleDictionary(version), { database: 'SH', table: 'SALES' });
        assert.equal(rows.partitioning?.partitioningType, 'RANGE');
        assert.deepEqual(rows.partitioning.columns, ['TIME_ID']);
        assert.equal(rows.partitioning.autolist, version === '12.1' ? null : 'NO');
        const { inmemory, inmemoryCompression, defTablespaceName } = rows.partitioning;
        assert.deepEqual(
          [inmemory, inmemoryCompression, defTablespaceName],
          version === '12.1' ? [null, null, 'USERS'] : ['ENABLED', 'FOR CAPACITY LOW', 'USERS'],
        );
        assert.deepEqual(
          rows.partitions.map(({ partitionName, partitionPosition }) => [partitionPosition, partitionName]),
          [
            [1, 'SALES_1995'],
            [2, 'SALES_1996'],
            [3, 'SALES_H1_1997'],
          ],
        );
        assert.match(rows.partitions[0]?.highValue ?? '', /1996-01-01/);
        assert.equal(rows.indexes.length, 5);
        for (const { indexType, partitioning } of rows.indexes) {
          assert.equal(indexType, 'BITMAP');
          assert.deepEqual([partitioning?.locality, partitioning?.columns], ['LOCAL', ['TIME_ID']]);
          assert.equal(partitioning?.partitions.length, 3);
        }
      });

      it('what is read is a table to the schema core', async () => {
        for (const name of [
          hr('EMPLOYEES'),
          hr('DEPARTMENTS'),
          hr('JOBS'),
          { database: 'SH', table: 'SALES' },
        ]) {
          const parsed = readTable(await rowsOf(sampleDictionary(version), name), name, {
            dialect: 'oracle',
          });
          assert.equal(parsed.kind, 'table', parsed.kind === 'table' ? '' : parsed.reason);
        }
      });
    });
  }

  it('asks as many questions for three tables as for one, and names exactly those tables', async () => {
    const [one, three] = [sampleDictionary('19c'), sampleDictionary('19c')];
    await readerOf(one).readTables([hr('JOBS')], never);
    await readerOf(three).readTables([hr('JOBS'), hr('EMPLOYEES'), hr('DEPARTMENTS')], never);
    assert.equal(three.statements.length, one.statements.length);
    assert.ok(one.statements.length <= 20, String(one.statements.length));
    assert.ok(one.statements.every((sql) => !sql.includes('EMPLOYEES')));
  });

  it('tells missing tables, and progress', async () => {
    const seen: number[] = [];
    const read = await readerOf(sampleDictionary('19c')).readTables(
      [hr('JOBS'), hr('NONE')],
      never,
      (done, of) => seen.push(done / of),
    );
    assert.deepEqual(
      [...read.values()].map(({ kind }) => kind),
      ['read', 'missing'],
    );
    assert.equal(seen.at(-1), 1);
  });

  it('R2 fails a table of which a view says something unknown, and no other', async () => {
    const strange = changedRows('CONSTRAINTS', (row) => row['CONSTRAINT_NAME'] === 'JOB_ID_PK', {
      STATUS: 'MAYBE',
    });
    const dictionary = sampleDictionary('23ai', { CONSTRAINTS: strange });
    const read = await readerOf(dictionary).readTables([hr('JOBS'), hr('DEPARTMENTS')], never);
    const jobs = read.get(tableKey(hr('JOBS')));
    assert.equal(jobs?.kind, 'failed');
    assert.match(jobs.reason, /ALL_CONSTRAINTS\.STATUS says "MAYBE"/);
    assert.equal(read.get(tableKey(hr('DEPARTMENTS')))?.kind, 'read');
  });

  it('names what nobody models', async () => {
    const dictionary = sampleDictionary('19c', {
      POLICIES: [{ OBJECT_OWNER: 'HR', OBJECT_NAME: 'JOBS', POLICY_NAME: 'P' }],
      MVIEWS: [{ OWNER: 'HR', MVIEW_NAME: 'JOBS', CONTAINER_NAME: 'JOBS' }],
    });
    const rows = await rowsOf(dictionary, hr('JOBS'));
    assert.deepEqual([...rows.roles].sort(), ['materialized view', 'redaction or row security policy']);
  });

  it('lists what stands in a schema, without the recycle bin and parts of others', async () => {
    const listed = await readerOf(sampleDictionary('19c')).listTables('SH', never);
    assert.deepEqual(
      listed.map(({ name, kind }) => [name.table, kind]),
      [
        ['CAL_MONTH_SALES_MV', 'other'],
        ['MLOG$_SALES', 'other'],
        ['SALES', 'table'],
      ],
    );
    const own = await readerOf(sampleDictionary('19c')).listTables('HR', never);
    assert.deepEqual(
      own.map(({ name, kind }) => [name.table, kind]),
      [
        ['DEPARTMENTS', 'table'],
        ['EMPLOYEES', 'table'],
        ['EMPLOYEES_SEQ', 'sequence'],
        ['EMP_DETAILS_VIEW', 'view'],
        ['JOBS', 'table'],
      ],
    );
  });

  it('tells an empty schema from none, and small letters from capitals', async () => {
    const reader = readerOf(sampleDictionary('19c'));
    assert.deepEqual(await reader.listTables('EMPTY', never), []);
    for (const [name, remedy] of [
      ['hr', /there is a schema HR/],
      ['NOBODY', /Check the name/],
    ] as const) {
      await assert.rejects(
        reader.listTables(name, never),
        (error) => ShadowSyncError.is(error, 'unknown-database') && remedy.test(error.remedy ?? ''),
      );
    }
  });

  it('reads rows and estimates; what can’t be looked into is not known', async () => {
    const names = [hr('EMPLOYEES'), hr('JOBS'), hr('DEPARTMENTS')];
    const facts = await readerOf(sampleDictionary('19c')).readFacts(names, never);
    assert.deepEqual(
      names.map((name) => facts.get(tableKey(name))),
      [
        { hasRows: true, estimatedRows: 107, dataBytes: null },
        { hasRows: false, estimatedRows: 19, dataBytes: null },
        { hasRows: null, estimatedRows: 27, dataBytes: null },
      ],
    );
  });

  it('reads triggers and the keys that point at a schema’s tables', async () => {
    const reader = readerOf(sampleDictionary('19c'));
    assert.equal((await reader.readTriggers('HR', never)).get('EMPLOYEES')?.length, 2);
    const keys = await reader.readIncomingKeys('HR', [], never);
    assert.deepEqual(
      keys.map(({ constraint, parent, columns }) => [constraint, parent.table, ...columns]).sort(),
      [
        ['EMP_DEPT_FK', 'DEPARTMENTS', 'DEPARTMENT_ID'],
        ['EMP_JOB_FK', 'JOBS', 'JOB_ID'],
        ['EMP_MANAGER_FK', 'EMPLOYEES', 'EMPLOYEE_ID'],
      ],
    );
  });
});

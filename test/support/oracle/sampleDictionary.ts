/**
 * What the dictionary says of parts of the documented sample schemas, HR and SH, in the shapes of three versions (Database
 * Reference of each; Database Sample Schemas). Written down from the documentation, not taken from a server.
 */
import { FakeDictionary } from './fakeDictionary.ts';
import type { ViewRow } from './fakeDictionary.ts';
import {
  check,
  column,
  constraint,
  foreign,
  index,
  indexed,
  part,
  required,
  table,
  text,
} from './sampleRows.ts';
import { viewsOf } from './sampleViews.ts';
import type { SampleVersion } from './sampleViews.ts';

/** The first of January of a year, as the server prints the bound of a DATE partition. */
const bound = (day: string): string =>
  `TO_DATE(' ${day} 00:00:00', 'SYYYY-MM-DD HH24:MI:SS', 'NLS_CALENDAR=GREGORIAN')`;

const salesPartitions = [
  ['SALES_1995', '1996-01-01'],
  ['SALES_1996', '1997-01-01'],
  ['SALES_H1_1997', '1997-07-01'],
] as const;
const salesColumns = ['PROD_ID', 'CUST_ID', 'TIME_ID', 'CHANNEL_ID', 'PROMO_ID'] as const;
const salesIndexes = salesColumns.map((name) => [`SALES_${name.replace(/_ID$/, '')}_BIX`, name] as const);

const views: Readonly<Record<string, readonly ViewRow[]>> = {
  TABLES: [
    table('HR', 'EMPLOYEES', { NUM_ROWS: '107' }),
    table('HR', 'DEPARTMENTS', { NUM_ROWS: '27' }),
    table('HR', 'JOBS', { NUM_ROWS: '19' }),
    table('SH', 'SALES', {
      PARTITIONED: 'YES',
      TABLESPACE_NAME: null,
      PCT_FREE: null,
      INI_TRANS: null,
      LOGGING: null,
      COMPRESSION: null,
      READ_ONLY: 'N/A',
      INMEMORY: null,
    }),
  ],
  TAB_COLS: [
    column('HR', 'EMPLOYEES', 'EMPLOYEE_ID', 'NUMBER', {
      COLUMN_ID: '1',
      ...required,
      DATA_PRECISION: '6',
      DATA_SCALE: '0',
    }),
    column('HR', 'EMPLOYEES', 'FIRST_NAME', 'VARCHAR2', text('20')),
    column('HR', 'EMPLOYEES', 'LAST_NAME', 'VARCHAR2', text('25', required)),
    column('HR', 'EMPLOYEES', 'EMAIL', 'VARCHAR2', text('25', required)),
    column('HR', 'EMPLOYEES', 'HIRE_DATE', 'DATE', required),
    column('HR', 'EMPLOYEES', 'JOB_ID', 'VARCHAR2', text('10', required)),
    column('HR', 'EMPLOYEES', 'SALARY', 'NUMBER', { DATA_PRECISION: '8', DATA_SCALE: '2' }),
    column('HR', 'EMPLOYEES', 'MANAGER_ID', 'NUMBER', { DATA_PRECISION: '6', DATA_SCALE: '0' }),
    column('HR', 'EMPLOYEES', 'DEPARTMENT_ID', 'NUMBER', { DATA_PRECISION: '4', DATA_SCALE: '0' }),
    column('HR', 'DEPARTMENTS', 'DEPARTMENT_ID', 'NUMBER', {
      COLUMN_ID: '1',
      ...required,
      DATA_PRECISION: '4',
      DATA_SCALE: '0',
    }),
    column('HR', 'DEPARTMENTS', 'DEPARTMENT_NAME', 'VARCHAR2', text('30', required)),
    column('HR', 'JOBS', 'JOB_ID', 'VARCHAR2', { COLUMN_ID: '1', ...text('10', required) }),
    column('HR', 'JOBS', 'JOB_TITLE', 'VARCHAR2', text('35', required)),
    ...salesColumns.map((name, i) =>
      column('SH', 'SALES', name, name === 'TIME_ID' ? 'DATE' : 'NUMBER', {
        COLUMN_ID: String(i + 1),
        INTERNAL_COLUMN_ID: String(i + 1),
        ...required,
      }),
    ),
    column('SH', 'SALES', 'AMOUNT_SOLD', 'NUMBER', {
      COLUMN_ID: '6',
      INTERNAL_COLUMN_ID: '6',
      ...required,
      DATA_PRECISION: '10',
      DATA_SCALE: '2',
    }),
  ],
  TAB_COMMENTS: [
    { OWNER: 'HR', TABLE_NAME: 'EMPLOYEES', TABLE_TYPE: 'TABLE', COMMENTS: 'One row for each employee.' },
  ],
  COL_COMMENTS: [
    { OWNER: 'HR', TABLE_NAME: 'EMPLOYEES', COLUMN_NAME: 'SALARY', COMMENTS: 'Per month; more than zero.' },
    { OWNER: 'HR', TABLE_NAME: 'EMPLOYEES', COLUMN_NAME: 'EMAIL', COMMENTS: null },
  ],
  CONSTRAINTS: [
    constraint('HR', 'EMPLOYEES', 'EMP_EMP_ID_PK', 'P'),
    constraint('HR', 'EMPLOYEES', 'EMP_EMAIL_UK', 'U'),
    check('EMPLOYEES', 'EMP_LAST_NAME_NN', '"LAST_NAME" IS NOT NULL'),
    check('EMPLOYEES', 'EMP_EMAIL_NN', '"EMAIL" IS NOT NULL'),
    check('EMPLOYEES', 'EMP_HIRE_DATE_NN', '"HIRE_DATE" IS NOT NULL'),
    check('EMPLOYEES', 'EMP_JOB_NN', '"JOB_ID" IS NOT NULL'),
    check('EMPLOYEES', 'EMP_SALARY_MIN', 'salary > 0'),
    foreign('EMPLOYEES', 'EMP_DEPT_FK', 'DEPT_ID_PK'),
    foreign('EMPLOYEES', 'EMP_JOB_FK', 'JOB_ID_PK'),
    foreign('EMPLOYEES', 'EMP_MANAGER_FK', 'EMP_EMP_ID_PK'),
    constraint('HR', 'DEPARTMENTS', 'DEPT_ID_PK', 'P'),
    check('DEPARTMENTS', 'DEPT_NAME_NN', '"DEPARTMENT_NAME" IS NOT NULL'),
    constraint('HR', 'JOBS', 'JOB_ID_PK', 'P'),
    check('JOBS', 'JOB_TITLE_NN', '"JOB_TITLE" IS NOT NULL'),
    ...[...salesColumns, 'AMOUNT_SOLD'].map((name, i) =>
      constraint('SH', 'SALES', `SYS_C00${String(7600 + i)}`, 'C', {
        SEARCH_CONDITION: `"${name}" IS NOT NULL`,
        GENERATED: 'GENERATED NAME',
      }),
    ),
  ],
  CONS_COLUMNS: [
    part('HR', 'EMPLOYEES', 'EMP_EMP_ID_PK', 'EMPLOYEE_ID', '1'),
    part('HR', 'EMPLOYEES', 'EMP_EMAIL_UK', 'EMAIL', '1'),
    part('HR', 'EMPLOYEES', 'EMP_LAST_NAME_NN', 'LAST_NAME', null),
    part('HR', 'EMPLOYEES', 'EMP_EMAIL_NN', 'EMAIL', null),
    part('HR', 'EMPLOYEES', 'EMP_HIRE_DATE_NN', 'HIRE_DATE', null),
    part('HR', 'EMPLOYEES', 'EMP_JOB_NN', 'JOB_ID', null),
    part('HR', 'EMPLOYEES', 'EMP_SALARY_MIN', 'SALARY', null),
    part('HR', 'EMPLOYEES', 'EMP_DEPT_FK', 'DEPARTMENT_ID', '1'),
    part('HR', 'EMPLOYEES', 'EMP_JOB_FK', 'JOB_ID', '1'),
    part('HR', 'EMPLOYEES', 'EMP_MANAGER_FK', 'MANAGER_ID', '1'),
    part('HR', 'DEPARTMENTS', 'DEPT_ID_PK', 'DEPARTMENT_ID', '1'),
    part('HR', 'DEPARTMENTS', 'DEPT_NAME_NN', 'DEPARTMENT_NAME', null),
    part('HR', 'JOBS', 'JOB_ID_PK', 'JOB_ID', '1'),
    part('HR', 'JOBS', 'JOB_TITLE_NN', 'JOB_TITLE', null),
    ...[...salesColumns, 'AMOUNT_SOLD'].map((name, i) =>
      part('SH', 'SALES', `SYS_C00${String(7600 + i)}`, name, null),
    ),
  ],
  INDEXES: [
    index('HR', 'EMPLOYEES', 'EMP_EMP_ID_PK', { UNIQUENESS: 'UNIQUE' }),
    index('HR', 'EMPLOYEES', 'EMP_EMAIL_UK', { UNIQUENESS: 'UNIQUE' }),
    index('HR', 'EMPLOYEES', 'EMP_NAME_IX'),
    index('HR', 'DEPARTMENTS', 'DEPT_ID_PK', { UNIQUENESS: 'UNIQUE' }),
    index('HR', 'JOBS', 'JOB_ID_PK', { UNIQUENESS: 'UNIQUE' }),
    ...salesIndexes.map(([name]) =>
      index('SH', 'SALES', name, {
        INDEX_TYPE: 'BITMAP',
        PARTITIONED: 'YES',
        STATUS: 'N/A',
        TABLESPACE_NAME: null,
        LOGGING: null,
        PCT_FREE: null,
        INI_TRANS: null,
      }),
    ),
  ],
  IND_COLUMNS: [
    indexed('HR', 'EMPLOYEES', 'EMP_EMP_ID_PK', 'EMPLOYEE_ID'),
    indexed('HR', 'EMPLOYEES', 'EMP_EMAIL_UK', 'EMAIL'),
    indexed('HR', 'EMPLOYEES', 'EMP_NAME_IX', 'FIRST_NAME', '2'),
    indexed('HR', 'EMPLOYEES', 'EMP_NAME_IX', 'LAST_NAME', '1'),
    indexed('HR', 'DEPARTMENTS', 'DEPT_ID_PK', 'DEPARTMENT_ID'),
    indexed('HR', 'JOBS', 'JOB_ID_PK', 'JOB_ID'),
    ...salesIndexes.map(([name, of]) => indexed('SH', 'SALES', name, of)),
  ],
  PART_INDEXES: salesIndexes.map(([name]) => ({
    OWNER: 'SH',
    INDEX_NAME: name,
    TABLE_NAME: 'SALES',
    PARTITIONING_TYPE: 'RANGE',
    LOCALITY: 'LOCAL',
  })),
  IND_PARTITIONS: salesIndexes.flatMap(([name]) =>
    salesPartitions.map(([partition, day], i) => ({
      INDEX_OWNER: 'SH',
      INDEX_NAME: name,
      PARTITION_NAME: partition,
      PARTITION_POSITION: String(i + 1),
      HIGH_VALUE: bound(day),
      TABLESPACE_NAME: 'USERS',
    })),
  ),
  PART_TABLES: [
    {
      OWNER: 'SH',
      TABLE_NAME: 'SALES',
      PARTITIONING_TYPE: 'RANGE',
      SUBPARTITIONING_TYPE: 'NONE',
      DEF_SUBPARTITION_COUNT: '0',
      DEF_TABLESPACE_NAME: 'USERS',
      DEF_LOGGING: 'YES',
      DEF_COMPRESSION: 'NONE',
      AUTOLIST: 'NO',
      AUTOLIST_SUBPARTITION: 'NO',
      DEF_INDEXING: 'ON',
      DEF_INMEMORY: 'ENABLED',
      DEF_INMEMORY_COMPRESSION: 'FOR CAPACITY LOW',
      DEF_INMEMORY_PRIORITY: 'NONE',
      DEF_INMEMORY_DISTRIBUTE: 'AUTO',
      DEF_INMEMORY_DUPLICATE: 'NO DUPLICATE',
    },
  ],
  PART_KEY_COLUMNS: [
    { OWNER: 'SH', NAME: 'SALES', OBJECT_TYPE: 'TABLE', COLUMN_NAME: 'TIME_ID', COLUMN_POSITION: '1' },
    ...salesIndexes.map(([name]) => ({
      OWNER: 'SH',
      NAME: name,
      OBJECT_TYPE: 'INDEX',
      COLUMN_NAME: 'TIME_ID',
      COLUMN_POSITION: '1',
    })),
  ],
  TAB_PARTITIONS: salesPartitions.map(([name, day], i) => ({
    TABLE_OWNER: 'SH',
    TABLE_NAME: 'SALES',
    PARTITION_NAME: name,
    HIGH_VALUE: bound(day),
    PARTITION_POSITION: String(i + 1),
    TABLESPACE_NAME: 'USERS',
    LOGGING: 'YES',
    COMPRESSION: 'DISABLED',
    INTERVAL: 'NO',
    READ_ONLY: 'NO',
    INDEXING: 'ON',
  })),
  OBJECTS: [
    ...['EMPLOYEES', 'DEPARTMENTS', 'JOBS', 'BIN$abc==$0'].map((name) => ({
      OWNER: 'HR',
      OBJECT_NAME: name,
      OBJECT_TYPE: 'TABLE',
      SECONDARY: 'N',
    })),
    { OWNER: 'HR', OBJECT_NAME: 'EMP_DETAILS_VIEW', OBJECT_TYPE: 'VIEW', SECONDARY: 'N' },
    { OWNER: 'HR', OBJECT_NAME: 'EMPLOYEES_SEQ', OBJECT_TYPE: 'SEQUENCE', SECONDARY: 'N' },
    { OWNER: 'SH', OBJECT_NAME: 'SALES', OBJECT_TYPE: 'TABLE', SECONDARY: 'N' },
    { OWNER: 'SH', OBJECT_NAME: 'CAL_MONTH_SALES_MV', OBJECT_TYPE: 'MATERIALIZED VIEW', SECONDARY: 'N' },
    { OWNER: 'SH', OBJECT_NAME: 'CAL_MONTH_SALES_MV', OBJECT_TYPE: 'TABLE', SECONDARY: 'N' },
    { OWNER: 'SH', OBJECT_NAME: 'MLOG$_SALES', OBJECT_TYPE: 'TABLE', SECONDARY: 'N' },
  ],
  MVIEW_LOGS: [{ LOG_OWNER: 'SH', MASTER: 'SALES', LOG_TABLE: 'MLOG$_SALES' }],
  TRIGGERS: [
    { OWNER: 'HR', TRIGGER_NAME: 'UPDATE_JOB_HISTORY', TABLE_OWNER: 'HR', TABLE_NAME: 'EMPLOYEES' },
    { OWNER: 'HR', TRIGGER_NAME: 'SECURE_EMPLOYEES', TABLE_OWNER: 'HR', TABLE_NAME: 'EMPLOYEES' },
  ],
  USERS: [
    ...['HR', 'SH', 'EMPTY'].map((USERNAME) => ({ USERNAME, ORACLE_MAINTAINED: 'N' })),
    { USERNAME: 'SYS', ORACLE_MAINTAINED: 'Y' },
  ],
};

/** The views as that version has them; `change` replaces the rows of some. */
export function sampleDictionary(
  version: SampleVersion,
  change: Readonly<Record<string, readonly ViewRow[]>> = {},
): FakeDictionary {
  const made = viewsOf(version, (name) => change[name] ?? views[name] ?? []);
  return new FakeDictionary({
    views: made,
    filled: new Map([
      ['HR.EMPLOYEES', true],
      ['HR.JOBS', false],
    ]),
  });
}

/** One row of the samples with some values replaced, for a test of what is not understood. */
export function changedRows(
  view: string,
  is: (row: ViewRow) => boolean,
  change: ViewRow,
): readonly ViewRow[] {
  return (views[view] ?? []).map((row) => (is(row) ? { ...row, ...change } : row));
}

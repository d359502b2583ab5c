/** The model of Oracle's dictionary refuses what the server refuses, by its number, and changes nothing then. */
import assert from 'node:assert/strict';
import { OracleModel } from './interpreter/oracleModel.ts';
import { OraError } from './interpreter/oraError.ts';

const base = [
  'CREATE TABLE "S"."P" (ID NUMBER(10), A NUMBER, CONSTRAINT P_PK PRIMARY KEY (ID))',
  `CREATE TABLE "S"."T" (
    id NUMBER GENERATED ALWAYS AS IDENTITY, "Name" VARCHAR2(20) DEFAULT 'x' NOT NULL, REF NUMBER, D DATE,
    V NUMBER GENERATED ALWAYS AS (ref  *  2) VIRTUAL, N NUMBER DEFAULT ON NULL 0,
    CONSTRAINT T_PK PRIMARY KEY (ID), CONSTRAINT T_FK FOREIGN KEY (REF) REFERENCES "S"."P" (ID),
    CONSTRAINT T_CK CHECK ("Name" <> 'y' OR D IS NULL))`,
  'CREATE INDEX "S"."T_IX" ON "S"."T" (lower( "Name" ), D DESC)',
  'CREATE TABLE "S"."R" (A NUMBER, B NUMBER) PARTITION BY RANGE (A) (PARTITION P1 VALUES LESS THAN (100))',
  'CREATE TABLE "S"."I" (A NUMBER, CONSTRAINT I_PK PRIMARY KEY (A)) ORGANIZATION INDEX',
  'CREATE TABLE "S"."Q" (ID NUMBER, CONSTRAINT Q_PK PRIMARY KEY (ID)) PARTITION BY HASH (ID) PARTITIONS 2',
  'CREATE TABLE "S"."L" (A LONG, C CLOB) TABLESPACE fast',
  `CREATE TABLE "S"."C" (A NUMBER, B NUMBER) PARTITION BY RANGE (A) SUBPARTITION BY LIST (B)
    (PARTITION P1 VALUES LESS THAN (9) (SUBPARTITION S1 VALUES (DEFAULT)))`,
];

function model(): OracleModel {
  const made = new OracleModel({ databases: ['S'], maxNameBytes: 30 });
  for (const sql of base) made.execute(sql);
  return made;
}

const T = 'ALTER TABLE "S"."T"';

const refused: readonly (readonly [number, string])[] = [
  [904, `${T} DROP ("X")`],
  [904, `${T} ADD CHECK ("X" > 1)`],
  [942, 'ALTER TABLE "S"."X" ADD ("A" NUMBER)'],
  [997, 'ALTER TABLE "S"."L" MOVE TABLESPACE "X"'],
  [1754, 'ALTER TABLE "S"."L" ADD ("B" LONG)'],
  [2149, 'ALTER TABLE "S"."R" MODIFY PARTITION "X" NOLOGGING'],
  [955, 'CREATE TABLE "S"."T" (A NUMBER)'],
  [955, 'CREATE INDEX "S"."T_IX" ON "S"."P" (A)'],
  [957, 'CREATE TABLE "S"."X" (A NUMBER, "A" DATE)'],
  [972, `${T} ADD ("abcdefghijklmnopqrstuvwxyzäöü" NUMBER)`],
  [1408, 'CREATE INDEX "S"."T_IY" ON "S"."T" (LOWER("Name"), D DESC)'],
  [1418, 'DROP INDEX "S"."X"'],
  [1430, `${T} ADD ("D" DATE)`],
  [1442, `${T} MODIFY ("Name" NOT NULL)`],
  [1442, `${T} MODIFY ("ID" NOT NULL)`],
  [1451, `${T} MODIFY ("D" NULL)`],
  [1451, `${T} MODIFY ("N" NULL)`],
  [1918, 'CREATE TABLE "X"."T" (A NUMBER)'],
  [2260, `${T} ADD CONSTRAINT "T_PK2" PRIMARY KEY ("D")`],
  [2261, `${T} ADD CONSTRAINT "T_UK" UNIQUE ("ID")`],
  [2264, `${T} ADD CONSTRAINT "P_PK" CHECK ("ID" > 1)`],
  [2267, `${T} ADD CONSTRAINT "F" FOREIGN KEY ("D") REFERENCES "S"."P" ("ID")`],
  [2270, `${T} ADD CONSTRAINT "F" FOREIGN KEY ("REF") REFERENCES "S"."P" ("A")`],
  [2273, 'ALTER TABLE "S"."P" DROP PRIMARY KEY DROP INDEX'],
  [2429, 'DROP INDEX "S"."T_PK"'],
  [2443, `${T} DROP CONSTRAINT "X"`],
  [2449, 'DROP TABLE "S"."P"'],
  [12983, 'ALTER TABLE "S"."P" DROP ("ID", "A")'],
  [12984, 'ALTER TABLE "S"."R" DROP ("A")'],
  [12991, `${T} DROP ("Name")`],
  [12992, 'ALTER TABLE "S"."P" DROP ("ID")'],
  [14016, 'CREATE INDEX "S"."X" ON "S"."P" (A) LOCAL'],
  [14251, 'ALTER TABLE "S"."C" MOVE SUBPARTITION "X" TABLESPACE "X"'],
  [14257, 'ALTER TABLE "S"."C" MOVE PARTITION "P1" TABLESPACE "X"'],
  [14501, `${T} MODIFY DEFAULT ATTRIBUTES NOLOGGING`],
  [14511, 'ALTER TABLE "S"."R" MOVE TABLESPACE "X"'],
  [
    14652,
    'CREATE TABLE "S"."X" (A NUMBER, CONSTRAINT F FOREIGN KEY (A) REFERENCES "S"."Q" (ID)) PARTITION BY REFERENCE (F)',
  ],
  [
    14653,
    'CREATE TABLE "S"."X" (A NUMBER NOT NULL, CONSTRAINT F FOREIGN KEY (A) REFERENCES "S"."P" (ID)) PARTITION BY REFERENCE (F)',
  ],
  [14060, 'ALTER TABLE "S"."R" MODIFY ("A" NUMBER(5))'],
  [14074, 'ALTER TABLE "S"."R" ADD PARTITION "P2" VALUES LESS THAN (50)'],
  [14083, 'ALTER TABLE "S"."R" DROP PARTITION "P1"'],
  [22859, `${T} MODIFY ("D" CLOB)`],
  [25188, 'ALTER TABLE "S"."I" DROP PRIMARY KEY DROP INDEX'],
  [30556, `${T} MODIFY ("Name" VARCHAR2(30))`],
  [30669, `${T} ADD ("X" NUMBER GENERATED ALWAYS AS IDENTITY)`],
  [30673, `${T} MODIFY ("REF" DROP IDENTITY)`],
  [54012, `${T} ADD ("W" NUMBER GENERATED ALWAYS AS ("V" + 1) VIRTUAL)`],
  [54025, `${T} MODIFY ("V" DEFAULT 1)`],
  [54031, `${T} DROP ("REF")`],
  [54033, `${T} MODIFY ("REF" NUMBER(4))`],
  [54039, 'ALTER TABLE "S"."R" MODIFY ("A" INVISIBLE, "B" INVISIBLE)'],
];

describe('the model of Oracle’s dictionary', function () {
  this.timeout(0);
  const tables = ['P', 'T', 'R', 'I'].map((table) => ({ database: 'S', table }));
  let oracle: OracleModel;

  before(() => {
    oracle = model();
  });

  for (const [number, sql] of refused)
    it(`ORA-${String(number).padStart(5, '0')} for ${sql}`, () => {
      const before = tables.map((name) => oracle.rows(name));
      assert.throws(
        () => {
          oracle.execute(sql);
        },
        (error) => {
          assert.ok(error instanceof OraError, String(error));
          assert.equal(error.number, number, error.message);
          return true;
        },
      );
      assert.deepEqual(
        tables.map((name) => oracle.rows(name)),
        before,
      );
    });

  it('keeps names folded, texts as they were written, and expressions in the server’s own spelling', () => {
    const { columns, constraints, indexes } = oracle.rows({ database: 'S', table: 'T' });
    const shown = columns.map((row) => [row.columnName, row.columnId, row.nullable, row.dataDefault]);
    assert.deepEqual(shown.slice(1, 6), [
      ['Name', 2, 'N', "'x'"],
      ['REF', 3, 'Y', null],
      ['D', 4, 'Y', null],
      ['V', 5, 'Y', '"REF"*2'],
      ['N', 6, 'N', '0'],
    ]);
    assert.deepEqual(
      columns.slice(6).map((row) => [row.hiddenColumn, row.dataDefault]),
      [
        ['YES', 'LOWER("Name")'],
        ['YES', '"D"'],
      ],
    );
    const named = constraints.map((row) => [row.constraintType, row.generated, row.searchCondition]);
    assert.deepEqual(named.slice(0, 3), [
      ['C', 'GENERATED NAME', '"ID" IS NOT NULL'],
      ['C', 'GENERATED NAME', '"Name" IS NOT NULL'],
      ['C', 'GENERATED NAME', '"N" IS NOT NULL'],
    ]);
    assert.deepEqual(
      indexes.map((row) => [row.indexName, row.uniqueness, row.indexType]),
      [
        ['T_PK', 'UNIQUE', 'NORMAL'],
        ['T_IX', 'NONUNIQUE', 'FUNCTION-BASED NORMAL'],
      ],
    );
  });

  it('makes a column that is shown again the last one, and closes the gaps of dropped ones', () => {
    const own = model();
    own.execute(`${T} MODIFY ("D" INVISIBLE)`);
    own.execute(`${T} MODIFY ("D" VISIBLE)`);
    own.execute(`${T} DROP ("N")`);
    const { columns } = own.rows({ database: 'S', table: 'T' });
    const ids = columns.flatMap(({ columnName, columnId }) =>
      columnId === null ? [] : [`${String(columnId)} ${columnName}`],
    );
    assert.deepEqual(ids.sort(), ['1 ID', '2 Name', '3 REF', '4 V', '5 D']);
  });

  it('moves rows with their LOBs where it is said, and leaves indexes behind that are not updated', () => {
    const own = model();
    own.execute('ALTER TABLE "S"."P" MOVE TABLESPACE "X"');
    own.execute(`${T} MOVE TABLESPACE "X" UPDATE INDEXES`);
    const status = (table: string): readonly (string | null)[] =>
      own.rows({ database: 'S', table }).indexes.map((row) => row.status);
    assert.deepEqual([status('P'), status('T')], [['UNUSABLE'], ['VALID', 'VALID']]);
    own.execute('CREATE TABLE "S"."X" (C CLOB, D CLOB) LOB (D) STORE AS (TABLESPACE slow)');
    own.execute('ALTER TABLE "S"."X" MOVE TABLESPACE "X" LOB ("C") STORE AS (TABLESPACE "Y")');
    const { table, lobs } = own.rows({ database: 'S', table: 'X' });
    assert.deepEqual([table.tablespaceName, ...lobs.map((row) => row.tablespaceName)], ['X', 'Y', 'SLOW']);
  });

  it('gives partitions what the table has for them when they come, and leaves it to them', () => {
    const own = model();
    const R = 'ALTER TABLE "S"."R"';
    own.execute(`${R} MODIFY DEFAULT ATTRIBUTES TABLESPACE "X" NOLOGGING INMEMORY PRIORITY LOW`);
    own.execute(`${R} ADD PARTITION "P2" VALUES LESS THAN (200)`);
    own.execute(`${R} ADD PARTITION "P3" VALUES LESS THAN (300) LOGGING NO INMEMORY`);
    own.execute(`${R} SPLIT PARTITION "P2" AT (150) INTO (PARTITION "P1B", PARTITION "P2")`);
    const { partitions } = own.rows({ database: 'S', table: 'R' });
    assert.deepEqual(
      partitions.map((row) => [row.partitionName, row.tablespaceName, row.logging, row.inmemoryPriority]),
      [
        ['P1', 'USERS', 'YES', null],
        ['P1B', 'X', 'NO', 'LOW'],
        ['P2', 'X', 'NO', 'LOW'],
        ['P3', 'X', 'YES', null],
      ],
    );
  });

  it('serves a key by an index that is there, and takes away with DROP INDEX what it has', () => {
    const own = model();
    own.execute('CREATE INDEX "S"."P_IX" ON "S"."P" (A, ID)');
    own.execute('ALTER TABLE "S"."P" ADD CONSTRAINT "P_UK" UNIQUE ("A")');
    const rows = own.rows({ database: 'S', table: 'P' });
    assert.equal(rows.constraints.find(({ constraintName }) => constraintName === 'P_UK')?.indexName, 'P_IX');
    own.execute('ALTER TABLE "S"."P" DROP UNIQUE ("A") DROP INDEX');
    assert.deepEqual(
      own.rows({ database: 'S', table: 'P' }).indexes.map(({ indexName }) => indexName),
      ['P_PK'],
    );
  });
});

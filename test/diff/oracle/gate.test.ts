/** The gate of the Oracle family: what it lets through, and attacks that it doesn't. */
import assert from 'node:assert/strict';
import type { GatePermit } from '../../../src/diff/dialect.ts';
import { gateOracleStatement } from '../../../src/diff/oracle/gate.ts';
import { ShadowSyncError } from '../../../src/schema/shadowSyncError.ts';

const permit: GatePermit = {
  shadow: { database: 'SHOP', table: '__test_T' },
  references: [{ database: 'SHOP', table: '__test_P' }],
  dropTable: false,
  indexes: ['__test_IX'],
};
const T = '"SHOP"."__test_T"';

function passes(sql: string, more: Partial<GatePermit> = {}): boolean {
  try {
    gateOracleStatement(sql, { ...permit, ...more });
    return true;
  } catch (error) {
    if (!ShadowSyncError.is(error, 'gate')) throw error;
    return false;
  }
}

const harmless = [
  `CREATE TABLE ${T} ("A" NUMBER)`,
  `CREATE GLOBAL TEMPORARY TABLE ${T} ("A" NUMBER) ON COMMIT DELETE ROWS`,
  `CREATE TABLE ${T} ("SELECT" NUMBER DEFAULT 1.5, "B" VARCHAR2(10) DEFAULT 'a;--''/*', CHECK (EXTRACT(YEAR FROM "D") > 1))`,
  `CREATE TABLE ${T} ("A" NUMBER, CONSTRAINT "F" FOREIGN KEY ("A") REFERENCES "SHOP"."__test_P" ("ID") ON DELETE SET NULL)`,
  `CREATE TABLE ${T} ("A" NUMBER, CONSTRAINT "K" UNIQUE ("A") USING INDEX (CREATE UNIQUE INDEX "SHOP"."K" ON ${T} ("A") REVERSE))`,
  `CREATE UNIQUE INDEX "SHOP"."I" ON ${T} ("A", UPPER("B") DESC)`,
  `CREATE BITMAP INDEX "SHOP"."I" ON ${T} ("A") LOCAL`,
  `ALTER TABLE ${T} ADD ("A" NUMBER)`,
  `ALTER TABLE ${T} MODIFY ("A" DROP IDENTITY)`,
  `ALTER TABLE ${T} ADD ("A" NUMBER DEFAULT ON NULL FOR INSERT AND UPDATE 1 NOT NULL)`,
  `ALTER TABLE ${T} DROP PRIMARY KEY DROP INDEX`,
  `ALTER TABLE ${T} DROP UNIQUE ("A") DROP INDEX`,
  `ALTER TABLE ${T} SET INTERVAL ()`,
  `ALTER TABLE ${T} PARALLEL 4`,
  `ALTER TABLE ${T} NOLOGGING`,
  `ALTER TABLE ${T} MOVE TABLESPACE "X" UPDATE INDEXES`,
  `ALTER TABLE ${T} MOVE PARTITION "P" TABLESPACE "X" UPDATE INDEXES`,
  `ALTER TABLE ${T} MODIFY PARTITION "P" NOLOGGING NOCOMPRESS NO INMEMORY`,
  `ALTER TABLE ${T} MODIFY DEFAULT ATTRIBUTES TABLESPACE "X"`,
  `ALTER TABLE ${T} INMEMORY NO MEMCOMPRESS PRIORITY LOW`,
  `CREATE TABLE ${T} ("A" NUMBER) PARTITION BY RANGE ("A") SUBPARTITION BY HASH ("A") (PARTITION "P" VALUES LESS THAN (1) TABLESPACE "X" (SUBPARTITION "S"))`,
  `COMMENT ON TABLE ${T} IS 'DROP TABLE x; --'`,
  `COMMENT ON COLUMN ${T}."A" IS ''`,
  `DROP INDEX "SHOP"."__test_IX"`,
];

const attacks: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['another table', 'ALTER TABLE "SHOP"."T" ADD ("A" NUMBER)'],
  ['another schema', 'ALTER TABLE "HR"."__test_T" ADD ("A" NUMBER)'],
  ['an unquoted name', 'ALTER TABLE SHOP."__test_T" ADD ("A" NUMBER)'],
  ['no schema', 'ALTER TABLE "__test_T" ADD ("A" NUMBER)'],
  ['case', 'ALTER TABLE "SHOP"."__TEST_T" ADD ("A" NUMBER)'],
  ['a second statement', `ALTER TABLE ${T} NOLOGGING; DROP TABLE "SHOP"."T"`],
  ['a trailing semicolon', `ALTER TABLE ${T} NOLOGGING;`],
  ['a comment', `ALTER TABLE ${T} /* x */ NOLOGGING`],
  ['a line comment', `ALTER TABLE ${T} NOLOGGING -- x`],
  ['a hint', `CREATE /*+ x */ TABLE ${T} ("A" NUMBER)`],
  ['a quote in a name', 'ALTER TABLE "SHOP"."__test_T""x" NOLOGGING'],
  ['a NUL', `ALTER TABLE ${T} NOLOGGING\0`],
  ['half a character', `COMMENT ON TABLE ${T} IS '\ud800'`],
  ['an alternative quote', `COMMENT ON TABLE ${T} IS q'[it's]'`],
  ['an alternative quote that hides a clause', `ALTER TABLE ${T} ADD ("A" VARCHAR2(9) DEFAULT q'!'!')`],
  ['an open string', `COMMENT ON TABLE ${T} IS 'x`],
  ['a bind variable', `ALTER TABLE ${T} ADD ("A" NUMBER DEFAULT :x)`],
  ['a database link', `ALTER TABLE ${T} ADD ("A" NUMBER DEFAULT F@REMOTE(1))`],
  ['a word beyond ASCII', `ALTER TABLE ${T} ADD ("A" NUMBER DEFAULT ſelect)`],
  ['a query', `CREATE TABLE ${T} ("A") AS SELECT 1 FROM DUAL`],
  ['a query without columns', `CREATE TABLE ${T} AS SELECT 1 FROM DUAL`],
  ['a subquery', `ALTER TABLE ${T} ADD CHECK ("A" IN (select 1 from t))`],
  ['an object table', `CREATE TABLE ${T} OF "SHOP"."TYPE"`],
  ['a clustered table', `CREATE TABLE ${T} ("A" NUMBER) CLUSTER "C" ("A")`],
  ['an external table', `CREATE TABLE ${T} ("A" NUMBER) ORGANIZATION EXTERNAL (LOCATION ('x'))`],
  ['a table for exchange', `CREATE TABLE ${T} ("A" NUMBER) FOR EXCHANGE WITH TABLE "SHOP"."T"`],
  ['an insert', `ALTER TABLE ${T} ADD ("A" NUMBER DEFAULT ON NULL FOR INSERT INTO x)`],
  ['exchange', `ALTER TABLE ${T} EXCHANGE PARTITION "P" WITH TABLE "SHOP"."T"`],
  ['rename', `ALTER TABLE ${T} RENAME TO "T2"`],
  ['a nested table', `CREATE TABLE ${T} ("A" X) NESTED TABLE "A" STORE AS "T2"`],
  [
    'a parent that is not permitted',
    `ALTER TABLE ${T} ADD CONSTRAINT "F" FOREIGN KEY ("A") REFERENCES "SHOP"."P" ("ID")`,
  ],
  [
    'an unqualified parent',
    `ALTER TABLE ${T} ADD CONSTRAINT "F" FOREIGN KEY ("A") REFERENCES "__test_P" ("ID")`,
  ],
  ['a sequence', `ALTER TABLE ${T} ADD ("A" NUMBER DEFAULT "SHOP"."S"."NEXTVAL")`],
  ['an unquoted sequence', `ALTER TABLE ${T} ADD ("A" NUMBER DEFAULT s.nextval)`],
  ['a package', `ALTER TABLE ${T} ADD ("A" NUMBER DEFAULT UTL_HTTP.REQUEST('x'))`],
  ['a function by its quoted name', `ALTER TABLE ${T} ADD ("A" NUMBER DEFAULT "F"(1))`],
  ['a function behind CONSTRAINT', `ALTER TABLE ${T} ADD CONSTRAINT "F" (1)`],
  ['a URI', `ALTER TABLE ${T} ADD ("A" NUMBER DEFAULT HTTPURITYPE('x'))`],
  ['a file', `ALTER TABLE ${T} ADD ("A" BFILE DEFAULT BFILENAME('D', 'f'))`],
  ['a second clause', `ALTER TABLE ${T} ADD ("A" NUMBER) DROP ("B")`],
  ['a clause that is not known', `ALTER TABLE ${T} MOVE ONLINE`],
  ['a move that leaves rows behind', `ALTER TABLE ${T} MOVE TABLESPACE "X" INCLUDING ROWS WHERE 1 = 0`],
  ['a move behind another clause', `ALTER TABLE ${T} MODIFY PARTITION "P" MOVE TABLESPACE "X"`],
  ['other values of a partition', `ALTER TABLE ${T} MODIFY PARTITION "P" DROP VALUES (1)`],
  ['a function behind TABLESPACE', `CREATE TABLE ${T} ("A" NUMBER) TABLESPACE "F"(1)`],
  ['read only', `ALTER TABLE ${T} READ ONLY`],
  ['truncate', `ALTER TABLE ${T} TRUNCATE PARTITION "P"`],
  ['set unused', `ALTER TABLE ${T} SET UNUSED ("A")`],
  ['drop cascade', `ALTER TABLE ${T} DROP PRIMARY KEY CASCADE DROP INDEX "SHOP"."I"`],
  ['triggers', `ALTER TABLE ${T} DISABLE ALL TRIGGERS`],
  [
    'a trailing word behind one that ends',
    `ALTER TABLE ${T} NOLOGGING ADD ("A" NUMBER)`.replace('ADD', 'X ADD'),
  ],
  ['an index on another table', `CREATE INDEX "SHOP"."I" ON "SHOP"."T" ("A")`],
  ['an index in another schema', `CREATE INDEX "HR"."I" ON ${T} ("A")`],
  ['an index of a program', `CREATE INDEX "SHOP"."I" ON ${T} ("A") INDEXTYPE IS X PARAMETERS ('y')`],
  ['a join index', `CREATE BITMAP INDEX "SHOP"."I" ON ${T} ("A") FROM "T" WHERE 1 = 1`],
  [
    'a key’s index on another table',
    `ALTER TABLE ${T} ADD UNIQUE ("A") USING INDEX (CREATE INDEX "SHOP"."I" ON "SHOP"."T" ("A"))`,
  ],
  [
    'a table in a key’s index',
    `ALTER TABLE ${T} ADD UNIQUE ("A") USING INDEX (CREATE TABLE "SHOP"."X" ("A" NUMBER))`,
  ],
  ['a create where none is', `ALTER TABLE ${T} ADD (CREATE INDEX "SHOP"."I" ON ${T} ("A"))`],
  ['an index of somebody else', 'DROP INDEX "SHOP"."IX"'],
  ['an index of another schema', 'DROP INDEX "HR"."__test_IX"'],
  ['an index and more', 'DROP INDEX "SHOP"."__test_IX" FORCE'],
  ['the table', `DROP TABLE ${T}`],
  ['a comment on another table', 'COMMENT ON TABLE "SHOP"."T" IS \'x\''],
  ['a comment that is no string', `COMMENT ON TABLE ${T} IS x`],
  ['a comment and more', `COMMENT ON TABLE ${T} IS 'x' 'y'`],
  ['a comment on a view', `COMMENT ON MATERIALIZED VIEW ${T} IS 'x'`],
  ['an open bracket', `ALTER TABLE ${T} ADD ("A" NUMBER`],
  ['a bracket too many', `ALTER TABLE ${T} ADD ("A" NUMBER))`],
  ['a block', `BEGIN NULL; END`],
  ['a grant', `GRANT ALL ON ${T} TO PUBLIC`],
  ['a number that runs into a word', `ALTER TABLE ${T} ADD ("A" NUMBER DEFAULT 1select)`],
];

describe('the gate of the Oracle family', () => {
  for (const sql of harmless) it(`lets through ${sql.slice(0, 60)}`, () => assert.ok(passes(sql)));

  for (const [what, sql] of attacks) it(`refuses ${what}`, () => assert.ok(!passes(sql), sql));

  it('lets a table be dropped only with a permit, and only the shadow', () => {
    assert.ok(passes(`DROP TABLE ${T}`, { dropTable: true }));
    assert.ok(!passes('DROP TABLE "SHOP"."T"', { dropTable: true }));
    assert.ok(!passes(`DROP TABLE ${T} PURGE`, { dropTable: true }));
  });

  it('knows no index to be the shadow’s where nobody says so', () => {
    const { indexes, ...without } = permit;
    assert.deepEqual(indexes, ['__test_IX']);
    assert.throws(
      () => gateOracleStatement('DROP INDEX "SHOP"."__test_IX"', without),
      /not the shadow’s own/,
    );
  });
});

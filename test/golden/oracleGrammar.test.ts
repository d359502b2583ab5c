/**
 * No Oracle server runs here, so its statements are at least read by a grammar that others wrote: those of its golden pairs,
 * there and back. Those of OceanBase are read in the laws (test/property/oracle).
 */
import assert from 'node:assert/strict';
import { parseOracle } from '../support/oracle/grammar.ts';
import { knownRejection, knownRejections } from '../support/oracle/knownRejections.ts';
import { oracleCases } from './oracle/cases.ts';
import { readGolden } from './oracle/goldenFiles.ts';

function statementsOf(text: string): readonly string[] {
  return text
    .split(/;\n/)
    .map((sql) => sql.trim())
    .filter((sql) => sql !== '');
}

describe('Oracle statements are read by ANTLR’s grammar', function () {
  this.timeout(0);

  for (const bad of [
    'ALTER TABLE "S"."T" DROP PARTITION',
    'CREATE TABLE "S"."T" ("A" NUMBER,)',
    'ALTER TABLE "S"."T" ADD ("A" NUMBER); DROP TABLE "S"."T"',
    'COMMENT ON TABLE "S"."T" IS x',
    '',
  ])
    it(`which refuses ${JSON.stringify(bad)}`, () => {
      assert.equal(parseOracle(bad).kind, 'rejected');
      assert.equal(knownRejection(bad), null);
    });

  it('those of the golden pairs, but for forms that it does not know', async () => {
    let read = 0;
    const rejected: string[] = [];
    for (const { name } of oracleCases)
      for (const file of ['expected.sql', 'undo.sql'])
        for (const sql of statementsOf((await readGolden(name, file)) ?? '')) {
          read += 1;
          if (parseOracle(sql).kind === 'rejected' && knownRejection(sql) === null)
            rejected.push(`${name}/${file}: ${sql}`);
        }
    assert.deepEqual(rejected, []);
    assert.ok(read > 150, `only ${String(read)} statements were read`);
  });

  it('where a form has a stand-in, the grammar takes that', () => {
    const table = '"S"."T"';
    const examples: Readonly<Record<string, string>> = {
      'change identity': `ALTER TABLE ${table} MODIFY ("A" GENERATED ALWAYS AS IDENTITY (INCREMENT BY 2 NOCYCLE))`,
      'drop identity': `ALTER TABLE ${table} MODIFY ("A" DROP IDENTITY)`,
      'split list partition': `ALTER TABLE ${table} SPLIT PARTITION "P" VALUES ('B', NULL) INTO (PARTITION "Q", PARTITION "P")`,
      'collation of a column that is there': `ALTER TABLE ${table} MODIFY ("A" VARCHAR2(9 CHAR) COLLATE BINARY_CI)`,
      'move and update of indexes': `ALTER TABLE ${table} MOVE TABLESPACE "X" UPDATE INDEXES`,
      'attributes of partitions to come': `ALTER TABLE ${table} MODIFY DEFAULT ATTRIBUTES TABLESPACE "X" NOLOGGING INMEMORY`,
      'attributes of a partition': `ALTER TABLE ${table} MODIFY PARTITION "P" LOGGING NOCOMPRESS NO INMEMORY`,
      'default collation of a table that is there': `ALTER TABLE ${table} DEFAULT COLLATION BINARY_CI`,
      'NULL among the values of a list partition': `CREATE TABLE ${table} (A NUMBER) PARTITION BY LIST ("A") (PARTITION "P" VALUES (1, NULL))`,
    };
    for (const { name, standIn, pattern } of knownRejections) {
      const sql = examples[name];
      assert.equal(standIn === undefined, sql === undefined, name);
      if (standIn === undefined || sql === undefined) continue;
      assert.match(sql, pattern);
      assert.equal(parseOracle(sql).kind, 'rejected', `${name}: the grammar has learnt it`);
      assert.equal(parseOracle(standIn(sql)).kind, 'accepted', standIn(sql));
    }
  });
});

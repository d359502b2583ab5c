/**
 * No Oracle runs here, so its statements are at least read by an independent grammar of PL/SQL: those of the golden pairs,
 * there and back. OceanBase's own grammar (older than 4.x) reads those that it can be asked for.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { oracleDialect } from '../../src/diff/oracle/oracleDialect.ts';
import { checkedSteps, readRows, shadowFor } from '../diff/oracle/oraclePairs.ts';
import { parseOracle } from '../support/oracle/grammar.ts';
import { oracleCases } from './oracle/cases.ts';
import { goldenOceanBase, readGolden } from './oracle/goldenFiles.ts';

/** What the grammar does not know although the SQL Language Reference has it, by what the statements hold. */
const unknownToTheGrammar: ReadonlyMap<RegExp, string> = new Map([
  [/MODIFY \("\w+" GENERATED /, 'ALTER TABLE, modify_col_properties: identity_clause'],
  [/MODIFY \("\w+" DROP IDENTITY\)/, 'ALTER TABLE, modify_col_properties: drop_identity'],
  [/VALUES \([^()]*\bNULL\)/, 'CREATE TABLE, list_values: NULL'],
  [/SPLIT PARTITION "\w+" VALUES/, 'ALTER TABLE, split_table_partition: VALUES of a list'],
]);

const isRead = (sql: string): boolean => parseOracle(sql).kind === 'accepted';

const statementsOf = (text: string): readonly string[] => text.split(/;\n/).filter((sql) => sql.trim() !== '');

describe('Oracle’s statements are read by an independent grammar', function () {
  this.timeout(120_000);

  it('which refuses what is none', () => {
    assert.ok(!isRead('ALTER TABLE "T" ADD COLUMN ("A" NUMBER'));
  });

  it('those of the golden pairs', async () => {
    const rejected: string[] = [];
    const unneeded = new Set(unknownToTheGrammar.keys());
    let read = 0;
    for (const { name } of oracleCases) {
      for (const file of ['expected.sql', 'undo.sql']) {
        for (const sql of statementsOf((await readGolden(name, file)) ?? '')) {
          read++;
          if (isRead(sql)) continue;
          const known = [...unknownToTheGrammar.keys()].find((form) => form.test(sql));
          if (known === undefined) rejected.push(`${name}/${file}: ${sql}`);
          else unneeded.delete(known);
        }
      }
    }
    assert.deepEqual(rejected, []);
    assert.deepEqual([...unneeded], []);
    assert.ok(read > 100, String(read));
  });
});

/** Pairs of what OceanBase has too and its older grammar knows. */
const commonPairs =
  /^(?:create-(?:range|list|hash)|column-(?:add|drop|widen|narrow|default)|not-null-(?:add|drop)|primary-key-(?:add|change)|unique-drop|check-change|index-(?:change|name-clash)|foreign-key-add|comments|partition-(?:append|drop))$/;

describe('OceanBase’s statements in Oracle mode are read by its own grammar', function () {
  this.timeout(120_000);

  it('those of the golden pairs that it can hold', () => {
    const { parse } = createRequire(import.meta.url)('@oceanbase-odc/ob-parser-js/assets/oracleSQL_ori') as {
      readonly parse: (sql: string) => { readonly error?: unknown };
    };
    assert.notEqual(parse('ALTER TABLE "T" DROP PARTITION;').error, undefined);
    const dialect = oracleDialect(goldenOceanBase);
    const rejected: string[] = [];
    let read = 0;
    for (const { name, source, shadow } of oracleCases.filter((one) => commonPairs.test(one.name))) {
      const expected = shadowFor(readRows(source), dialect);
      const actual = shadow === null ? null : readRows(shadow);
      assert.equal(dialect.refuseSteps(actual, expected), null, name);
      for (const { sql } of checkedSteps(actual, expected, goldenOceanBase)) {
        read++;
        if (parse(`${sql};`).error !== undefined) rejected.push(`${name}: ${sql}`);
      }
    }
    assert.deepEqual(rejected, []);
    assert.ok(read > 20, String(read));
  });
});

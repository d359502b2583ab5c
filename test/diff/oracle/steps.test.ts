/** Laws over all golden tables: from any to any other, statements that form a chain, pass the gate, and can be taken back. */
import assert from 'node:assert/strict';
import { oracleDialect } from '../../../src/diff/oracle/oracleDialect.ts';
import type { OracleTable } from '../../../src/schema/oracle/model.ts';
import { oracleCases } from '../../golden/oracle/cases.ts';
import { goldenOceanBase, goldenOracle } from '../../golden/oracle/goldenFiles.ts';
import { checkedSteps, readRows, shadowFor, undoOf } from './oraclePairs.ts';

const oracle = oracleDialect(goldenOracle);
const name = { database: 'SHOP', table: '__test_SOURCE' };

const tables: readonly OracleTable[] = oracleCases.flatMap(({ source, shadow }) => [
  shadowFor(readRows(source), oracle),
  ...(shadow === null ? [] : [{ ...readRows(shadow), name }]),
]);

/** Some of them, so that all pairs take no longer than a few seconds. */
const some = (first: number): readonly OracleTable[] => tables.filter((_, i) => i % 5 === first);

describe('steps between any two tables of Oracle', () => {
  for (const facts of [goldenOracle, goldenOceanBase]) {
    const dialect = oracleDialect(facts);

    it(`lead there on ${facts.dialect}, or are refused; and none are made for equal ones`, () => {
      let made = 0;
      for (const from of some(facts === goldenOracle ? 0 : 1)) {
        for (const to of tables) {
          const isSame = dialect.isSame(from, to);
          assert.equal(dialect.compare(to, from).length === 0, isSame);
          if (dialect.refuseSteps(from, to) !== null) continue;
          const release = new Set(dialect.releases(from, to, from));
          assert.ok([...release].every((key) => from.foreignKeys.some((one) => one.name === key)));
          const steps = checkedSteps(from, to, facts);
          assert.equal(steps.length === 0, isSame);
          made += steps.length;
        }
      }
      assert.ok(made > 1000, String(made));
    });
  }

  it('are taken back where the way back is not refused', () => {
    let undone = 0;
    for (const from of some(2)) {
      for (const to of tables) {
        if (oracle.refuseSteps(from, to) !== null) continue;
        const steps = checkedSteps(from, to);
        const isReversible = steps.every(
          ({ before, after }) =>
            before !== null && after !== null && oracle.refuseSteps(after, before) === null,
        );
        if (isReversible) undone += undoOf(steps).length;
      }
    }
    assert.ok(undone > 1000, String(undone));
  });

  it('say what a drop loses, and nothing where only the dictionary changes', () => {
    const [from, to] = ['column-drop', 'comments'].map((wanted) =>
      oracleCases.find((one) => one.name === wanted),
    );
    const codes = (one: typeof from): readonly string[] => {
      const { source, shadow } = one ?? assert.fail();
      assert.ok(shadow !== null);
      const steps = checkedSteps(readRows(shadow), shadowFor(readRows(source), oracle));
      return steps.flatMap((step) => oracle.findings(step, null).map(({ code }) => code));
    };
    assert.deepEqual(codes(from), ['SS101', 'SS201', 'SS202']);
    assert.deepEqual(codes(to), []);
  });
});

/** Oracle's golden pairs: from the dictionary's rows to the statements, byte for byte. */
import assert from 'node:assert/strict';
import { oracleDialect } from '../../../src/diff/oracle/oracleDialect.ts';
import { oracleCases } from '../../golden/oracle/cases.ts';
import { goldenOracle, readGolden, writeGolden } from '../../golden/oracle/goldenFiles.ts';
import { isUpdating, sqlFile } from '../../golden/pairs/goldenFiles.ts';
import { checkedSteps, readRows, shadowFor, undoOf } from './oraclePairs.ts';

const dialect = oracleDialect(goldenOracle);

describe('golden pairs of oracle', () => {
  for (const { name, source, shadow } of oracleCases) {
    it(name, async () => {
      const table = readRows(source);
      assert.equal(dialect.refuseSource(table), null);
      const expected = shadowFor(table, dialect);
      const actual = shadow === null ? null : readRows(shadow);
      assert.equal(dialect.refuseSteps(actual, expected), null);
      const steps = checkedSteps(actual, expected);
      const texts = [
        ['expected.sql', sqlFile(steps.map(({ sql }) => sql))],
        ['undo.sql', sqlFile(undoOf(steps))],
      ] as const;
      for (const [file, text] of texts) {
        if (isUpdating) await writeGolden(name, file, text);
        assert.equal(text, await readGolden(name, file));
      }
    });
  }
});

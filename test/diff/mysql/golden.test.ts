/** The golden pairs without a server: from the servers' texts to the statements, byte for byte. */
import assert from 'node:assert/strict';
import { mysqlDialect } from '../../../src/diff/mysql/mysqlDialect.ts';
import type { MysqlTable } from '../../../src/schema/mysql/model.ts';
import type { TableName } from '../../../src/schema/tableName.ts';
import {
  goldenDialects,
  goldenFacts,
  goldenNames,
  isUpdating,
  readGolden,
  sqlFile,
  writeGolden,
} from '../../golden/pairs/goldenFiles.ts';
import type { GoldenDialect } from '../../golden/pairs/goldenFiles.ts';
import { expectedShadow, noRelease } from '../../golden/pairs/pairServer.ts';

const database = 'shop';

function parse(dialect: GoldenDialect, text: string, name: TableName): MysqlTable {
  const parsed = mysqlDialect(goldenFacts[dialect]).parse({ text: text.trimEnd() }, name);
  if (parsed.kind === 'table') return parsed.table;
  assert.fail(`${parsed.reason}\n${text}`);
}

async function statementsOf(
  dialect: GoldenDialect,
  name: string,
): Promise<{ readonly expected: string; readonly undo: string }> {
  const core = mysqlDialect(goldenFacts[dialect]);
  const sourceText = await readGolden(dialect, name, 'source.sql');
  assert.ok(sourceText !== null, 'source.sql is there');
  const source = parse(dialect, sourceText, { database, table: 'source' });
  const shadowName = { database, table: 'shadow' };
  const expected = expectedShadow(core, source, shadowName);
  const shadowText = await readGolden(dialect, name, 'shadow.sql');
  const actual = shadowText === null ? null : parse(dialect, shadowText, shadowName);
  const steps = core.steps(actual, expected, noRelease);
  const undo = steps
    .toReversed()
    .flatMap(({ before: old, after: now }) =>
      now === null ? [] : old === null ? [core.drop(now)] : core.steps(now, old, noRelease),
    );
  return { expected: sqlFile(steps.map(({ sql }) => sql)), undo: sqlFile(undo.map(({ sql }) => sql)) };
}

for (const dialect of goldenDialects) {
  const names = await goldenNames(dialect);
  describe(`golden pairs of ${dialect}`, () => {
    it('has pairs', () => {
      assert.ok(names.length > 0);
    });
    for (const name of names) {
      it(name, async () => {
        const { expected, undo } = await statementsOf(dialect, name);
        if (isUpdating) {
          await writeGolden(dialect, name, 'expected.sql', expected);
          await writeGolden(dialect, name, 'undo.sql', undo);
        }
        assert.equal(expected, await readGolden(dialect, name, 'expected.sql'));
        assert.equal(undo, await readGolden(dialect, name, 'undo.sql'));
      });
    }
  });
}

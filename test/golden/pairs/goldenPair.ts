/** A golden pair as models: the shadow as it should be, and as it is. */
import assert from 'node:assert/strict';
import { mysqlDialect } from '../../../src/diff/mysql/mysqlDialect.ts';
import type { MysqlTable } from '../../../src/schema/mysql/model.ts';
import { goldenFacts, readGolden } from './goldenFiles.ts';
import type { GoldenDialect } from './goldenFiles.ts';
import { expectedShadow } from './pairServer.ts';

export interface GoldenPair {
  readonly expected: MysqlTable;
  readonly actual: MysqlTable;
}

const database = 'shop';

/** Null for a pair whose shadow is yet to be made. */
export async function goldenPair(dialect: GoldenDialect, name: string): Promise<GoldenPair | null> {
  const core = mysqlDialect(goldenFacts[dialect]);
  const [source, actual] = await Promise.all(
    ['source', 'shadow'].map(async (table) => {
      const text = await readGolden(dialect, name, `${table}.sql`);
      if (text === null) return null;
      const parsed = core.parse({ text: text.trimEnd() }, { database, table });
      return parsed.kind === 'table' ? parsed.table : assert.fail(parsed.reason);
    }),
  );
  if (source == null || actual == null) return null;
  return { expected: expectedShadow(core, source, { database, table: 'shadow' }), actual };
}

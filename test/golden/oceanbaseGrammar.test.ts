/**
 * No OceanBase server runs here, so its statements are at least read by OceanBase's own grammar (from its web console,
 * older than 4.x): the statements of its golden pairs, there and back.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { goldenNames, readGolden } from './pairs/goldenFiles.ts';

const { parse } = createRequire(import.meta.url)('@oceanbase-odc/ob-parser-js/assets/obmysql') as {
  readonly parse: (sql: string) => { readonly error?: unknown };
};

const statementsOf = (text: string): readonly string[] =>
  text
    .split(/;\n/)
    .map((sql) => sql.trim())
    .filter((sql) => sql !== '');

/** Pairs with what 4.3 prints and the older grammar does not know. */
const newerThanTheGrammar: ReadonlyMap<string, string> = new Map([['create', 'ORGANIZATION INDEX']]);

/** The grammar's parser throws nothing: it gives the error back. */
const isRead = (sql: string): boolean => parse(`${sql};`).error === undefined;

describe('OceanBase statements are read by OceanBase’s own grammar', () => {
  it('the grammar refuses what is none', () => {
    assert.ok(!isRead('ALTER TABLE `t` DROP PARTITION'));
  });

  it('those of its golden pairs', async () => {
    let read = 0;
    const rejected: string[] = [];
    for (const name of await goldenNames('oceanbase')) {
      for (const file of ['expected.sql', 'undo.sql']) {
        for (const sql of statementsOf((await readGolden('oceanbase', name, file)) ?? '')) {
          read++;
          if (!isRead(sql) && !newerThanTheGrammar.has(name)) rejected.push(`${name}/${file}: ${sql}`);
        }
      }
    }
    assert.deepEqual(rejected, []);
    assert.ok(read > 20, `only ${String(read)} statements were read`);
  });
});

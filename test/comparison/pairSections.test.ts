import assert from 'node:assert/strict';
import { pairSections } from '../../src/comparison/pairSections.ts';
import type { SectionRow } from '../../src/comparison/pairSections.ts';
import { mysqlDialect } from '../../src/diff/mysql/mysqlDialect.ts';
import type { Difference } from '../../src/diff/difference.ts';
import type { MysqlTable } from '../../src/schema/mysql/model.ts';
import { goldenDialects, goldenFacts, goldenNames } from '../golden/pairs/goldenFiles.ts';
import { goldenPair } from '../golden/pairs/goldenPair.ts';
import { tableOf } from '../diff/mysql/tables.ts';

const golden = await Promise.all(
  goldenDialects.map(async (dialect) => ({ dialect, names: await goldenNames(dialect) })),
);

describe('sections of the golden pairs', () => {
  for (const { dialect, names } of golden) {
    const core = mysqlDialect(goldenFacts[dialect]);
    for (const name of names) {
      it(`${dialect} ${name}: the sections say each difference once, and each part of both tables`, async () => {
        const pair = await goldenPair(dialect, name);
        if (pair === null) return;
        const differences = core.compare(pair.expected, pair.actual);
        const sections = pairSections(pair.expected, pair.actual, differences, core);
        const rows = sections.flatMap((section) => section.rows);
        const said = (kind: SectionRow['kind']): number => rows.filter((row) => row.kind === kind).length;
        const count = (kind: Difference['kind']): number =>
          differences.filter((difference) => difference.kind === kind).length;
        assert.equal(said('added'), count('added'));
        assert.equal(said('removed'), count('removed'));
        assert.equal(said('changed'), count('changed'));
        assert.ok(said('moved') <= count('moved'), 'one that changed too is said as changed');
        const isWhole = differences.some(({ object }) => object === 'partitioning');
        const parts = (table: MysqlTable): number =>
          core.outline(table).filter(({ object }) => !isWhole || object !== 'partition').length;
        assert.equal(rows.filter(({ source }) => source !== null).length, parts(pair.expected));
        assert.equal(rows.filter(({ shadow }) => shadow !== null).length, parts(pair.actual));
      });
    }
  }
});

describe('sections of two tables', () => {
  const core = mysqlDialect(goldenFacts.mysql);

  function rowsOf(expected: MysqlTable, actual: MysqlTable): readonly (readonly unknown[])[] {
    return pairSections(expected, actual, core.compare(expected, actual), core).flatMap(({ kind, rows }) =>
      rows.map(({ name, kind: change, source, shadow }) => [kind, name, change, source, shadow]),
    );
  }

  it('stand in the order of the source, and what only the shadow has behind what it follows there', () => {
    const expected = tableOf([
      '`id` int NOT NULL',
      '`a` int NOT NULL',
      '`b` int NOT NULL',
      'PRIMARY KEY (`id`)',
    ]);
    const actual = tableOf([
      '`old` int NOT NULL',
      '`id` int NOT NULL',
      '`x` int NOT NULL',
      '`y` int NOT NULL',
      '`b` bigint NOT NULL',
    ]);
    const columns = rowsOf(expected, actual).filter(([kind]) => kind === 'columns' || kind === 'primary key');
    assert.deepEqual(columns, [
      ['columns', 'old', 'removed', null, 'int NOT NULL'],
      ['columns', 'id', 'same', 'int NOT NULL', 'int NOT NULL'],
      ['columns', 'x', 'removed', null, 'int NOT NULL'],
      ['columns', 'y', 'removed', null, 'int NOT NULL'],
      ['columns', 'a', 'added', 'int NOT NULL', null],
      ['columns', 'b', 'changed', 'int NOT NULL', 'bigint NOT NULL'],
      ['primary key', 'PRIMARY', 'added', 'PRIMARY KEY (`id`)', null],
    ]);
  });

  it('say where a column stands that moved, and both when it changed too', () => {
    const expected = tableOf(['`b` int NOT NULL', '`a` int NOT NULL', '`c` int NOT NULL']);
    const moved = tableOf(['`a` int NOT NULL', '`c` int NOT NULL', '`b` int NOT NULL']);
    assert.deepEqual(rowsOf(expected, moved)[0], [
      'columns',
      'b',
      'moved',
      'int NOT NULL FIRST',
      'int NOT NULL AFTER `c`',
    ]);
    const both = tableOf(['`a` int NOT NULL', '`c` int NOT NULL', '`b` bigint NOT NULL']);
    assert.deepEqual(rowsOf(expected, both)[0], [
      'columns',
      'b',
      'changed',
      'int NOT NULL FIRST',
      'bigint NOT NULL AFTER `c`',
    ]);
  });

  it('put constraints side by side whose names must differ', () => {
    const key = (name: string): string =>
      `CONSTRAINT \`${name}\` FOREIGN KEY (\`p\`) REFERENCES \`p\` (\`id\`)`;
    const columns = ['`p` int NOT NULL', 'KEY `p` (`p`)'];
    const rows = rowsOf(tableOf([...columns, key('wanted')]), tableOf([...columns, key('other')]));
    assert.deepEqual(
      rows.filter(([kind]) => kind === 'foreign keys').map(([, name, change]) => [name, change]),
      [['wanted', 'same']],
    );
  });

  it('tell a partitioning as a whole when its method changed', () => {
    const tail = (by: string): string =>
      `ENGINE=InnoDB DEFAULT CHARSET=utf8mb4\n/*!50100 PARTITION BY ${by} */`;
    const line = ['`id` int NOT NULL'];
    const expected = tableOf(line, { tail: tail('HASH (`id`)\nPARTITIONS 4') });
    const actual = tableOf(line, { tail: tail('HASH (`id`)\nPARTITIONS 2') });
    const rows = rowsOf(expected, actual).filter(([kind]) => kind === 'partitions');
    assert.deepEqual(
      rows.map(([, name, change]) => [name, change]),
      [['PARTITION BY', 'changed']],
    );
  });
});

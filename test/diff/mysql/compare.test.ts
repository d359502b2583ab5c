import assert from 'node:assert/strict';
import { mysqlDialect } from '../../../src/diff/mysql/mysqlDialect.ts';
import { resemblanceOf } from '../../../src/diff/mysql/resemblance.ts';
import { goldenFacts } from '../../golden/pairs/goldenFiles.ts';
import { tableOf } from './tables.ts';

const dialect = mysqlDialect(goldenFacts.mysql);

describe('compareTables', () => {
  it('shows both definitions, without the object’s name', () => {
    const expected = tableOf(['`id` int NOT NULL', 'PRIMARY KEY (`id`)', 'KEY `k` (`id`)']);
    const actual = tableOf([
      '`id` bigint NOT NULL',
      '`note` varchar(20) DEFAULT NULL',
      'UNIQUE KEY `k` (`id`)',
    ]);
    assert.deepEqual(dialect.compare(expected, actual), [
      { object: 'column', name: 'id', kind: 'changed', source: 'int NOT NULL', shadow: 'bigint NOT NULL' },
      { object: 'column', name: 'note', kind: 'removed', source: null, shadow: 'varchar(20) DEFAULT NULL' },
      { object: 'primary key', name: 'PRIMARY', kind: 'added', source: 'PRIMARY KEY (`id`)', shadow: null },
      { object: 'index', name: 'k', kind: 'changed', source: 'KEY (`id`)', shadow: 'UNIQUE KEY (`id`)' },
    ]);
  });

  it('O-45 says character sets in full where the tables’ defaults hide them', () => {
    const line = '`v` varchar(10) DEFAULT NULL';
    const expected = tableOf([line]);
    const actual = tableOf([line], { tail: 'ENGINE=InnoDB DEFAULT CHARSET=latin1' });
    const found = dialect.compare(expected, actual).find(({ object }) => object === 'column');
    assert.equal(found?.source, 'varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci DEFAULT NULL');
    assert.equal(found.shadow, 'varchar(10) CHARACTER SET latin1 COLLATE latin1_swedish_ci DEFAULT NULL');
  });

  it('O-32 sees a changed spelling, with both names', () => {
    const [expected, actual] = [tableOf(['`Name` int DEFAULT NULL']), tableOf(['`name` int DEFAULT NULL'])];
    assert.deepEqual(dialect.compare(expected, actual), [
      {
        object: 'column',
        name: 'Name',
        kind: 'changed',
        source: '`Name` int DEFAULT NULL',
        shadow: '`name` int DEFAULT NULL',
      },
    ]);
  });

  it('O-01 names only the columns that have to move', () => {
    const ints = (names: string): readonly string[] =>
      [...names].map((name) => `\`${name}\` int DEFAULT NULL`);
    const found = dialect.compare(tableOf(ints('dabc')), tableOf(ints('abcd')));
    assert.deepEqual(found, [
      { object: 'column', name: 'd', kind: 'moved', source: 'FIRST', shadow: 'AFTER `c`' },
    ]);
  });
});

describe('resemblanceOf', () => {
  const named = (...names: readonly string[]) => tableOf(names.map((name) => `\`${name}\` int DEFAULT NULL`));

  it('O-43 tells a stranger from a shadow that lags behind', () => {
    assert.equal(resemblanceOf(named('id', 'v'), named('x', 'y', 'z')), 0);
    assert.ok(resemblanceOf(named('id', 'a', 'b', 'c'), named('id', 'title')) < 0.5);
    assert.ok(resemblanceOf(named('id', 'a', 'b', 'c', 'd', 'e'), named('id', 'a')) >= 0.5);
    assert.ok(resemblanceOf(named('id', 'new_name'), named('id', 'old_name')) >= 0.5);
    assert.equal(resemblanceOf(named('ID', 'v'), named('id', 'v')), 1);
  });
});

import assert from 'node:assert/strict';
import { defaultCompareOptions } from '../../../src/diff/compareOptions.ts';
import type { CompareOptions } from '../../../src/diff/compareOptions.ts';
import { mysqlDialect } from '../../../src/diff/mysql/mysqlDialect.ts';
import { relaxTable } from '../../../src/diff/mysql/relax.ts';
import type { MysqlTable } from '../../../src/schema/mysql/model.ts';
import { goldenFacts } from '../../golden/pairs/goldenFiles.ts';
import { tableOf } from './tables.ts';

const dialect = mysqlDialect(goldenFacts.mysql);
const utf8 = 'DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci';

function left(expected: MysqlTable, actual: MysqlTable, options: Partial<CompareOptions>): readonly string[] {
  const relaxed = relaxTable(expected, actual, { ...defaultCompareOptions, ...options });
  return dialect.compare(relaxed, actual).map(({ object, name, kind }) => `${kind} ${object} ${name}`);
}

const ints = (...names: readonly string[]): MysqlTable =>
  tableOf(names.map((name) => `\`${name}\` int DEFAULT NULL`));

describe('relaxTable', () => {
  it('changes nothing when everything counts', () => {
    const [expected, actual] = [ints('a', 'b'), ints('b')];
    assert.deepEqual(relaxTable(expected, actual, defaultCompareOptions), expected);
  });

  it('O-01 leaves the order of columns, and puts new ones behind their predecessor', () => {
    const [expected, actual] = [ints('n1', 'a', 'b', 'n2', 'c'), ints('c', 'b', 'a')];
    assert.ok(left(expected, actual, {}).some((text) => text.startsWith('moved')));
    const relaxed = relaxTable(expected, actual, { ...defaultCompareOptions, columnOrder: 'lax' });
    assert.deepEqual(
      relaxed.columns.map(({ name }) => name),
      ['n1', 'c', 'b', 'n2', 'a'],
    );
    assert.deepEqual(left(ints('a', 'b', 'c'), actual, { columnOrder: 'lax' }), []);
  });

  it('leaves comments', () => {
    const lines = (comment: string): readonly string[] => [
      `\`id\` int NOT NULL COMMENT '${comment}'`,
      `PRIMARY KEY (\`id\`) COMMENT '${comment}'`,
      `KEY \`k\` (\`id\`) COMMENT '${comment}'`,
    ];
    const expected = tableOf(lines('new'), { tail: `ENGINE=InnoDB ${utf8} COMMENT='new'` });
    const actual = tableOf(lines('old'), { tail: `ENGINE=InnoDB ${utf8}` });
    assert.equal(left(expected, actual, {}).length, 4);
    assert.deepEqual(left(expected, actual, { comments: 'ignored' }), []);
  });

  it('leaves engine and row format, and drops foreign keys that the kept engine can’t have', () => {
    const lines = ['`id` int NOT NULL', 'PRIMARY KEY (`id`)'];
    const key = 'CONSTRAINT `f` FOREIGN KEY (`id`) REFERENCES `parent` (`id`)';
    const expected = tableOf([...lines, key], {
      tail: `ENGINE=InnoDB ${utf8} ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8`,
    });
    const actual = tableOf(lines, { tail: `ENGINE=MyISAM ${utf8}` });
    assert.deepEqual(left(expected, actual, { storage: 'ignored' }), []);
  });

  it('leaves partitions, unless the expected columns could not carry them', () => {
    const lines = ['`id` int NOT NULL', '`d` int NOT NULL', 'PRIMARY KEY (`id`,`d`)'];
    const by = (column: string): string =>
      `ENGINE=InnoDB ${utf8}\n/*!50100 PARTITION BY HASH (\`${column}\`)\nPARTITIONS 2 */`;
    assert.deepEqual(left(tableOf(lines), tableOf(lines, { tail: by('d') }), { partitions: 'lax' }), []);
    const narrower = ['`id` int NOT NULL', '`d` int NOT NULL', 'PRIMARY KEY (`id`)'];
    assert.deepEqual(left(tableOf(narrower), tableOf(lines, { tail: by('d') }), { partitions: 'lax' }), [
      'changed primary key PRIMARY',
      'removed partitioning PARTITION BY',
    ]);
  });
});

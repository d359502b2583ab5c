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

/** MariaDB's tables with this tail, and what of their differences is left. */
function maria(lines: readonly string[], tail = ''): MysqlTable {
  const engine = tail.startsWith('ENGINE=') ? tail : `ENGINE=InnoDB DEFAULT CHARSET=latin1${tail}`;
  return tableOf(lines, { dialect: 'mariadb', tail: engine });
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

  it('leaves no order in which a generated column would come before one that it needs (4029, 3107)', () => {
    const [a, d, e] = [
      '`a` int(11) DEFAULT NULL',
      '`d` int(11) GENERATED ALWAYS AS (`a` + 1) STORED',
      '`e` int(11) GENERATED ALWAYS AS (`d` + 1) STORED',
    ];
    const plain = ['`e` int(11) DEFAULT NULL', '`d` int(11) DEFAULT NULL'];
    const order = (actual: readonly string[]): readonly string[] =>
      relaxTable(maria([a, d, e]), maria(actual), {
        ...defaultCompareOptions,
        columnOrder: 'lax',
      }).columns.map(({ name }) => name);
    assert.deepEqual(order([a, ...plain]), ['a', 'd', 'e']);
    assert.deepEqual(order([d, a]), ['d', 'e', 'a'], 'a plain column may come later');
  });

  it('leaves no partitions that the expected columns or keys could not carry', () => {
    const by = (text: string): string => `\n PARTITION BY ${text}\nPARTITIONS 2`;
    const range =
      '\n PARTITION BY RANGE (year(`d`))\n(PARTITION `p` VALUES LESS THAN MAXVALUE ENGINE = InnoDB)';
    const id = '`id` int(11) NOT NULL';
    const isKept = (expected: readonly string[], actual: readonly string[], tail: string): boolean =>
      left(maria(expected), maria(actual, tail), { partitions: 'lax' }).every(
        (text) => !text.includes('partitioning'),
      );
    const primary = [id, 'PRIMARY KEY (`id`)'];
    assert.ok(isKept(primary, primary, by('KEY ()')));
    assert.ok(!isKept([id], primary, by('KEY ()')), '1488: no primary key');
    assert.ok(isKept([id, 'UNIQUE KEY `u` (`id`)'], primary, by('KEY ()')), 'a unique key stands in for it');
    assert.ok(
      !isKept(
        [id, '`d` int(11) DEFAULT NULL', 'PRIMARY KEY (`id`)', 'UNIQUE KEY `u` (`d`)'],
        primary,
        by('KEY ()'),
      ),
      '1503',
    );
    assert.ok(!isKept(['`d` varchar(20) NOT NULL'], ['`d` date NOT NULL'], range), '1486: another type');
    assert.ok(
      isKept(['`d` bigint(20) NOT NULL'], ['`d` int(11) NOT NULL'], by('HASH (`d`)')),
      'only a wider one',
    );
  });

  it('leaves what hangs on Aria with the engine, as Aria says it by itself', () => {
    const aria = 'ENGINE=Aria DEFAULT CHARSET=latin1';
    const id = ['`id` int(11) NOT NULL', 'PRIMARY KEY (`id`)'];
    const said = maria(id, `${aria} PAGE_CHECKSUM=1 TRANSACTIONAL=1`);
    assert.deepEqual(left(maria(id), said, { storage: 'ignored' }), []);
    const compressed = maria(id, 'ENGINE=InnoDB DEFAULT CHARSET=latin1 `page_compressed`=1');
    assert.deepEqual(
      left(compressed, said, { storage: 'ignored' }),
      [],
      '1911: an option of the other engine',
    );
    assert.deepEqual(left(compressed, maria(id), { storage: 'ignored' }), ['added option page_compressed']);
    const parted = maria(id, `${aria}\n PARTITION BY HASH (\`id\`)\nPARTITIONS 2`);
    const relaxed = relaxTable(maria(id), parted, { ...defaultCompareOptions, storage: 'ignored' });
    assert.deepEqual(
      relaxed.options.find(({ name }) => name === 'PAGE_CHECKSUM')?.value,
      { kind: 'word', text: '1' },
      'REMOVE PARTITIONING brings it',
    );
  });
});

import assert from 'node:assert/strict';
import { releasedForeignKeys } from '../../../src/diff/mysql/releases.ts';
import type { MysqlTable } from '../../../src/schema/mysql/model.ts';
import { goldenFacts } from '../../golden/pairs/goldenFiles.ts';
import { tableOf } from './tables.ts';

const parentLines = [
  '`id` int NOT NULL',
  '`code` int DEFAULT NULL',
  'PRIMARY KEY (`id`)',
  'UNIQUE KEY `kc` (`code`)',
];

function parent(...changes: readonly (readonly [string, string])[]): MysqlTable {
  return tableOf(
    parentLines.map((line) => changes.find(([old]) => old === line)?.[1] ?? line),
    { name: 'parent' },
  );
}

const child = tableOf(
  [
    '`id` int NOT NULL',
    '`pid` int DEFAULT NULL',
    'KEY `kp` (`pid`)',
    'CONSTRAINT `to_id` FOREIGN KEY (`pid`) REFERENCES `parent` (`id`)',
    'CONSTRAINT `to_code` FOREIGN KEY (`pid`) REFERENCES `parent` (`code`)',
    'CONSTRAINT `elsewhere` FOREIGN KEY (`pid`) REFERENCES `other` (`id`)',
  ],
  { name: 'child' },
);

function released(to: MysqlTable): readonly string[] {
  return releasedForeignKeys(parent(), to, child, goldenFacts.mysql);
}

describe('releasedForeignKeys', () => {
  it('lets a parent change what no foreign key needs', () => {
    assert.deepEqual(released(parent()), []);
    assert.deepEqual(
      released(parent(['`code` int DEFAULT NULL', "`code` int DEFAULT NULL COMMENT 'x'"])),
      [],
    );
  });

  it('releases the foreign keys to a column that changes its type, its NULL or its spelling', () => {
    assert.deepEqual(released(parent(['`id` int NOT NULL', '`id` bigint NOT NULL'])), ['to_id']);
    assert.deepEqual(released(parent(['`code` int DEFAULT NULL', '`code` int NOT NULL'])), ['to_code']);
    assert.deepEqual(
      released(
        parent(['`id` int NOT NULL', '`ID` int NOT NULL'], ['PRIMARY KEY (`id`)', 'PRIMARY KEY (`ID`)']),
      ),
      ['to_id'],
    );
  });

  it('releases the foreign keys whose parent key goes or changes', () => {
    assert.deepEqual(released(parent(['UNIQUE KEY `kc` (`code`)', 'KEY `kx` (`id`)'])), ['to_code']);
    assert.deepEqual(released(parent(['PRIMARY KEY (`id`)', 'PRIMARY KEY (`id`,`code`)'])), ['to_id']);
  });

  it('releases all when the engine or partitioning changes', () => {
    const utf8 = 'DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci';
    const other = tableOf(parentLines, { name: 'parent', tail: `ENGINE=MyISAM ${utf8}` });
    assert.deepEqual(released(other), ['to_id', 'to_code']);
  });

  it('releases a child’s own foreign keys when its columns change, not when its index is replaced by another', () => {
    const key = 'CONSTRAINT `f` FOREIGN KEY (`pid`) REFERENCES `parent` (`id`)';
    const from = tableOf(['`pid` int DEFAULT NULL', '`x` int DEFAULT NULL', 'KEY `kp` (`pid`)', key]);
    const wider = tableOf(['`pid` int DEFAULT NULL', '`x` int DEFAULT NULL', 'KEY `kp` (`pid`,`x`)', key]);
    const retyped = tableOf(['`pid` bigint DEFAULT NULL', '`x` int DEFAULT NULL', 'KEY `kp` (`pid`)', key]);
    assert.deepEqual(releasedForeignKeys(from, wider, from, goldenFacts.mysql), []);
    assert.deepEqual(releasedForeignKeys(from, retyped, from, goldenFacts.mysql), ['f']);
  });
});

/** Changes of a shadow whose algorithm is predicted and then forced on real servers. */
import { change, insert, pair, remove, set, whole } from './algorithmCase.ts';
import type { AlgorithmCase } from './algorithmCase.ts';

import { columnCases } from './algorithmColumnCases.ts';

const keyCases: readonly AlgorithmCase[] = [
  change('index added', insert(9, 'key kd(d)')),
  change('unique index added', insert(9, 'unique key kd(d)')),
  change('descending index added', insert(9, 'key kd(d desc)')),
  change('functional index added', insert(9, 'key kd((a+1))')),
  change('functional index and column added', insert(8, 'n int', 'key kd((a+1))')),
  change('index dropped', remove(8)),
  change('index replaced', set(8, 'key ka(a, d)')),
  change('column and index added', insert(8, 'n int', 'key kn(n)')),
  change('column added, index dropped', (c) => [remove(8)(c), insert(8, 'n int')(c)]),
  change('invisible index', set(8, 'key ka(a) invisible')),
  change('ignored index', set(8, 'key ka(a) ignored')),
  change('full-text index added', insert(9, 'fulltext key kf(tx)')),
  change('full-text index and column added', insert(8, 'n int', 'fulltext key kf(tx)')),
  pair(
    'second full-text index',
    'id int primary key, x text, y text, fulltext key k1(x)',
    'id int primary key, x text, y text, fulltext key k1(x), fulltext key k2(y)',
  ),
  pair(
    'two full-text indexes',
    'id int primary key, x text, y text',
    'id int primary key, x text, y text, fulltext key k1(x), fulltext key k2(y)',
  ),
  pair(
    'full-text index dropped',
    'id int primary key, x text, fulltext key k1(x)',
    'id int primary key, x text',
  ),
  pair(
    'column beside a full-text index',
    'id int primary key, x text, fulltext key k1(x)',
    'id int primary key, x text, n int, fulltext key k1(x)',
  ),
  pair(
    'default beside a full-text index',
    'id int primary key, n int, x text, fulltext key k1(x)',
    'id int primary key, n int default 3, x text, fulltext key k1(x)',
  ),
  pair(
    'NOT NULL beside a full-text index',
    'id int primary key, x text, n int, fulltext key k1(x)',
    'id int primary key, x text, n int not null, fulltext key k1(x)',
  ),
  pair(
    'spatial index added',
    'id int primary key, g point not null',
    'id int primary key, g point not null, spatial key ks(g)',
  ),
  pair(
    'column beside a spatial index',
    'id int primary key, g point not null, spatial key ks(g)',
    'n int, id int primary key, g point not null, spatial key ks(g)',
  ),
  pair(
    'NOT NULL beside a spatial index',
    'id int primary key, n int, g point not null, spatial key ks(g)',
    'id int primary key, n int not null, g point not null, spatial key ks(g)',
  ),
  pair('primary key added', 'id int not null, a int', 'id int not null, a int, primary key(id)'),
  pair('primary key dropped', 'id int not null, a int, primary key(id)', 'id int not null, a int'),
  pair(
    'primary key changed',
    'id int not null, a int not null, primary key(id)',
    'id int not null, a int not null, primary key(id, a)',
  ),
  pair('numbered primary key added', 'a int', 'id int not null auto_increment primary key, a int'),
  pair(
    'foreign key added',
    'id int primary key, p int, key(p)',
    'id int primary key, p int, key(p), constraint f1 foreign key(p) references parent(id)',
  ),
  pair(
    'cascading foreign key stays',
    'id int primary key, p int, constraint f1 foreign key(p) references __test_parent(id) on delete cascade',
    'id int primary key, p bigint',
  ),
  pair(
    'foreign key dropped',
    'id int primary key, p int, constraint f1 foreign key(p) references __test_parent(id)',
    'id int primary key, p int, key f1(p)',
  ),
  pair(
    'column beside a foreign key',
    'id int primary key, p int, key f1(p), constraint __test_f1 foreign key(p) references __test_parent(id)',
    'id int primary key, p int, n int, key f1(p), constraint f1 foreign key(p) references parent(id)',
  ),
  pair('check added', 'id int primary key, a int', 'id int primary key, a int, constraint c1 check (a > 0)'),
  pair(
    'check dropped',
    'id int primary key, a int, constraint c1 check (a > 0)',
    'id int primary key, a int',
  ),
  pair(
    'check no longer enforced',
    'id int primary key, a int, constraint __test_c1 check (a > 0)',
    'id int primary key, a int, constraint c1 check (a > 0) not enforced',
  ),
  pair(
    'column beside a check',
    'id int primary key, a int, constraint __test_c1 check (a > 0)',
    'id int primary key, a int, n int, constraint c1 check (a > 0)',
  ),
];

const range = (...parts: readonly string[]): string =>
  `(id int primary key, a int) engine=innodb partition by range(id) (${parts.map((part, i) => `partition p${String(i)} values less than ${part}`).join(', ')})`;
const hash = (columns: string, count: number): string =>
  `(${columns}) engine=innodb partition by hash(id) partitions ${String(count)}`;

const optionCases: readonly AlgorithmCase[] = [
  change('comment of the table', () => 0, "comment='x'"),
  change('row format', () => 0, 'row_format=compact'),
  change('compressed', () => 0, 'row_format=compressed key_block_size=8'),
  change('statistics', () => 0, 'stats_persistent=1 stats_sample_pages=20'),
  change('sizes', () => 0, 'max_rows=100 avg_row_length=10 checksum=1 pack_keys=1'),
  change('option and column', insert(8, 'n int'), "comment='x'"),
  whole(
    'default collation',
    '(id int primary key, a int) engine=innodb',
    '(id int primary key, a int) engine=innodb collate=utf8mb4_bin',
  ),
  whole('engine', '(id int primary key, a int) engine=innodb', '(id int primary key, a int) engine=myisam'),
  whole(
    'column of a compressed table',
    '(id int primary key) engine=innodb row_format=compressed',
    '(id int primary key, n int) engine=innodb row_format=compressed',
  ),
  whole(
    'default in a compressed table',
    '(id int primary key, n int) engine=innodb row_format=compressed',
    '(id int primary key, n int default 3) engine=innodb row_format=compressed',
  ),
  whole(
    'column of MyISAM',
    '(id int primary key) engine=myisam',
    '(id int primary key, n int) engine=myisam',
  ),
  whole(
    'default of MyISAM',
    '(id int primary key, n int) engine=myisam',
    '(id int primary key, n int default 4) engine=myisam',
  ),
  whole(
    'index of MyISAM',
    '(id int primary key, n int) engine=myisam',
    '(id int primary key, n int, key kn(n)) engine=myisam',
  ),
  whole(
    'comment of MyISAM',
    '(id int primary key) engine=myisam',
    "(id int primary key) engine=myisam comment='x'",
  ),
  whole(
    'column of a redundant table',
    '(id int primary key, a int) engine=innodb row_format=redundant',
    '(id int primary key, n int, a int) engine=innodb row_format=redundant',
  ),
  whole('partitioned', '(id int primary key) engine=innodb', hash('id int primary key', 2)),
  whole('no longer partitioned', hash('id int primary key', 2), '(id int primary key) engine=innodb'),
  whole('hash partitions added', hash('id int primary key', 2), hash('id int primary key', 4)),
  whole('hash partitions merged', hash('id int primary key', 4), hash('id int primary key', 2)),
  whole('range partition added', range('(10)'), range('(10)', '(20)')),
  whole('range partition dropped', range('(10)', '(20)'), range('(10)')),
  whole('range partition moved', range('(10)', '(20)'), range('(10)', '(30)')),
  whole('column of a partitioned table', hash('id int primary key', 2), hash('id int primary key, n int', 2)),
  whole(
    'index of a partitioned table',
    hash('id int primary key, n int', 2),
    hash('id int primary key, n int, key kn(n)', 2),
  ),
  whole(
    'default in a partitioned table',
    hash('id int primary key, n int', 2),
    hash('id int primary key, n int default 3', 2),
  ),
  whole(
    'virtual column in a partitioned table',
    hash('id int primary key, n int', 2),
    hash('id int primary key, n int, v int as (n+1) virtual', 2),
  ),
];

/** Every case; a server that does not take one of its tables leaves it out. */
export const algorithmCases: readonly AlgorithmCase[] = [...columnCases, ...keyCases, ...optionCases];

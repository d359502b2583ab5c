/** odc.md §12 A: differences that ODC does not see. */
import assert from 'node:assert/strict';
import type { EngineName } from '../support/servers/engineRecipe.ts';
import { odcCases, type OdcCase, type Planned } from './odcCase.ts';

const notOld: readonly EngineName[] = ['mysql-9', 'mariadb-10.11', 'mariadb-11.8'];

function differsIn(object: string, kind: string): (seen: Planned) => void {
  return ({ result }) => {
    assert.equal(result.result, 'update');
    assert.ok(
      result.differences.some((difference) => difference.object === object && difference.kind === kind),
      JSON.stringify(result.differences),
    );
  };
}

const pk = 'id int primary key';
const byRange = '(id int not null primary key) partition by range(id)';

/** O-10: what ODC never reads, one pair each. */
const neverRead: readonly OdcCase[] = [
  {
    title: 'O-10 a descending index',
    table: 'never_desc',
    source: `(${pk}, v int, key kv(v desc))`,
    shadow: `(${pk}, v int, key kv(v))`,
    on: notOld,
    planned: differsIn('index', 'changed'),
  },
  {
    title: 'O-10 a functional index',
    table: 'never_functional',
    source: `(${pk}, v int, key kv((v + 1)))`,
    shadow: `(${pk}, v int, key kv((v + 2)))`,
    on: ['mysql-9'],
    planned: differsIn('index', 'changed'),
  },
  {
    title: 'O-10 a CHECK',
    table: 'never_check',
    source: `(${pk}, v int, constraint never_ck check (v > 1))`,
    shadow: `(${pk}, v int, constraint _t_never_ck check (v > 2))`,
    on: notOld,
    planned: ({ result }) => assert.ok(result.differences.some(({ object }) => object === 'check')),
  },
  {
    title: 'O-10 KEY_BLOCK_SIZE',
    table: 'never_block',
    source: `(${pk}, v int) row_format=compressed key_block_size=8`,
    shadow: `(${pk}, v int) row_format=compressed key_block_size=4`,
    planned: differsIn('option', 'changed'),
  },
  {
    title: 'O-10 a spatial reference system',
    table: 'never_srid',
    source: `(${pk}, g point not null srid 4326)`,
    shadow: `(${pk}, g point not null srid 0)`,
    on: ['mysql-9'],
    planned: differsIn('column', 'changed'),
  },
  {
    title: 'O-10 an invisible column',
    table: 'never_invisible',
    source: `(${pk}, v int invisible)`,
    shadow: `(${pk}, v int)`,
    on: notOld,
    planned: differsIn('column', 'changed'),
  },
  {
    title: 'O-10 LINEAR HASH',
    table: 'never_linear',
    source: `(id int not null primary key) partition by linear hash(id) partitions 4`,
    shadow: `(id int not null primary key) partition by hash(id) partitions 4`,
    planned: ({ result }) => assert.ok(result.differences.some(({ object }) => object === 'partitioning')),
  },
  {
    title: 'O-10 subpartitions by KEY, and their number',
    table: 'never_subpartitions',
    source: `${byRange} subpartition by key(id) subpartitions 2 (partition p0 values less than (10))`,
    shadow: `${byRange} subpartition by key(id) subpartitions 3 (partition p0 values less than (10))`,
    planned: ({ result }) =>
      assert.ok(result.differences.some(({ object }) => object.startsWith('partition'))),
  },
  {
    title: 'O-10 triggers stay with the source, which is said',
    table: 'never_trigger',
    source: `(${pk}, v int)`,
    shadow: `(${pk})`,
    also: 'create trigger never_t before insert on never_trigger for each row set new.v = 1',
    planned: ({ result }) => {
      const notice = result.notices.find(({ code }) => code === 'SS302');
      assert.match(notice?.message ?? '', /never_t/);
    },
  },
];

odcCases('ODC A: differences not seen', [
  {
    title: 'O-01 the order of columns',
    table: 'col_order',
    source: `(${pk}, a int, b int)`,
    shadow: `(${pk}, b int, a int)`,
    planned: (seen) => {
      differsIn('column', 'moved')(seen);
      assert.match(seen.sql, /MODIFY COLUMN .* (AFTER|FIRST)/);
    },
  },
  {
    title: 'O-02 a column in the middle comes into the middle',
    table: 'col_mid',
    source: `(${pk}, a int, m int, b int)`,
    shadow: `(${pk}, a int, b int)`,
    planned: ({ sql }) => assert.match(sql, /ADD COLUMN `m` int.* AFTER `a`/),
  },
  {
    title: 'O-03 the prefix length of an index',
    table: 'idx_prefix',
    source: `(${pk}, v varchar(100), key kv(v(10)))`,
    shadow: `(${pk}, v varchar(100), key kv(v(20)))`,
    planned: (seen) => {
      differsIn('index', 'changed')(seen);
      assert.match(seen.sql, /ADD KEY `kv` \(`v`\(10\)\)/);
    },
  },
  {
    title: 'O-04 the rules of a foreign key',
    table: 'fk_rule',
    source: `(${pk}, pid int, constraint f1 foreign key(pid) references parent(id) on delete cascade)`,
    shadow: `(${pk}, pid int, key f1(pid), constraint f1s foreign key(pid) references _t_parent(id))`,
    planned: ({ result }) =>
      assert.ok(
        result.differences.some(
          ({ object, source }) => object === 'foreign key' && source?.includes('CASCADE'),
        ),
      ),
    done: ({ shadowText }) => assert.match(shadowText, /REFERENCES `_t_parent` \(`id`\) ON DELETE CASCADE/),
  },
  {
    title: 'O-05 the storage engine, as unsafe',
    table: 'opt_engine',
    source: `(${pk}, v int) engine=innodb`,
    shadow: `(${pk}, v int) engine=myisam`,
    planned: (seen) => {
      differsIn('option', 'changed')(seen);
      const codes = seen.statements.flatMap(({ findings }) =>
        findings.map(({ code, level }) => `${code} ${level}`),
      );
      assert.ok(codes.includes('SS114 unsafe'), codes.join());
    },
  },
  {
    title: 'O-06 the row format',
    table: 'opt_rowfmt',
    source: `(${pk}, v int) row_format=compressed`,
    shadow: `(${pk}, v int) row_format=compact`,
    planned: differsIn('option', 'changed'),
  },
  {
    title: 'O-07 the bound of a partition',
    table: 'part_bound',
    source: `${byRange}(partition p0 values less than(10), partition p1 values less than(30))`,
    shadow: `${byRange}(partition p0 values less than(10), partition p1 values less than(20))`,
    planned: ({ sql }) => assert.match(sql, /REORGANIZE PARTITION `p1` INTO/),
  },
  {
    title: 'O-08 the function of partitions',
    table: 'part_expr',
    source:
      '(id int not null, d date not null, primary key(id,d)) partition by range(year(d))(partition p0 values less than(2010))',
    shadow:
      '(id int not null, d date not null, primary key(id,d)) partition by range(to_days(d))(partition p0 values less than(740000))',
    planned: ({ sql }) => assert.match(sql, /PARTITION BY RANGE/),
  },
  {
    title: 'O-09 a foreign key to its own table points to the shadow',
    table: 'selfref',
    source: `(${pk}, pid int, key kp(pid), constraint fk_self foreign key(pid) references selfref(id))`,
    shadow: null,
    done: ({ shadowText }) => assert.match(shadowText, /REFERENCES `_t_selfref`/),
  },
  {
    title: 'O-09 also one that ODC has pointed to the real table',
    table: 'selfref_wrong',
    source: `(${pk}, pid int, key kp(pid), constraint fk_wrong foreign key(pid) references selfref_wrong(id))`,
    shadow: `(${pk}, pid int, key kp(pid), constraint fk_wrong_s foreign key(pid) references selfref_wrong(id))`,
    planned: ({ result }) => assert.equal(result.result, 'update'),
    done: ({ shadowText }) => assert.match(shadowText, /REFERENCES `_t_selfref_wrong`/),
  },
  ...neverRead,
  {
    title: 'O-11 the number of HASH partitions',
    table: 'part_hash',
    source: '(id int not null primary key) partition by hash(id) partitions 4',
    shadow: '(id int not null primary key) partition by hash(id) partitions 2',
    planned: ({ statements }) => assert.equal(statements.length, 1),
  },
  {
    title: 'O-11 partitions that have their default names by word or by number are the same',
    table: 'part_names',
    source: '(id int not null primary key) partition by hash(id) partitions 2',
    shadow: '(id int not null primary key) partition by hash(id) (partition p0, partition p1)',
    planned: ({ result }) => assert.equal(result.result, 'consistent'),
  },
]);

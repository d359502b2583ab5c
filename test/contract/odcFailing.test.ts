/** odc.md §12 C and D: statements that fail for ODC, and pairs that it never gets done. */
import assert from 'node:assert/strict';
import type { EngineName } from '../support/servers/engineRecipe.ts';
import { query } from '../support/servers/connect.ts';
import { odcCases, type Planned } from './odcCase.ts';

const pk = 'id int primary key';
const notOld: readonly EngineName[] = ['mysql-9', 'mariadb-10.11', 'mariadb-11.8'];
const byRange = '(id int not null primary key) partition by range(id)';

function oneStatement({ statements, sql }: Planned): void {
  assert.equal(statements.length, 1, sql);
}

function consistent({ result }: Planned): void {
  assert.equal(result.result, 'consistent', JSON.stringify(result.differences));
}

odcCases('ODC C: statements that fail', [
  {
    title: 'O-25 another primary key is one ALTER',
    table: 'pk_change',
    source: '(id int not null, k2 int not null, primary key(id,k2))',
    shadow: '(id int not null, k2 int not null, primary key(id))',
    planned: (seen) => {
      oneStatement(seen);
      assert.match(seen.sql, /DROP PRIMARY KEY, ADD PRIMARY KEY \(`id`,`k2`\)/);
    },
  },
  {
    title: 'O-26 a primary key that is missing',
    table: 'pk_add',
    source: '(id int not null primary key, v int)',
    shadow: '(id int not null, v int)',
    planned: ({ sql }) => assert.match(sql, /ADD PRIMARY KEY \(`id`\)/),
  },
  {
    title: 'O-27 an AUTO_INCREMENT column comes with its key',
    table: 'ai_add',
    source: '(id int not null auto_increment primary key, v int)',
    shadow: '(v int)',
    planned: oneStatement,
  },
  {
    title: 'O-28 a column goes with its index',
    table: 'drop_col_idx',
    source: `(${pk}, a int)`,
    shadow: `(${pk}, a int, b int, key kb(b))`,
    planned: oneStatement,
  },
  {
    title: 'O-29 a foreign key goes before its index',
    table: 'fk_drop_idx',
    source: `(${pk}, pid int)`,
    shadow: `(${pk}, pid int, constraint f2s foreign key(pid) references _t_parent(id))`,
    planned: ({ statements }) => {
      assert.match(statements[0]?.sql ?? '', /DROP FOREIGN KEY `f2s`/);
      assert.match(statements[1]?.sql ?? '', /DROP INDEX/);
    },
  },
  {
    title: 'O-30 a partition goes, in words that the server takes',
    table: 'part_drop',
    source: `${byRange}(partition p0 values less than(10))`,
    shadow: `${byRange}(partition p0 values less than(10), partition p1 values less than(20))`,
    planned: ({ sql }) => assert.match(sql, /DROP PARTITION `p1`/),
  },
  {
    title: 'O-31 a partition below MAXVALUE',
    table: 'part_mid',
    source: `${byRange}(partition p0 values less than(10), partition p05 values less than(15), partition pm values less than maxvalue)`,
    shadow: `${byRange}(partition p0 values less than(10), partition pm values less than maxvalue)`,
    planned: ({ sql }) => assert.match(sql, /REORGANIZE PARTITION `pm` INTO/),
  },
  {
    title: 'O-32 a column’s name in another case',
    table: 'col_case',
    source: `(${pk}, \`Name\` int)`,
    shadow: `(${pk}, \`name\` int)`,
    also: 'insert into _t_col_case values (1, 7)',
    planned: ({ sql }) => assert.match(sql, /CHANGE COLUMN `name` `Name` int/),
    done: async ({ server, database }) =>
      assert.deepEqual(await query(server, 'select name as value from _t_col_case', database), [
        { value: 7 },
      ]),
  },
  {
    title: 'O-33 an index that changes is dropped and made in one statement',
    table: 'idx_uniq',
    source: `(${pk}, v int, unique key k(v))`,
    shadow: `(${pk}, v int, key k(v))`,
    planned: (seen) => {
      oneStatement(seen);
      assert.match(seen.sql, /DROP INDEX `k`, ADD UNIQUE KEY `k`/);
    },
  },
  {
    title: 'O-33 an index under another name',
    table: 'idx_rename',
    source: `(${pk}, v int, key k_new(v))`,
    shadow: `(${pk}, v int, key k_old(v))`,
  },
  {
    title: 'O-34 defaults that are bits, quotes, numbers and expressions',
    table: 'def_many',
    source: `(${pk}, a bit(4) default b'1010', b varchar(30) default '\\'', c varchar(30) default '''; --', d char(2) default '\\\\', e int default -1, f double default 1e3)`,
    shadow: `(${pk}, a bit(4), b varchar(30), c varchar(30), d char(2), e int, f double)`,
  },
  {
    title: 'O-34 a default that is an expression',
    table: 'def_expression',
    source: `(${pk}, a varchar(30) default (concat('a', '''')), b date default (curdate()))`,
    shadow: `(${pk}, a varchar(30), b date)`,
    on: notOld,
  },
]);

odcCases('ODC D: never converging', [
  {
    title: 'O-35 statistics are not compared',
    table: 'same_data',
    source: `(${pk}, v int, key kv(v))`,
    shadow: `(${pk}, v int, key kv(v))`,
    also: 'insert into same_data values (1,1),(2,2),(3,2); analyze table same_data',
    planned: consistent,
  },
  {
    title: 'O-36 unsigned numbers',
    table: 'dec_unsigned',
    source: `(${pk}, d decimal(10,2) unsigned not null, f float unsigned, dbl double unsigned zerofill)`,
    shadow: `(${pk}, d decimal(10,2) not null, f float, dbl double)`,
  },
  {
    title: 'O-37 an empty default',
    table: 'def_empty',
    source: `(${pk}, s varchar(10) not null default '')`,
    shadow: `(${pk}, s varchar(10) not null)`,
    planned: ({ result }) => assert.equal(result.differences.length, 1),
  },
  {
    title: 'O-38 timestamps with a precision',
    table: 'ts_later',
    source: `(${pk}, u timestamp(3) not null default current_timestamp(3) on update current_timestamp(3))`,
    shadow: `(${pk}, u timestamp(3) not null default current_timestamp(3))`,
  },
  {
    title: 'O-39 the display width of TINYINT',
    table: 'width',
    source: `(${pk}, t tinyint(1), u tinyint(4), w int(5), z int(5) zerofill)`,
    shadow: `(${pk}, t tinyint(4), u tinyint(1), w int(6), z int(6) zerofill)`,
  },
]);

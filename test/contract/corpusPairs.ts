/** Pairs of tables that once broke the main job on a real server, each reduced to what it takes. */

/** A source and its shadow as `create table` takes them behind the name. */
export interface CorpusPair {
  readonly title: string;
  readonly source: string;
  /** null: there is none yet. */
  readonly shadow: string | null;
  /** Left out: every server. */
  readonly on?: readonly CorpusServer[];
  /** Rows for the shadow, as VALUES takes them. */
  readonly rows?: string;
}

export type CorpusServer = 'mysql-5.6' | 'mysql-9' | 'mariadb-10.11' | 'mariadb-11.8';

const mariadb: readonly CorpusServer[] = ['mariadb-10.11', 'mariadb-11.8'];
const notOld: readonly CorpusServer[] = ['mysql-9', ...mariadb];
const mysql9: readonly CorpusServer[] = ['mysql-9'];

export const corpusPairs: readonly CorpusPair[] = [
  {
    title: 'an enum that comes into a table of the character set binary (MediaWiki’s image)',
    source: "(id int, e enum('a','b') not null default 'a', s set('x','y')) default charset=binary",
    shadow: "(id int, e enum('a') not null default 'a', s set('x')) default charset=latin1",
  },
  {
    title: 'a new column whose default is random',
    source:
      '(id int primary key, u varchar(36) not null default (uuid()), r double default (rand()), t text default (uuid()))',
    shadow: '(id int primary key)',
    on: mysql9,
    rows: '(1),(2)',
  },
  {
    title: 'a new column beside one that gets a random default',
    source: '(id int primary key, u varchar(40) default (uuid()), n int not null default 5)',
    shadow: "(id int primary key, u varchar(36) default 'x')",
    on: mysql9,
    rows: "(1,'a')",
  },
  {
    title: 'the function truncate in a generated column and in a check',
    source:
      '(id int primary key, p decimal(10,4), t decimal(10,2) as (truncate(p * 1.2, 2)) virtual, constraint ck check (truncate(p, 0) >= 0))',
    shadow: '(id int primary key, p decimal(10,4))',
    on: notOld,
  },
  {
    title: 'the functions replace and truncate in bare defaults',
    source:
      "(id int primary key, u varchar(36) default replace(uuid(), '-', ''), n int default truncate(7.5, 0))",
    shadow: '(id int primary key)',
    on: mariadb,
  },
  {
    title: 'keys whose block size changes, one of AUTO_INCREMENT among them',
    source:
      '(id int auto_increment, a int, b int, primary key (id), key ka (a), key kb (b) key_block_size=4)',
    shadow:
      '(id int auto_increment, a int, b int, primary key (id) key_block_size=2, key ka (a) key_block_size=4, key kb (b) key_block_size=2)',
    on: ['mysql-5.6', 'mysql-9'],
  },
  {
    title: 'keys of MyISAM whose block size is no longer said',
    source: '(id int auto_increment, a int, primary key (id), key ka (a)) engine=myisam',
    shadow:
      '(id int auto_increment, a int, primary key (id) key_block_size=1024, key ka (a) key_block_size=1024) engine=myisam',
    on: ['mysql-5.6', 'mysql-9'],
  },
  {
    title: 'keys of MEMORY whose block size is no longer said',
    source: '(id int, a int, primary key (id), key ka (a)) engine=memory',
    shadow:
      '(id int, a int, primary key (id) key_block_size=1024, key ka (a) key_block_size=1024) engine=memory',
    on: ['mysql-5.6', 'mysql-9'],
  },
  {
    title: 'checks of bytes and of utf8mb3, whose literals every ALTER gives another character set',
    source:
      "(id bigint, v varbinary(9), b blob, u varchar(9) character set utf8mb3, constraint ck check (v in ('a','漢')), constraint cb check (concat(b,'x') <> 'y'), constraint cu check (u <> 'é'))",
    shadow:
      "(id int, v varbinary(9), b blob, u varchar(9) character set utf8mb3, constraint __test_ck check (v in ('a','漢')), constraint __test_cb check (concat(b,'x') <> 'y'), constraint __test_cu check (u <> 'é'))",
    on: mysql9,
  },
  {
    title: 'a shadow in the system tablespace',
    source: '(id int primary key)',
    shadow: '(id int primary key) tablespace innodb_system',
    on: mysql9,
  },
  {
    title: 'a unique key USING HASH, which the next ALTER makes an ordinary one',
    source: '(id int primary key, n int, unique key u (n) using hash)',
    shadow: '(id int primary key, n int, v int, unique key u (n) using hash)',
    on: mariadb,
  },
  {
    title: 'checks of times, whose literals every ALTER makes times',
    source: "(id bigint, t time, u time(3), constraint ck check (t between '8:00' and '18:30' and u <> '1'))",
    shadow:
      "(id int, t time, u time(3), constraint __test_ck check (t between '8:00' and '18:30' and u <> '1'))",
    on: mysql9,
  },
  {
    title: 'the word PAGE_CHECKSUM of a table that is not Aria’s, which the next ALTER forgets',
    source: '(id int primary key, n int, key k (n)) engine=innodb page_checksum=1',
    shadow: '(id int primary key, n int) engine=innodb page_checksum=1',
    on: mariadb,
  },
  {
    title: 'the word PAGE_CHECKSUM of a partitioned table, which the management of partitions forgets',
    source: '(id int) engine=aria page_checksum=1 partition by hash (id) partitions 3',
    shadow: '(id int) engine=aria partition by hash (id) partitions 4',
    on: mariadb,
  },
];

/**
 * The golden pairs: a source table and the shadow that it has now (or none). The texts beside this file are what real
 * servers print for them; `test/contract/steps.test.ts` makes and checks those, `test/diff/mysql/golden.test.ts` needs no server.
 */

/** Which servers take a case; a number is the lowest version of the dialect. */
export interface GoldenCase {
  readonly name: string;
  /** Column list and options of `create table source …`. */
  readonly source: string;
  /** The same of `create table shadow …`; null: there is none yet. */
  readonly shadow: string | null;
  /** Left out: every server. */
  readonly on?: readonly GoldenServer[];
}

/** The servers whose texts are kept. */
export type GoldenServer = 'mysql-5.6' | 'mysql-9' | 'mariadb-10.11' | 'mariadb-11.8';

const notOld: readonly GoldenServer[] = ['mysql-9', 'mariadb-10.11', 'mariadb-11.8'];
const mysql9: readonly GoldenServer[] = ['mysql-9'];
const mysql: readonly GoldenServer[] = ['mysql-9', 'mysql-5.6'];
const mariadb: readonly GoldenServer[] = ['mariadb-10.11', 'mariadb-11.8'];
const mariadb11: readonly GoldenServer[] = ['mariadb-11.8'];

/** Tables that stand in the database before the pair is made; the parents that foreign keys point to. */
export const scenery: readonly string[] = [
  'create table parent(id int primary key, name varchar(20), code int, unique key kc(code))',
  'create table __test_parent(id int primary key, name varchar(20), code int, unique key kc(code))',
];

function creation(name: string, source: string, on?: readonly GoldenServer[]): GoldenCase {
  return on === undefined ? { name, source, shadow: null } : { name, source, shadow: null, on };
}

function drift(name: string, source: string, shadow: string, on?: readonly GoldenServer[]): GoldenCase {
  return on === undefined ? { name, source, shadow } : { name, source, shadow, on };
}

const ranges = (...bounds: readonly string[]): string =>
  `(id int not null primary key) partition by range(id) (${bounds.map((b) => `partition ${b}`).join(', ')})`;
const less = (name: string, bound: number | string): string =>
  bound === 'max' ? `${name} values less than maxvalue` : `${name} values less than (${bound})`;
const lists = (...values: readonly string[]): string =>
  `(id int not null primary key) partition by list(id) (${values.map((v) => `partition ${v}`).join(', ')})`;

/** New shadows (odc.md §12 B, C and §15, create path). */
const creations: readonly GoldenCase[] = [
  creation('create-plain', "(id int not null auto_increment primary key, a varchar(20) default 'x', b int default 5, key k_a(a))"),
  creation('create-prefix-index', '(id int primary key, t text, v varchar(500), key k_t(t(20)), key k_v(v(10)))'),
  creation('create-fk-rules', '(id int primary key, pid int, key k_pid(pid), constraint fk_p foreign key(pid) references parent(id) on delete cascade on update set null)'),
  creation('create-dec-unsigned', '(id int primary key, d decimal(10,2) unsigned not null, f float unsigned, dbl double unsigned zerofill)'),
  creation('create-empty-default', "(id int primary key, s varchar(10) not null default '', n varchar(10) default null, q varchar(20) default 'a''b\\\\c')"),
  creation('create-ts-precision', '(id int primary key, u timestamp(3) not null default current_timestamp(3) on update current_timestamp(3), dt datetime default current_timestamp on update current_timestamp)'),
  creation('create-enum-set', "(id int primary key, e enum('a','b,c','d''e') default 'a', s set('x','y') default 'x,y')"),
  creation('create-row-format', '(id int primary key, v varchar(10)) row_format=compressed key_block_size=8'),
  creation('create-myisam', '(id int primary key, v varchar(10)) engine=myisam'),
  creation('create-range', '(id int not null, d int not null, primary key(id,d)) partition by range(d) (partition p0 values less than (10), partition p1 values less than (20), partition pm values less than maxvalue)'),
  creation('create-hash', '(id int not null primary key) partition by hash(id) partitions 4'),
  creation('create-linear-hash', '(id int not null primary key) partition by linear hash(id) partitions 4'),
  creation('create-key', '(id int not null primary key) partition by key() partitions 3'),
  creation('create-subpartitions', '(id int not null, d int not null, primary key(id,d)) partition by range(d) subpartition by hash(id) subpartitions 2 (partition p0 values less than (10), partition pm values less than maxvalue)'),
  creation('create-binary', "(id int primary key, b binary(4) default 0x61626364, bt bit(8) default b'101', y year, cs char(3) character set latin1 collate latin1_bin)"),
  creation('create-fulltext', '(id int primary key, t text, fulltext key ft_t(t))'),
  creation('create-unique', '(id int primary key, a int, b int, unique key uq_ab(a,b))'),
  creation('create-commented', "(id int primary key comment 'it''s; the; key', v int comment 'a;\\nb') comment='tab;le'"),
  creation('create-no-key', '(a int, b int)'),
  creation('create-self-reference', '(id int primary key, pid int, key kp(pid), constraint fk_self foreign key(pid) references source(id))'),
  creation('create-hostile-names', "(id int primary key, `a``b` int, `c'd` int, `select` int, `*/ drop` int comment '/*!50000 x */', key `k``1`(`a``b`), key `--`(`select`))"),
  creation('create-generated', '(id int primary key, a int, s int as (a+1) stored, v int as (s*2) virtual, key kv(v))', notOld),
  creation('create-checks', '(id int primary key, a int, b int check (b > 0), constraint ck check (a < b))', notOld),
  creation('create-json', '(id int primary key, j json, d int default (1+2))', notOld),
  creation('create-functional', '(id int primary key, a int, b int, key fx((a+b)), key kd(a desc), key ki(b) invisible)', mysql9),
  creation('create-multi-valued', "(id int primary key, j json, key mv((cast(j->'$.a' as unsigned array))))", mysql9),
  creation('create-srid', '(id int primary key, g point not null srid 4326, h int invisible, spatial key sg(g))', mysql9),
  creation('create-mariadb-types', '(id uuid primary key, i inet6, x int invisible, c text compressed, key ki(i) ignored)', mariadb),
  creation('create-vector', '(id int primary key, w vector(3) not null, vector key kw(w))', mariadb11),
  creation('create-period', '(id int not null, a date not null, b date not null, period for p(a,b), primary key(id, p without overlaps))', mariadb),
];

/** Columns (odc.md §15, drift path, and more). */
const columns: readonly GoldenCase[] = [
  drift('column-order', '(id int primary key, a int, b int)', '(id int primary key, b int, a int)'),
  drift('column-middle', '(id int primary key, a int, m int, b int)', '(id int primary key, a int, b int)'),
  drift('column-first-and-last', '(n1 int, id int primary key, a int, n2 int, n3 int)', '(id int primary key, a int)'),
  drift('column-shuffle', '(e int, b int, id int primary key, a int, d int, c int)', '(id int primary key, a int, b int, c int, d int, e int)'),
  drift('column-move-add-drop', '(id int primary key, x int, c int, y int, a int, z int)', '(id int primary key, a int, b int, c int, d int)'),
  drift('column-renamed', '(id int primary key, new_name varchar(20))', '(id int primary key, old_name varchar(20))'),
  drift('column-case', '(id int primary key, `Name` int, key kn(`Name`))', '(id int primary key, `name` int, key kn(`name`))'),
  drift('column-all-replaced', '(x int, y varchar(50))', '(a int, b int)'),
  drift('narrow', '(id int primary key, v varchar(10), n tinyint)', '(id int primary key, v varchar(200), n bigint)'),
  drift('not-null', '(id int primary key, v varchar(10) not null)', '(id int primary key, v varchar(10))'),
  drift('default-empty', "(id int primary key, s varchar(10) not null default '')", '(id int primary key, s varchar(10) not null)'),
  drift('default-kinds', "(id int primary key, a int default 5, b varchar(9) default 'x''y', c datetime default current_timestamp, d bit(4) default b'11')", "(id int primary key, a int, b varchar(9) default 'q', c datetime on update current_timestamp, d bit(4))"),
  drift('enum-append', "(id int primary key, e enum('a','b','c'))", "(id int primary key, e enum('a','b'))"),
  drift('column-comment', "(id int primary key, v int comment 'it''s')", '(id int primary key, v int)'),
  drift('column-charset', '(id int primary key, v varchar(10) character set latin1)', '(id int primary key, v varchar(10))'),
  drift('column-collation', '(id int primary key, v varchar(10) collate utf8mb4_bin, unique key u(v))', '(id int primary key, v varchar(10), unique key u(v))'),
  drift('auto-increment-add', '(id int not null auto_increment primary key, v int)', '(v int)'),
  drift('auto-increment-drop', '(id int not null primary key, v int)', '(id int not null auto_increment primary key, v int)'),
  drift('auto-increment-swap', '(id int not null, n int not null auto_increment, primary key(id), key kn(n))', '(id int not null auto_increment, n int not null, primary key(id))'),
  drift('temporal-precision', '(id int primary key, u timestamp(3) not null default current_timestamp(3) on update current_timestamp(3))', '(id int primary key, u timestamp null default null)'),
  drift('generated-expression', '(id int primary key, a int, s int as (a+2) stored, v int as (a+3) virtual, key ks(s), key kv(v))', '(id int primary key, a int, s int as (a+1) stored, v int as (a+1) virtual, key ks(s), key kv(v))', notOld),
  drift('generated-kind', '(id int primary key, a int, v int as (a+1) stored, key kv(v))', '(id int primary key, a int, v int as (a+1) virtual, key kv(v))', notOld),
  drift('generated-to-base', '(id int primary key, a int, s int, v int)', '(id int primary key, a int, s int as (a+1) stored, v int as (a+1) virtual)', notOld),
  drift('base-to-generated', '(id int primary key, a int, s int as (a+1) stored, v int as (a+1) virtual)', '(id int primary key, a int, s int, v int)', notOld),
  drift('generated-chain', '(id int primary key, a int, v int as (a+1) stored, w int as (v+1) virtual, x int as (w+1) virtual, key kw(w), constraint cw check (w > 0))', '(id int primary key, a int, v int as (a+1) virtual, w int as (v+1) virtual, x int as (w+1) virtual, key kw(w), constraint __test_cw check (w > 0))', notOld),
  drift('generated-loses-base', '(id int primary key, b int, g int as (b+1) stored)', '(id int primary key, a int, g int as (a+1) stored)', notOld),
  drift('generated-case', '(id int primary key, `A` int, g int as (`A`+1) stored, v int as (`A`+2) virtual, key kg(g))', '(id int primary key, a int, g int as (a+1) stored, v int as (a+2) virtual, key kg(g))', notOld),
  drift('invisible-column', '(id int primary key, a int invisible, b int)', '(id int primary key, a int, b int invisible)', notOld),
  drift('default-expression', '(id int primary key, a int, b int default (a+1), c varchar(40) default (concat(\'x\', \'y\')))', '(id int primary key, a int, b int default (a+2), c varchar(40))', notOld),
  drift('srid', '(id int primary key, g point not null srid 4326, spatial key sg(g))', '(id int primary key, g point not null srid 0, spatial key sg(g))', mysql9),
  drift('uuid-to-int', '(id int primary key, u int)', '(id int primary key, u uuid)', mariadb),
  drift('inet-to-varchar', '(id int primary key, u varchar(60))', '(id int primary key, u inet6)', mariadb),
  drift('compressed-column', '(id int primary key, t text compressed, u text)', '(id int primary key, t text, u text compressed)', mariadb),
  drift('column-check', '(id int primary key, a int check (a > 5), b int)', '(id int primary key, a int check (a > 0), b int check (b > 0))', mariadb),
];

/** Keys. */
const keys: readonly GoldenCase[] = [
  drift('pk-change', '(id int not null, k2 int not null, primary key(id,k2))', '(id int not null, k2 int not null, primary key(id))'),
  drift('pk-add', '(id int not null primary key, v int)', '(id int not null, v int)'),
  drift('pk-drop', '(id int not null, v int)', '(id int not null primary key, v int)'),
  drift('pk-auto-increment', '(id int not null, n int not null auto_increment, primary key(n))', '(id int not null auto_increment, n int not null, primary key(id))'),
  drift('pk-new-column', '(n int not null, v int, primary key(n))', '(id int not null, v int, primary key(id))'),
  drift('index-prefix', '(id int primary key, v varchar(100), key kv(v(10)))', '(id int primary key, v varchar(100), key kv(v(20)))'),
  drift('index-renamed', '(id int primary key, v int, key k_new(v))', '(id int primary key, v int, key k_old(v))'),
  drift('index-case', '(id int primary key, v int, key K(v))', '(id int primary key, v int, key k(v))'),
  drift('index-unique', '(id int primary key, v int, unique key k(v))', '(id int primary key, v int, key k(v))'),
  drift('index-comment', "(id int primary key, v int, key k(v) comment 'x;y')", '(id int primary key, v int, key k(v))'),
  drift('index-fulltext', '(id int primary key, a text, b text, fulltext key f1(a), fulltext key f2(a,b))', '(id int primary key, a text, b text, fulltext key f1(a,b))'),
  drift('drop-column-and-index', '(id int primary key, a int)', '(id int primary key, a int, b int, key kb(b))'),
  drift('drop-column-of-index', '(id int primary key, a int, key kab(a))', '(id int primary key, a int, b int, key kab(a,b))'),
  drift('retype-indexed', '(id bigint primary key, a varchar(30), key ka(a))', '(id int primary key, a int, key ka(a))'),
  drift('index-visibility', '(id int primary key, a int, b int, key ka(a) invisible, key kb(b))', '(id int primary key, a int, b int, key ka(a), key kb(b) invisible)', mysql9),
  drift('index-ignored', '(id int primary key, a int, b int, key ka(a) ignored, key kb(b))', '(id int primary key, a int, b int, key ka(a), key kb(b) ignored)', mariadb),
  drift('index-functional', '(id int primary key, a int, b int, key fx((a*b)), key kd(a desc))', '(id int primary key, a int, b int, key fx((a+b)), key kd(a))', mysql9),
  drift('index-functional-case', '(id int primary key, `A` int, b int, key fx((`A`+b)))', '(id int primary key, a int, b int, key fx((a+b)))', mysql9),
  drift('index-spatial', '(id int primary key, g point not null, spatial key sg(g))', '(id int primary key, g point not null)', notOld),
  drift('index-vector', "(id int primary key, w vector(3) not null, vector key kw(w) distance=cosine)", '(id int primary key, w vector(3) not null, vector key kw(w))', mariadb11),
];

/** Foreign keys and checks. */
const constraints: readonly GoldenCase[] = [
  drift('fk-rule', '(id int primary key, pid int, constraint f1 foreign key(pid) references parent(id) on delete cascade)', '(id int primary key, pid int, key f1(pid), constraint f1s foreign key(pid) references __test_parent(id))'),
  drift('fk-drop-index', '(id int primary key, pid int)', '(id int primary key, pid int, constraint f2s foreign key(pid) references __test_parent(id))'),
  drift('fk-drop-column', '(id int primary key, a int)', '(id int primary key, a int, pid int, constraint f2s foreign key(pid) references __test_parent(id))'),
  drift('fk-retype', '(id int primary key, pid int not null, constraint f1 foreign key(pid) references parent(id))', '(id int primary key, pid int, constraint f1s foreign key(pid) references __test_parent(id))'),
  drift('fk-index-grows', '(id int primary key, pid int, x int, key kp(pid,x), constraint f1 foreign key(pid) references parent(id))', '(id int primary key, pid int, x int, key kp(pid), constraint f1s foreign key(pid) references __test_parent(id))'),
  drift('fk-generated-index', '(id int primary key, pid int, x int, key __test_f1(pid), key kx(pid,x), constraint f1 foreign key(pid) references parent(id))', '(id int primary key, pid int, x int, constraint __test_f1 foreign key(pid) references __test_parent(id))'),
  drift('fk-same-name-other-column', '(id int primary key, a int, b int, key ka(a), key kb(b), constraint f1 foreign key(b) references parent(id))', '(id int primary key, a int, b int, key ka(a), key kb(b), constraint __test_f1 foreign key(a) references __test_parent(id))'),
  drift('fk-names-crossed', '(id int primary key, a int, b int, key ka(a), key kb(b), constraint f1 foreign key(a) references parent(id), constraint f2 foreign key(b) references parent(code))', '(id int primary key, a int, b int, key ka(a), key kb(b), constraint __test_f2 foreign key(a) references __test_parent(id))'),
  drift('fk-self', '(id int primary key, pid int, key kp(pid), constraint fk_self foreign key(pid) references source(id))', '(id int primary key, pid int, key kp(pid), constraint fk_x foreign key(pid) references source(id))'),
  drift('fk-self-retype', '(id bigint primary key, pid bigint, key kp(pid), constraint fk_self foreign key(pid) references source(id))', '(id int primary key, pid int, key kp(pid), constraint fk_x foreign key(pid) references shadow(id))'),
  drift('fk-engine', '(id int primary key, pid int, key kp(pid)) engine=myisam', '(id int primary key, pid int, key kp(pid), constraint f1s foreign key(pid) references __test_parent(id))'),
  drift('fk-partition', '(id int primary key, pid int, key kp(pid)) partition by hash(id) partitions 2', '(id int primary key, pid int, key kp(pid), constraint f1s foreign key(pid) references __test_parent(id))'),
  drift('check-changed', '(id int primary key, a int, constraint ck check (a > 2), constraint cn check (a < 100))', '(id int primary key, a int, constraint __test_ck check (a > 1), constraint co check (a <> 7))', notOld),
  drift('check-column-dropped', '(id int primary key, a int)', '(id int primary key, a int, b int, constraint ck check (a > b), constraint cb check (b > 1))', notOld),
  drift('check-enforcement', '(id int primary key, a int, constraint ck check (a > 2) not enforced)', '(id int primary key, a int, constraint __test_ck check (a > 2))', mysql9),
  drift('check-case', '(id int primary key, `A` int, constraint ck check (`A` > 2))', '(id int primary key, a int, constraint __test_ck check (a > 2))', notOld),
];

/** Table options. */
const options: readonly GoldenCase[] = [
  drift('engine', '(id int primary key, v int) engine=innodb', '(id int primary key, v int) engine=myisam'),
  drift('row-format', '(id int primary key, v int, key kv(v)) row_format=compressed', '(id int primary key, v int, key kv(v)) row_format=compact'),
  drift('row-format-gone', '(id int primary key, v int, key kv(v))', '(id int primary key, v int, key kv(v)) row_format=compressed key_block_size=8'),
  drift('key-block-size', '(id int primary key, v int, key kv(v)) row_format=compressed key_block_size=4', '(id int primary key, v int, key kv(v)) row_format=compressed key_block_size=8'),
  drift('charset', '(id int primary key, v varchar(10), w text) charset=utf8mb4', '(id int primary key, v varchar(10), w text) charset=latin1'),
  drift('charset-of-table-only', '(id int primary key, v varchar(10) character set latin1) charset=utf8mb4', '(id int primary key, v varchar(10)) charset=latin1'),
  drift('charset-mixed', '(id int primary key, v varchar(10), w varchar(10) character set latin1, x varchar(10) collate utf8mb4_bin) charset=utf8mb4', '(id int primary key, v varchar(10), w varchar(10), x varchar(10) character set utf8mb4) charset=latin1'),
  drift('table-comment', "(id int primary key) comment='new'", "(id int primary key) comment='old'"),
  drift('table-comment-gone', '(id int primary key)', "(id int primary key) comment='it''s'"),
  drift('options-gone', '(id int primary key, v int)', '(id int primary key, v int) stats_persistent=1 stats_auto_recalc=1 stats_sample_pages=10 checksum=1 max_rows=100 min_rows=2 avg_row_length=10 pack_keys=1 delay_key_write=1'),
  drift('options-added', '(id int primary key, v int) stats_persistent=0 checksum=1 max_rows=100', '(id int primary key, v int)'),
  drift('page-compressed', '(id int primary key) page_compressed=1 page_compression_level=3', '(id int primary key)', mariadb),
  drift('page-compressed-gone', '(id int primary key) ', '(id int primary key) page_compressed=1 page_compression_level=3', mariadb),
  drift('aria', '(id int primary key) engine=aria transactional=1 page_checksum=1', '(id int primary key) engine=innodb', mariadb),
  drift('aria-partition', '(id int primary key) engine=aria partition by hash(id) partitions 2', '(id int primary key) engine=aria', mariadb),
  drift('engine-option-gone', '(id int primary key) engine=myisam', '(id int primary key) engine=innodb page_compressed=1', mariadb),
  drift('compression', "(id int primary key) compression='zlib'", '(id int primary key)', mysql9),
  drift('compression-gone', '(id int primary key)', "(id int primary key) compression='zlib'", mysql9),
  drift('period', '(id int primary key, a date not null, b date not null, period for p(a,b))', '(id int primary key, a date not null, b date not null)', mariadb),
  drift('everything', "(id bigint not null auto_increment, a varchar(30) not null default 'x', c text, d decimal(9,3), primary key(id), unique key ua(a), key kd(d)) comment='all' charset=utf8mb4", '(id int not null, b int, a varchar(20), d decimal(9,2), old int, primary key(id), key ka(a), key ko(old)) charset=latin1'),
];

/** Combinations that a single ALTER does not take, found by trying random pairs. */
const combinations: readonly GoldenCase[] = [
  drift('two-fulltexts', '(id int primary key, a text, b text, fulltext key f1(a), fulltext key f2(b))', '(id int primary key, a text, b text)'),
  drift('hidden-unique-with-primary-key', '(a int not null, p point, primary key(a), unique key u(a) invisible)', '(a int not null, p point, unique key u(a))', mysql9),
  drift('fk-auto-increment', '(id int not null, x int, primary key(id), key kx(x), constraint f1 foreign key(id) references parent(code))', '(id int not null auto_increment, x int, primary key(id), constraint f1s foreign key(id) references __test_parent(code))'),
  drift('auto-increment-invisible', '(id int not null auto_increment invisible primary key, v int)', '(id int not null auto_increment primary key, v int)', notOld),
  drift('check-on-virtual', '(a int not null, v bigint as (a+1) virtual, b int, constraint ck check (v > -2))', '(a int not null, v bigint as (a+1) virtual, constraint __test_ck check (v > -2))', notOld),
];

/** Partitions. */
const partitions: readonly GoldenCase[] = [
  drift('part-bound', ranges(less('p0', 10), less('p1', 30)), ranges(less('p0', 10), less('p1', 20))),
  drift('part-shrink', ranges(less('p0', 10), less('p1', 20)), ranges(less('p0', 10), less('p1', 30))),
  drift('part-drop', ranges(less('p0', 10)), ranges(less('p0', 10), less('p1', 20))),
  drift('part-append', ranges(less('p0', 10), less('p1', 20), less('p2', 30)), ranges(less('p0', 10))),
  drift('part-middle', ranges(less('p0', 10), less('p05', 15), less('pm', 'max')), ranges(less('p0', 10), less('pm', 'max'))),
  drift('part-merge', ranges(less('p0', 10), less('p3', 40)), ranges(less('p0', 10), less('p1', 20), less('p2', 30), less('p3', 40))),
  drift('part-rolling', ranges(less('p2', 20), less('p3', 30), less('p4', 40), less('p5', 50)), ranges(less('p1', 10), less('p2', 20), less('p3', 30))),
  drift('part-rename', ranges(less('q0', 10), less('p1', 20)), ranges(less('p0', 10), less('p1', 20))),
  drift('part-swap-names', ranges(less('p1', 10), less('p0', 20)), ranges(less('p0', 10), less('p1', 20))),
  drift('part-shrink-and-drop', ranges(less('p0', 10), less('px', 20)), ranges(less('p0', 10), less('p1', 20), less('p2', 30))),
  drift('part-comment', ranges("p0 values less than (10) comment = 'low'", less('p1', 20)), ranges(less('p0', 10), less('p1', 20))),
  drift('part-list', lists('a values in (1,2,5)', 'b values in (3)', 'n values in (9)'), lists('a values in (1,2)', 'b values in (3)')),
  drift('part-list-middle', lists('a values in (1)', 'm values in (2)', 'b values in (3)'), lists('a values in (1)', 'b values in (3)')),
  drift('part-list-drop', lists('a values in (1)', 'b values in (3)'), lists('a values in (1)', 'm values in (2)', 'b values in (3)')),
  drift('part-list-exchange', lists('a values in (1,3)', 'b values in (2)'), lists('a values in (1,2)', 'b values in (3)')),
  drift('part-list-crossing', lists('a values in (1)', 'k values in (7)', 'b values in (2)'), lists('a values in (2)', 'k values in (7)', 'b values in (1)')),
  drift('part-expression', '(id int not null, d date not null, primary key(id,d)) partition by range(year(d))(partition p0 values less than(2010))', '(id int not null, d date not null, primary key(id,d)) partition by range(to_days(d))(partition p0 values less than(734000))'),
  drift('part-hash', '(id int not null primary key) partition by hash(id) partitions 4', '(id int not null primary key) partition by hash(id) partitions 2'),
  drift('part-hash-fewer', '(id int not null primary key) partition by hash(id) partitions 2', '(id int not null primary key) partition by hash(id) partitions 5'),
  drift('part-hash-named', '(id int not null primary key) partition by hash(id) (partition x, partition y, partition z)', '(id int not null primary key) partition by hash(id) (partition x, partition y)'),
  drift('part-linear', '(id int not null primary key) partition by linear hash(id) partitions 4', '(id int not null primary key) partition by hash(id) partitions 4'),
  drift('part-key', '(id int not null, b int not null, primary key(id,b)) partition by key(b) partitions 3', '(id int not null, b int not null, primary key(id,b)) partition by key(id) partitions 3'),
  drift('part-none', '(id int not null primary key)', '(id int not null primary key) partition by hash(id) partitions 2'),
  drift('part-some', '(id int not null primary key, v int) partition by hash(id) partitions 2', '(id int not null primary key)'),
  drift('part-pk', '(id int not null, d int not null, primary key(id,d)) partition by range(d) (partition p0 values less than (10))', '(id int not null, d int not null, primary key(id)) partition by range(id) (partition p0 values less than (10))'),
  drift('part-pk-key', '(id int not null, d int not null, primary key(d)) partition by key() partitions 3', '(id int not null, d int not null, primary key(id)) partition by key() partitions 3'),
  drift('part-column-type', '(id bigint not null, d varchar(20) not null, primary key(id,d)) partition by range columns(d) (partition p0 values less than (\'g\'), partition p1 values less than (\'z\'))', '(id int not null, d varchar(10) not null, primary key(id,d)) partition by range columns(d) (partition p0 values less than (\'g\'))'),
  drift('part-column-case', '(`ID` int not null, a int, primary key(`ID`)) partition by hash(`ID`) partitions 2', '(id int not null, a int, primary key(id)) partition by hash(id) partitions 2'),
  drift('part-subpartition', '(id int not null, d int not null, primary key(id,d)) partition by range(d) subpartition by hash(id) subpartitions 2 (partition p0 values less than (10), partition p1 values less than (20))', '(id int not null, d int not null, primary key(id,d)) partition by range(d) subpartition by hash(id) subpartitions 2 (partition p0 values less than (10))'),
  drift('part-subpartition-count', '(id int not null, d int not null, primary key(id,d)) partition by range(d) subpartition by hash(id) subpartitions 3 (partition p0 values less than (10))', '(id int not null, d int not null, primary key(id,d)) partition by range(d) subpartition by hash(id) subpartitions 2 (partition p0 values less than (10))'),
  drift('part-columns-and-rest', "(id int not null, d int not null, n varchar(9), primary key(id,d), key kn(n)) comment='x' partition by range(d) (partition p0 values less than (10), partition p1 values less than (20))", '(id int not null, d int not null, primary key(id,d)) partition by range(d) (partition p0 values less than (10))'),
  drift('part-engine', '(id int not null primary key) engine=innodb partition by hash(id) partitions 2', '(id int not null primary key) engine=myisam partition by hash(id) partitions 2', ['mysql-5.6', 'mariadb-10.11', 'mariadb-11.8']),
  drift('part-list-columns', "(id int, x varchar(9)) partition by list columns(id,x) (partition a values in ((1,'a'),(2,'b')), partition b values in ((3,'c')))", "(id int, x varchar(9)) partition by list columns(id,x) (partition a values in ((1,'a'),(2,'b')))"),
];

/** Pairs that are already equal although their texts need not be: nothing may be sent (O-35 to O-39, P-02, P-09). */
const equals: readonly GoldenCase[] = [
  drift('same', '(id int primary key, v int, key kv(v))', '(id int primary key, v int, key kv(v))'),
  drift('same-fk-name', '(id int primary key, pid int, key kp(pid), constraint f1 foreign key(pid) references parent(id))', '(id int primary key, pid int, key kp(pid), constraint zz foreign key(pid) references __test_parent(id))'),
  drift('same-decimals', '(id int primary key, d decimal(10,2) unsigned not null, f float unsigned, dbl double unsigned zerofill)', '(id int primary key, d decimal(10,2) unsigned not null, f float unsigned, dbl double unsigned zerofill)'),
  drift('same-explicit-charset', '(id int primary key, v varchar(10)) charset=latin1', '(id int primary key, v varchar(10) character set latin1) charset=latin1'),
  drift('same-hash-names', '(id int not null primary key) partition by hash(id) partitions 2', '(id int not null primary key) partition by hash(id) (partition p0, partition p1)'),
  drift('same-check-name', '(id int primary key, a int, constraint ck check (a > 2))', '(id int primary key, a int, constraint zz check (a > 2))', mysql.filter((server) => server === 'mysql-9')),
];

/** What odc.md §12 and reliability.md §12 call the cases. */
const ids: ReadonlyMap<string, string> = new Map([
  ['create-plain', 'P-01 O-22 O-23'],
  ['create-prefix-index', 'O-24'],
  ['create-fk-rules', 'O-19 O-20 P-11'],
  ['create-dec-unsigned', 'O-12 O-13 O-14'],
  ['create-empty-default', 'O-15 O-16'],
  ['create-ts-precision', 'O-17'],
  ['create-linear-hash', 'O-18'],
  ['create-row-format', 'O-21'],
  ['create-myisam', 'O-21'],
  ['create-self-reference', 'O-09'],
  ['create-hostile-names', 'P-16 P-20'],
  ['create-generated', 'P-15'],
  ['create-checks', 'P-15'],
  ['create-functional', 'P-15'],
  ['column-order', 'O-01'],
  ['column-middle', 'O-02 P-03'],
  ['column-renamed', 'O-42 P-06'],
  ['column-case', 'O-32'],
  ['narrow', 'O-40 P-05'],
  ['not-null', 'O-41'],
  ['default-empty', 'O-37'],
  ['default-kinds', 'O-34'],
  ['enum-append', 'P-07'],
  ['column-collation', 'P-08'],
  ['auto-increment-add', 'O-27'],
  ['temporal-precision', 'O-38'],
  ['pk-change', 'O-25'],
  ['pk-add', 'O-26'],
  ['index-prefix', 'O-03'],
  ['index-unique', 'O-33'],
  ['drop-column-and-index', 'O-28'],
  ['fk-rule', 'O-04'],
  ['fk-drop-index', 'O-29'],
  ['fk-self', 'O-09'],
  ['engine', 'O-05'],
  ['row-format', 'O-06'],
  ['charset', 'O-45'],
  ['part-bound', 'O-07'],
  ['part-drop', 'O-30'],
  ['part-middle', 'O-31'],
  ['part-expression', 'O-08'],
  ['part-hash', 'O-11'],
  ['part-none', 'O-44'],
  ['same', 'O-35 P-02'],
  ['same-decimals', 'O-36'],
  ['same-hash-names', 'O-11'],
]);

/** A case's test title. */
export function titleOf({ name }: GoldenCase): string {
  const known = ids.get(name);
  return known === undefined ? name : `${known} ${name}`;
}

/** All pairs; names are unique and serve as folder names. */
export const goldenCases: readonly GoldenCase[] = [
  ...creations,
  ...columns,
  ...keys,
  ...constraints,
  ...options,
  ...combinations,
  ...partitions,
  ...equals,
];

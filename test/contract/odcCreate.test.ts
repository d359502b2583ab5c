/** odc.md §12 B: shadows that ODC makes wrong, and O-24, the one it can't make. */
import assert from 'node:assert/strict';
import { query } from '../support/servers/connect.ts';
import { odcCases, type Done, type OdcCase } from './odcCase.ts';

const pk = 'id int primary key';

function created(
  title: string,
  table: string,
  source: string,
  has: RegExp,
  more: Partial<OdcCase> = {},
): OdcCase {
  return {
    title,
    table,
    source,
    shadow: null,
    planned: ({ result }) => assert.equal(result.result, 'create'),
    done: ({ shadowText }) => assert.match(shadowText, has),
    ...more,
  };
}

async function defaultOf({ server, database }: Done, table: string, column: string): Promise<unknown> {
  await query(server, `insert into \`${table}\`(id) values (1)`, database);
  const [row] = await query(server, `select \`${column}\` as value from \`${table}\``, database);
  return row?.['value'];
}

odcCases('ODC B: wrong shadows', [
  created(
    'O-12 decimal unsigned',
    'dec_u',
    `(${pk}, d decimal(10,2) unsigned not null)`,
    /decimal\(10,2\) unsigned NOT NULL/,
  ),
  created('O-13 float unsigned', 'float_u', `(${pk}, f float unsigned)`, /`f` float unsigned DEFAULT NULL/),
  created(
    'O-14 double unsigned zerofill',
    'double_z',
    `(${pk}, d double unsigned zerofill)`,
    /`d` double unsigned zerofill/,
  ),
  created(
    'O-15 the empty string as default',
    'empty_default',
    `(${pk}, s varchar(10) not null default '')`,
    /NOT NULL DEFAULT ''/,
    {
      done: async (seen) => assert.equal(await defaultOf(seen, '_t_empty_default', 's'), ''),
    },
  ),
  created(
    'O-16 a default with quote and backslash',
    'quoted_default',
    `(${pk}, q varchar(20) default 'a''b\\\\c')`,
    /DEFAULT/,
    {
      done: async (seen) => assert.equal(await defaultOf(seen, '_t_quoted_default', 'q'), "a'b\\c"),
    },
  ),
  created(
    'O-17 ON UPDATE CURRENT_TIMESTAMP with its precision',
    'ts_prec',
    `(${pk}, u timestamp(3) not null default current_timestamp(3) on update current_timestamp(3), dt datetime default current_timestamp on update current_timestamp)`,
    /timestamp\(3\) NOT NULL DEFAULT current_timestamp\(3\) ON UPDATE current_timestamp\(3\)/i,
  ),
  created(
    'O-18 LINEAR HASH',
    'part_lh',
    '(id int not null primary key) partition by linear hash(id) partitions 4',
    /PARTITION BY LINEAR HASH.*\s+PARTITIONS 4/,
  ),
  created(
    'O-19 the rules of a foreign key and a name of its own',
    'fk_rules',
    `(${pk}, pid int, key k_pid(pid), constraint fk_p foreign key(pid) references parent(id) on delete cascade on update set null)`,
    /CONSTRAINT `_t_fk_p` FOREIGN KEY .* ON DELETE CASCADE ON UPDATE SET NULL/,
  ),
  created(
    'O-19 a foreign key’s name of 64 characters stays within 64',
    'fk_long',
    `(${pk}, pid int, constraint ${'f'.repeat(64)} foreign key(pid) references parent(id))`,
    /CONSTRAINT `_t_f{1,61}_[0-9a-f]{8}` FOREIGN KEY/,
    {
      done: ({ shadowText }) => {
        const name = /CONSTRAINT `([^`]+)`/.exec(shadowText)?.[1] ?? '';
        assert.ok(name.length <= 64 && name.startsWith('_t_'), name);
      },
    },
  ),
  created(
    'O-20 a foreign key points to the parent’s shadow',
    'fk_mapped',
    `(${pk}, pid int, constraint fk_m foreign key(pid) references parent(id))`,
    /REFERENCES `_t_parent`/,
  ),
  created('O-21 the engine', 'eng', `(${pk}, v varchar(10)) engine=myisam`, /ENGINE=MyISAM/),
  created(
    'O-21 row format and block size',
    'rowfmt',
    `(${pk}, v varchar(10)) row_format=compressed key_block_size=8`,
    /ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8|KEY_BLOCK_SIZE=8 ROW_FORMAT=COMPRESSED/,
  ),
  created(
    'O-22 the counter is not copied',
    'plain',
    `(id int not null auto_increment primary key, a varchar(20) default 'x', b int default 5, key k_a(a))`,
    /ENGINE=InnoDB/,
    {
      also: "insert into plain(a) values ('1'), ('2'), ('3')",
      planned: ({ sql }) => assert.doesNotMatch(sql, /AUTO_INCREMENT ?=/),
      done: async ({ server, database, shadowText }) => {
        assert.doesNotMatch(shadowText, /AUTO_INCREMENT=/);
        await query(server, 'insert into _t_plain(a) values (1)', database);
        assert.deepEqual(await query(server, 'select id from _t_plain', database), [{ id: 1 }]);
      },
    },
  ),
  created('O-23 nothing cosmetic is added', 'cosmetic', `(${pk}, b int default 5, key kb(b))`, /./, {
    planned: ({ sql }) => {
      assert.doesNotMatch(sql, /USING BTREE/);
    },
    done: ({ shadowText }) => assert.doesNotMatch(shadowText, /USING BTREE/),
  }),
  created(
    'O-24 prefix lengths of TEXT columns',
    'prefix_idx',
    `(${pk}, t text, v varchar(500), key k_t(t(20)), key k_v(v(10)))`,
    /KEY `k_t` \(`t`\(20\)\)/,
  ),
]);

odcCases('ODC: controls that it gets right', [
  created(
    'binary values, bits and years',
    'binsrc',
    `(${pk}, b binary(4) default 0x61626364, bt bit(8) default b'101', y year, cs char(3) character set latin1 collate latin1_bin)`,
    /b'101'/,
  ),
  created(
    'members of enum and set',
    'enumset',
    `(${pk}, e enum('a','b,c','d''e') default 'a', s set('x','y') default 'x,y')`,
    /enum\('a','b,c','d''e'\)/,
  ),
  created('a full text index', 'ft', `(${pk}, t text, fulltext key ft_t(t))`, /FULLTEXT KEY `ft_t`/),
  created(
    'a unique key over two columns',
    'uq',
    `(${pk}, a int, b int, unique key uq_ab(a,b))`,
    /UNIQUE KEY `uq_ab` \(`a`,`b`\)/,
  ),
  created(
    'comments',
    'commented',
    "(id int primary key comment 'it''s; the; key', v int comment 'a;\\nb') comment='tab;le'",
    /COMMENT='tab;le'/,
  ),
  created('no key at all', 'nokey', '(a int, b int)', /`b` int/),
  created(
    'RANGE',
    'part_r',
    '(id int not null, d int not null, primary key(id,d)) partition by range(d) (partition p0 values less than (10), partition p1 values less than (20), partition pm values less than maxvalue)',
    /PARTITION BY RANGE/,
  ),
  created(
    'HASH',
    'part_h',
    '(id int not null primary key) partition by hash(id) partitions 4',
    /PARTITION BY HASH/,
  ),
  created(
    'subpartitions',
    'part_sub',
    '(id int not null, d int not null, primary key(id,d)) partition by range(d) subpartition by hash(id) subpartitions 2 (partition p0 values less than (10), partition pm values less than maxvalue)',
    /SUBPARTITIONS 2/,
  ),
]);

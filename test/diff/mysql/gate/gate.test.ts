import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { GatePermit } from '../../../../src/diff/dialect.ts';
import { gateMysqlStatement } from '../../../../src/diff/mysql/gate.ts';
import { FORBIDDEN_WORDS } from '../../../../src/diff/mysql/gate/gateWords.ts';
import { ShadowSyncError } from '../../../../src/schema/shadowSyncError.ts';
import { hostileStatements } from './hostileStatements.ts';

const permit: GatePermit = {
  shadow: { database: 'd', table: 's' },
  references: [
    { database: 'd', table: 'p' },
    { database: 'x', table: 'q' },
  ],
  dropTable: false,
};

const named = (sql: string): string => sql.replaceAll(/\bS\b/g, '`d`.`s`');

/** Statements of every shape that the plan makes; quoted words are those that would be refused outside quotes. */
const allowed: readonly string[] = [
  'CREATE TABLE S (`a` int)',
  "CREATE TABLE S (\n  `id` int(11) NOT NULL AUTO_INCREMENT,\n  `v` varchar(10) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT NULL,\n  PRIMARY KEY (`id`),\n  KEY `k` (`v`(5) DESC)\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='it''s; /* -- # */ UNION=(x)'",
  "CREATE TABLE S (`select` int COMMENT 'UNION=(x)', `like` int, `a``b` int, KEY `sleep` (`sleep`), UNIQUE KEY `load_file` (`load_file`(10)))",
  "CREATE TABLE S (`a` int DEFAULT (uuid()), `b` int GENERATED ALWAYS AS (`a` + 1) VIRTUAL, `c` int GENERATED ALWAYS AS (replace(`v`,'x','y')) STORED)",
  "CREATE TABLE S (`a` varchar(10), CONSTRAINT `c` CHECK (`a` like 'x%'), CONSTRAINT `e` CHECK (`a` is not null) NOT ENFORCED)",
  "CREATE TABLE S (`a` json, KEY `k` ((cast(json_extract(`a`,_utf8mb4'$.x') as unsigned array))))",
  'CREATE TABLE S (`p` int, CONSTRAINT `f` FOREIGN KEY (`p`) REFERENCES `p` (`id`) ON DELETE CASCADE ON UPDATE SET NULL)',
  'CREATE TABLE S (`p` int, CONSTRAINT `f` FOREIGN KEY `i` (`p`) REFERENCES `x`.`q` (`id`), CONSTRAINT `g` FOREIGN KEY (`p`) REFERENCES `s` (`id`))',
  'CREATE TABLE S (`id` int) PARTITION BY RANGE (`id`) SUBPARTITION BY HASH (`id`) SUBPARTITIONS 2 (PARTITION `p0` VALUES LESS THAN (10) ENGINE = InnoDB, PARTITION `pm` VALUES LESS THAN MAXVALUE ENGINE = InnoDB)',
  "CREATE TABLE S (`id` int) PARTITION BY LIST COLUMNS(`id`) (PARTITION `p0` VALUES IN (1,2) COMMENT = 'DATA DIRECTORY', PARTITION `pd` DEFAULT)",
  'CREATE TABLE S (`id` int) PARTITION BY LINEAR KEY ALGORITHM = 2 (`id`) PARTITIONS 4',
  'CREATE TABLE S (`a` timestamp(3) NOT NULL DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3), `g` point NOT NULL SRID 4326, SPATIAL KEY `k` (`g`), FULLTEXT KEY `t` (`x`) WITH PARSER `ngram`)',
  'CREATE TABLE S (`a` int INVISIBLE, `b` uuid DEFAULT uuid(), `v` vector(3) NOT NULL, VECTOR KEY `k` (`v`) `M`=6)',
  "CREATE TABLE S (`a` decimal(10,2) DEFAULT -1.5e3, `b` bit(3) DEFAULT b'101', `c` int DEFAULT 0x61, `d` float DEFAULT .5, `e` varchar(9) DEFAULT _utf8mb4'x')",
  'CREATE TABLE S (`a` date, `b` date, PERIOD FOR `p` (`a`, `b`), UNIQUE KEY `k` (`a`, `p` WITHOUT OVERLAPS))',
  'CREATE TABLE S (`a` int) TABLESPACE `innodb_system` ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8 STATS_PERSISTENT=1',
  "CREATE TABLE S (`a` int, KEY `k` (`a`) BLOCK_SIZE 16384 LOCAL) TABLEGROUP = 'g' COMPRESSION = 'zstd_1.3.8' REPLICA_NUM = 1 WITH COLUMN GROUP(all columns, each column)",
  'CREATE TABLE S (`a` char(3) DEFAULT (convert(`b` using utf8mb4)), `b` int COMMENT "x")',
  'CREATE TABLE S (`a` int GENERATED ALWAYS AS (oracle_schema.concat(`b`,`c`)) VIRTUAL)',
  'ALTER TABLE S ADD COLUMN `a` int FIRST, ADD COLUMN `b` int AFTER `a`, DROP COLUMN `c`, MODIFY COLUMN `d` bigint, CHANGE COLUMN `e` `E` int',
  'ALTER TABLE S DROP PRIMARY KEY, ADD PRIMARY KEY (`id`,`k`), DROP INDEX `i`, ADD UNIQUE KEY `i` (`a`), ADD FULLTEXT KEY `f` (`t`)',
  'ALTER TABLE S ALTER INDEX `i` INVISIBLE, ALTER COLUMN `a` SET DEFAULT 5, ALTER CHECK `c` NOT ENFORCED',
  'ALTER TABLE S ADD CONSTRAINT `c` CHECK (`a` > 0), DROP CHECK `d`, DROP CONSTRAINT `e`, DROP FOREIGN KEY `f`',
  'ALTER TABLE S ADD CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `d`.`p` (`id`)',
  "ALTER TABLE S COMMENT='', DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin, ROW_FORMAT=DEFAULT, ENGINE=InnoDB, `PAGE_COMPRESSED`='ON'",
  'ALTER TABLE S ADD COLUMN `g` int GENERATED ALWAYS AS (cast(`a` as signed)) STORED, ALGORITHM=INPLACE, LOCK=NONE',
  'ALTER TABLE S PARTITION BY HASH (`id`) PARTITIONS 4',
  "ALTER TABLE S COMMENT='x' PARTITION BY RANGE COLUMNS(`a`,`b`) (PARTITION `p` VALUES LESS THAN (1,MAXVALUE))",
  'ALTER TABLE S REMOVE PARTITIONING',
  'ALTER TABLE S ADD PARTITION (PARTITION `p` VALUES LESS THAN (10))',
  'ALTER TABLE S ADD PARTITION PARTITIONS 2',
  'ALTER TABLE S DROP PARTITION `a`, `b`, `rename`',
  'ALTER TABLE S DROP PARTITION (`a`, `b`)',
  'ALTER TABLE S COALESCE PARTITION 2',
  'ALTER TABLE S REORGANIZE PARTITION `a`, `b` INTO (PARTITION `c` VALUES LESS THAN (10), PARTITION `d` VALUES LESS THAN MAXVALUE)',
];

function verdict(sql: string, asked: GatePermit = permit): string {
  try {
    gateMysqlStatement(sql, asked);
    return 'passed';
  } catch (error) {
    assert.ok(ShadowSyncError.is(error, 'gate'), String(error));
    return error.message;
  }
}

/** Any text that a name or comment may hold (C6): quotes of all kinds, comments, keywords, CJK, line ends. */
const content = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '`',
        "'",
        '"',
        '\\',
        ';',
        '--',
        '/*',
        '*/',
        '#',
        '\n',
        ')',
        '(',
        ',',
        ' RENAME TO ',
        '订单',
        '😀',
        'ſ',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.constantFrom(...FORBIDDEN_WORDS.keys()),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join('').replaceAll('\0', ''))
  .filter((text) => text !== '' && !/\p{Surrogate}/u.test(text));

const asName = (text: string): string => `\`${text.replaceAll('`', '``')}\``;
const asString = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

describe('the gate of the MySQL family', () => {
  for (const sql of allowed) {
    it(`lets through ${sql.slice(0, 100).replaceAll('\n', ' ')}`, () => {
      assert.equal(verdict(named(sql)), 'passed');
    });
  }

  it('P-22 the table of hostile statements has at least 80 of them', () => {
    assert.ok(hostileStatements.length >= 80, String(hostileStatements.length));
  });

  for (const [title, sql] of hostileStatements) {
    it(`P-22 refuses: ${title}`, () => {
      assert.notEqual(verdict(named(sql)), 'passed', named(sql));
    });
  }

  it('drops only the shadow, and only where it is permitted', () => {
    const undo = { ...permit, dropTable: true };
    assert.equal(verdict('DROP TABLE `d`.`s`', undo), 'passed');
    for (const sql of [
      'DROP TABLE `d`.`t`',
      'DROP TABLE `d`.`s`, `d`.`t`',
      'DROP TABLE `d`.`s` CASCADE',
      'DROP TABLE IF EXISTS `d`.`s`',
    ]) {
      assert.notEqual(verdict(sql, undo), 'passed', sql);
    }
  });

  it('names the shadow and the reason, not the statement', () => {
    const message = verdict("ALTER TABLE `d`.`s` CONNECTION='mysql://u:secret@h/d'");
    assert.match(message, /shadow table d\.s was not sent: CONNECTION/);
    assert.doesNotMatch(message, /secret/);
  });

  it('PR8 no content of a name or string changes the verdict', () => {
    fc.assert(
      fc.property(content, content, content, content, (table, column, key, comment) => {
        const asked = { ...permit, shadow: { database: table, table: column } };
        const sql = `CREATE TABLE ${asName(table)}.${asName(column)} (${asName(column)} int COMMENT ${asString(comment)}, KEY ${asName(key)} (${asName(column)}(3)), CHECK (${asName(column)} <> ${asString(comment)})) COMMENT=${asString(comment)}`;
        assert.equal(verdict(sql, asked), 'passed');
        assert.notEqual(
          verdict(sql, { ...asked, shadow: { database: table, table: `${column}x` } }),
          'passed',
        );
        assert.notEqual(verdict(`${sql}; ${sql}`, asked), 'passed');
      }),
    );
  });

  it('P-22 no forbidden word passes anywhere outside quotes of an allowed statement', () => {
    const unconditional = [
      ...FORBIDDEN_WORDS.keys(),
      ';',
      '/*',
      '*/',
      '#',
      '--',
      '@',
      '\\',
      '?',
      '{',
      'TABLE',
      "'",
      '`',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...allowed.map(named)),
        fc.constantFrom(...unconditional),
        fc.nat(),
        (sql, word, seed) => {
          const places = gaps(sql);
          const at = places[seed % places.length] ?? 0;
          const hostile = `${sql.slice(0, at)} ${word} ${sql.slice(at)}`;
          assert.notEqual(verdict(hostile), 'passed', hostile);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('P-22 letters of either case, and blanks of every kind, hide nothing', () => {
    for (const sql of [
      'aLtEr tAbLe `d`.`s` ReNaMe `t`',
      'ALTER\tTABLE\n`d`.`s`\r\nRENAME\n`t`',
      'create table`d`.`s`(`a`int)as select 1',
    ]) {
      assert.notEqual(verdict(sql), 'passed', sql);
    }
    assert.equal(verdict('create table`d`.`s`(`a`int)'), 'passed');
  });

  it('P-23 refuses texts and token counts beyond its bounds, and reads long ones in linear time', () => {
    assert.match(verdict(`ALTER TABLE \`d\`.\`s\` COMMENT='${'x'.repeat(17 * 1024 * 1024)}'`), /longer than/);
    assert.match(verdict(`ALTER TABLE \`d\`.\`s\` COMMENT='${'€'.repeat(6 * 1024 * 1024)}'`), /longer than/);
    assert.match(verdict(`CREATE TABLE \`d\`.\`s\` (${'('.repeat(1_100_000)}`), /more than/);
    const columns = Array.from(
      { length: 4096 },
      (_, i) => `\`c${String(i)}\` int COMMENT '${'é'.repeat(1000)}'`,
    );
    assert.equal(verdict(`CREATE TABLE \`d\`.\`s\` (${columns.join(', ')})`), 'passed');
  });
});

/** The places between tokens outside quotes, found by another reading than the gate's: by blanks between tokens. */
function gaps(sql: string): readonly number[] {
  const places: number[] = [];
  let quote = '';
  for (const [i, char] of [...sql].entries()) {
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if ('`\'"'.includes(char)) quote = char;
    else if (char === ' ') places.push(i);
  }
  return places;
}

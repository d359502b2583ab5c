import assert from 'node:assert/strict';
import { canonicalText } from '../../../src/schema/mysql/canonicalText.ts';
import type { MysqlTable } from '../../../src/schema/mysql/model.ts';
import { statementStyle } from '../../../src/schema/mysql/print/printStyle.ts';
import { printColumn } from '../../../src/schema/mysql/print/printColumn.ts';
import { printCreateTable } from '../../../src/schema/mysql/print/printTable.ts';
import { readTable } from '../../../src/schema/mysql/readTable.ts';
import type { MysqlServerFacts } from '../../../src/schema/mysql/serverFacts.ts';
import { mariadb10, mysql56, mysql9 } from './facts.ts';

function table(
  elements: string,
  facts: MysqlServerFacts = mysql9,
  tail = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4',
  name = 't',
): MysqlTable {
  const read = readTable(
    { text: `CREATE TABLE \`${name}\` (\n  ${elements}\n) ${tail}` },
    { database: 'shop', table: name },
    facts,
  );
  if (read.kind === 'unsupported') assert.fail(read.reason);
  return read.table;
}

const same = (a: MysqlTable, b: MysqlTable, facts: MysqlServerFacts = mysql9): boolean =>
  canonicalText(a, facts) === canonicalText(b, facts);

const abc = '`a` int DEFAULT NULL,\n  `b` int DEFAULT NULL';

describe('canonicalText', () => {
  it('leaves out the order of keys and constraints, the table’s name and the counter', () => {
    const one = table(`${abc},\n  KEY \`x\` (\`a\`),\n  KEY \`y\` (\`b\`)`);
    const two = table(
      `${abc},\n  KEY \`y\` (\`b\`),\n  KEY \`x\` (\`a\`)`,
      mysql9,
      'ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4',
      'other',
    );
    assert.ok(same(one, two));
    assert.ok(!same(one, table(`${abc},\n  KEY \`x\` (\`a\`),\n  KEY \`z\` (\`b\`)`)));
    assert.ok(
      !same(table(abc), table('`b` int DEFAULT NULL,\n  `a` int DEFAULT NULL')),
      'O-01 the order of columns counts',
    );
  });

  it('leaves out names of foreign keys; of checks except in MariaDB', () => {
    const fk = (name: string): MysqlTable =>
      table(
        `${abc},\n  CONSTRAINT \`${name}\` FOREIGN KEY (\`a\`) REFERENCES \`p\` (\`id\`) ON DELETE CASCADE`,
      );
    assert.ok(same(fk('f1'), fk('f2')));
    const check = (name: string, facts: MysqlServerFacts): MysqlTable =>
      table(`${abc},\n  CONSTRAINT \`${name}\` CHECK ((\`a\` > 0))`, facts);
    assert.ok(same(check('c1', mysql9), check('c2', mysql9)));
    assert.ok(!same(check('c1', mariadb10), check('c2', mariadb10), mariadb10));
  });

  it('takes a check’s literals as one, whichever character set MySQL gave them when the table was altered', () => {
    const checked = (type: string, expression: string): MysqlTable =>
      table(`\`v\` ${type},\n  CONSTRAINT \`c\` CHECK ((${expression}))`);
    const alike = (type: string, one: string, other: string): boolean =>
      same(checked(type, one), checked(type, other));
    assert.ok(alike('varbinary(9)', "`v` in (_utf8mb4'a',_utf8mb4'漢')", "`v` in (_binary'a',_binary'漢')"));
    assert.ok(alike('varchar(9) CHARACTER SET utf8mb3', "`v` <> _utf8mb4'é'", "`v` <> _utf8mb3'é'"));
    assert.ok(!alike('varbinary(9)', "`v` <> _utf8mb4'a'", "`v` <> _binary'b'"));
    assert.ok(
      !alike('varchar(9)', "`v` <> _utf8mb4'a'", "`v` <> _binary'a'"),
      'bytes are told apart by case',
    );
    assert.ok(
      alike(
        'time(3)',
        "`v` in (_utf8mb4'8:00',_utf8mb4'-130')",
        "`v` in (TIME'08:00:00.000',TIME'-00:01:30')",
      ),
    );
    assert.ok(!alike('time', "`v` > _utf8mb4'8:00'", "`v` > TIME'00:08:00'"));
    assert.ok(!alike('varchar(9)', "`v` > _utf8mb4'8:00'", "`v` > _utf8mb4'08:00:00'"));
    assert.ok(!alike('varbinary(9)', "hex(`v`) <> _utf8mb4'a'", "hex(`v`) <> _binary'a'"));
  });

  it('leaves out a tablespace that is the default, or that the engine doesn’t have', () => {
    const placed = (space: string, engine: string): MysqlTable =>
      table(abc, mysql9, `${space}ENGINE=${engine} DEFAULT CHARSET=utf8mb4`);
    const say = (name: string): string => `/*!50100 TABLESPACE \`${name}\` */ `;
    assert.ok(same(placed('', 'InnoDB'), placed(say('innodb_file_per_table'), 'InnoDB')));
    assert.ok(!same(placed('', 'InnoDB'), placed(say('innodb_system'), 'InnoDB')));
    assert.ok(same(placed('', 'MyISAM'), placed(say('innodb_system'), 'MyISAM')));
  });

  it('takes a check’s bare names, from a session with sql_quote_show_create=0, for quoted ones', () => {
    const checked = (expression: string): MysqlTable =>
      table(`${abc},\n  CONSTRAINT \`c\` CHECK ((${expression}))`);
    assert.ok(
      same(checked("(a > b) and (a <> _utf8mb4'a')"), checked("(`a` > `b`) and (`a` <> _utf8mb4'a')")),
    );
    assert.ok(!same(checked('a > b'), checked('`b` > `a`')));
  });

  it('O-04 tells actions apart, but RESTRICT, NO ACTION and none are one for InnoDB', () => {
    const fk = (rules: string, tail?: string): MysqlTable =>
      table(
        `${abc},\n  CONSTRAINT \`f\` FOREIGN KEY (\`a\`) REFERENCES \`p\` (\`id\`)${rules}`,
        mysql9,
        tail,
      );
    assert.ok(same(fk(''), fk(' ON DELETE RESTRICT ON UPDATE NO ACTION')));
    assert.ok(!same(fk(''), fk(' ON DELETE CASCADE')));
    const ndb = 'ENGINE=ndbcluster DEFAULT CHARSET=utf8mb4';
    assert.ok(!same(fk('', ndb), fk(' ON DELETE RESTRICT', ndb)));
    // What was written is kept for the copy.
    assert.match(printCreateTable(fk(' ON DELETE RESTRICT')), /ON DELETE RESTRICT/);
  });

  it('O-23 USING BTREE means nothing where there is nothing else', () => {
    const key = (using: string, engine: string): MysqlTable =>
      table(`${abc},\n  KEY \`k\` (\`a\`)${using}`, mysql9, `ENGINE=${engine} DEFAULT CHARSET=utf8mb4`);
    assert.ok(same(key('', 'InnoDB'), key(' USING BTREE', 'InnoDB')));
    assert.ok(!same(key('', 'MEMORY'), key(' USING BTREE', 'MEMORY')));
  });

  it('MariaDB’s USING HASH of a unique key in InnoDB means nothing: the next ALTER forgets it', () => {
    const tail = (engine: string): string => `ENGINE=${engine} DEFAULT CHARSET=utf8mb4`;
    const key = (kind: string, using: string, engine = 'InnoDB', behind = ''): MysqlTable =>
      table(`${abc},\n  ${kind} \`k\` (\`a\`)${using}`, mariadb10, tail(engine) + behind);
    const isSame = (kind: string, engine?: string): boolean =>
      same(key(kind, '', engine), key(kind, ' USING HASH', engine), mariadb10);
    assert.ok(isSame('UNIQUE KEY'));
    assert.ok(!isSame('KEY'), 'there the word stays');
    assert.ok(!isSame('UNIQUE KEY', 'MEMORY'));
    const parted = (using: string): MysqlTable =>
      key('UNIQUE KEY', using, 'InnoDB', '\n PARTITION BY HASH (`b`)\nPARTITIONS 2');
    assert.ok(!same(parted(''), parted(' USING HASH'), mariadb10), '1503 without it');
    assert.match(printCreateTable(key('UNIQUE KEY', ' USING HASH')), /USING HASH/);
  });

  it('PAGE_CHECKSUM counts in Aria’s tables without partitions only: others forget it by themselves', () => {
    const tail = (engine: string, word: string): string => `ENGINE=${engine} DEFAULT CHARSET=latin1${word}`;
    const by = '\n PARTITION BY HASH (`a`)\nPARTITIONS 2';
    const isSame = (engine: string, behind = ''): boolean =>
      same(
        table(abc, mariadb10, tail(engine, behind)),
        table(abc, mariadb10, tail(engine, ` PAGE_CHECKSUM=1${behind}`)),
        mariadb10,
      );
    assert.ok(isSame('InnoDB'));
    assert.ok(isSame('Aria', by));
    assert.ok(!isSame('Aria'));
  });

  it('a foreign key’s parent counts with its database', () => {
    const fk = (parent: string): MysqlTable =>
      table(`${abc},\n  CONSTRAINT \`f\` FOREIGN KEY (\`a\`) REFERENCES ${parent} (\`id\`)`);
    assert.ok(!same(fk('`p`'), fk('`other`.`p`')));
  });

  it('MySQL 5.6 keeps partition functions as typed: spelling means nothing, content does', () => {
    const by = (fn: string): MysqlTable =>
      table(
        abc,
        mysql56,
        `ENGINE=InnoDB DEFAULT CHARSET=utf8mb4\n/*!50100 PARTITION BY HASH (${fn})\nPARTITIONS 2 */`,
      );
    assert.ok(same(by('YEAR( `a` )'), by('year(A)'), mysql56));
    assert.ok(!same(by('year(a)'), by('year(b)'), mysql56));
    assert.ok(!same(by("a = 'X'"), by("a = 'x'"), mysql56));
  });
});

describe('normalise', () => {
  it('says the effective character set and collation of every character column', () => {
    const { columns } = table(
      '`a` varchar(9) DEFAULT NULL,\n  `b` varchar(9) COLLATE utf8mb4_bin DEFAULT NULL,\n  `c` varchar(9) CHARACTER SET latin1 DEFAULT NULL,\n  `d` varchar(9) CHARACTER SET utf8 COLLATE utf8_bin DEFAULT NULL,\n  `e` int DEFAULT NULL,\n  `f` text CHARACTER SET utf8mb4',
      mysql9,
      'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci',
    );
    assert.deepEqual(
      columns.map(({ charset, collation }) => [charset, collation]),
      [
        ['utf8mb4', 'utf8mb4_unicode_ci'],
        ['utf8mb4', 'utf8mb4_bin'],
        ['latin1', 'latin1_swedish_ci'],
        ['utf8mb3', 'utf8mb3_bin'],
        [null, null],
        ['utf8mb4', 'utf8mb4_0900_ai_ci'],
      ],
    );
  });

  it('the table’s collation is always there, and utf8 is the name that the server knows', () => {
    const options = (facts: MysqlServerFacts, tail: string): unknown => table(abc, facts, tail).options;
    const word = (name: string, text: string): unknown => ({ name, value: { kind: 'word', text } });
    assert.deepEqual(options(mysql9, "ENGINE=InnoDB DEFAULT CHARSET=utf8 COMMENT='x'"), [
      word('ENGINE', 'InnoDB'),
      word('DEFAULT CHARSET', 'utf8mb3'),
      word('COLLATE', 'utf8mb3_general_ci'),
      { name: 'COMMENT', value: { kind: 'string', value: 'x' } },
    ]);
    assert.deepEqual(options(mysql56, 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb3'), [
      word('ENGINE', 'InnoDB'),
      word('DEFAULT CHARSET', 'utf8'),
      word('COLLATE', 'utf8_general_ci'),
    ]);
    assert.deepEqual(options(mysql56, 'ENGINE=InnoDB DEFAULT CHARSET=binary'), [
      word('ENGINE', 'InnoDB'),
      word('DEFAULT CHARSET', 'binary'),
    ]);
  });

  it('O-23 a column that follows its table says nothing in statements', () => {
    const one = table(
      '`a` varchar(9) COLLATE utf8mb4_bin DEFAULT NULL,\n  `b` varchar(9) DEFAULT NULL',
      mysql9,
      'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
    );
    const printed = one.columns.map((column) => printColumn(column, statementStyle(one)));
    assert.deepEqual(printed, ['`a` varchar(9) DEFAULT NULL', '`b` varchar(9) DEFAULT NULL']);
    const two = table(
      '`a` varchar(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci DEFAULT NULL',
      mysql9,
      'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin',
    );
    assert.match(
      printCreateTable(two),
      /`a` varchar\(9\) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci DEFAULT NULL/,
    );
  });

  it('O-11 default partition names are counts, other names and options are not', () => {
    const by = (tail: string): MysqlTable['partitioning'] =>
      table(abc, mysql9, `ENGINE=InnoDB DEFAULT CHARSET=utf8mb4\n/*!50100 PARTITION BY ${tail} */`)
        .partitioning;
    const listed = by('HASH (`a`)\n(PARTITION p0 ENGINE = InnoDB,\n PARTITION p1 ENGINE = InnoDB)');
    assert.deepEqual(listed, by('HASH (`a`)\nPARTITIONS 2'));
    assert.deepEqual(by('HASH (`a`)'), by('HASH (`a`)\nPARTITIONS 1'));
    assert.equal(
      by("HASH (`a`)\n(PARTITION p0 COMMENT = 'x' ENGINE = InnoDB,\n PARTITION p1 ENGINE = InnoDB)")
        ?.partitions?.length,
      2,
    );
    const range = 'RANGE (`a`)\nSUBPARTITION BY HASH (`b`)';
    assert.deepEqual(
      by(
        `${range}\n(PARTITION p0 VALUES LESS THAN (1)\n (SUBPARTITION p0sp0 ENGINE = InnoDB,\n  SUBPARTITION p0sp1 ENGINE = InnoDB))`,
      ),
      by(`${range}\nSUBPARTITIONS 2\n(PARTITION p0 VALUES LESS THAN (1) ENGINE = InnoDB)`),
    );
    assert.deepEqual(
      by('KEY (a)\nPARTITIONS 2'),
      by('KEY */ /*!50611 ALGORITHM = 2 */ /*!50100 (a)\nPARTITIONS 2'),
    );
    assert.notDeepEqual(
      by('KEY (a)\nPARTITIONS 2'),
      by('KEY */ /*!50611 ALGORITHM = 1 */ /*!50100 (a)\nPARTITIONS 2'),
    );
  });
});

/** What readings share with each other (parse/elementMemo.ts) must never show: each reads as if it were the only one. */
import assert from 'node:assert/strict';
import { canonicalText } from '../../../src/schema/mysql/canonicalText.ts';
import type { MysqlTable } from '../../../src/schema/mysql/model.ts';
import { readTable } from '../../../src/schema/mysql/readTable.ts';
import { sameStructure } from '../../../src/schema/mysql/sameStructure.ts';
import type { MysqlServerFacts } from '../../../src/schema/mysql/serverFacts.ts';
import { factsOf } from './facts.ts';

const version = [10, 11, 18];

function read(text: string, facts: MysqlServerFacts, database = 'shop'): MysqlTable {
  const table = /`((?:[^`]|``)*)`/.exec(text)?.[1] ?? '';
  const parsed = readTable({ text }, { database, table }, facts);
  if (parsed.kind === 'unsupported') assert.fail(parsed.reason);
  return parsed.table;
}

const body = [
  '(',
  '  `id` int(11) NOT NULL AUTO_INCREMENT,',
  "  `at` timestamp NOT NULL DEFAULT current_timestamp() COMMENT 'AUTO_INCREMENT=5 ',",
  '  `word` varchar(20) DEFAULT NULL,',
  '  PRIMARY KEY (`id`),',
  '  KEY `by_word` (`word`)',
  ')',
].join('\n');
const plain = ' ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci';
const counted = plain.replace('DEFAULT', 'AUTO_INCREMENT=17 DEFAULT');

/** Texts that repeat each other in parts, in every way that the memo looks at. */
const texts: readonly string[] = [
  `CREATE TABLE \`a\` ${body}${plain}`,
  `CREATE TABLE \`b\` ${body}${plain}`,
  `CREATE TABLE \`c\` ${body}${counted}`,
  `CREATE TABLE \`d\` ${body}${counted.replace('17', '18')} COMMENT='AUTO_INCREMENT=17 '`,
  `CREATE TABLE \`e\` ${body}${plain} COMMENT='AUTO_INCREMENT=17 '`,
  `CREATE TABLE \`f\` ${body}${plain.replaceAll('utf8mb4', 'latin1').replace('general', 'swedish')}`,
  `CREATE TABLE \`g\` ${body.replace('`word` varchar(20)', '`word` varchar(21)')}${plain}`,
  `CREATE TABLE \`h\` ${body.replace('`)\n)', '`),\n  CONSTRAINT `h1` FOREIGN KEY (`id`) REFERENCES `a` (`id`)\n)')}${plain}`,
  `CREATE TABLE \`i\` ${body.replace('`)\n)', '`),\n  CONSTRAINT `i1` FOREIGN KEY (`id`) REFERENCES `a` (`id`)\n)')}${counted}`,
  `CREATE TABLE \`j\` ${body}${plain}\n PARTITION BY HASH (\`id\`)\nPARTITIONS 3`,
  `CREATE TABLE \`k\` ${body}${counted}\n PARTITION BY HASH (\`id\`)\nPARTITIONS 3`,
  ...renamed(),
  ...reshaped(),
];

/** Columns that differ in their names, lengths and comments only, and columns that only look so. */
function reshaped(): string[] {
  const columns = [
    '`c` varchar(20) DEFAULT NULL',
    "`c` varchar(20) DEFAULT NULL COMMENT 'one'",
    "`d` varchar(21) DEFAULT NULL COMMENT 'two'",
    "`d` varchar(21) DEFAULT NULL COMMENT ''",
    "`c` varchar(20) DEFAULT NULL COMMENT 'it''s'",
    "`c` varchar(20) DEFAULT NULL COMMENT 'a\\nb'",
    "`c` varchar(20) DEFAULT NULL COMMENT ' COMMENT '",
    "`c` varchar(20) DEFAULT NULL COMMENT ' COMMENT ''x'",
    "`c` varchar(20) DEFAULT ' COMMENT '",
    "`c` varchar(20) DEFAULT ' COMMENT ''x'",
    "`c` varchar(20) DEFAULT 'x'",
    "`c` varchar(20) DEFAULT COMMENT 'one'",
    "`c` varchar(20) DEFAULT 'x' COMMENT 'one'",
    "`c` varchar(20) DEFAULT 'varchar(21)'",
    "`e` varchar(0) NOT NULL DEFAULT ''",
    "`e` varchar(16383) NOT NULL DEFAULT ''",
    "`e` char(20) NOT NULL DEFAULT '' COMMENT 'one'",
    "`e` char(21) NOT NULL DEFAULT '' COMMENT 'one'",
    "`e` decimal(20,2) NOT NULL COMMENT 'one'",
    "`g` varchar(30) GENERATED ALWAYS AS (concat(`c`,' COMMENT ')) STORED COMMENT 'one'",
    "`g` varchar(31) GENERATED ALWAYS AS (concat(`d`,' COMMENT ')) STORED COMMENT 'one'",
    "`doc` varchar(20) DEFAULT NULL COMMENT 'one' CHECK (`doc` <> 'two')",
    "`doc` varchar(21) DEFAULT NULL COMMENT 'two' CHECK (`doc` <> 'two')",
    "`doc` varchar(21) DEFAULT NULL CHECK (`doc` <> 'two')",
    "`m` varchar(21) DEFAULT NULL `opt`='two'",
    "`m` varchar(20) DEFAULT NULL COMMENT 'one' `opt`='two'",
    "`m` varchar(21) DEFAULT NULL COMMENT 'two' `opt`='two'",
  ];
  return columns.flatMap((column, i) => {
    const lists = [[column], ['`id` int(11) NOT NULL', column], [column, '`id` int(11) NOT NULL']];
    return lists.map((list, k) => `CREATE TABLE \`s${i}_${k}\` (\n  ${list.join(',\n  ')}\n)${plain}`);
  });
}

/** Lines that differ in their names only, and lines that only look so. */
function renamed(): string[] {
  const columns = [
    '`id` int(11) NOT NULL',
    '`at` int(11) NOT NULL',
    "`it's` int(11) NOT NULL",
    '`a``b` int(11) NOT NULL',
  ];
  const documents = [
    '`doc` longtext DEFAULT NULL CHECK (json_valid(`doc`))',
    '`id2` longtext DEFAULT NULL CHECK (json_valid(`doc`))',
  ];
  const keys = [
    'KEY `k1` (`id`,`at`)',
    'KEY `k2` (`at`,`id`)',
    'KEY `k,3` (`id`(5),`at` DESC)',
    'KEY `k4` (`at`(5),`id` DESC)',
    'KEY `k``5` (`id`,`at`)',
    'KEY `k6` (`a``b`,`at`)',
    'KEY `k7` (`id`,`at`) USING BTREE',
    "KEY `k8` (`id`) COMMENT 'as `k1` (`at`)'",
    'UNIQUE KEY `k9` (`id`,`at`)',
    'FULLTEXT KEY `f1` (`id`) /*!50100 WITH PARSER `ngram` */',
    'FULLTEXT KEY `f2` (`id`)',
  ];
  const foreignKeys = [
    'CONSTRAINT `c1` FOREIGN KEY (`id`) REFERENCES `a` (`at`)',
    'CONSTRAINT `c2` FOREIGN KEY (`at`) REFERENCES `b` (`id`)',
    'CONSTRAINT `c3` FOREIGN KEY (`id`, `at`) REFERENCES `a` (`x`, `y`) ON DELETE CASCADE',
    'CONSTRAINT `c4` FOREIGN KEY (`at`, `id`) REFERENCES `b` (`y`, `x`) ON DELETE CASCADE',
    'CONSTRAINT `c5` FOREIGN KEY (`at`, `id`) REFERENCES `b` (`y`, `x`) ON UPDATE CASCADE',
    'CONSTRAINT `c6` FOREIGN KEY (`id`) REFERENCES `other`.`a` (`x`)',
    'CONSTRAINT `c7` FOREIGN KEY (`at`) REFERENCES `third`.`b` (`y`)',
    'CONSTRAINT `c`8` FOREIGN KEY (`id`) REFERENCES `a` (`x`)',
    "CONSTRAINT `c'9` FOREIGN KEY (`id`) REFERENCES `a` (`x`)",
  ];
  return [...keys, ...foreignKeys].map((line, i) => {
    const list = [...(i % 2 === 0 ? columns : columns.toReversed()), ...documents, line];
    return `CREATE TABLE \`n${i}\` (\n  ${list.join(',\n  ')}\n)${plain}`;
  });
}

describe('readings that share their parts', () => {
  it('are what each would be alone, in every order', () => {
    const alone = texts.map((text) => read(text, factsOf('mariadb', version)));
    for (const first of texts) {
      const facts = factsOf('mariadb', version);
      read(first, facts);
      assert.deepEqual(
        texts.map((text) => read(text, facts)),
        alone,
      );
      assert.deepEqual(
        texts.toReversed().map((text) => read(text, facts)),
        alone.toReversed(),
      );
    }
  });

  it('keep counters apart, and comments that look like one', () => {
    const facts = factsOf('mariadb', version);
    assert.deepEqual(
      texts.slice(0, 5).map((text) => read(text, facts).autoIncrementNext),
      [null, null, '17', '18', null],
    );
  });

  it('give unqualified parents the database of their own table', () => {
    const facts = factsOf('mariadb', version);
    const parents = ['shop', 'depot'].map(
      (database) => read(texts[7] ?? '', facts, database).foreignKeys[0]?.referenced.database,
    );
    assert.deepEqual(parents, ['shop', 'depot']);
  });

  it('have the same structure exactly when their canonical texts are equal', () => {
    const facts = factsOf('mariadb', version);
    const tables = texts.map((text) => read(text, facts));
    for (const a of tables) {
      for (const b of tables) {
        const expected = canonicalText(a, facts) === canonicalText(b, facts);
        assert.equal(sameStructure(a, b, facts), expected, `${a.name.table} and ${b.name.table}`);
      }
    }
  });

  it('are one object where a source and its shadow are alike', () => {
    const facts = factsOf('mariadb', version);
    const [a, b] = texts.map((text) => read(text, facts));
    assert.equal(a?.columns, b?.columns);
    assert.equal(a?.options, b?.options);
  });

  it('are refused alone or together', () => {
    const facts = factsOf('mariadb', version);
    for (const text of texts) read(text, facts);
    const line = '  KEY `by_word` (`word`)';
    const wrong = [
      body.replace(line, `${line},\n${line},`),
      body.replace(line, '  KEY `by_word` (`word`) NONSENSE'),
      body.replace(line, '  KEY `` (`word`)'),
      body.replace('`word` varchar', '`` varchar'),
      body.replace("'AUTO_INCREMENT=5 '", "'AUTO' INCREMENT=5 '"),
      body.replace('varchar(20)', 'varchar(20'),
      body.replace('varchar(20) DEFAULT NULL', "varchar(20) DEFAULT NULL COMMENT 'one"),
      body.replace('varchar(20) DEFAULT NULL', "varchar(20) DEFAULT NULL COMMENT 'one''"),
      body.replace('varchar(20) DEFAULT NULL', "varchar(20) DEFAULT NULL NONSENSE COMMENT 'one'"),
      body.replace(
        'varchar(20) DEFAULT NULL',
        "varchar(20) DEFAULT NULL CHECK (`doc` <> 'two') COMMENT 'one'",
      ),
      body.replace('varchar(20) DEFAULT NULL', "varchar(20) DEFAULT NULL `opt`='two' COMMENT 'one'"),
      body.replace('varchar(20) DEFAULT NULL', "varchar(20) DEFAULT NULL COMMENT 'it''s' COMMENT 'one'"),
      body.replace('varchar(20) DEFAULT NULL', 'varchar(020) DEFAULT NULL'),
      body.replace(`${line}\n`, `${line}\n  `).replace('),\n  KEY', ') KEY'),
      body.replace('\n)', '\n'),
    ];
    for (const list of wrong) {
      const text = `CREATE TABLE \`a\` ${list}${plain}`;
      assert.equal(readTable({ text }, { database: 'shop', table: 'a' }, facts).kind, 'unsupported', text);
    }
  });

  it('are read however the lines are broken', () => {
    const expected = read(texts[0] ?? '', factsOf('mariadb', version));
    for (const [from, to] of [
      [',\n  ', ', '],
      [',\n  ', ',\n'],
      [',\n  ', ',\n    '],
      ['\n)', ')'],
      ['\n)', ' \n)'],
      ['(\n  ', '( '],
    ] as const) {
      const facts = factsOf('mariadb', version);
      for (const text of texts) read(text, facts);
      assert.deepEqual(read(`CREATE TABLE \`a\` ${body.replaceAll(from, to)}${plain}`, facts), expected);
    }
  });
});

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
];

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
});

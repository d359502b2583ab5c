import assert from 'node:assert/strict';
import { isTableDefinition, readTable } from '../../../src/schema/mysql/readTable.ts';
import type { MysqlServerFacts } from '../../../src/schema/mysql/serverFacts.ts';
import { factsOf, mariadb10, mysql56, mysql9 } from './facts.ts';

const name = { database: 'shop', table: 't' };
const tail = ') ENGINE=InnoDB DEFAULT CHARSET=utf8mb4';

function refusal(text: string, facts: MysqlServerFacts = mysql9, table = name): string {
  const read = readTable({ text }, table, facts);
  if (read.kind === 'table') assert.fail(`understood: ${text.slice(0, 200)}`);
  assert.equal(read.serverText, text);
  return read.reason;
}

const column = (definition: string): string => `CREATE TABLE \`t\` (\n  \`a\` ${definition}\n${tail}`;

describe('readTable', () => {
  it('P-10 refuses unknown words of every place, naming them and the line', () => {
    const cases: readonly (readonly [string, RegExp])[] = [
      [column('int SPECIAL'), /attribute of column `a` is not known, found "SPECIAL.*line 2/],
      [column('newtype'), /data type is not known, found "newtype/],
      [column('int DEFAULT something'), /default is expected/],
      [column('int GENERATED ALWAYS AS (1)'), /VIRTUAL or STORED is expected/],
      [
        `CREATE TABLE \`t\` (\n  \`a\` int,\n  KEY \`k\` (\`a\`) NEWOPTION 1\n${tail}`,
        /option of key `k` is not known/,
      ],
      [`CREATE TABLE \`t\` (\n  \`a\` int\n${tail} NEWOPTION=1`, /table option NEWOPTION is not known/],
      [
        `CREATE TABLE \`t\` (\n  \`a\` int\n${tail} PARTITION BY MAGIC (a)`,
        /partitioning method is not known/,
      ],
      [`CREATE TABLE \`t\` (\n  \`a\` int\n${tail} SEQUENCE=1`, /sequence/],
      ['CREATE TABLE `t` (\n  `a` int\n) ENGINE=InnoDB /* `bad`=1 */', /stands in a comment, as options do/],
      [`CREATE TABLE \`t\` (\n  PRIMARY KEY (\`a\`)\n${tail}`, /without columns/],
      [
        `CREATE TABLE \`t\` (\n  \`a\` int,\n  PRIMARY KEY (\`a\`),\n  PRIMARY KEY (\`a\`)\n${tail}`,
        /second primary key/,
      ],
      ['', /CREATE is expected, found the end/],
    ];
    for (const [text, reason] of cases) assert.match(refusal(text), reason);
  });

  it('P-24 refuses what is no table', () => {
    assert.match(refusal('CREATE ALGORITHM=UNDEFINED VIEW `t` AS select 1'), /only ordinary tables/);
    assert.match(refusal('CREATE TEMPORARY TABLE `t` (\n  `a` int\n)'), /only ordinary tables/);
  });

  it('P-22 refuses a second statement, another table, and text behind the end', () => {
    assert.match(refusal(`${column('int')}; DROP TABLE x`), /";" is not expected/);
    assert.match(refusal(`${column('int')} SELECT 1`), /table option SELECT is not known/);
    assert.match(refusal(column('int').replace('`t`', '`other`')), /answered with the table "other"/);
    const folding = factsOf('mysql', [9, 7, 4], { lowerCaseTableNames: 1 });
    assert.equal(readTable({ text: column('int') }, { database: 'shop', table: 'T' }, folding).kind, 'table');
  });

  it('R2 refuses what would be printed otherwise, with both texts', () => {
    // The second COMMENT wins in the model, so the text does not come back.
    const text = column("int COMMENT 'a' COMMENT 'b'");
    const read = readTable({ text }, name, mysql9);
    assert.ok(read.kind === 'unsupported');
    assert.match(read.reason, /server’s text has "'a' COMMENT 'b'.* where the model has "'b'/);
    assert.match(read.printedText ?? '', /COMMENT 'b'/);
    assert.match(refusal(column('int NULL')), /server’s text has "NULL/);
    assert.match(refusal(column("int COMMENT 'x' DEFAULT '1'")), /server’s text has "COMMENT 'x'/);
  });

  it('refuses version comments inside an expression, which would be handed on as text', () => {
    assert.match(
      refusal(column('int GENERATED ALWAYS AS (1 /*!50000 + 1 */) VIRTUAL')),
      /inside an expression/,
    );
    assert.match(refusal(column('int GENERATED ALWAYS AS (((1) VIRTUAL')), /bracket is not closed/);
  });

  it('P-23 C8 refuses too many columns and too long a text', () => {
    const columns = Array.from({ length: 100_000 }, (_, i) => `  \`c${String(i)}\` int DEFAULT NULL`).join(
      ',\n',
    );
    assert.match(refusal(`CREATE TABLE \`t\` (\n${columns}\n${tail}`), /more than 4096 columns/);
    assert.match(refusal(column(`int COMMENT '${'x'.repeat(50 * 1024 * 1024)}'`)), /more than the 10485760/);
  });

  it('refuses defaults that the server can’t show', () => {
    const lossy = /can’t show/;
    assert.match(refusal(column("varchar(9) DEFAULT '?'"), mysql56), lossy);
    assert.match(refusal(column("varchar(9) DEFAULT '?'"), mariadb10), lossy);
    assert.match(refusal(column("enum('a','?') DEFAULT NULL")), lossy);
    assert.match(refusal(column("binary(2) DEFAULT '\ufffd\\0'"), mariadb10), lossy);
    const bytes = (type: string): string => refusal(column(`${type} CHARACTER SET binary`), mariadb10);
    assert.match(bytes("enum('?','b')"), lossy);
    assert.match(bytes("set('?')"), lossy);
    assert.match(refusal(column("enum('b') CHARACTER SET binary DEFAULT '\ufffd'"), mariadb10), lossy);
    assert.match(refusal(column("varchar(9) GENERATED ALWAYS AS (_utf8mb4'????') VIRTUAL")), lossy);
    assert.match(refusal(column("varchar(9) GENERATED ALWAYS AS (concat(_gbk'?',1)) VIRTUAL")), lossy);
    for (const honest of [
      "varchar(9) DEFAULT '?'",
      "varchar(9) GENERATED ALWAYS AS (_utf8mb4'colou?r') VIRTUAL",
      "enum('?') CHARACTER SET latin1 COLLATE latin1_swedish_ci DEFAULT NULL",
      "binary(2) DEFAULT '?\\0'",
      "int DEFAULT NULL COMMENT '????'",
    ]) {
      assert.equal(readTable({ text: column(honest) }, name, mysql9).kind, 'table', honest);
    }
  });

  it('refuses a character set whose default collation is not known', () => {
    assert.match(
      refusal(column('char(1) CHARACTER SET klingon DEFAULT NULL')),
      /default collation of the character set klingon/,
    );
  });

  it('equal lines of two tables become one object, and differing ones do not', () => {
    const facts = factsOf('mysql', [9, 7, 4]);
    const text = (table: string, last: string): string =>
      `CREATE TABLE \`${table}\` (\n  \`a\` varchar(9) DEFAULT NULL,\n  \`b\` ${last}\n${tail}`;
    const source = readTable({ text: text('t', 'int NOT NULL') }, name, facts);
    const shadow = readTable(
      { text: text('s', "int NOT NULL COMMENT '),'") },
      { ...name, table: 's' },
      facts,
    );
    assert.ok(source.kind === 'table' && shadow.kind === 'table');
    assert.equal(source.table.columns[0], shadow.table.columns[0]);
    assert.notDeepEqual(source.table.columns[1], shadow.table.columns[1]);
    const fresh = readTable(
      { text: text('s', "int NOT NULL COMMENT '),'") },
      { ...name, table: 's' },
      factsOf('mysql', [9, 7, 4]),
    );
    assert.deepEqual(fresh, shadow);
  });

  it('a line break inside a name or a list is no end of a column', () => {
    const facts = factsOf('mysql', [9, 7, 4]);
    const text =
      'CREATE TABLE `t` (\n  `a\n b` int DEFAULT NULL,\n  `c,\n` int DEFAULT NULL,\n  KEY `k\n)` (`a\n b`)\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4';
    for (let i = 0; i < 2; i++) {
      const read = readTable({ text }, name, facts);
      assert.ok(read.kind === 'table');
      assert.deepEqual(
        read.table.columns.map((each) => each.name),
        ['a\n b', 'c,\n'],
      );
    }
  });

  it('C6 P-16 reads the names of foreign keys that MariaDB does not escape', () => {
    const line = (text: string): string =>
      `CREATE TABLE \`t\` (\n  \`a\`\`b\` int(11) DEFAULT NULL,\n  \`x,\`\`, \`\`y\` int(11) DEFAULT NULL,\n  ${text}\n${tail} COLLATE=utf8mb4_general_ci`;
    const read = (text: string): unknown => {
      const result = readTable({ text: line(text) }, name, mariadb10);
      if (result.kind === 'unsupported') assert.fail(result.reason);
      return result.table.foreignKeys.map((key) => [
        key.name,
        key.columns,
        key.referenced,
        key.referencedColumns,
        key.onDelete,
      ]);
    };
    const parent = { database: 'shop', table: 'p`p' };
    assert.deepEqual(
      read('CONSTRAINT `f`1 */ /*!` FOREIGN KEY (`a`b`) REFERENCES `p``p` (`i`d`) ON DELETE CASCADE'),
      [['f`1 */ /*!', ['a`b'], parent, ['i`d'], 'CASCADE']],
    );
    assert.deepEqual(
      read(
        'CONSTRAINT `f``2` FOREIGN KEY (`a`b`, `x,`, `y`) REFERENCES `o``d`.`p``p` (`i`, `x`) REFERENCES ``),\n  CONSTRAINT `c``3` CHECK (1)',
      ),
      [['f``2', ['a`b', 'x,`, `y'], { database: 'o`d', table: 'p`p' }, ['i', 'x`) REFERENCES `'], null]],
    );
    // Others escape, and are taken at their word.
    const escaped = line('CONSTRAINT `f``2` FOREIGN KEY (`a``b`) REFERENCES `p` (`i``d`)');
    const result = readTable(
      { text: escaped.replaceAll('(11)', '').replace(' COLLATE=utf8mb4_general_ci', '') },
      name,
      mysql9,
    );
    assert.ok(result.kind === 'table');
    assert.deepEqual(
      result.table.foreignKeys.map((key) => [key.name, key.columns]),
      [['f`2', ['a`b']]],
    );
  });

  it('knows its own definitions', () => {
    assert.ok(isTableDefinition({ text: 'x' }));
    for (const other of [null, 'x', {}, { text: 1 }]) assert.ok(!isTableDefinition(other));
  });
});

import assert from 'node:assert/strict';
import { fileNameBytes, refusePartitionFiles } from '../../../src/schema/mysql/fileName.ts';
import { mysqlNameRules } from '../../../src/schema/mysql/nameRules.ts';
import { readTable } from '../../../src/schema/mysql/readTable.ts';
import { english } from '../../../src/schema/phrase.ts';
import { factsOf, mysql9 } from './facts.ts';

const rules = mysqlNameRules(mysql9);

describe('mysqlNameRules', () => {
  it('C6 takes the legal names', () => {
    const legal = [
      'a`b',
      '"q"',
      "'q'",
      'a\nb',
      '*/ x /*!',
      'select',
      '漢字',
      'x'.repeat(64),
      ' lead',
      'a.b',
      'a/b',
      'a\\b',
      '%_',
      '\u202eabc',
      'e\u0301',
      '123',
      '__proto__',
    ];
    for (const name of legal) assert.equal(rules.refuseTable(name), null, name);
  });

  it('C6 refuses what the servers refuse, or would store under another name', () => {
    for (const [name, reason] of [
      ['', /empty/],
      ['a ', /space/],
      ['a\t', /space/],
      ['a\0b', /NUL/],
      ['😀', /emoji/],
      ['\ud83d', /emoji/],
      ['x'.repeat(65), /65 characters/],
      ['#mysql50#a', /file names/],
    ] as const) {
      assert.match(english(rules.refuseTable(name) ?? ''), reason);
    }
  });

  it('P-17 O-49 predicts the length of file names: 50 CJK characters, 64 Cyrillic ones (all servers)', () => {
    assert.equal(rules.refuseTable('漢'.repeat(50)), null);
    assert.match(
      english(rules.refuseTable('漢'.repeat(51)) ?? ''),
      /255 bytes as a file name, 251 are possible/,
    );
    assert.equal(rules.refuseTable('я'.repeat(64)), null);
    assert.equal(rules.refuseTable('-'.repeat(50)), null);
    assert.notEqual(rules.refuseTable('-'.repeat(51)), null);
    assert.equal(mysqlNameRules(factsOf('oceanbase', [4, 3])).refuseTable('漢'.repeat(64)), null);
  });

  it('counts bytes as the servers name their files', () => {
    // a@0024@002d_@0020@002e@0p@6f22@r1, as seen in a data directory.
    assert.equal(fileNameBytes('a$-_ .é漢я'), 'a@0024@002d_@0020@002e@0p@6f22@r1'.length);
    assert.equal(fileNameBytes('ア한Ａ'), '@30a2@d55c@A@'.length);
  });

  it('P-17 partitions have files too: 49 CJK characters with p0, 47 with subpartitions', () => {
    const refusalOf = (table: string, partitions: string): string | null => {
      const text = `CREATE TABLE \`${table}\` (\n  \`a\` int DEFAULT NULL\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4\n/*!50100 PARTITION BY RANGE (\`a\`)\n${partitions} */`;
      const read = readTable({ text }, { database: 'd', table }, mysql9);
      assert.ok(read.kind === 'table');
      const refusal = refusePartitionFiles(read.table);
      return refusal === null ? null : english(refusal);
    };
    const plain = '(PARTITION p0 VALUES LESS THAN (1) ENGINE = InnoDB)';
    assert.equal(refusalOf('漢'.repeat(49), plain), null);
    assert.match(refusalOf('漢'.repeat(50), plain) ?? '', /"p0"/);
    assert.equal(refusalOf('漢'.repeat(47), `SUBPARTITION BY HASH (\`a\`)\nSUBPARTITIONS 2\n${plain}`), null);
    assert.notEqual(
      refusalOf('漢'.repeat(48), `SUBPARTITION BY HASH (\`a\`)\nSUBPARTITIONS 2\n${plain}`),
      null,
    );
  });

  it('P-18 folds names only where the server does', () => {
    assert.equal(rules.foldTable('Ab'), 'Ab');
    assert.equal(mysqlNameRules({ dialect: 'mysql', lowerCaseTableNames: 2 }).foldTable('Ab'), 'ab');
  });
});

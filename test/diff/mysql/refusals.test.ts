import assert from 'node:assert/strict';
import { refuseMysqlSteps, refuseMysqlSource } from '../../../src/diff/mysql/refusals.ts';
import { goldenFacts } from '../../golden/pairs/goldenFiles.ts';
import { english } from '../../../src/schema/phrase.ts';
import type { MysqlTable } from '../../../src/schema/mysql/model.ts';
import { tableOf } from './tables.ts';

const id = ['`id` int NOT NULL', 'PRIMARY KEY (`id`)'];
const utf8 = 'DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci';

describe('refuseMysqlSource', () => {
  it('takes a plain table', () => {
    assert.equal(refuseMysqlSource(tableOf(id)), null);
  });

  it('P-12 refuses what points outside the table, without showing a password', () => {
    const federated = tableOf(id, {
      dialect: 'mariadb',
      tail: `ENGINE=FEDERATED ${utf8} CONNECTION='mysql://u:secret@h/db/t'`,
    });
    assert.match(english(refuseMysqlSource(federated) ?? ''), /FEDERATED/);
    assert.doesNotMatch(english(refuseMysqlSource(federated) ?? ''), /secret/);
    const elsewhere = tableOf(id, { tail: "ENGINE=InnoDB DEFAULT CHARSET=latin1 DATA DIRECTORY='/tmp/'" });
    assert.match(english(refuseMysqlSource(elsewhere) ?? ''), /DATA DIRECTORY/);
    assert.doesNotMatch(english(refuseMysqlSource(elsewhere) ?? ''), /tmp/);
  });

  it('P-13 refuses defaults from a sequence, not strings that look like one', () => {
    const lines = (value: string): readonly string[] => [`\`id\` bigint(20) NOT NULL DEFAULT ${value}`];
    const dialect = 'mariadb';
    assert.match(
      english(refuseMysqlSource(tableOf(lines('nextval(`shop`.`s`)'), { dialect })) ?? ''),
      /sequence/,
    );
    assert.equal(refuseMysqlSource(tableOf(["`a` varchar(30) DEFAULT 'nextval(s)'"], { dialect })), null);
  });

  it('P-24 refuses system-versioned tables', () => {
    const versioned = tableOf(id, {
      dialect: 'mariadb',
      tail: `ENGINE=InnoDB ${utf8} WITH SYSTEM VERSIONING`,
    });
    assert.match(english(refuseMysqlSource(versioned) ?? ''), /[Ss]ystem-versioned/);
  });
});

describe('refuseMysqlSteps', () => {
  it('O-47 refuses with a reason what OceanBase has no statement for', () => {
    const tail = 'DEFAULT CHARSET = utf8mb4';
    const plain = tableOf(id, { dialect: 'oceanbase', tail });
    const parts = tableOf(id, {
      dialect: 'oceanbase',
      tail: `${tail}\n partition by hash(\`id\`)\n(partition \`p0\`)`,
    });
    assert.match(english(refuseMysqlSteps(parts, plain, goldenFacts.oceanbase) ?? ''), /without partitions/);
    assert.equal(refuseMysqlSteps(plain, parts, goldenFacts.oceanbase), null);
    const old = { ...goldenFacts.oceanbase, version: [3, 2, 4] };
    assert.match(english(refuseMysqlSteps(plain, parts, old) ?? ''), /before 4.0/);
  });

  it('refuses nothing when nothing is to be done', () => {
    const versioned = tableOf(id, {
      dialect: 'mariadb',
      tail: `ENGINE=InnoDB ${utf8} WITH SYSTEM VERSIONING`,
    });
    assert.equal(refuseMysqlSteps(versioned, versioned, goldenFacts.mariadb), null);
    assert.notEqual(
      refuseMysqlSteps(versioned, tableOf(id, { dialect: 'mariadb' }), goldenFacts.mariadb),
      null,
    );
  });

  it('refuses a foreign key that no index carries: made anew, it would bring an index that the source lacks', () => {
    const lines = (index: string): readonly string[] => [
      '`a` int(11) NOT NULL',
      '`b` int(11) NOT NULL',
      `PRIMARY KEY (${index})`,
      'CONSTRAINT `f` FOREIGN KEY (`a`, `b`) REFERENCES `p` (`a`, `b`)',
    ];
    const shadow = (lines: readonly string[]): MysqlTable => tableOf(lines, { dialect: 'mariadb' });
    const why = (from: MysqlTable | null, to: MysqlTable): string =>
      english(refuseMysqlSteps(from, to, goldenFacts.mariadb) ?? '');
    const odd = shadow(lines('`b`,`a`'));
    assert.match(why(null, odd), /foreign key f .*index/);
    assert.match(why(shadow(lines('`b`,`a`').slice(0, 3)), odd), /foreign key f .*index/);
    assert.equal(why(null, shadow(lines('`a`,`b`'))), '');
  });

  it('refuses a foreign key to columns of its own table that no index begins with', () => {
    const lines = (keys: readonly string[]): readonly string[] => [
      '`a` int(11) NOT NULL',
      '`b` int(11) NOT NULL',
      ...keys,
      'CONSTRAINT `f` FOREIGN KEY (`a`) REFERENCES `shadow` (`b`)',
    ];
    const why = (keys: readonly string[]): string =>
      english(
        refuseMysqlSteps(null, tableOf(lines(keys), { dialect: 'mariadb' }), goldenFacts.mariadb) ?? '',
      );
    assert.match(why(['PRIMARY KEY (`a`)']), /foreign key f .*own table/);
    assert.equal(why(['PRIMARY KEY (`a`)', 'KEY `k` (`b`)']), '');
    assert.equal(why(['PRIMARY KEY (`b`)', 'KEY `k` (`a`)']), '');
  });

  it('lets a foreign key refer to an index with the primary key’s columns behind it, as InnoDB does', () => {
    const lines = [
      '`a` int(11) NOT NULL',
      '`b` int(11) NOT NULL',
      'PRIMARY KEY (`a`)',
      'KEY `k` (`b`)',
      'KEY `l` (`a`,`b`)',
      'CONSTRAINT `f` FOREIGN KEY (`a`, `b`) REFERENCES `shadow` (`b`, `a`)',
    ];
    assert.equal(refuseMysqlSteps(null, tableOf(lines, { dialect: 'mariadb' }), goldenFacts.mariadb), null);
  });
});

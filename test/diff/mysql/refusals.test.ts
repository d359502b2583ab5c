import assert from 'node:assert/strict';
import { refuseMysqlSteps, refuseMysqlSource } from '../../../src/diff/mysql/refusals.ts';
import { goldenFacts } from '../../golden/pairs/goldenFiles.ts';
import { english } from '../../../src/schema/phrase.ts';
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
});

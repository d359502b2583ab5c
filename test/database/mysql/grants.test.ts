import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readGrants } from '../../../src/database/mysql/grants.ts';
import type { GrantRules } from '../../../src/database/mysql/grants.ts';

const patterns: GrantRules = { hasPatterns: true, ignoresCase: false, currentRole: '' };

/** Lines as servers print them; MySQL 5.6's and MariaDB's first line has the password's hash, which says nothing here. */
const cases: readonly {
  readonly name: string;
  readonly lines: readonly string[];
  readonly rules?: Partial<GrantRules>;
  readonly yes: readonly string[];
  readonly no: readonly string[];
}[] = [
  {
    name: 'MariaDB, everything',
    lines: ["GRANT ALL PRIVILEGES ON *.* TO `a`@`%` IDENTIFIED BY PASSWORD '*D8' WITH GRANT OPTION"],
    yes: ['SELECT shop', 'DROP anything'],
    no: [],
  },
  {
    name: 'MySQL 5.6, one database',
    lines: [
      "GRANT USAGE ON *.* TO 'a'@'%' IDENTIFIED BY PASSWORD",
      "GRANT SELECT, CREATE ON `shop`.* TO 'a'@'%'",
    ],
    yes: ['SELECT shop', 'CREATE shop'],
    no: ['DROP shop', 'SELECT shop2', 'USAGE shop', 'SELECT SHOP'],
  },
  {
    name: 'OceanBase',
    lines: [
      "GRANT USAGE ON *.* TO 'a'",
      "GRANT ALL PRIVILEGES ON `shop`.* TO 'a'",
      "GRANT SELECT ON `x`.`t` TO 'a'",
    ],
    rules: { hasPatterns: false },
    yes: ['DROP shop'],
    no: ['SELECT x'],
  },
  {
    name: 'patterns, escaped and not',
    lines: [
      'GRANT SELECT ON `a\\_b`.* TO `u`@`%`',
      'GRANT DROP ON `s%`.* TO `u`@`%`',
      'GRANT ALTER ON `x_y`.* TO `u`@`%`',
    ],
    yes: ['SELECT a_b', 'DROP s', 'DROP shop', 'ALTER x-y'],
    no: ['SELECT axb', 'DROP a', 'ALTER xy'],
  },
  {
    name: 'only the most specific of an account',
    lines: [
      'GRANT SELECT ON `sh%`.* TO `u`@`%`',
      'GRANT DROP ON `shop`.* TO `u`@`%`',
      'GRANT ALTER ON `%`.* TO `u`@`%`',
    ],
    yes: ['DROP shop', 'SELECT show', 'ALTER x'],
    no: ['SELECT shop', 'ALTER shop', 'ALTER show'],
  },
  {
    name: 'roles in force beside the account (MariaDB)',
    lines: ['GRANT `r` TO `u`@`%`', 'GRANT DROP ON `shop`.* TO `u`@`%`', 'GRANT SELECT ON `shop`.* TO `r`'],
    yes: ['DROP shop', 'SELECT shop'],
    no: ['ALTER shop'],
  },
  {
    name: 'partial revokes (MySQL)',
    lines: [
      'GRANT SELECT, DROP, ALTER ON *.* TO `u`@`%`',
      'GRANT ALTER ON `shop`.* TO `u`@`%`',
      'REVOKE DROP, ALTER ON `shop`.* FROM `u`@`%`',
    ],
    rules: { hasPatterns: false },
    yes: ['SELECT shop', 'DROP other', 'ALTER shop'],
    no: ['DROP shop'],
  },
  {
    name: 'names that ignore case',
    lines: ['GRANT SELECT ON `Shop`.* TO `u`@`%`'],
    rules: { ignoresCase: true },
    yes: ['SELECT SHOP'],
    no: [],
  },
  {
    name: 'hostile names',
    lines: [
      'GRANT SELECT ON `a``b ON ``c`.* TO `u`@`%`',
      'GRANT SELECT (`x) ON`), INSERT ON `d`.`t` TO `u`@`%`',
    ],
    yes: ['SELECT a`b ON `c'],
    no: ['SELECT d', 'INSERT d', 'SELECT c'],
  },
  {
    name: 'what is no grant on tables',
    lines: [
      'GRANT EXECUTE ON PROCEDURE `shop`.`p` TO `u`@`%`',
      "GRANT PROXY ON ''@'%' TO 'root'@'localhost'",
      'nonsense',
      '',
    ],
    yes: [],
    no: ['EXECUTE shop', 'PROXY shop'],
  },
];

describe('grants', () => {
  for (const { lines, name, no, rules, yes } of cases) {
    it(`are read: ${name}`, () => {
      const grants = readGrants(lines, { ...patterns, ...rules });
      const has = (asked: string): boolean => {
        const at = asked.indexOf(' ');
        return grants.has(asked.slice(0, at), asked.slice(at + 1));
      };
      assert.deepEqual(yes.filter(has), yes);
      assert.deepEqual(no.filter(has), []);
    });
  }

  it('name the tables they hold for, whole tables only', () => {
    const lines = [
      'GRANT SELECT, INSERT ON `shop`.`a` TO `u`@`%`',
      'GRANT SELECT (`id`), UPDATE ON `shop`.`b` TO `u`@`%`',
      'GRANT SELECT ON `other`.`c` TO `u`@`%`',
    ];
    assert.deepEqual(readGrants(lines, patterns).tablesWith('SELECT', 'shop'), ['a']);
    assert.deepEqual(readGrants(lines, patterns).tablesWith('UPDATE', 'shop'), ['b']);
  });

  it('name the roles that are not in force', () => {
    const lines = [
      'GRANT `r1`@`%`,`r3`@`%` TO `u`@`%`',
      'GRANT `r2` TO `u`@`%`',
      'GRANT SELECT ON `s`.* TO `r2`',
    ];
    assert.deepEqual(readGrants(lines, patterns).idleRoles, ['r1', 'r3']);
    assert.deepEqual(readGrants(lines, { ...patterns, currentRole: '`r1`@`%`,`r3`@`%`' }).idleRoles, []);
    assert.deepEqual(readGrants(lines, { ...patterns, currentRole: 'NONE' }).idleRoles, ['r1', 'r3']);
  });

  it('know the row that counts, as it is written', () => {
    const grants = readGrants(['GRANT SELECT ON `a_b`.* TO `u`@`%`'], patterns);
    assert.equal(grants.rowOf('u', 'a_b'), 'a_b');
    assert.equal(grants.rowOf('u', 'axb'), 'a_b');
    assert.equal(grants.rowOf('other', 'a_b'), null);
  });
});
